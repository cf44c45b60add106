import { recordShipmentMilestone, retractMilestone, type Shipment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { DayPicker, MomentPicker, useFailure } from '../../../ui/index.ts'

type Milestone = Shipment['milestones'][number]

interface MendMilestoneProps {
  shipmentId: string
  one: Milestone
  onDone: () => void
}

/** Another time or place for what was recorded: the right one is recorded first, then the wrong one taken back. */
export function MendMilestone({ shipmentId, one, onDone }: MendMilestoneProps) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { message } = App.useApp()
  const [at, setAt] = useState(one.dayOnly ? one.at.slice(0, 10) : one.at)
  const [place, setPlace] = useState(one.place ?? '')
  const mend = useMutation({
    mutationFn: async () => {
      const { code, kind, reason, id } = one
      const body = { code, kind, reason, at, place: place.trim() || null }
      const told = await call(recordShipmentMilestone, { params: { id: shipmentId }, body })
      if (told.outcome === 'taken') await call(retractMilestone, { params: { id } })
      return told
    },
    onSuccess: ({ outcome }) => {
      client.invalidateQueries({ queryKey: ['shipment'] })
      if (outcome === 'taken') onDone()
      else message.warning(t(`outcome.${outcome}`))
    },
    onError: failure,
  })
  return (
    <div className="shipment-record">
      {one.dayOnly ? (
        <DayPicker
          size="small"
          allowClear={false}
          value={dayjs(at)}
          aria-label={t('milestones.at')}
          onChange={(day) => day && setAt(day.format('YYYY-MM-DD'))}
        />
      ) : (
        <MomentPicker
          size="small"
          allowClear={false}
          value={at}
          label={t('milestones.at')}
          onChange={(moment) => moment && setAt(moment)}
        />
      )}
      <Input
        size="small"
        value={place}
        maxLength={200}
        placeholder={t('milestones.place')}
        aria-label={t('milestones.place')}
        onChange={(event) => setPlace(event.target.value)}
      />
      <Button size="small" type="primary" loading={mend.isPending} onClick={() => mend.mutate()}>
        {t('milestones.mend')}
      </Button>
      <Button size="small" onClick={onDone}>
        {t('milestones.leave')}
      </Button>
    </div>
  )
}
