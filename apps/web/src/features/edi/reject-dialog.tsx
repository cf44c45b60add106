import { rejectEdiMessage } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'

export function RejectDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  const [why, setWhy] = useState('')
  const reject = useMutation({
    mutationFn: () => call(rejectEdiMessage, { params: { id }, body: { why } }),
    onSuccess: onClose,
    onError: fail,
  })
  return (
    <Modal
      open
      title={t('reject')}
      okText={t('reject')}
      okButtonProps={{ danger: true, disabled: why.trim() === '', loading: reject.isPending }}
      onOk={() => reject.mutate()}
      onCancel={onClose}
    >
      <Input.TextArea
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={why}
        placeholder={t('why')}
        aria-label={t('why')}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  )
}
