import type { Order } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import { Figure, Masked, Money, When } from '../../ui/index.ts'
import { StatusText } from './order-status.tsx'

/** The head of an order: whose, when, how far, how much. */
export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const may = useMay()
  return (
    <dl className="order-facts">
      <Fact label={t('field.account')}>
        <Link to={`/accounts/${order.account.id}`}>{order.account.name}</Link>
      </Fact>
      <Fact label={t('field.orderedOn')}>
        <When at={order.orderedOn} />
      </Fact>
      {order.requestedOn && (
        <Fact label={t('field.requestedOn')}>
          <When at={order.requestedOn} />
        </Fact>
      )}
      {order.team && <Fact label={t('field.team')}>{order.team.name}</Fact>}
      <Fact label={t('field.status')}>
        <StatusText status={order.status} />
      </Fact>
      <Fact label={t('field.channel')}>{t(`channel.${order.channel}`, { defaultValue: order.channel })}</Fact>
      {order.reference && <Fact label={t('field.reference')}>{order.reference}</Fact>}
      {order.externalKey && <Fact label={t('field.externalKey')}>{order.externalKey}</Fact>}
      <Fact label={t('field.lines')}>
        <Figure value={order.lines} />
      </Fact>
      <Fact label={t('field.amount')}>
        {may.see('finance') ? (
          <Money amountE4={order.amountE4} currency={order.currency} />
        ) : (
          <Masked category="finance" />
        )}
      </Fact>
      {may.see('finance') &&
        (['feeE4', 'extraCostE4'] as const).map(
          (name) =>
            order[name] !== null &&
            order[name] !== 0 && (
              <Fact key={name} label={t(name === 'feeE4' ? 'field.fee' : 'field.extraCost')}>
                <Money amountE4={order[name]} currency={order.currency} />
              </Fact>
            ),
        )}
      {Object.entries(order.attributes).map(([name, value]) => (
        <Fact key={name} label={name}>
          {String(value)}
        </Fact>
      ))}
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
