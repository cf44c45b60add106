import { allocate, type Proposal } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money, Peek, useFailure, When } from '../../ui/index.ts'
import { AllocationsTable } from './allocations-table.tsx'
import { paymentQuery, proposalsQuery } from './invoices.api.ts'
import { ProposalText } from './proposal-text.tsx'
import { useMoved } from './use-moved.ts'

export function PaymentPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { data, error } = useQuery({ ...paymentQuery(id ?? ''), enabled: id !== undefined })
  const payment = data?.id === id ? data : undefined
  return (
    <Peek open={id !== undefined} onClose={onClose} title={payment?.number ?? t('payments.one')} width={640}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {!payment && !error && <Skeleton active />}
      {payment && (
        <>
          <dl className="money-facts">
            <Fact label={t('field.account')}>{payment.account?.name ?? t('payments.unknown')}</Fact>
            <Fact label={t('field.receivedOn')}>
              <When at={payment.receivedOn} />
            </Fact>
            <Fact label={t('field.amount')}>
              <Money amountE4={payment.amountE4} currency={payment.currency} />
            </Fact>
            <Fact label={t('field.free')}>
              <Money amountE4={payment.freeE4} currency={payment.currency} />
            </Fact>
            <Fact label={t('field.payerName')}>{payment.payerName ?? '–'}</Fact>
            <Fact label={t('field.payerAccount')}>{payment.payerAccount ?? '–'}</Fact>
            <Fact label={t('field.reference')}>{payment.reference ?? '–'}</Fact>
          </dl>
          <AllocationsTable
            allocations={payment.allocations}
            currency={payment.currency}
            mayUndo={payment.can.change}
          />
          {payment.can.allocate && <Proposals id={payment.id} currency={payment.currency} />}
        </>
      )}
    </Peek>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Proposals({ id, currency }: { id: string; currency: string }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const { data } = useQuery(proposalsQuery(id))
  const take = useMutation({
    mutationFn: ({ parts }: Proposal) =>
      call(allocate, {
        body: {
          source: { paymentId: id },
          parts: parts.map(({ invoiceId, amountE4 }) => ({ invoiceId, amountE4 })),
          way: 'proposal',
        },
      }),
    onSuccess: moved,
    onError: failure,
  })
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} />
  return (
    <section aria-label={t('reconcile.proposals')}>
      <h3>{t('reconcile.proposals')}</h3>
      {data.proposals.length === 0 && <p className="q-muted">{t('reconcile.noProposal')}</p>}
      {data.proposals.map((proposal) => (
        <div
          key={proposal.account.id + proposal.parts.map(({ invoiceId }) => invoiceId).join()}
          className="q-panel money-card"
        >
          <ProposalText proposal={proposal} currency={currency} />
          <Button size="small" type="primary" loading={take.isPending} onClick={() => take.mutate(proposal)}>
            {t('reconcile.take')}
          </Button>
        </div>
      ))}
    </section>
  )
}
