import type { OrderRow } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { useMay } from '../../app/session.ts'
import {
  CellLink,
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  Figure,
  Money,
  PageHeader,
  useColumnLayout,
  useNarrow,
  useRows,
  When,
} from '../../ui/index.ts'
import { nothingAsked, OrderFilters, OrderPlace } from './order-filters.tsx'
import { OrderPeek } from './order-peek.tsx'
import { StatusText } from './order-status.tsx'
import { fetchOrders, ordersKey } from './orders.api.ts'
import './orders.css'

type Row = z.infer<typeof OrderRow>

/** Orders, newest first. */
export function OrdersPage() {
  const { t, i18n } = useTranslation('orders')
  const go = useNavigate()
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(OrderPlace)
  const query = useMemo(
    () => ({
      accountId: place.accountId,
      batch: place.batch,
      search: place.q || undefined,
      status: place.status,
      from: place.from,
      to: place.to,
    }),
    [place.accountId, place.batch, place.q, place.status, place.from, place.to],
  )
  const source = useRows(ordersKey(query), fetchOrders(query))
  const columns = useOrderColumns()
  const layout = useColumnLayout('orders', columns, {})
  const narrowed = Object.values(query).some((value) => value !== undefined)
  const total = source.total?.toLocaleString(i18n.language)
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        aside={total && `${t('total', { figure: total })}${source.totalIsFloor ? '+' : ''}`}
      />
      <div className="q-toolbar">
        <OrderFilters place={place} accountName={source.rows[0]?.account.name} onChange={setPlace} />
        <span className="q-toolbar-end">{!narrow && <ColumnChooser layout={layout} />}</span>
      </div>
      <DataTable<Row>
        id="orders"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={(row) => go({ to: `/orders/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
            action={narrowed && <Button onClick={() => setPlace(nothingAsked)}>{t('empty.clear')}</Button>}
          />
        }
      />
      <OrderPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
    </div>
  )
}

function useOrderColumns(): Column<Row>[] {
  const { t } = useTranslation('orders')
  const may = useMay()
  const seesMoney = may.see('finance')
  return useMemo(
    () =>
      [
        {
          id: 'number',
          title: t('field.number'),
          width: 170,
          fixed: true,
          card: 'title' as const,
          cell: (row: Row) => <CellLink to={`/orders/${row.id}`}>{row.number}</CellLink>,
        },
        {
          id: 'account',
          title: t('field.account'),
          width: 280,
          cell: (row: Row) => (
            <CellLink to={`/accounts/${row.account.id}`} title={row.account.name}>
              {row.account.name}
            </CellLink>
          ),
        },
        { id: 'orderedOn', title: t('field.orderedOn'), width: 110, cell: (row: Row) => <When at={row.orderedOn} /> },
        {
          id: 'status',
          title: t('field.status'),
          width: 100,
          card: 'aside' as const,
          cell: (row: Row) => <StatusText status={row.status} />,
        },
        {
          id: 'channel',
          title: t('field.channel'),
          width: 100,
          card: 'none' as const,
          cell: (row: Row) => t(`channel.${row.channel}`, { defaultValue: row.channel }),
        },
        {
          id: 'reference',
          title: t('field.reference'),
          width: 130,
          card: 'none' as const,
          hidden: true,
          cell: (row: Row) => row.reference ?? '–',
        },
        {
          id: 'lines',
          title: t('field.lines'),
          width: 80,
          align: 'right' as const,
          card: 'none' as const,
          cell: (row: Row) => <Figure value={row.lines} />,
        },
        {
          id: 'amount',
          title: t('field.amount'),
          width: 130,
          align: 'right' as const,
          cell: (row: Row) => <Money amountE4={row.amountE4} currency={row.currency} />,
        },
      ].filter(({ id }) => seesMoney || id !== 'amount'),
    [t, seesMoney],
  )
}
