import type { Customer360 } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Money, When } from '../../../ui/index.ts'

/** As many as stand beside the contacts without pushing the chart away. */
const shownRows = 6

export function RecentOrders({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  const may = useMay()
  const rows = customer.recentOrders?.slice(0, shownRows)
  if (!rows || rows.length === 0) return null
  return (
    <section className="q-panel" aria-label={t('recentOrders.title')}>
      <div className="q-panel-head">
        <h2>{t('recentOrders.title')}</h2>
        {may('orders', 'read') && (
          <Link to="/orders" search={{ accountId: customer.account.id } as never}>
            {t('recentOrders.all')}
          </Link>
        )}
      </div>
      <table className="account-table account-orders" role="presentation">
        <tbody>
          {rows.map((order) => (
            <tr key={order.id}>
              <td>
                <Link to={`/orders/${order.id}`}>{order.number}</Link>
              </td>
              <td>
                <When at={order.orderedOn} />
              </td>
              <td>{orders(`status.${order.status}`)}</td>
              {order.amountE4 !== null && (
                <td className="q-num">
                  <Money amountE4={order.amountE4} currency={order.currency} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
