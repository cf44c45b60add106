import type { Surcharge, Tariff } from '@quayside/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, Money } from '../../ui/index.ts'

type Version = Tariff['versions'][number]

/** What a version says besides its rates. */
export function TermsFacts({ version }: { version: Version }) {
  const { t } = useTranslation('pricing')
  return (
    <section className="q-panel" aria-label={t('terms')}>
      <div className="q-panel-head">
        <h2>
          {t('terms')} · {t('versionNo', { figure: version.no })}
        </h2>
      </div>
      <dl className="q-panel-body tariff-facts">
        <Fact label={t('field.currency')}>{version.currency}</Fact>
        <Fact label={t('field.priority')}>
          <Figure value={version.priority} />
        </Fact>
        <Fact label={t('field.minimum')}>
          {version.minimumE4 === null ? '–' : <Money amountE4={version.minimumE4} currency={version.currency} />}
        </Fact>
        <Fact label={t('field.dimensional')}>
          {version.dimensionalCm3PerKg === null ? '–' : `${version.dimensionalCm3PerKg} cm³/kg`}
        </Fact>
        <Fact label={t('field.weightStep')}>{`${version.weightStepG / 1000} kg`}</Fact>
        <Fact label={t('field.nextBreak')}>{t(version.nextBreak ? 'yes' : 'no')}</Fact>
        {version.surcharges.map((surcharge) => (
          <Fact
            key={`${surcharge.kind}-${surcharge.basis}-${surcharge.value}`}
            label={surcharge.name ?? t(`surcharge.${surcharge.kind}`)}
          >
            <SurchargeText surcharge={surcharge} currency={version.currency} />
          </Fact>
        ))}
        {version.note && <Fact label={t('field.note')}>{version.note}</Fact>}
      </dl>
    </section>
  )
}

function SurchargeText({ surcharge, currency }: { surcharge: Surcharge; currency: string }) {
  const { t } = useTranslation('pricing')
  if (surcharge.basis === 'percent') return `${surcharge.value} %`
  return `${surcharge.value} ${currency} ${t(`surchargeBasis.${surcharge.basis}`)}`
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
