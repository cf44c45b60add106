import { PlusOutlined } from '@ant-design/icons'
import { type OrderRow, OrderSort } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../app/address.ts'
import { useListViews } from '../../../app/lists/use-list-views.ts'
import { useMay } from '../../../app/session.ts'
import { FilterBuilder } from '../../../ui/filter/filter-builder.tsx'
import {
  ColumnChooser,
  DataTable,
  Empty,
  PageHeader,
  SavedViews,
  SelectionBar,
  useColumnLayout,
  useHotkeys,
  useNarrow,
  useRows,
  useSelection,
} from '../../../ui/index.ts'
import { OrderPeek } from '../order-peek.tsx'
import { countsQuery, fetchOrders, type OrderQuery, ordersKey } from '../orders.api.ts'
import '../orders.css'
import { BulkActs } from './bulk-acts.tsx'
import { DraftsTable } from './drafts-table.tsx'
import { ExportOrders } from './export-orders.tsx'
import { useOrderFilterFields } from './filter-fields.ts'
import { useOrderColumns } from './order-columns.tsx'
import { OrderFileButton } from './order-file.tsx'
import { OrderPlace } from './order-place.ts'
import { OrderSearch } from './order-search.tsx'
import { StatusTabs } from './status-tabs.tsx'

/** Orders of every channel, those not taken yet beside them. */
export function OrdersPage() {
  const { t, i18n } = useTranslation('orders')
  const go = useNavigate()
  const may = useMay()
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(OrderPlace)
  const views = useListViews<OrderSort>({
    subject: 'orders',
    place,
    setPlace,
    allName: t('views.all'),
    readSort: (sort) => OrderSort.safeParse(sort).data,
    mostSearch: 100,
  })
  const { shown, show } = views
  const tab = place.tab ?? place.status
  const waiting = tab === 'drafts' ? 'draft' : tab === 'quarantined' ? 'quarantined' : undefined
  const query = useMemo<OrderQuery>(
    () => ({
      accountId: place.accountId,
      batch: place.batch,
      from: place.from,
      to: place.to,
      status: tab === 'drafts' || tab === 'quarantined' ? undefined : tab,
      search: shown.search || undefined,
      filter: shown.filter,
      sort: shown.sort,
    }),
    [place.accountId, place.batch, place.from, place.to, tab, shown.search, shown.filter, shown.sort],
  )
  const counts = useQuery(countsQuery(query))
  const fields = useOrderFilterFields()
  useHotkeys(
    may('orders', 'create')
      ? [{ keys: 'n', label: t('new'), group: t('title'), run: () => go({ to: '/orders/new' }) }]
      : [],
  )
  const shownCount = counts.data?.statuses.reduce(
    (sum, { status, orders }) => (!tab || status === tab ? sum + orders : sum),
    0,
  )
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        aside={!waiting && shownCount?.toLocaleString(i18n.language)}
        actions={
          may('orders', 'create') && (
            <>
              <OrderFileButton />
              <Link to="/orders/new">
                <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                  {t('new')}
                </Button>
              </Link>
            </>
          )
        }
      />
      <StatusTabs
        counts={counts.data}
        tab={tab}
        onTab={(next) => setPlace({ tab: next, status: undefined, peek: undefined })}
      />
      {waiting ? (
        <DraftsTable state={waiting} />
      ) : (
        <>
          <SavedViews {...views.bar()} />
          <OrdersTable
            query={query}
            place={place}
            setPlace={setPlace}
            narrow={narrow}
            onSort={(sort) => show({ sort: sort as never })}
            onClear={() => setPlace({ ...cleared })}
          >
            <OrderSearch value={shown.search} onChange={(search) => show({ search })} />
            <FilterBuilder fields={fields} value={shown.filter} onChange={(filter) => show({ filter })} />
            {place.accountId && <AccountTag id={place.accountId} onClose={() => setPlace({ accountId: undefined })} />}
            {place.batch && (
              <Tag closable onClose={() => setPlace({ batch: undefined })}>
                {t('oneBatch')}
              </Tag>
            )}
            {(place.from || place.to) && (
              <Tag closable onClose={() => setPlace({ from: undefined, to: undefined })}>
                {[place.from ?? '…', place.to ?? '…'].join(' – ')}
              </Tag>
            )}
          </OrdersTable>
        </>
      )}
    </div>
  )
}

const cleared: OrderPlace = {
  tab: undefined,
  status: undefined,
  accountId: undefined,
  batch: undefined,
  from: undefined,
  to: undefined,
  q: '',
  filter: null,
}

function AccountTag({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('orders')
  const { data } = useQuery({
    queryKey: ordersKey({ accountId: id }).concat('name' as never),
    queryFn: ({ signal }) => fetchOrders({ accountId: id })(undefined, signal),
  })
  return (
    <Tag closable onClose={onClose}>
      {data?.rows[0]?.account.name ?? t('oneAccount')}
    </Tag>
  )
}

interface OrdersTableProps {
  query: OrderQuery
  place: OrderPlace
  setPlace: (change: OrderPlace) => void
  narrow: boolean
  onSort: (sort: string | undefined) => void
  onClear: () => void
  /** What narrows the list. */
  children: ReactNode
}

function OrdersTable({ query, place, setPlace, narrow, onSort, onClear, children }: OrdersTableProps) {
  const { t } = useTranslation('orders')
  const go = useNavigate()
  const may = useMay()
  const source = useRows(ordersKey(query), fetchOrders(query))
  const columns = useOrderColumns()
  const layout = useColumnLayout('orders', columns, {})
  const { sort: _, ...narrowing } = query
  const selection = useSelection(JSON.stringify(narrowing), 'gathered')
  const narrowed = Object.values(narrowing).some((value) => value !== undefined)
  return (
    <>
      <div className="q-toolbar">
        {children}
        <span className="q-toolbar-end">
          {!narrow && <ColumnChooser layout={layout} />}
          {may('orders', 'export') && (
            <ExportOrders query={query} selection={selection} shown={layout.shown.map(({ id }) => id)} />
          )}
        </span>
      </div>
      <SelectionBar selection={selection} total={source.total} totalIsFloor={source.totalIsFloor}>
        <BulkActs selection={selection} rows={source.rows} />
      </SelectionBar>
      <DataTable<OrderRow>
        id="orders"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={query.sort ?? '-orderedOn'}
        onSort={onSort}
        selection={may('orders', 'change') || may('orders', 'export') ? selection : undefined}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={(row) => go({ to: `/orders/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
            action={
              narrowed ? (
                <Button onClick={onClear}>{t('empty.clear')}</Button>
              ) : (
                may('orders', 'create') && (
                  <Link to="/orders/new">
                    <Button type="primary">{t('new')}</Button>
                  </Link>
                )
              )
            }
          />
        }
      />
      <OrderPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
    </>
  )
}
