import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ReasonDialogProps {
  title: string
  sending: boolean
  onReason: (reason: string) => void
  onClose: () => void
}

/** What was done to money is done for a reason, and that is kept. */
export function ReasonDialog({ title, sending, onReason, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('invoices')
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      okText={title}
      confirmLoading={sending}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onReason(reason.trim())}
    >
      <Input.TextArea
        rows={3}
        maxLength={500}
        value={reason}
        placeholder={t('reason')}
        aria-label={t('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}
