import type { Order } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Money, useKit, When } from '../../../ui/index.ts'
import { orderVersionsQuery } from '../orders.api.ts'
import { changedText } from './changed-text.ts'
import { Panel } from './order-content.tsx'

/** What happened to the order and when: its steps, and each change with its reason and cost. */
export function HistoryPanel({ order }: { order: Order }) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const seesMoney = useMay().see('finance')
  const { data: versions = [] } = useQuery(orderVersionsQuery(order.id))
  const steps = [
    {
      at: order.receivedAt,
      text: t('history.received', { channel: t(`channel.${order.channel}`, { defaultValue: order.channel }) }),
    },
    ...(order.releasedAt
      ? [{ at: order.releasedAt, text: t('history.released', { name: order.releasedBy?.name ?? '–' }) }]
      : []),
    ...(order.confirmedAt ? [{ at: order.confirmedAt, text: t('history.confirmed') }] : []),
    ...(order.startedAt ? [{ at: order.startedAt, text: t('history.started') }] : []),
    ...(order.completedAt ? [{ at: order.completedAt, text: t('history.completed') }] : []),
    ...(order.cancelledAt
      ? [
          {
            at: order.cancelledAt,
            text: t('history.cancelled', { name: order.cancelledBy?.name ?? '–', reason: order.cancelReason ?? '–' }),
            feeE4: order.cancelFeeE4,
            costE4: order.cancelCostE4,
          },
        ]
      : []),
    ...versions.map(({ at, by, reason, changed, before, feeE4, costE4 }) => ({
      at,
      text: t('history.changed', {
        name: by?.name ?? '–',
        reason,
        what: changed.map((path) => changedText(path, before, t, locale)).join('; '),
      }),
      feeE4,
      costE4,
    })),
  ].toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <Panel title={t('history.title')} shown>
      <ol className="order-history">
        {steps.map((step) => (
          <li key={`${step.at} ${step.text}`}>
            <span className="q-muted">
              <When at={step.at} />
            </span>
            <span>
              {step.text}
              {seesMoney && 'feeE4' in step && step.feeE4 !== null && step.feeE4 !== undefined && (
                <span className="q-muted">
                  {' '}
                  {t('change.fee')} <Money amountE4={step.feeE4} currency={order.currency} />
                </span>
              )}
              {seesMoney && 'costE4' in step && step.costE4 !== null && step.costE4 !== undefined && (
                <span className="q-muted">
                  {' '}
                  {t('change.cost')} <Money amountE4={step.costE4} currency={order.currency} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
