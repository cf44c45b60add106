import type { BodyOf, PaymentMethod, refundPayment } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'
import { AmountInput } from './amount-input.tsx'
import { Labelled } from './labelled.tsx'
import { MethodField, ReferenceField } from './paid-how.tsx'
import { useMoved } from './use-moved.ts'
import { laterOf, useToday } from './use-today.ts'

interface RefundDialogProps {
  number: string
  currency: string
  leftE4: number
  /** Not before that day. */
  from: string
  give: (body: BodyOf<typeof refundPayment>) => Promise<unknown>
  onClose: () => void
}

/** Money that goes back to the customer: no more than is left over, and for a reason. */
export function RefundDialog({ number, currency, leftE4, from, give, onClose }: RefundDialogProps) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const today = useToday()
  const [amountE4, setAmount] = useState<number | null>(leftE4)
  const [on, setOn] = useState(laterOf(today, from))
  const [method, setMethod] = useState<PaymentMethod>('transfer')
  const [reason, setReason] = useState('')
  const [reference, setReference] = useState('')
  const beyond = (amountE4 ?? 0) > leftE4
  const save = useMutation({
    mutationFn: () =>
      give({ amountE4: amountE4 ?? 0, on, method, reason: reason.trim(), reference: reference.trim() || null }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('refund.title', { number })}
      onCancel={onClose}
      okText={t('refund.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !amountE4 || beyond || on < from || reason.trim() === '' }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        <p className="q-muted">
          {t('refund.left')} <Money amountE4={leftE4} currency={currency} />
        </p>
        <div className="money-two">
          <Labelled label={t('field.amount')} fault={beyond ? t('refund.beyond') : undefined}>
            {(id) => <AmountInput id={id} valueE4={amountE4} maxE4={leftE4} currency={currency} onChange={setAmount} />}
          </Labelled>
          <Labelled label={t('refund.on')}>
            {(id) => (
              <Input id={id} type="date" min={from} value={on} onChange={(event) => setOn(event.target.value)} />
            )}
          </Labelled>
          <MethodField value={method} onChange={setMethod} />
          <ReferenceField value={reference} onChange={setReference} />
        </div>
        <Labelled label={t('reason')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Labelled>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
