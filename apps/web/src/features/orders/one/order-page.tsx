import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { PageHeader } from '../../../ui/index.ts'
import { OrderFacts } from '../order-facts.tsx'
import { OrderLines } from '../order-lines.tsx'
import { orderQuery } from '../orders.api.ts'
import { ReasonList } from '../reason-list.tsx'
import '../orders.css'
import { BilledPanel } from './billed-panel.tsx'
import { FilesPanel } from './files-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { OrderActs } from './order-acts.tsx'
import { OrderContent } from './order-content.tsx'

export function OrderPage() {
  const { t } = useTranslation('orders')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: order, error } = useQuery(orderQuery(id))
  useEffect(() => {
    if (order) document.title = order.number
  }, [order])
  if (error && !order) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/orders">{t('title')}</Link>}
        title={order?.number ?? t('one')}
        actions={order && <OrderActs order={order} />}
      />
      <div className="q-page-scroll order-page">
        {!order && <Skeleton active />}
        {order && (
          <>
            {(order.status === 'held' || order.warnings.length > 0) && (
              <section className="q-panel q-panel-body" aria-label={t('severity.hold')}>
                {order.status === 'held' && <ReasonList severity="hold" reasons={order.holdReasons} />}
                <ReasonList severity="warning" reasons={order.warnings} />
              </section>
            )}
            <section className="q-panel" aria-label={t('one')}>
              <div className="q-panel-body">
                <OrderFacts order={order} />
              </div>
              <OrderLines order={order} />
            </section>
            <OrderContent order={order} />
            <BilledPanel orderId={order.id} />
            <FilesPanel order={order} />
            <HistoryPanel order={order} />
          </>
        )}
      </div>
    </div>
  )
}
