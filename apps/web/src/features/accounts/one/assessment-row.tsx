import type { Customer360 } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Figure, Masked, Money, Share, When } from '../../../ui/index.ts'

/** What the analyses say of this customer; nothing until he is assessed. */
export function AssessmentRow({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const may = useMay()
  const { assessment } = customer.account
  if (!assessment) return null
  const { health, segment, rfm, alive, expectedOrders, lifetimeValueE4, currency, slippingSince, on } = assessment
  return (
    <section className="q-panel account-assessment" aria-label={t('assess.title')}>
      {health !== null && (
        <Sign label={t('assess.health')} hint={t('assess.healthHint')}>
          <span className={`account-health account-health-${health >= 70 ? 'good' : health >= 40 ? 'fair' : 'poor'}`}>
            <i style={{ width: `${health}%` }} />
          </span>
          <Figure value={health} />
        </Sign>
      )}
      {segment && (
        <Sign label={t('assess.segment')} hint={t('assess.segmentHint', { rfm: String(rfm).split('').join('-') })}>
          {t(`segment.${segment}`)}
        </Sign>
      )}
      {alive !== null && (
        <Sign label={t('assess.alive')} hint={t('assess.aliveHint')}>
          <Share value={alive} digits={0} />
        </Sign>
      )}
      {expectedOrders !== null && (
        <Sign label={t('assess.expected')} hint={t('assess.expectedHint')}>
          <Figure value={expectedOrders} digits={1} />
        </Sign>
      )}
      <Sign label={t('assess.lifetime')} hint={t('assess.lifetimeHint')}>
        {may.see('finance') ? (
          <Money amountE4={lifetimeValueE4} currency={currency} short />
        ) : (
          <Masked category="finance" />
        )}
      </Sign>
      {slippingSince && (
        <Sign label={t('assess.slipping')} hint={t('assess.slippingHint')}>
          <Link to="/churn" className="account-slipping">
            <When at={slippingSince} />
          </Link>
        </Sign>
      )}
      <small className="q-muted" title={t('assess.onHint')}>
        <When at={on} as="day" />
      </small>
    </section>
  )
}

function Sign({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <span className="account-sign" title={hint}>
      <span className="q-muted">{label}</span>
      <strong>{children}</strong>
    </span>
  )
}
