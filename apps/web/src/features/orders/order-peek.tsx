import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Peek } from '../../ui/index.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { orderQuery } from './orders.api.ts'

export function OrderPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const { data, error } = useQuery({ ...orderQuery(id ?? ''), enabled: id !== undefined })
  const order = data?.id === id ? data : undefined
  return (
    <Peek
      open={id !== undefined}
      onClose={onClose}
      to={id && `/orders/${id}`}
      title={order?.number ?? t('one')}
      width={640}
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      {!order && !error && <Skeleton active />}
      {order && (
        <div className="order-peek">
          <OrderFacts order={order} />
          <OrderLines order={order} />
        </div>
      )}
    </Peek>
  )
}
