import { exportInvoices, type InvoiceRow, invoiceFilterFields } from '@quayside/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { download } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { FilterBuilder } from '../../ui/filter/filter-builder.tsx'
import {
  CellLink,
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  Money,
  PageHeader,
  useColumnLayout,
  useFailure,
  useKit,
  useNarrow,
  useRows,
  When,
} from '../../ui/index.ts'
import { BillOrdersDialog } from './bill-orders-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { fetchInvoices, type InvoiceQuery, invoicesKey } from './invoices.api.ts'
import { ListPlace, ListSearch, useFields } from './list-filters.tsx'
import { NewInvoiceDialog } from './new-invoice-dialog.tsx'
import { StandingText } from './standing-text.tsx'
import './invoices.css'

type Dialog = 'new' | 'orders' | 'import' | undefined

/** Invoices and credit notes, the newest first. */
export function InvoicesPage() {
  const { t } = useTranslation('invoices')
  const go = useNavigate()
  const narrow = useNarrow()
  const may = useMay()
  const [place, setPlace] = useAddress(ListPlace)
  const [dialog, setDialog] = useState<Dialog>(undefined)
  const sort = (place.sort ?? '-issuedOn') as NonNullable<InvoiceQuery['sort']>
  const query = useMemo(
    (): InvoiceQuery => ({
      search: place.q || undefined,
      accountId: place.accountId,
      filter: place.filter && JSON.stringify(place.filter),
      sort,
    }),
    [place.q, place.accountId, place.filter, sort],
  )
  const source = useRows(invoicesKey(query), fetchInvoices(query))
  const columns = useColumns()
  const layout = useColumnLayout('invoices', columns, {})
  const fields = useFields(invoiceFilterFields)
  const narrowed = Boolean(query.search || query.filter || query.accountId)
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        actions={
          <>
            {may('invoices', 'export') && may.export('finance') && <ExportMenu query={query} />}
            {may('invoices', 'create') && (
              <>
                <Button onClick={() => setDialog('import')}>{t('import.open')}</Button>
                <Button onClick={() => setDialog('orders')}>{t('bill.open')}</Button>
                <Button type="primary" onClick={() => setDialog('new')}>
                  {t('new.open')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="q-toolbar">
        <ListSearch value={place.q ?? ''} hint={t('search')} onChange={(q) => setPlace({ q: q || undefined })} />
        <FilterBuilder fields={fields} value={place.filter} onChange={(filter) => setPlace({ filter })} />
        <span className="q-toolbar-end">{!narrow && <ColumnChooser layout={layout} />}</span>
      </div>
      <DataTable<InvoiceRow>
        id="invoices"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={(next) => setPlace({ sort: next })}
        onOpen={(row) => go({ to: `/invoices/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
            action={
              narrowed && (
                <Button onClick={() => setPlace({ q: undefined, filter: undefined, accountId: undefined })}>
                  {t('empty.clear')}
                </Button>
              )
            }
          />
        }
      />
      {dialog === 'new' && <NewInvoiceDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'orders' && <BillOrdersDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportDialog kind="invoices" onClose={() => setDialog(undefined)} />}
    </div>
  )
}

function ExportMenu({ query }: { query: InvoiceQuery }) {
  const { t } = useTranslation('invoices')
  const { locale } = useKit()
  const failure = useFailure()
  const save = (format: 'csv' | 'xlsx') =>
    download(
      exportInvoices,
      { query: { ...query, format, locale: locale === 'en' ? 'en' : 'zh-CN' } },
      `invoices.${format}`,
    ).catch(failure)
  return (
    <Dropdown
      menu={{
        items: [
          { key: 'xlsx', label: 'XLSX' },
          { key: 'csv', label: 'CSV' },
        ],
        onClick: ({ key }) => save(key as 'csv' | 'xlsx'),
      }}
    >
      <Button>{t('export')}</Button>
    </Dropdown>
  )
}

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
        width: 120,
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
        cell: (row) => <Money amountE4={row.kind === 'invoice' ? row.totalE4 : -row.totalE4} currency={row.currency} />,
      },
      {
        id: 'open',
        title: t('field.open'),
        width: 140,
        align: 'right',
        sort: 'open',
        cell: (row) => <Money amountE4={row.kind === 'invoice' ? row.openE4 : -row.openE4} currency={row.currency} />,
      },
      {
        id: 'fapiao',
        title: t('field.fapiaoNumber'),
        width: 190,
        card: 'none',
        cell: (row) => row.fapiaoNumber ?? '–',
      },
      { id: 'reference', title: t('field.reference'), width: 150, card: 'none', cell: (row) => row.reference ?? '–' },
    ],
    [t],
  )
}
