import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'

export interface Reasoned {
  reason: string
  feeE4: number | undefined
  costE4: number | undefined
}

interface ReasonDialogProps {
  title: string
  /** Nothing is done without one. */
  needed: boolean
  /** Asks for fee and cost, too. */
  money: boolean
  currency: string
  sending: boolean
  onClose: () => void
  onDone: (said: Reasoned) => void
}

export function ReasonDialog({ title, needed, money, currency, sending, onClose, onDone }: ReasonDialogProps) {
  const { t } = useTranslation('orders')
  const { t: ui } = useTranslation('ui')
  const [reason, setReason] = useState('')
  const [feeE4, setFee] = useState<number | undefined>(undefined)
  const [costE4, setCost] = useState<number | undefined>(undefined)
  const amount = (label: string, set: (value: number | undefined) => void) => (
    <NumberInput
      className="q-field-wide"
      min={0}
      prefix={label}
      suffix={currency}
      aria-label={label}
      onChange={(next) => set(typeof next === 'number' ? Math.round(next * 10_000) : undefined)}
    />
  )
  return (
    <Dialog
      open
      title={title}
      okText={title}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: needed && reason.trim() === '', loading: sending }}
      onOk={() => onDone({ reason: reason.trim(), feeE4, costE4 })}
      onCancel={onClose}
    >
      <div className="entry-dialog">
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={500}
          value={reason}
          placeholder={t('change.reason')}
          aria-label={t('change.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        {money && amount(t('change.fee'), setFee)}
        {money && amount(t('change.cost'), setCost)}
      </div>
    </Dialog>
  )
}
