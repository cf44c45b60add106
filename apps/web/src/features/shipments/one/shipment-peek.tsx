import { useQuery } from '@tanstack/react-query'
import { Alert, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Peek } from '../../../ui/index.ts'
import { shipmentQuery } from '../shipments.api.ts'
import { ExceptionList } from './exception-list.tsx'
import { MilestoneList } from './milestone-list.tsx'
import { ShipmentFacts } from './shipment-facts.tsx'

export function ShipmentPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('shipments')
  const { data, error } = useQuery({ ...shipmentQuery(id ?? ''), enabled: id !== undefined })
  const shipment = data?.id === id ? data : undefined
  return (
    <Peek
      open={id !== undefined}
      onClose={onClose}
      to={id && `/shipments/${id}`}
      title={shipment?.number ?? t('one')}
      width={560}
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      {!shipment && !error && <Skeleton active />}
      {shipment && (
        <div className="shipment-peek">
          <ShipmentFacts shipment={shipment} />
          <ExceptionList shipment={shipment} />
          <MilestoneList shipment={shipment} />
        </div>
      )}
    </Peek>
  )
}
