import { createPayment, PaymentMethod } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { type RemoteOption, useKit, useNow } from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { Labelled } from './labelled.tsx'
import { useMoved } from './use-moved.ts'

export function NewPaymentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { zone } = useKit()
  const { company } = useMe()
  const moved = useMoved()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const [receivedOn, setReceivedOn] = useState(today)
  const [amount, setAmount] = useState<number | null>(null)
  const [currency, setCurrency] = useState<string>(company.currency)
  const [method, setMethod] = useState<PaymentMethod>('transfer')
  const [reference, setReference] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call(createPayment, {
        body: {
          accountId: account?.value ?? null,
          receivedOn,
          currency,
          amountE4: Math.round((amount ?? 0) * 10_000),
          method,
          reference: reference.trim() || null,
        },
      }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('payments.new')}
      onCancel={onClose}
      okText={t('payments.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !amount || amount <= 0 || !/^[A-Z]{3}$/.test(currency) || !receivedOn }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <AccountField value={account} onChange={setAccount} />
        <Labelled label={t('field.receivedOn')}>
          {(id) => (
            <Input
              id={id}
              type="date"
              max={today}
              value={receivedOn}
              onChange={(event) => setReceivedOn(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('field.amount')}>
          {(id) => <InputNumber id={id} value={amount} min={0} precision={2} onChange={setAmount} />}
        </Labelled>
        <Labelled label={t('field.currency')}>
          {(id) => (
            <Input
              id={id}
              value={currency}
              maxLength={3}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          )}
        </Labelled>
        <div>
          <span>{t('field.method')}</span>
          <Select
            value={method}
            aria-label={t('field.method')}
            options={PaymentMethod.options.map((value) => ({ value, label: t(`choice.${value}`) }))}
            onChange={setMethod}
          />
        </div>
        <Labelled label={t('field.reference')}>
          {(id) => (
            <Input id={id} value={reference} maxLength={500} onChange={(event) => setReference(event.target.value)} />
          )}
        </Labelled>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
