import type { ShipmentBoard, ShipmentRow } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { FilterBuilder } from '../../../ui/filter/filter-builder.tsx'
import {
  CellLink,
  type Column,
  DataTable,
  Empty,
  PageHeader,
  useKit,
  useNarrow,
  useRows,
  useSettled,
  When,
} from '../../../ui/index.ts'
import { StateText, Troubles } from '../badges.tsx'
import { useShipmentFilterFields } from '../list/filter-fields.ts'
import { ShipmentFilters } from '../list/shipment-filters.tsx'
import { narrowingOf, ShipmentPlace } from '../list/shipment-place.ts'
import { ShipmentPeek } from '../one/shipment-peek.tsx'
import { boardQuery, fetchShipments, shipmentsKey } from '../shipments.api.ts'
import { cellOf, fitted, type MapView, wholeEarth, zoomed } from './map-view.ts'
import { shape, WorldMap } from './world-map.tsx'
import '../shipments.css'

/** What is under way now: figures that narrow, a map, and the list beneath; each milestone of anybody's brings it up to date. */
export function BoardPage() {
  const { t } = useTranslation('shipments')
  const go = useNavigate()
  const [place, setPlace] = useAddress(ShipmentPlace)
  // Nothing until he has moved the map himself, or all that is under way was found once.
  const [chosen, setChosen] = useState<MapView>()
  const view = chosen ?? wholeEarth
  const seen = useSettled(view, 150)
  const across = useNarrow() ? 9 : 30
  const narrowing = useMemo(
    () => ({
      ...narrowingOf(place),
      state: place.state === 'closed' || !place.state ? ('open' as const) : place.state,
    }),
    [place],
  )
  const asked = useMemo(() => ({ ...narrowing, cell: cellOf(seen, across), ...boxOf(seen) }), [narrowing, seen, across])
  const { data: board, error } = useQuery(boardQuery(asked))
  useEffect(() => {
    if (board?.clusters.length) setChosen((before) => before ?? fitted(board.clusters, shape))
  }, [board])
  const query = useMemo(() => ({ ...narrowing, sort: 'opened' as const, direction: 'desc' as const }), [narrowing])
  const source = useRows(shipmentsKey(query), fetchShipments(query))
  const columns = useBoardColumns()
  const fields = useShipmentFilterFields()
  return (
    <div className="q-page">
      <PageHeader title={t('board.title')} />
      <div className="q-toolbar">
        <ShipmentFilters place={place} accountName={source.rows[0]?.account.name} onChange={setPlace} />
        <FilterBuilder
          fields={fields}
          value={place.filter ?? undefined}
          onChange={(filter) => setPlace({ filter: filter ?? undefined })}
        />
      </div>
      {error && <Alert type="error" showIcon title={error.message} />}
      {board && <Figures board={board} place={place} onChange={setPlace} />}
      <WorldMap
        view={view}
        onView={setChosen}
        clusters={board?.clusters ?? []}
        onPick={(cluster) => {
          if (cluster.shipmentId) setPlace({ peek: cluster.shipmentId })
          else setChosen(zoomed({ ...view, longitude: cluster.longitude, latitude: cluster.latitude }, 0.4))
        }}
      />
      <DataTable<ShipmentRow>
        id="shipment-board"
        label={t('board.title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={(row) => go({ to: `/shipments/${row.id}` })}
        empty={<Empty title={t('empty.found')} text={t('board.nothing')} />}
      />
      <ShipmentPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
    </div>
  )
}

const boxOf = ({ longitude, latitude, width }: MapView) => ({
  west: Math.max(-180, Math.floor(longitude - width / 2)),
  east: Math.min(180, Math.ceil(longitude + width / 2)),
  south: Math.max(-90, Math.floor(latitude - width / 4)),
  north: Math.min(90, Math.ceil(latitude + width / 4)),
})

function Figures({
  board,
  place,
  onChange,
}: {
  board: ShipmentBoard
  place: ShipmentPlace
  onChange: (change: Partial<ShipmentPlace>) => void
}) {
  const { t } = useTranslation('shipments')
  const { locale } = useKit()
  const figure = (label: string, value: number, pressed: boolean, change: Partial<ShipmentPlace>, tone = '') => (
    <button type="button" className={`shipment-figure ${tone}`} aria-pressed={pressed} onClick={() => onChange(change)}>
      <strong className="q-num">{value.toLocaleString(locale)}</strong>
      <span>{label}</span>
    </button>
  )
  const risk = (value: 'late' | 'atRisk') => ({ risk: place.risk === value ? undefined : value })
  return (
    <fieldset className="shipment-figures" aria-label={t('board.figures')}>
      {figure(t('state.open'), board.open, false, { state: undefined, risk: undefined, exception: undefined })}
      {figure(
        t('risk.late'),
        board.late,
        place.risk === 'late',
        risk('late'),
        board.late > 0 ? 'shipment-figure-late' : '',
      )}
      {figure(
        t('risk.atRisk'),
        board.atRisk,
        place.risk === 'atRisk',
        risk('atRisk'),
        board.atRisk > 0 ? 'shipment-figure-trouble' : '',
      )}
      {figure(t('exception.any'), board.withExceptions, place.exception === 'any', {
        exception: place.exception === 'any' ? undefined : 'any',
      })}
      {(['planned', 'inTransit', 'outForDelivery'] as const).map((state) => (
        <span key={state}>
          {figure(t(`state.${state}`), board.byState[state] ?? 0, place.state === state, {
            state: place.state === state ? undefined : state,
          })}
        </span>
      ))}
      {board.nowhere > 0 && (
        <p className="q-muted">{t('board.nowhere', { figure: board.nowhere.toLocaleString(locale) })}</p>
      )}
    </fieldset>
  )
}

function useBoardColumns(): Column<ShipmentRow>[] {
  const { t } = useTranslation('shipments')
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('field.number'),
        width: 150,
        fixed: true,
        card: 'title' as const,
        cell: (row) => <CellLink to={`/shipments/${row.id}`}>{row.number}</CellLink>,
      },
      {
        id: 'state',
        title: t('field.state'),
        width: 150,
        card: 'aside' as const,
        cell: (row) => <StateText row={row} />,
      },
      { id: 'account', title: t('field.account'), width: 200, cell: (row) => row.account.name },
      {
        id: 'route',
        title: t('field.route'),
        width: 220,
        cell: (row) => [row.origin, row.destination].filter(Boolean).join(' → ') || '–',
      },
      {
        id: 'exceptions',
        title: t('field.exceptions'),
        width: 140,
        cell: (row) => <Troubles kinds={row.exceptions} />,
      },
      {
        id: 'last',
        title: t('field.last'),
        width: 190,
        cell: (row) =>
          row.last ? (
            <>
              {t(`code.${row.last.code}`)} · <When at={row.last.at} />
            </>
          ) : (
            '–'
          ),
      },
      { id: 'eta', title: t('field.eta'), width: 110, cell: (row) => (row.eta ? <When at={row.eta} /> : '–') },
    ],
    [t],
  )
}
