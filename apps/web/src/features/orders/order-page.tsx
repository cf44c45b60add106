import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../app/error-page.tsx'
import { PageHeader } from '../../ui/index.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { orderQuery } from './orders.api.ts'
import './orders.css'

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
      <PageHeader trail={<Link to="/orders">{t('title')}</Link>} title={order?.number ?? t('one')} />
      <div className="q-page-scroll">
        {!order && <Skeleton active />}
        {order && (
          <section className="q-panel" aria-label={t('one')}>
            <div className="q-panel-body">
              <OrderFacts order={order} />
            </div>
            <OrderLines order={order} />
          </section>
        )}
      </div>
    </div>
  )
}
