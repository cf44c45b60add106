import {
  acceptProposals,
  exportPayments,
  type listUnreconciled,
  paymentFilterFields,
  type ReplyOf,
  takeBackAllocations,
} from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../app/address.ts'
import { call, download } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { FilterBuilder } from '../../ui/filter/filter-builder.tsx'
import { Empty, ExportButton, Money, PageHeader, useFailure, useRows, useUndo, When } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'
import { fetchUnreconciled, type UnreconciledQuery, unreconciledKey } from './invoices.api.ts'
import { AccountTag, ListPlace, ListSearch, useFields } from './list-filters.tsx'
import { ProposalText } from './proposal-text.tsx'
import { useMoved } from './use-moved.ts'
import './invoices.css'

type Row = ReplyOf<typeof listUnreconciled>['rows'][number]
/** From here on the server is sure enough to take all at once. */
const sureFrom = 90
/** The server takes no more in one request, nor takes more settlements back. */
const mostAtOnce = 200
const mostTakenBack = 500

/** 对账: payments that settle nothing yet beside what they are likely for. */
export function ReconciliationPage() {
  const { t } = useTranslation('invoices')
  const [place, setPlace] = useAddress(ListPlace)
  const query = useMemo(
    (): UnreconciledQuery => ({
      search: place.q || undefined,
      accountId: place.accountId,
      filter: place.filter ? JSON.stringify(place.filter) : undefined,
    }),
    [place.q, place.accountId, place.filter],
  )
  const source = useRows(unreconciledKey(query), fetchUnreconciled(query))
  const take = useTake()
  const { rows } = source
  const sure = rows.filter(({ proposal }) => proposal && proposal.score >= sureFrom)
  const narrowed = Boolean(query.search || query.filter || query.accountId)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/payments">{t('payments.title')}</Link>}
        title={t('reconcile.title')}
        actions={
          sure.length > 0 && (
            <Button type="primary" loading={take.isPending} onClick={() => take.mutate(sure.slice(0, mostAtOnce))}>
              {t('reconcile.takeSure', { figure: Math.min(sure.length, mostAtOnce) })}
            </Button>
          )
        }
      />
      <Toolbar place={place} setPlace={setPlace} query={query} rows={rows} />
      <div className="q-page-scroll">
        {source.error ? <Alert type="error" showIcon title={(source.error as Error).message} /> : null}
        {source.loading && <Skeleton active />}
        {!source.loading && !source.error && rows.length === 0 && (
          <Empty
            title={t(narrowed ? 'empty.found' : 'reconcile.none')}
            text={t(narrowed ? 'empty.foundText' : 'reconcile.noneText')}
            action={
              narrowed && (
                <Button onClick={() => setPlace({ q: undefined, filter: undefined, accountId: undefined })}>
                  {t('empty.clear')}
                </Button>
              )
            }
          />
        )}
        {rows.length > 0 && <Rows rows={rows} busy={take.isPending} onTake={(row) => take.mutate([row])} />}
        {source.hasMore && (
          <Button block loading={source.loadingMore} onClick={source.loadMore}>
            {t('reconcile.more')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface ToolbarProps {
  place: ListPlace
  setPlace: (change: ListPlace) => void
  query: UnreconciledQuery
  rows: readonly Row[]
}

function Toolbar({ place, setPlace, query, rows }: ToolbarProps) {
  const { t } = useTranslation('invoices')
  const may = useMay()
  const fields = useFields(paymentFilterFields)
  return (
    <div className="q-toolbar">
      <ListSearch
        value={place.q ?? ''}
        hint={t('payments.search')}
        onChange={(search) => setPlace({ q: search || undefined })}
      />
      <FilterBuilder
        fields={fields}
        value={place.filter ?? undefined}
        onChange={(filter) => setPlace({ filter: filter ?? undefined })}
      />
      {place.accountId && (
        <AccountTag name={rows[0]?.payment.account?.name} onClose={() => setPlace({ accountId: undefined })} />
      )}
      <span className="q-toolbar-end">
        {may('invoices', 'export') && may.export('finance') && (
          <ExportButton
            save={(format, locale) =>
              download(
                exportPayments,
                { query: { ...query, show: 'free', sort: 'receivedOn', format, locale } },
                `reconciliation.${format}`,
              )
            }
          />
        )}
      </span>
    </div>
  )
}

/** Settles what the server thinks fits; undo opens it again. */
function useTake() {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const undo = useUndo()
  return useMutation({
    mutationFn: (rows: readonly Row[]) =>
      call(acceptProposals, {
        body: {
          accepted: rows.flatMap(({ payment, proposal }) =>
            proposal
              ? [
                  {
                    paymentId: payment.id,
                    parts: proposal.parts.slice(0, 100).map(({ invoiceId, amountE4 }) => ({ invoiceId, amountE4 })),
                  },
                ]
              : [],
          ),
        },
      }),
    onSuccess: ({ settled, refused }) => {
      moved()
      const ids = settled.flatMap(({ allocationIds }) => allocationIds)
      if (ids.length > 0)
        undo({
          done: t('reconcile.taken', { figure: settled.length, refused: refused.length }),
          undo: async () => {
            for (let at = 0; at < ids.length; at += mostTakenBack)
              await call(takeBackAllocations, { body: { ids: ids.slice(at, at + mostTakenBack) } })
            moved()
          },
        })
    },
    onError: failure,
  })
}

interface RowsProps {
  rows: readonly Row[]
  busy: boolean
  onTake: (row: Row) => void
}

function Rows({ rows, busy, onTake }: RowsProps) {
  const { t } = useTranslation('invoices')
  return (
    <section ref={keyboardScroll} className="q-panel money-scroll" aria-label={t('reconcile.title')}>
      <table className="money-table">
        <thead>
          <tr>
            <th scope="col">{t('payments.one')}</th>
            <th scope="col" className="money-right">
              {t('field.free')}
            </th>
            <th scope="col">{t('reconcile.proposal')}</th>
            <th scope="col" aria-label={t('reconcile.take')} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.payment.id}>
              <td>
                <Link to="/payments" search={{ peek: row.payment.id } as never}>
                  {row.payment.number}
                </Link>{' '}
                <When at={row.payment.receivedOn} />
                <div>{row.payment.account?.name ?? row.payment.payerName ?? t('payments.unknown')}</div>
                <small className="q-muted">{row.payment.reference}</small>
              </td>
              <td className="money-right">
                <Money amountE4={row.payment.freeE4} currency={row.payment.currency} />
              </td>
              <td>
                {row.proposal ? (
                  <ProposalText proposal={row.proposal} currency={row.payment.currency} />
                ) : (
                  <span className="q-muted">{t('reconcile.noProposal')}</span>
                )}
              </td>
              <td>
                {row.proposal && (
                  <Button size="small" disabled={busy} onClick={() => onTake(row)}>
                    {t('reconcile.take')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
