import {
  dismissMilestone,
  listShipments,
  MilestoneCode,
  placeMilestone,
  type UnplacedMilestone,
} from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../../../app/api.ts'
import { Empty, PageHeader, RemoteSelect, useFailure, useRows, When } from '../../../ui/index.ts'
import { fetchUnplaced, unplacedKey } from '../shipments.api.ts'
import '../shipments.css'

type Unplaced = z.infer<typeof UnplacedMilestone>

/** What partners told and nothing took: each line says what is wrong and takes what mends it. */
export function UnplacedPage() {
  const { t } = useTranslation('shipments')
  const source = useRows<Unplaced>(unplacedKey, fetchUnplaced)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/shipments">{t('title')}</Link>}
        title={t('unplaced.title')}
        text={t('unplaced.about')}
      />
      <div className="q-page-scroll">
        {source.rows.length === 0 ? (
          <Empty title={t('unplaced.none')} text={t('unplaced.noneText')} />
        ) : (
          <ul className="shipment-unplaced">
            {source.rows.map((row) => (
              <UnplacedLine key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function UnplacedLine({ row }: { row: Unplaced }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { message } = App.useApp()
  const [shipment, setShipment] = useState<{ value: string; label: string } | undefined>(
    row.shipment ? { value: row.shipment.id, label: row.shipment.number } : undefined,
  )
  const [at, setAt] = useState(row.at)
  const known = MilestoneCode.safeParse(row.code)
  const [code, setCode] = useState<MilestoneCode | undefined>(known.success ? known.data : undefined)
  const again = () => client.invalidateQueries({ queryKey: ['shipment'] })
  const lacks = !shipment && (row.fault === 'unknownShipment' || row.fault === 'severalShipments')
  const place = useMutation({
    mutationFn: () => call(placeMilestone, { params: { id: row.id }, body: { shipmentId: shipment?.value, at, code } }),
    onSuccess: ({ outcome }) => {
      if (outcome !== 'taken' && outcome !== 'known') message.warning(t(`outcome.${outcome}`))
      again()
    },
    onError: failure,
  })
  const dismiss = useMutation({
    mutationFn: () => call(dismissMilestone, { params: { id: row.id } }),
    onSuccess: again,
    onError: failure,
  })
  return (
    <li className="q-panel">
      <p>
        <strong>{t(`outcome.${row.fault}`)}</strong>
        <span className="q-muted">
          {' '}
          {row.references.map(({ value }) => value).join(' · ')} {row.place && `· ${row.place}`} ·{' '}
          {t(`source.${row.source}`)} {row.sourceDetail} · <When at={row.receivedAt} />
        </span>
      </p>
      <div className="shipment-record">
        <RemoteSelect
          queryKey={['shipment', 'picker']}
          find={findShipments}
          value={shipment}
          label={t('one')}
          placeholder={t('unplaced.pick')}
          onChange={setShipment}
        />
        <Select<MilestoneCode>
          value={code as MilestoneCode}
          placeholder={row.code}
          aria-label={t('milestones.code')}
          popupMatchSelectWidth={false}
          options={MilestoneCode.options.map((value) => ({ value, label: t(`code.${value}`) }))}
          onChange={setCode}
        />
        <Input
          value={at}
          maxLength={40}
          aria-label={t('milestones.at')}
          onChange={(event) => setAt(event.target.value)}
        />
        <Button
          type="primary"
          disabled={lacks}
          title={lacks ? t('unplaced.pick') : undefined}
          loading={place.isPending}
          onClick={() => place.mutate()}
        >
          {t('unplaced.place')}
        </Button>
        <Button loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
          {t('unplaced.dismiss')}
        </Button>
      </div>
    </li>
  )
}

async function findShipments(text: string, signal: AbortSignal) {
  const { rows } = await call(listShipments, {
    query: { ...(text.trim().length >= 3 ? { search: text } : {}), limit: 20 },
    signal,
  })
  return rows.map((row) => ({
    value: row.id,
    label: row.number,
    detail: [row.account.name, row.reference].filter(Boolean).join(' · '),
  }))
}
