import type { Shipment } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure, useKit, When } from '../../../ui/index.ts'
import { StateText } from '../badges.tsx'

/** Whose, from where to where, when it is promised and when expected, and on what that rests. */
export function ShipmentFacts({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const { locale } = useKit()
  const { arrival } = shipment
  return (
    <dl className="shipment-facts">
      <Fact label={t('field.account')}>
        <Link to={`/accounts/${shipment.account.id}`}>{shipment.account.name}</Link>
      </Fact>
      <Fact label={t('field.state')}>
        <StateText row={shipment} />
      </Fact>
      <Fact label={t('field.route')}>{[shipment.origin, shipment.destination].filter(Boolean).join(' → ') || '–'}</Fact>
      <Fact label={t('field.mode')}>{[t(`mode.${shipment.mode}`), shipment.carrier].filter(Boolean).join(' · ')}</Fact>
      <Fact label={t('field.promisedOn')}>
        {shipment.promisedOn ? <When at={shipment.promisedOn} as="day" /> : '–'}
      </Fact>
      {shipment.deliveredAt ? (
        <Fact label={t('field.deliveredAt')}>
          <When at={shipment.deliveredAt} as="exact" />
        </Fact>
      ) : (
        <Fact label={t('field.eta')}>
          {arrival ? (
            <>
              <When at={arrival.at} as="day" />
              {arrival.earliest && arrival.latest && (
                <small>
                  {' '}
                  (<When at={arrival.earliest} as="day" /> – <When at={arrival.latest} as="day" />)
                </small>
              )}
              <small className="shipment-basis">
                {t(`basis.${arrival.basis}`, { figure: arrival.shipments.toLocaleString(locale) })}
                {arrival.since && ` ${t('basis_since', { code: t(`code.${arrival.since}`) })}`}
              </small>
            </>
          ) : (
            '–'
          )}
        </Fact>
      )}
      {shipment.order && (
        <Fact label={t('field.order')}>
          <Link to={`/orders/${shipment.order.id}`}>{shipment.order.number}</Link>
        </Fact>
      )}
      {shipment.packages !== null && (
        <Fact label={t('field.packages')}>
          <Figure value={shipment.packages} />
          {shipment.deliveredPackages !== null &&
            ` · ${t('deliveredPackages', { figure: shipment.deliveredPackages.toLocaleString(locale) })}`}
        </Fact>
      )}
      {shipment.goods && <Fact label={t('field.goods')}>{shipment.goods}</Fact>}
      {shipment.references.map(({ kind, value }) => (
        <Fact key={kind + value} label={t(`reference.${kind}`)}>
          {value}
        </Fact>
      ))}
      {shipment.trackingCheck && (
        <Fact label={t('tracking')}>
          <a
            href={`/track?${new URLSearchParams({ number: shipment.number, check: shipment.trackingCheck })}`}
            target="_blank"
            rel="noreferrer"
          >
            {shipment.trackingCheck}
          </a>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
