import {
  type AnalysisFilter,
  listServiceShipments,
  type QueryOf,
  type ReplyOf,
  type ShipmentFigure,
} from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Peek, useRows, When } from '../../../ui/index.ts'
import { RowsBehind } from '../frame/rows-behind.tsx'
import { lasting } from './lasting.ts'

type Shipment = ReplyOf<typeof listServiceShipments>['rows'][number]
type Counted = NonNullable<QueryOf<typeof listServiceShipments>['counted']>

/** What wants to be looked at comes first: what went wrong, or was not as it should be. */
const first: Record<ShipmentFigure, Counted> = {
  damaged: 'yes',
  lost: 'yes',
  direct: 'no',
  pickedUpOnTime: 'no',
  fedBack: 'no',
}

/** What decides whether a shipment counts stands beside its customer. */
const deciding: Record<ShipmentFigure, readonly string[]> = {
  damaged: ['damaged', 'packages'],
  lost: ['lost', 'packages'],
  direct: ['legs'],
  pickedUpOnTime: ['planned', 'pickedUp'],
  fedBack: ['feedback'],
}

interface ServiceShipmentsPeekProps {
  /** undefined: closed. */
  figure: ShipmentFigure | undefined
  filter: Partial<AnalysisFilter>
  onClose: () => void
}

/** The shipments that a share counts, and the others of its population. */
export function ServiceShipmentsPeek({ figure, filter, onClose }: ServiceShipmentsPeekProps) {
  const { t } = useTranslation('service')
  return (
    <Peek
      open={figure !== undefined}
      onClose={onClose}
      title={figure === undefined ? '' : t(`shipments.${figure}`)}
      width={900}
    >
      {figure && <Shipments key={figure} figure={figure} filter={filter} />}
    </Peek>
  )
}

function Shipments({
  figure,
  filter,
}: Required<Pick<ServiceShipmentsPeekProps, 'filter'>> & { figure: ShipmentFigure }) {
  const { t } = useTranslation('service')
  const [shown, setShown] = useState<Counted | 'all'>(first[figure])
  const query = { ...filter, figure, ...(shown === 'all' ? {} : { counted: shown }) }
  const source = useRows<Shipment>(['analyses', 'service-kpis', 'shipments', query], (cursor, signal) =>
    call(listServiceShipments, { query: { ...query, cursor, limit: 100 }, signal }),
  )
  const columns = useColumns(figure)
  return (
    <>
      <Segmented
        className="service-shipments-shown"
        value={shown}
        onChange={setShown}
        options={[
          { value: 'yes', label: t(`shipments.behind.${figure}.yes`) },
          { value: 'no', label: t(`shipments.behind.${figure}.no`) },
          { value: 'all', label: t('shipments.behind.all') },
        ]}
      />
      <RowsBehind
        id="service-shipments"
        label={t('shipments.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        none={t('shipments.behind.empty')}
      />
    </>
  )
}

function useColumns(figure: ShipmentFigure): Column<Shipment>[] {
  const { t } = useTranslation('service')
  const { t: word } = useTranslation('insight')
  return useMemo(() => {
    const day = (at: string | null) => (at ? <When at={at} /> : '–')
    const hurt = (packages: number | null) => packages ?? t('shipments.behind.some')
    const columns: Column<Shipment>[] = [
      {
        id: 'number',
        title: t('shipments.behind.number'),
        width: 130,
        card: 'aside',
        cell: (row) => <Link to={`/shipments/${row.id}`}>{row.number}</Link>,
      },
      {
        id: 'account',
        title: word('behind.account'),
        width: 200,
        card: 'title',
        cell: (row) => <Link to={`/accounts/${row.account.id}`}>{row.account.name}</Link>,
      },
      { id: 'mode', title: word('behind.service'), width: 90, cell: (row) => word(`service.${row.mode}`) },
      { id: 'carrier', title: t('shipments.behind.carrier'), width: 130, cell: (row) => row.carrier ?? '–' },
      {
        id: 'lane',
        title: t('by.lane'),
        width: 190,
        cell: ({ origin, destination }) => `${origin ?? '–'} → ${destination ?? '–'}`,
      },
      {
        id: 'planned',
        title: t('shipments.behind.plannedPickup'),
        width: 120,
        cell: (row) => day(row.plannedPickupOn),
      },
      { id: 'pickedUp', title: t('shipments.behind.pickedUp'), width: 120, cell: (row) => day(row.pickedUpOn) },
      { id: 'packages', title: t('shipments.behind.packages'), width: 90, cell: (row) => row.packages ?? '–' },
      {
        id: 'damaged',
        title: t('shipments.behind.packagesDamaged'),
        width: 110,
        cell: (row) => hurt(row.packagesDamaged),
      },
      { id: 'lost', title: t('shipments.behind.packagesLost'), width: 110, cell: (row) => hurt(row.packagesLost) },
      { id: 'legs', title: t('shipments.behind.legs'), width: 80, cell: (row) => row.legs },
      {
        id: 'feedback',
        title: t('shipments.behind.feedback'),
        width: 130,
        cell: (row) => (row.feedbackMinutes === null ? '–' : lasting(row.feedbackMinutes, t)),
      },
    ]
    const named = ['number', 'account', ...deciding[figure]]
    const place = ({ id }: Column<Shipment>) => (named.includes(id) ? named.indexOf(id) : named.length)
    return columns.sort((one, other) => place(one) - place(other))
  }, [t, word, figure])
}
