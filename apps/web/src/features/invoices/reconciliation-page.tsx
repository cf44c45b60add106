import { acceptProposals, type listUnreconciled, type ReplyOf, takeBackAllocations } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Empty, Money, PageHeader, useFailure, useUndo, When } from '../../ui/index.ts'
import { unreconciledQuery } from './invoices.api.ts'
import { ProposalText } from './proposal-text.tsx'
import { useMoved } from './use-moved.ts'
import './invoices.css'

type Row = ReplyOf<typeof listUnreconciled>['rows'][number]
/** From here on the server is sure enough to take all at once. */
const sureFrom = 90

/** 对账: payments that settle nothing yet beside what they are likely for. */
export function ReconciliationPage() {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const undo = useUndo()
  const { data, error } = useQuery(unreconciledQuery)
  const take = useMutation({
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
            await call(takeBackAllocations, { body: { ids } })
            moved()
          },
        })
    },
    onError: failure,
  })
  const sure = data?.rows.filter(({ proposal }) => proposal && proposal.score >= sureFrom) ?? []
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/payments">{t('payments.title')}</Link>}
        title={t('reconcile.title')}
        actions={
          sure.length > 0 && (
            <Button type="primary" loading={take.isPending} onClick={() => take.mutate(sure)}>
              {t('reconcile.takeSure', { figure: sure.length })}
            </Button>
          )
        }
      />
      <div className="q-page-scroll">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!data && !error && <Skeleton active />}
        {data?.rows.length === 0 && <Empty title={t('reconcile.none')} text={t('reconcile.noneText')} />}
        {data && data.rows.length > 0 && (
          <section className="q-panel money-scroll" aria-label={t('reconcile.title')}>
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
                {data.rows.map((row) => (
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
                        <Button size="small" loading={take.isPending} onClick={() => take.mutate([row])}>
                          {t('reconcile.take')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </div>
  )
}
