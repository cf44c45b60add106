import { recordShipmentMilestone, retractMilestone, type Shipment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Empty, useFailure, useUndo, When } from '../../../ui/index.ts'
import { MendMilestone } from './mend-milestone.tsx'

type Milestone = Shipment['milestones'][number]

/** What happened, the newest first; what is planned or expected stands apart in its colour. */
export function MilestoneList({ shipment, editable }: { shipment: Shipment; editable?: boolean }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const [mending, setMending] = useState<string>()
  const again = () => client.invalidateQueries({ queryKey: ['shipment'] })
  const retract = useMutation({
    mutationFn: ({ id }: Milestone) => call(retractMilestone, { params: { id } }),
    onSuccess: (_, { code, kind, at, dayOnly, place, reason }) => {
      again()
      offerUndo({
        done: t('milestones.retracted', { what: t(`code.${code}`) }),
        undo: async () => {
          const body = { code, kind, at: dayOnly ? at.slice(0, 10) : at, place, reason }
          await call(recordShipmentMilestone, { params: { id: shipment.id }, body })
          again()
        },
      })
    },
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
          {mending === one.id && (
            <MendMilestone shipmentId={shipment.id} one={one} onDone={() => setMending(undefined)} />
          )}
          {editable && shipment.can.change && mending !== one.id && (
            <span className="shipment-step-acts">
              <Button size="small" type="text" onClick={() => setMending(one.id)}>
                {t('milestones.mend')}
              </Button>
              <Button
                size="small"
                type="text"
                loading={retract.isPending && retract.variables?.id === one.id}
                onClick={() => retract.mutate(one)}
              >
                {t('milestones.retract')}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
