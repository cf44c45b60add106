import { type countOrders, OrderStatus, type ReplyOf } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import type { OrderTab } from './order-place.ts'

interface StatusTabsProps {
  counts: ReplyOf<typeof countOrders> | undefined
  tab: OrderTab | undefined
  onTab: (tab: OrderTab | undefined) => void
}

/** Where orders stand, with how many; what waits to be mended or finished comes first when there is any. */
export function StatusTabs({ counts, tab, onTab }: StatusTabsProps) {
  const { t } = useTranslation('orders')
  const { locale } = useKit()
  const of = (status: OrderStatusName) => counts?.statuses.find((one) => one.status === status)?.orders ?? 0
  const all = counts?.statuses.reduce((sum, { orders }) => sum + orders, 0)
  const tabs: { id: OrderTab | undefined; label: string; figure: number | undefined; urgent?: boolean }[] = [
    { id: undefined, label: t('tab.all'), figure: all },
    { id: 'quarantined', label: t('draftState.quarantined'), figure: counts?.quarantined, urgent: true },
    { id: 'drafts', label: t('tab.drafts'), figure: counts?.drafts },
    ...OrderStatus.options
      .filter((status) => status !== 'draft' || of('draft') > 0)
      .map((status) => ({
        id: status,
        label: t(`status.${status}`),
        figure: counts ? of(status) : undefined,
        urgent: status === 'held',
      })),
  ]
  return (
    <div className="order-tabs" role="tablist" aria-label={t('field.status')}>
      {tabs.map(({ id, label, figure, urgent }) => (
        <button
          key={id ?? 'all'}
          type="button"
          role="tab"
          aria-selected={id === tab}
          className={id === tab ? 'order-tab order-tab-on' : 'order-tab'}
          onClick={() => onTab(id)}
        >
          {label}
          {figure !== undefined && (
            <span className={urgent && figure > 0 ? 'order-tab-count order-tab-urgent' : 'order-tab-count'}>
              {figure.toLocaleString(locale)}
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

type OrderStatusName = (typeof OrderStatus.options)[number]
