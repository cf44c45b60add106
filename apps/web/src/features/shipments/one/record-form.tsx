import {
  addShipmentException,
  MilestoneCode,
  MilestoneKind,
  recordShipmentMilestone,
  Severity,
  type Shipment,
  ShipmentExceptionKind,
} from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { MomentPicker, useFailure } from '../../../ui/index.ts'

/** Says what happened, or when it shall: two choices and a place, the time being now unless somebody says otherwise. */
export function RecordForm({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { message } = App.useApp()
  const [code, setCode] = useState<MilestoneCode>('departed')
  const [kind, setKind] = useState<MilestoneKind>('actual')
  const [at, setAt] = useState<string | null>(null)
  const [place, setPlace] = useState('')
  const record = useMutation({
    mutationFn: () =>
      call(recordShipmentMilestone, {
        params: { id: shipment.id },
        body: { code, kind, at: at ?? new Date().toISOString(), place: place.trim() || null },
      }),
    onSuccess: ({ outcome }) => {
      client.invalidateQueries({ queryKey: ['shipment'] })
      if (outcome === 'taken') {
        setPlace('')
        setAt(null)
      } else message.warning(t(`outcome.${outcome}`))
    },
    onError: failure,
  })
  return (
    <div className="shipment-record">
      <Select
        value={kind}
        aria-label={t('kind.label')}
        options={MilestoneKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={setKind}
      />
      <Select
        showSearch
        optionFilterProp="label"
        value={code}
        aria-label={t('milestones.code')}
        popupMatchSelectWidth={false}
        options={MilestoneCode.options.map((value) => ({ value, label: t(`code.${value}`) }))}
        onChange={setCode}
      />
      <MomentPicker value={at} placeholder={t('milestones.now')} label={t('milestones.at')} onChange={setAt} />
      <Input
        value={place}
        maxLength={200}
        placeholder={t('milestones.place')}
        aria-label={t('milestones.place')}
        onChange={(event) => setPlace(event.target.value)}
        onPressEnter={() => record.mutate()}
      />
      <Button type="primary" loading={record.isPending} onClick={() => record.mutate()}>
        {t('milestones.record')}
      </Button>
    </div>
  )
}

export function ExceptionForm({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const [kind, setKind] = useState<ShipmentExceptionKind>('damage')
  const [severity, setSeverity] = useState<'low' | 'medium' | 'high'>('medium')
  const [note, setNote] = useState('')
  const add = useMutation({
    mutationFn: () =>
      call(addShipmentException, { params: { id: shipment.id }, body: { kind, severity, note: note.trim() } }),
    onSuccess: () => {
      setNote('')
      client.invalidateQueries({ queryKey: ['shipment'] })
    },
    onError: failure,
  })
  return (
    <div className="shipment-record">
      <Select
        value={kind}
        aria-label={t('exceptions.kind')}
        popupMatchSelectWidth={false}
        options={ShipmentExceptionKind.options.map((value) => ({ value, label: t(`exception.${value}`) }))}
        onChange={setKind}
      />
      <Select
        value={severity}
        aria-label={t('severity.label')}
        options={Severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={setSeverity}
      />
      <Input
        value={note}
        maxLength={2_000}
        placeholder={t('exceptions.note')}
        aria-label={t('exceptions.note')}
        onChange={(event) => setNote(event.target.value)}
        onPressEnter={() => add.mutate()}
      />
      <Button loading={add.isPending} onClick={() => add.mutate()}>
        {t('exceptions.add')}
      </Button>
    </div>
  )
}
