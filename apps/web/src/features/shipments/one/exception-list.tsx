import {
  assignShipmentException,
  reopenShipmentException,
  resolveShipmentException,
  type Shipment,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, useUndo, When } from '../../../ui/index.ts'
import { colleaguesQuery } from '../list/filter-fields.ts'

type Exception = Shipment['exceptionList'][number]

export function ExceptionList({ shipment, editable }: { shipment: Shipment; editable?: boolean }) {
  if (shipment.exceptionList.length === 0) return null
  return (
    <ul className="shipment-exceptions">
      {shipment.exceptionList.map((one) => (
        <ExceptionLine key={one.id} one={one} editable={Boolean(editable && shipment.can.change)} />
      ))}
    </ul>
  )
}

function ExceptionLine({ one, editable }: { one: Exception; editable: boolean }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const [text, setText] = useState('')
  const again = () => client.invalidateQueries({ queryKey: ['shipment'] })
  const settle = useMutation({
    mutationFn: () =>
      call(resolveShipmentException, {
        params: { id: one.id },
        ifMatch: one.version,
        body: { resolution: text.trim() },
      }),
    onSuccess: (settled) => {
      again()
      offerUndo({
        done: t('exceptions.settled'),
        undo: async () => {
          await call(reopenShipmentException, { params: { id: one.id }, ifMatch: settled.version })
          again()
        },
      })
    },
    onError: failure,
  })
  return (
    <li className={one.resolvedAt ? 'shipment-exception-settled' : `shipment-exception-${one.severity}`}>
      <div>
        <strong>{t(`exception.${one.kind}`)}</strong>
        {one.note && <span> · {one.note}</span>}
        <small className="q-muted">
          {' '}
          <When at={one.openedAt} /> · {t(`detectedBy.${one.detectedBy}`)}
          {one.assignee && ` · ${one.assignee.name}`}
          {one.resolvedAt &&
            ` · ${t('exceptions.settledHow', { how: one.resolution?.startsWith('milestone:') ? t('exceptions.byMilestone') : (one.resolution ?? '') })}`}
        </small>
      </div>
      {editable && !one.resolvedAt && (
        <div className="shipment-settle">
          <Assignee one={one} onDone={again} />
          <Input
            size="small"
            maxLength={2_000}
            value={text}
            aria-label={t('exceptions.how')}
            placeholder={t('exceptions.how')}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={() => text.trim() && settle.mutate()}
          />
          <Button size="small" disabled={!text.trim()} loading={settle.isPending} onClick={() => settle.mutate()}>
            {t('exceptions.settle')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** Who sees to it. */
function Assignee({ one, onDone }: { one: Exception; onDone: () => void }) {
  const { t } = useTranslation('shipments')
  const failure = useFailure()
  const { data: colleagues } = useQuery(colleaguesQuery)
  const assign = useMutation({
    mutationFn: (userId: string | null) =>
      call(assignShipmentException, { params: { id: one.id }, ifMatch: one.version, body: { userId } }),
    onSuccess: onDone,
    onError: failure,
  })
  return (
    <Select<string>
      size="small"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={assign.isPending}
      value={one.assignee?.id as string}
      placeholder={t('exceptions.assignee')}
      aria-label={t('exceptions.assignee')}
      popupMatchSelectWidth={false}
      options={(colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(userId?: string) => assign.mutate(userId ?? null)}
    />
  )
}
