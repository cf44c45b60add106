import { retractMilestone, type Shipment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Empty, useFailure, When } from '../../../ui/index.ts'

/** What happened, the newest first; what is planned or expected stands apart in its colour. */
export function MilestoneList({ shipment, editable }: { shipment: Shipment; editable?: boolean }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const retract = useMutation({
    mutationFn: (id: string) => call(retractMilestone, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shipment'] }),
    onError: failure,
  })
  if (shipment.milestones.length === 0) return <Empty title={t('milestones.none')} text={t('milestones.noneText')} />
  return (
    <ol className="shipment-steps">
      {shipment.milestones.toReversed().map((one) => (
        <li key={one.id} className={`shipment-step-${one.kind}`}>
          <strong>{t(`code.${one.code}`)}</strong>
          {one.kind !== 'actual' && <em> {t(`kind.${one.kind}`)}</em>}
          <span className="q-muted">
            <When at={one.dayOnly ? one.at.slice(0, 10) : one.at} as={one.dayOnly ? 'day' : 'exact'} />
            {one.place && ` · ${one.place}`}
            {one.reason && ` · ${one.reason}`}
            {` · ${t(`source.${one.source}`)}`}
            {one.recordedBy && ` ${one.recordedBy.name}`}
          </span>
          {editable && shipment.can.change && (
            <Button
              size="small"
              type="text"
              loading={retract.isPending && retract.variables === one.id}
              onClick={() => retract.mutate(one.id)}
            >
              {t('milestones.retract')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}
