import { MilestoneCode, recordShipmentMilestone, type ShipmentRow } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { MomentPicker, type SelectionState } from '../../../ui/index.ts'

interface BulkMilestoneProps {
  selection: SelectionState
  /** Those on the screen: a deed is for what one has looked at. */
  rows: readonly ShipmentRow[]
}

/** One milestone for many, as when a truck full of them leaves; each stands or falls alone, and what failed stays chosen to be tried again. */
export function BulkMilestone({ selection, rows }: BulkMilestoneProps) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const { message } = App.useApp()
  const [code, setCode] = useState<MilestoneCode>('departed')
  const [at, setAt] = useState<string | null>(null)
  const [place, setPlace] = useState('')
  const chosen = rows.filter(({ id }) => selection.has(id))
  const record = useMutation({
    mutationFn: async () => {
      const body = { code, at: at ?? new Date().toISOString(), place: place.trim() || null }
      const failed: string[] = []
      for (const { id } of chosen)
        await call(recordShipmentMilestone, { params: { id }, body }).then(
          ({ outcome }) => {
            if (outcome !== 'taken' && outcome !== 'known') failed.push(id)
          },
          () => void failed.push(id),
        )
      return { done: chosen.length - failed.length, failed }
    },
    onSuccess: ({ done, failed }) => {
      client.invalidateQueries({ queryKey: ['shipment'] })
      selection.clear()
      selection.set(failed, true)
      if (failed.length > 0) message.warning(t('bulk.someLeft', { done, left: failed.length }))
      else message.success(t('bulk.done', { done }))
    },
  })
  return (
    <span className="shipment-bulk">
      <Select
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        value={code}
        aria-label={t('milestones.code')}
        popupMatchSelectWidth={false}
        options={MilestoneCode.options.map((value) => ({ value, label: t(`code.${value}`) }))}
        onChange={setCode}
      />
      <MomentPicker
        size="small"
        value={at}
        placeholder={t('milestones.now')}
        label={t('milestones.at')}
        onChange={setAt}
      />
      <Input
        size="small"
        value={place}
        maxLength={200}
        placeholder={t('milestones.place')}
        aria-label={t('milestones.place')}
        onChange={(event) => setPlace(event.target.value)}
      />
      <Button
        size="small"
        type="primary"
        disabled={chosen.length === 0}
        loading={record.isPending}
        onClick={() => record.mutate()}
      >
        {t('bulk.record', { figure: chosen.length })}
      </Button>
    </span>
  )
}
