import {
  allocate,
  type Payment,
  type Proposal,
  refundPayment,
  takeBackAllocations,
  voidPayment,
} from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money, Peek, useFailure, useUndo, When } from '../../ui/index.ts'
import { AllocateDialog } from './allocate-dialog.tsx'
import { AllocationsTable } from './allocations-table.tsx'
import { paymentQuery, proposalsQuery } from './invoices.api.ts'
import { PaymentDialog } from './payment-dialog.tsx'
import { ProposalText } from './proposal-text.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { useMoved } from './use-moved.ts'

/** One payment beside the list: who paid, what it settles, what was given back, and what may be done with it. */
export function PaymentPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { data, error } = useQuery({ ...paymentQuery(id ?? ''), enabled: id !== undefined })
  const payment = data?.id === id ? data : undefined
  return (
    <Peek open={id !== undefined} onClose={onClose} title={payment?.number ?? t('payments.one')} width={680}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {!payment && !error && <Skeleton active />}
      {payment && (
        <div className="money-form">
          <Deeds payment={payment} />
          <PaymentFacts payment={payment} />
          <AllocationsTable
            allocations={payment.allocations}
            currency={payment.currency}
            mayUndo={payment.can.change}
          />
          {payment.can.allocate && <Proposals id={payment.id} currency={payment.currency} />}
        </div>
      )}
    </Peek>
  )
}

function PaymentFacts({ payment }: { payment: Payment }) {
  const { t } = useTranslation('invoices')
  const { currency } = payment
  return (
    <dl className="money-facts">
      <Fact label={t('field.account')}>
        {payment.account ? (
          <Link to={`/accounts/${payment.account.id}`}>{payment.account.name}</Link>
        ) : (
          t('payments.unknown')
        )}
      </Fact>
      <Fact label={t(payment.kind === 'refund' ? 'refund.on' : 'field.receivedOn')}>
        <When at={payment.receivedOn} />
      </Fact>
      <Fact label={t('field.amount')}>
        <Money amountE4={payment.kind === 'refund' ? -payment.amountE4 : payment.amountE4} currency={currency} />
        {payment.status === 'void' && ` · ${t('choice.void')}`}
      </Fact>
      {payment.kind === 'received' && (
        <Fact label={t('field.free')}>
          <Money amountE4={payment.freeE4} currency={currency} />
        </Fact>
      )}
      <Fact label={t('field.method')}>{t(`choice.${payment.method}`)}</Fact>
      <Fact label={t('field.payerName')}>{payment.payerName ?? '–'}</Fact>
      <Fact label={t('field.payerAccount')}>{payment.payerAccount ?? '–'}</Fact>
      <Fact label={t('field.reference')}>{payment.reference ?? '–'}</Fact>
      {payment.refundOf && (
        <Fact label={t('refund.of')}>
          <DocumentLink {...payment.refundOf} />
        </Fact>
      )}
      {payment.refunds.length > 0 && (
        <Fact label={t('refund.given')}>
          {payment.refunds.map((one) => (
            <div key={one.id}>
              <DocumentLink kind="payment" id={one.id} number={one.number} />{' '}
              <Money amountE4={one.amountE4} currency={currency} />
            </div>
          ))}
        </Fact>
      )}
      {payment.note && <Fact label={t(payment.kind === 'refund' ? 'reason' : 'field.note')}>{payment.note}</Fact>}
    </dl>
  )
}

function DocumentLink({ kind, id, number }: { kind: 'payment' | 'creditNote'; id: string; number: string }) {
  return kind === 'payment' ? (
    <Link to="/payments" search={{ peek: id } as never}>
      {number}
    </Link>
  ) : (
    <Link to={`/invoices/${id}`}>{number}</Link>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** What the server says may be done with it. */
function Deeds({ payment }: { payment: Payment }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const [asking, setAsking] = useState<'change' | 'allocate' | 'refund' | 'void' | undefined>(undefined)
  const close = () => setAsking(undefined)
  const { id, version, can, account, currency, freeE4 } = payment
  const cancel = useMutation({
    mutationFn: (reason: string) => call(voidPayment, { params: { id }, ifMatch: version, body: { reason } }),
    onSuccess: () => {
      close()
      moved()
    },
    onError: failure,
  })
  const voiding = t(payment.kind === 'refund' ? 'refund.takeBack' : 'act.void')
  if (!Object.values(can).some(Boolean)) return null
  return (
    <div className="money-acts">
      {can.allocate && (
        <Button type="primary" onClick={() => setAsking('allocate')}>
          {t('act.allocate')}
        </Button>
      )}
      {can.change && (
        <Button onClick={() => setAsking('change')}>{t(account ? 'act.change' : 'payments.assign')}</Button>
      )}
      {can.refund && <Button onClick={() => setAsking('refund')}>{t('act.refund')}</Button>}
      {can.void && <Button onClick={() => setAsking('void')}>{voiding}</Button>}
      {asking === 'change' && <PaymentDialog payment={payment} onClose={close} />}
      {asking === 'allocate' && (
        <AllocateDialog
          source={{ paymentId: id }}
          account={account}
          currency={currency}
          leftE4={freeE4}
          onClose={close}
        />
      )}
      {asking === 'refund' && (
        <RefundDialog
          number={payment.number}
          currency={currency}
          leftE4={freeE4}
          from={payment.receivedOn}
          give={(body) => call(refundPayment, { params: { id }, body })}
          onClose={close}
        />
      )}
      {asking === 'void' && (
        <ReasonDialog
          title={voiding}
          sending={cancel.isPending}
          onClose={close}
          onReason={(reason) => cancel.mutate(reason)}
        />
      )}
    </div>
  )
}

function Proposals({ id, currency }: { id: string; currency: string }) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const offerUndo = useUndo()
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
    onSuccess: ({ allocations }) => {
      moved()
      offerUndo({
        done: t('allocate.done', { figure: allocations.length }),
        undo: async () => {
          await call(takeBackAllocations, { body: { ids: allocations.map((one) => one.id) } })
          moved()
        },
      })
    },
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
