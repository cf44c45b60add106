import { changePayment, createPayment, type Payment, type PaymentMethod } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import type { RemoteOption } from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { AmountInput } from './amount-input.tsx'
import { Labelled } from './labelled.tsx'
import { MethodField, ReferenceField } from './paid-how.tsx'
import { useMoved } from './use-moved.ts'
import { useToday } from './use-today.ts'

const textOf = (text: string) => text.trim() || null

/** A payment as it is written down; of one that is there, who paid and what for: day and amount are what the bank said. */
export function PaymentDialog({ payment, onClose }: { payment?: Payment; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { company } = useMe()
  const moved = useMoved()
  const today = useToday()
  const [account, setAccount] = useState<RemoteOption | undefined>(
    payment?.account ? { value: payment.account.id, label: payment.account.name } : undefined,
  )
  const [receivedOn, setReceivedOn] = useState(payment?.receivedOn ?? today)
  const [amountE4, setAmount] = useState<number | null>(payment?.amountE4 ?? null)
  const [currency, setCurrency] = useState<string>(payment?.currency ?? company.currency)
  const [method, setMethod] = useState<PaymentMethod>(payment?.method ?? 'transfer')
  const [payerName, setPayerName] = useState(payment?.payerName ?? '')
  const [payerAccount, setPayerAccount] = useState('')
  const [reference, setReference] = useState(payment?.reference ?? '')
  const [note, setNote] = useState(payment?.note ?? '')
  const known = { method, payerName: textOf(payerName), reference: textOf(reference), note }
  const accountId = account?.value ?? null
  const save = useMutation({
    mutationFn: () =>
      payment
        ? call(changePayment, {
            params: { id: payment.id },
            ifMatch: payment.version,
            body: accountId === (payment.account?.id ?? null) ? known : { ...known, accountId },
          })
        : call(createPayment, {
            body: {
              ...known,
              accountId,
              receivedOn,
              currency,
              amountE4: amountE4 ?? 0,
              payerAccount: textOf(payerAccount),
            },
          }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  const isCurrency = /^[A-Z]{3}$/.test(currency)
  const future = receivedOn > today
  return (
    <Modal
      open
      title={payment ? t('change.title', { number: payment.number }) : t('payments.new')}
      onCancel={onClose}
      okText={t(payment ? 'change.save' : 'payments.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !amountE4 || !isCurrency || !receivedOn || future }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <AccountField value={account} label={t('field.payer')} onChange={setAccount} />
        {!payment && (
          <div className="money-two">
            <Labelled label={t('field.receivedOn')} fault={future ? t('payments.future') : undefined}>
              {(id) => (
                <Input
                  id={id}
                  type="date"
                  max={today}
                  status={future ? 'error' : undefined}
                  value={receivedOn}
                  onChange={(event) => setReceivedOn(event.target.value)}
                />
              )}
            </Labelled>
            <Labelled label={t('field.amount')}>
              {(id) => <AmountInput id={id} valueE4={amountE4} currency={currency} onChange={setAmount} />}
            </Labelled>
            <Labelled label={t('field.currency')} fault={isCurrency ? undefined : t('new.badCurrency')}>
              {(id) => (
                <Input
                  id={id}
                  value={currency}
                  maxLength={3}
                  status={isCurrency ? undefined : 'error'}
                  onChange={(event) => setCurrency(event.target.value.toUpperCase())}
                />
              )}
            </Labelled>
            <Labelled label={t('field.payerAccount')}>
              {(id) => (
                <Input
                  id={id}
                  value={payerAccount}
                  maxLength={60}
                  onChange={(event) => setPayerAccount(event.target.value)}
                />
              )}
            </Labelled>
          </div>
        )}
        <div className="money-two">
          <MethodField value={method} onChange={setMethod} />
          <Labelled label={t('field.payerName')}>
            {(id) => (
              <Input id={id} value={payerName} maxLength={300} onChange={(event) => setPayerName(event.target.value)} />
            )}
          </Labelled>
        </div>
        <ReferenceField value={reference} onChange={setReference} />
        <Labelled label={t('field.note')}>
          {(id) => <Input id={id} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}
        </Labelled>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
