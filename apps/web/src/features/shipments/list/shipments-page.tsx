import { PlusOutlined } from '@ant-design/icons'
import { exportShipments, type ShipmentRow, ShipmentSort } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { FilterBuilder } from '../../../ui/filter/filter-builder.tsx'
import {
  CellLink,
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  ExportButton,
  PageHeader,
  SavedViews,
  SelectionBar,
  useColumnLayout,
  useNarrow,
  useRows,
  useSelection,
  When,
} from '../../../ui/index.ts'
import { StateText, Troubles } from '../badges.tsx'
import { ShipmentPeek } from '../one/shipment-peek.tsx'
import { fetchShipments, shipmentsKey } from '../shipments.api.ts'
import { BulkMilestone } from './bulk-milestone.tsx'
import { useShipmentFilterFields } from './filter-fields.ts'
import { ShipmentFilters } from './shipment-filters.tsx'
import { narrowingOf, nothingAsked, ShipmentPlace } from './shipment-place.ts'
import { useShipmentViews } from './shipment-views.ts'
import '../shipments.css'

const newestFirst = '-opened'

export function ShipmentsPage() {
  const { t } = useTranslation('shipments')
  const go = useNavigate()
  const may = useMay()
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(ShipmentPlace)
  const { shown, show, bar } = useShipmentViews(place, setPlace)
  const { search, filter, sort = newestFirst } = shown
  const narrowing = useMemo(() => narrowingOf({ ...place, q: search, filter }), [place, search, filter])
  const query = useMemo(() => ({ ...narrowing, ...orderOf(sort) }), [narrowing, sort])
  const fields = useShipmentFilterFields()
  const selection = useSelection(JSON.stringify(narrowing), 'gathered')
  const source = useRows(shipmentsKey(query), fetchShipments(query))
  const columns = useShipmentColumns()
  const layout = useColumnLayout('shipments', columns, {})
  const narrowed = Object.values(narrowing).some((value) => value !== undefined)
  const save = (format: 'csv' | 'xlsx') =>
    download(exportShipments, { query: { ...query, format } }, `shipments.${format}`)
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        actions={
          <>
            {may('shipments', 'change') && (
              <Link className="shipment-link" to="/shipments/unplaced">
                {t('unplaced.title')}
              </Link>
            )}
            <Link className="shipment-link" to="/shipments/otif">
              {t('otif.title')}
            </Link>
            <Link className="shipment-link" to="/shipments/notices">
              {t('terms.title')}
            </Link>
            <Link className="shipment-link" to="/shipments/rules">
              {t('rules.title')}
            </Link>
            {may('shipments', 'export') && <ExportButton save={save} />}
            {may('shipments', 'create') && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => go({ to: '/shipments/new' })}>
                {t('open.title')}
              </Button>
            )}
          </>
        }
      />
      <SavedViews {...bar()} />
      <div className="q-toolbar">
        <ShipmentFilters
          place={{ ...place, q: search }}
          accountName={source.rows[0]?.account.name}
          onChange={(change) => ('q' in change ? show({ search: change.q ?? '' }) : setPlace(change))}
        />
        <FilterBuilder fields={fields} value={filter} onChange={(next) => show({ filter: next })} />
        <span className="q-toolbar-end">{!narrow && <ColumnChooser layout={layout} />}</span>
      </div>
      <SelectionBar selection={selection} total={source.total} totalIsFloor={source.totalIsFloor}>
        <BulkMilestone selection={selection} rows={source.rows} />
      </SelectionBar>
      <DataTable<ShipmentRow>
        id="shipments"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={(next) => show({ sort: next === newestFirst ? undefined : next })}
        selection={may('shipments', 'change') ? selection : undefined}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={(row) => go({ to: `/shipments/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
            action={
              narrowed && (
                <Button onClick={() => setPlace({ ...nothingAsked, q: '', filter: null })}>{t('empty.clear')}</Button>
              )
            }
          />
        }
      />
      <ShipmentPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
    </div>
  )
}

const orderOf = (sort: string) => ({
  sort: ShipmentSort.catch('opened').parse(sort.replace(/^-/, '')),
  direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const),
})

function useShipmentColumns(): Column<ShipmentRow>[] {
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
      {
        id: 'account',
        title: t('field.account'),
        width: 220,
        cell: (row) => (
          <CellLink to={`/accounts/${row.account.id}`} title={row.account.name}>
            {row.account.name}
          </CellLink>
        ),
      },
      {
        id: 'route',
        title: t('field.route'),
        width: 240,
        cell: (row) => [row.origin, row.destination].filter(Boolean).join(' → ') || '–',
      },
      { id: 'mode', title: t('field.mode'), width: 90, card: 'none' as const, cell: (row) => t(`mode.${row.mode}`) },
      {
        id: 'carrier',
        title: t('field.carrier'),
        width: 150,
        card: 'none' as const,
        cell: (row) => row.carrier ?? '–',
      },
      {
        id: 'exceptions',
        title: t('field.exceptions'),
        width: 150,
        cell: (row) => <Troubles kinds={row.exceptions} />,
      },
      {
        id: 'last',
        title: t('field.last'),
        width: 200,
        sort: 'last',
        cell: (row) =>
          row.last ? (
            <>
              {t(`code.${row.last.code}`)} · <When at={row.last.at} />
            </>
          ) : (
            '–'
          ),
      },
      {
        id: 'promisedOn',
        title: t('field.promisedOn'),
        width: 120,
        sort: 'promised',
        card: 'none' as const,
        cell: (row) => (row.promisedOn ? <When at={row.promisedOn} /> : '–'),
      },
      {
        id: 'eta',
        title: t('field.eta'),
        width: 120,
        sort: 'eta',
        cell: (row) => (row.deliveredAt ? <When at={row.deliveredAt} /> : row.eta ? <When at={row.eta} /> : '–'),
      },
      {
        id: 'reference',
        title: t('field.reference'),
        width: 140,
        card: 'none' as const,
        cell: (row) => row.reference ?? '–',
      },
      {
        id: 'order',
        title: t('field.order'),
        width: 150,
        hidden: true,
        card: 'none' as const,
        cell: (row) => (row.order ? <CellLink to={`/orders/${row.order.id}`}>{row.order.number}</CellLink> : '–'),
      },
      {
        id: 'openedAt',
        title: t('field.openedAt'),
        width: 130,
        sort: 'opened',
        hidden: true,
        card: 'none' as const,
        cell: (row) => <When at={row.openedAt} />,
      },
    ],
    [t],
  )
}
