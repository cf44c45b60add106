import {
  creditInvoice,
  disputeInvoice,
  dropInvoice,
  endDispute,
  type Invoice,
  issueInvoice,
  voidInvoice,
} from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure, useKit, useNow } from '../../ui/index.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { useMoved } from './use-moved.ts'

type Asking = 'void' | 'dispute' | undefined

/** What the server says may be done with the document. */
export function InvoiceActions({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices')
  const { zone } = useKit()
  const go = useNavigate()
  const moved = useMoved()
  const failure = useFailure()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
  const [asking, setAsking] = useState<Asking>(undefined)
  const { id, version, can } = invoice
  const run = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => {
      setAsking(undefined)
      moved()
    },
    onError: failure,
  })
  const act = (work: () => Promise<unknown>) => run.mutate(work)
  const credit = () =>
    act(async () => {
      const note = await call(creditInvoice, {
        params: { id },
        body: { reason: 'correction', issuedOn: [today, invoice.issuedOn].toSorted()[1] ?? today },
      })
      go({ to: `/invoices/${note.id}` })
    })
  const drop = () =>
    act(async () => {
      await call(dropInvoice, { params: { id } })
      go({ to: '/invoices' })
    })
  const mayDispute = can.change && invoice.kind === 'invoice' && invoice.openE4 > 0
  return (
    <>
      {can.drop && <Button onClick={drop}>{t('act.drop')}</Button>}
      {mayDispute && invoice.dispute && (
        <Button onClick={() => act(() => call(endDispute, { params: { id }, ifMatch: version }))}>
          {t('act.endDispute')}
        </Button>
      )}
      {mayDispute && !invoice.dispute && <Button onClick={() => setAsking('dispute')}>{t('act.dispute')}</Button>}
      {can.void && <Button onClick={() => setAsking('void')}>{t('act.void')}</Button>}
      {can.credit && (
        <Button loading={run.isPending} onClick={credit}>
          {t('act.credit')}
        </Button>
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
      {asking && (
        <ReasonDialog
          title={t(asking === 'void' ? 'act.void' : 'act.dispute')}
          sending={run.isPending}
          onClose={() => setAsking(undefined)}
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
