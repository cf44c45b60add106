import {
  disputeInvoice,
  dropInvoice,
  endDispute,
  type Invoice,
  issueInvoice,
  refundCreditNote,
  voidInvoice,
} from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'
import { AllocateDialog } from './allocate-dialog.tsx'
import { ChangeIssuedDialog } from './change-issued-dialog.tsx'
import { CreditDialog } from './credit-dialog.tsx'
import { InvoiceDialog } from './invoice-dialog.tsx'
import { PdfMenu } from './pdf-menu.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { useMoved } from './use-moved.ts'

type Asking = 'void' | 'dispute' | 'credit' | 'change' | 'edit' | 'refund' | 'allocate' | undefined

interface InvoiceActionsProps {
  invoice: Invoice
  /** After a draft was thrown away. */
  onGone?: () => void
}

/** What the server says may be done with the document. */
export function InvoiceActions({ invoice, onGone }: InvoiceActionsProps) {
  const { t } = useTranslation('invoices')
  const go = useNavigate()
  const moved = useMoved()
  const failure = useFailure()
  const [asking, setAsking] = useState<Asking>(undefined)
  const close = () => setAsking(undefined)
  const { id, version, can } = invoice
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => {
      close()
      moved()
    },
    onError: failure,
  })
  const act = (work: () => Promise<unknown>) => run.mutate(work)
  const drop = () =>
    act(async () => {
      await call(dropInvoice, { params: { id } })
      if (onGone) onGone()
      else go({ to: '/invoices' })
    })
  const mayDispute = can.change && invoice.kind === 'invoice' && invoice.openE4 > 0
  const isDraft = invoice.status === 'draft'
  return (
    <>
      <PdfMenu invoice={invoice} />
      {can.drop && (
        <Popconfirm title={t('act.dropSure')} okText={t('act.drop')} onConfirm={drop}>
          <Button>{t('act.drop')}</Button>
        </Popconfirm>
      )}
      {mayDispute && invoice.dispute && (
        <Button onClick={() => act(() => call(endDispute, { params: { id }, ifMatch: version }))}>
          {t('act.endDispute')}
        </Button>
      )}
      {mayDispute && !invoice.dispute && <Button onClick={() => setAsking('dispute')}>{t('act.dispute')}</Button>}
      {can.void && <Button onClick={() => setAsking('void')}>{t('act.void')}</Button>}
      {can.credit && <Button onClick={() => setAsking('credit')}>{t('act.credit')}</Button>}
      {can.refund && <Button onClick={() => setAsking('refund')}>{t('act.refund')}</Button>}
      {can.allocate && invoice.kind === 'creditNote' && (
        <Button onClick={() => setAsking('allocate')}>{t('act.allocate')}</Button>
      )}
      {can.change && (
        <Button onClick={() => setAsking(isDraft ? 'edit' : 'change')}>{t(isDraft ? 'act.edit' : 'act.change')}</Button>
      )}
      {can.issue && (
        <Button
          type="primary"
          loading={run.isPending}
          onClick={() => act(() => call(issueInvoice, { params: { id }, ifMatch: version }))}
        >
          {t('act.issue')}
        </Button>
      )}
      {asking === 'credit' && <CreditDialog invoice={invoice} onClose={close} />}
      {asking === 'change' && <ChangeIssuedDialog invoice={invoice} onClose={close} />}
      {asking === 'edit' && <InvoiceDialog draft={invoice} onClose={close} />}
      {asking === 'allocate' && (
        <AllocateDialog
          source={{ creditNoteId: id }}
          account={invoice.account}
          currency={invoice.currency}
          leftE4={invoice.openE4}
          onClose={close}
        />
      )}
      {asking === 'refund' && (
        <RefundDialog
          number={invoice.number}
          currency={invoice.currency}
          leftE4={invoice.openE4}
          from={invoice.issuedOn}
          give={(body) => call(refundCreditNote, { params: { id }, body })}
          onClose={close}
        />
      )}
      {(asking === 'void' || asking === 'dispute') && (
        <ReasonDialog
          title={t(asking === 'void' ? 'act.void' : 'act.dispute')}
          sending={run.isPending}
          onClose={close}
          onReason={(reason) =>
            act(() =>
              call(asking === 'void' ? voidInvoice : disputeInvoice, {
                params: { id },
                ifMatch: version,
                body: { reason },
              }),
            )
          }
        />
      )}
    </>
  )
}
