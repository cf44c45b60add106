import { exportInvoices, type InvoiceRow, invoiceFilterFields } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { download } from '../../app/api.ts'
import { useListViews } from '../../app/lists/use-list-views.ts'
import { useMay } from '../../app/session.ts'
import { FilterBuilder } from '../../ui/filter/filter-builder.tsx'
import { CellLink, type Column, Money, PageHeader, SavedViews, useHotkeys, useRows, When } from '../../ui/index.ts'
import { BillOrdersDialog } from './bill-orders-dialog.tsx'
import { DocumentList } from './document-list.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { InvoiceBulk } from './invoice-bulk.tsx'
import { InvoiceDialog } from './invoice-dialog.tsx'
import { InvoicePeek } from './invoice-peek.tsx'
import { fetchInvoices, type InvoiceQuery, invoicesKey } from './invoices.api.ts'
import { AccountTag, ListPlace, ListSearch, useFields } from './list-filters.tsx'
import { StandingText } from './standing-text.tsx'
import './invoices.css'

type Dialog = 'new' | 'orders' | 'import' | undefined

/** Invoices and credit notes, the newest first. */
export function InvoicesPage() {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const [place, setPlace] = useAddress(ListPlace)
  const views = useListViews({ subject: 'invoices', place, setPlace, allName: t('views.all'), readSort: String })
  const { shown, show } = views
  const [dialog, setDialog] = useState<Dialog>(undefined)
  const sort = (shown.sort ?? '-issuedOn') as NonNullable<InvoiceQuery['sort']>
  const query = useMemo(
    (): InvoiceQuery => ({
      search: shown.search || undefined,
      accountId: place.accountId,
      filter: shown.filter && JSON.stringify(shown.filter),
      sort,
    }),
    [shown.search, place.accountId, shown.filter, sort],
  )
  const fields = useFields(invoiceFilterFields)
  useHotkeys(
    may('invoices', 'create')
      ? [{ keys: 'n', label: t('new.open'), group: t('title'), run: () => setDialog('new') }]
      : [],
  )
  const close = () => setDialog(undefined)
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        actions={
          may('invoices', 'create') && (
            <>
              <Button onClick={() => setDialog('import')}>{t('import.open')}</Button>
              <Button onClick={() => setDialog('orders')}>{t('bill.open')}</Button>
              <Button type="primary" onClick={() => setDialog('new')}>
                {t('new.open')}
              </Button>
            </>
          )
        }
      />
      <SavedViews {...views.bar()} />
      <InvoicesTable
        query={query}
        place={place}
        setPlace={setPlace}
        onSort={(next) => show({ sort: next })}
        toolbar={(rows) => (
          <>
            <ListSearch value={shown.search} hint={t('search')} onChange={(search) => show({ search })} />
            <FilterBuilder fields={fields} value={shown.filter} onChange={(filter) => show({ filter })} />
            {place.accountId && (
              <AccountTag name={rows[0]?.account.name} onClose={() => setPlace({ accountId: undefined })} />
            )}
          </>
        )}
      />
      {dialog === 'new' && <InvoiceDialog onClose={close} />}
      {dialog === 'orders' && <BillOrdersDialog onClose={close} />}
      {dialog === 'import' && <ImportDialog kind="invoices" onClose={close} />}
    </div>
  )
}

interface InvoicesTableProps {
  query: InvoiceQuery
  place: ListPlace
  setPlace: (change: ListPlace) => void
  onSort: (sort: string | undefined) => void
  toolbar: (rows: readonly InvoiceRow[]) => ReactNode
}

function InvoicesTable({ query, place, setPlace, onSort, toolbar }: InvoicesTableProps) {
  const { t } = useTranslation('invoices')
  const go = useNavigate()
  const source = useRows(invoicesKey(query), fetchInvoices(query))
  const narrowed = Boolean(query.search || query.filter || query.accountId)
  return (
    <DocumentList<InvoiceRow>
      id="invoices"
      label={t('title')}
      columns={useColumns()}
      source={source}
      sort={query.sort ?? '-issuedOn'}
      onSort={onSort}
      place={place}
      setPlace={setPlace}
      toolbar={toolbar(source.rows)}
      save={(format, locale) => download(exportInvoices, { query: { ...query, format, locale } }, `invoices.${format}`)}
      bulk={(selection) => <InvoiceBulk selection={selection} rows={source.rows} />}
      onOpen={(row) => go({ to: `/invoices/${row.id}` })}
      empty={{
        title: t(narrowed ? 'empty.found' : 'empty.none'),
        text: t(narrowed ? 'empty.foundText' : 'empty.noneText'),
        narrowed,
      }}
      peek={<InvoicePeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />}
    />
  )
}

/** A credit note lowers what is owed; nothing is never below zero. */
const signed = ({ kind }: InvoiceRow, amountE4: number) => (kind === 'invoice' || amountE4 === 0 ? amountE4 : -amountE4)

function useColumns(): Column<InvoiceRow>[] {
  const { t } = useTranslation('invoices')
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('field.number'),
        width: 170,
        fixed: true,
        sort: 'number',
        card: 'title',
        cell: (row) => <CellLink to={`/invoices/${row.id}`}>{row.number}</CellLink>,
      },
      {
        id: 'account',
        title: t('field.account'),
        width: 240,
        sort: 'account',
        cell: (row) => (
          <CellLink to={`/accounts/${row.account.id}`} title={row.account.name}>
            {row.account.name}
          </CellLink>
        ),
      },
      {
        id: 'standing',
        title: t('field.standing'),
        width: 140,
        card: 'aside',
        cell: (row) => <StandingText row={row} />,
      },
      {
        id: 'issuedOn',
        title: t('field.issuedOn'),
        width: 110,
        sort: 'issuedOn',
        cell: (row) => <When at={row.issuedOn} />,
      },
      { id: 'dueOn', title: t('field.dueOn'), width: 110, sort: 'dueOn', cell: (row) => <When at={row.dueOn} /> },
      {
        id: 'total',
        title: t('field.total'),
        width: 140,
        align: 'right',
        sort: 'total',
        cell: (row) => <Money amountE4={signed(row, row.totalE4)} currency={row.currency} />,
      },
      {
        id: 'open',
        title: t('field.open'),
        width: 140,
        align: 'right',
        sort: 'open',
        cell: (row) => <Money amountE4={signed(row, row.openE4)} currency={row.currency} />,
      },
      {
        id: 'fapiao',
        title: t('field.fapiaoNumber'),
        width: 190,
        card: 'none',
        cell: (row) => row.fapiaoNumber ?? '–',
      },
      { id: 'reference', title: t('field.reference'), width: 150, card: 'none', cell: (row) => row.reference ?? '–' },
      {
        id: 'kind',
        title: t('field.kind'),
        width: 100,
        hidden: true,
        card: 'none',
        cell: (row) => t(`choice.${row.kind}`),
      },
      {
        id: 'net',
        title: t('line.net'),
        width: 130,
        align: 'right',
        hidden: true,
        card: 'none',
        cell: (row) => <Money amountE4={signed(row, row.netE4)} currency={row.currency} />,
      },
      {
        id: 'tax',
        title: t('field.tax'),
        width: 110,
        align: 'right',
        hidden: true,
        card: 'none',
        cell: (row) => <Money amountE4={signed(row, row.taxE4)} currency={row.currency} />,
      },
      {
        id: 'dunningLevel',
        title: t('field.dunningLevel'),
        width: 90,
        align: 'right',
        hidden: true,
        card: 'none',
        cell: (row) => row.dunningLevel || '–',
      },
    ],
    [t],
  )
}
