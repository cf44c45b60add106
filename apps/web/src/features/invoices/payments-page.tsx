import { changePayment, exportPayments, type PaymentRow, paymentFilterFields } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Modal, Segmented } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { call, download } from '../../app/api.ts'
import { useListViews } from '../../app/lists/use-list-views.ts'
import { useMay } from '../../app/session.ts'
import { FilterBuilder } from '../../ui/filter/filter-builder.tsx'
import {
  CellLink,
  type Column,
  Money,
  PageHeader,
  type RemoteOption,
  SavedViews,
  type SelectionState,
  useHotkeys,
  useRows,
  When,
} from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { DocumentList } from './document-list.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { fetchPayments, type PaymentQuery, paymentsKey } from './invoices.api.ts'
import { AccountTag, ListPlace, ListSearch, useFields } from './list-filters.tsx'
import { PaymentDialog } from './payment-dialog.tsx'
import { PaymentPeek } from './payment-peek.tsx'
import { useMoved } from './use-moved.ts'
import './invoices.css'

const shows = ['all', 'free', 'unknown'] as const

/** Money that came in and went back, the latest first. */
export function PaymentsPage() {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const [place, setPlace] = useAddress(ListPlace)
  const views = useListViews({ subject: 'payments', place, setPlace, allName: t('views.all'), readSort: String })
  const { shown, show } = views
  const [dialog, setDialog] = useState<'new' | 'import' | undefined>(undefined)
  const sort = (shown.sort ?? '-receivedOn') as NonNullable<PaymentQuery['sort']>
  const showing = place.show ?? 'all'
  const query = useMemo(
    (): PaymentQuery => ({
      search: shown.search || undefined,
      accountId: place.accountId,
      filter: shown.filter && JSON.stringify(shown.filter),
      sort,
      show: showing,
    }),
    [shown.search, place.accountId, shown.filter, sort, showing],
  )
  const fields = useFields(paymentFilterFields)
  useHotkeys(
    may('invoices', 'create')
      ? [{ keys: 'n', label: t('payments.new'), group: t('payments.title'), run: () => setDialog('new') }]
      : [],
  )
  return (
    <div className="q-page">
      <PageHeader
        title={t('payments.title')}
        actions={
          <>
            {may('invoices', 'change') && (
              <Link to="/reconciliation">
                <Button tabIndex={-1}>{t('reconcile.title')}</Button>
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
      <SavedViews {...views.bar()} />
      <PaymentsTable
        query={query}
        place={place}
        setPlace={setPlace}
        onSort={(next) => show({ sort: next })}
        toolbar={(rows) => (
          <>
            <ListSearch value={shown.search} hint={t('payments.search')} onChange={(search) => show({ search })} />
            <Segmented
              value={showing}
              options={shows.map((value) => ({ value, label: t(`payments.show.${value}`) }))}
              onChange={(next) => setPlace({ show: next })}
            />
            <FilterBuilder fields={fields} value={shown.filter} onChange={(filter) => show({ filter })} />
            {place.accountId && (
              <AccountTag name={rows[0]?.account?.name} onClose={() => setPlace({ accountId: undefined })} />
            )}
          </>
        )}
      />
      {dialog === 'new' && <PaymentDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportDialog kind="payments" onClose={() => setDialog(undefined)} />}
    </div>
  )
}

interface PaymentsTableProps {
  query: PaymentQuery
  place: ListPlace
  setPlace: (change: ListPlace) => void
  onSort: (sort: string | undefined) => void
  toolbar: (rows: readonly PaymentRow[]) => ReactNode
}

function PaymentsTable({ query, place, setPlace, onSort, toolbar }: PaymentsTableProps) {
  const { t } = useTranslation('invoices')
  const source = useRows(paymentsKey(query), fetchPayments(query))
  return (
    <DocumentList<PaymentRow>
      id="payments"
      label={t('payments.title')}
      columns={useColumns()}
      source={source}
      sort={query.sort ?? '-receivedOn'}
      onSort={onSort}
      place={place}
      setPlace={setPlace}
      toolbar={toolbar(source.rows)}
      save={(format, locale) => download(exportPayments, { query: { ...query, format, locale } }, `payments.${format}`)}
      bulk={(selection) => <AssignMany selection={selection} rows={source.rows} />}
      onOpen={(row) => setPlace({ peek: row.id })}
      empty={{
        title: t('payments.none'),
        text: t('payments.noneText'),
        narrowed: Boolean(query.search || query.filter || query.accountId || query.show !== 'all'),
      }}
      peek={<PaymentPeek id={place.peek} onClose={() => setPlace({ peek: undefined })} />}
    />
  )
}

/** Several of one payer that the bank named in ways nobody knew: given to the customer at once. */
function AssignMany({ selection, rows }: { selection: SelectionState; rows: readonly PaymentRow[] }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const chosen = rows.filter(
    (row) => selection.has(row.id) && row.kind === 'received' && row.status === 'recorded' && row.account === null,
  )
  const run = useMutation({
    mutationFn: async (accountId: string) => {
      let done = 0
      for (const { id, version } of chosen)
        done += await call(changePayment, { params: { id }, ifMatch: version, body: { accountId } })
          .then(() => 1)
          .catch(() => 0)
      return { done, left: chosen.length - done }
    },
    onSuccess: ({ done, left }) => {
      moved()
      selection.clear()
      setOpen(false)
      message[left > 0 ? 'warning' : 'success'](t('bulk.assigned', { done, left }))
    },
  })
  if (chosen.length === 0) return <span className="q-muted">{t('bulk.noneUnknown')}</span>
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('bulk.assign', { figure: chosen.length })}
      </Button>
      {open && (
        <Modal
          open
          title={t('bulk.assign', { figure: chosen.length })}
          onCancel={() => setOpen(false)}
          okText={t('change.save')}
          okButtonProps={{ disabled: !account }}
          confirmLoading={run.isPending}
          onOk={() => account && run.mutate(account.value)}
        >
          <AccountField value={account} label={t('field.payer')} onChange={setAccount} />
        </Modal>
      )}
    </>
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
      {
        id: 'kind',
        title: t('field.kind'),
        width: 100,
        card: 'none',
        cell: (row) => t(row.status === 'void' ? 'choice.void' : `choice.${row.kind}`),
      },
      { id: 'method', title: t('field.method'), width: 110, card: 'none', cell: (row) => t(`choice.${row.method}`) },
      { id: 'reference', title: t('field.reference'), width: 240, card: 'none', cell: (row) => row.reference ?? '–' },
      {
        id: 'payerName',
        title: t('field.payerName'),
        width: 200,
        hidden: true,
        card: 'none',
        cell: (row) => row.payerName ?? '–',
      },
      {
        id: 'payerAccount',
        title: t('field.payerAccount'),
        width: 180,
        hidden: true,
        card: 'none',
        cell: (row) => row.payerAccount ?? '–',
      },
    ],
    [t],
  )
}
