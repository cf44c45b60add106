import { type PaymentRow, paymentFilterFields } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { useMay } from '../../app/session.ts'
import { FilterBuilder } from '../../ui/filter/filter-builder.tsx'
import { CellLink, type Column, DataTable, Empty, Money, PageHeader, useRows, When } from '../../ui/index.ts'
import { ImportDialog } from './import-dialog.tsx'
import { fetchPayments, type PaymentQuery, paymentsKey } from './invoices.api.ts'
import { ListPlace, ListSearch, useFields } from './list-filters.tsx'
import { NewPaymentDialog } from './new-payment-dialog.tsx'
import { PaymentPeek } from './payment-peek.tsx'
import './invoices.css'

const shows = ['all', 'free', 'unknown'] as const

/** Money that came in, the latest first. */
export function PaymentsPage() {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const [place, setPlace] = useAddress(ListPlace)
  const [dialog, setDialog] = useState<'new' | 'import' | undefined>(undefined)
  const sort = (place.sort ?? '-receivedOn') as NonNullable<PaymentQuery['sort']>
  const show = place.show ?? 'all'
  const query = useMemo(
    (): PaymentQuery => ({
      search: place.q || undefined,
      filter: place.filter && JSON.stringify(place.filter),
      sort,
      show,
    }),
    [place.q, place.filter, sort, show],
  )
  const source = useRows(paymentsKey(query), fetchPayments(query))
  const fields = useFields(paymentFilterFields)
  return (
    <div className="q-page">
      <PageHeader
        title={t('payments.title')}
        actions={
          <>
            {may('invoices', 'change') && (
              <Link to="/reconciliation">
                <Button>{t('reconcile.title')}</Button>
              </Link>
            )}
            {may('invoices', 'create') && (
              <>
                <Button onClick={() => setDialog('import')}>{t('import.bank')}</Button>
                <Button type="primary" onClick={() => setDialog('new')}>
                  {t('payments.new')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="q-toolbar">
        <ListSearch
          value={place.q ?? ''}
          hint={t('payments.search')}
          onChange={(q) => setPlace({ q: q || undefined })}
        />
        <Segmented
          value={show}
          options={shows.map((value) => ({ value, label: t(`payments.show.${value}`) }))}
          onChange={(next) => setPlace({ show: next })}
        />
        <FilterBuilder fields={fields} value={place.filter} onChange={(filter) => setPlace({ filter })} />
      </div>
      <DataTable<PaymentRow>
        id="payments"
        label={t('payments.title')}
        columns={useColumns()}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={(next) => setPlace({ sort: next })}
        peekId={place.peek}
        onPeek={(row) => setPlace({ peek: row?.id })}
        onOpen={(row) => setPlace({ peek: row.id })}
        empty={<Empty title={t('payments.none')} text={t('payments.noneText')} />}
      />
      <PaymentPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />
      {dialog === 'new' && <NewPaymentDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportDialog kind="payments" onClose={() => setDialog(undefined)} />}
    </div>
  )
}

function useColumns(): Column<PaymentRow>[] {
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
        cell: (row) => row.number,
      },
      {
        id: 'account',
        title: t('field.account'),
        width: 230,
        cell: (row) =>
          row.account ? (
            <CellLink to={`/accounts/${row.account.id}`}>{row.account.name}</CellLink>
          ) : (
            (row.payerName ?? t('payments.unknown'))
          ),
      },
      {
        id: 'receivedOn',
        title: t('field.receivedOn'),
        width: 110,
        sort: 'receivedOn',
        cell: (row) => <When at={row.receivedOn} />,
      },
      {
        id: 'amount',
        title: t('field.amount'),
        width: 140,
        align: 'right',
        sort: 'amount',
        card: 'aside',
        cell: (row) => (
          <Money amountE4={row.kind === 'refund' ? -row.amountE4 : row.amountE4} currency={row.currency} />
        ),
      },
      {
        id: 'free',
        title: t('field.free'),
        width: 140,
        align: 'right',
        sort: 'free',
        cell: (row) => <Money amountE4={row.freeE4} currency={row.currency} />,
      },
      { id: 'method', title: t('field.method'), width: 110, card: 'none', cell: (row) => t(`choice.${row.method}`) },
      { id: 'reference', title: t('field.reference'), width: 240, card: 'none', cell: (row) => row.reference ?? '–' },
    ],
    [t],
  )
}
