import { rotateWebhookSecret } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { fieldErrors } from '../../app/problem.ts'
import { FormPage, NumberField, useZodForm } from '../../ui/form/index.ts'
import { SecretOnce } from './secret-once.tsx'

export function RotateDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('webhooks')
  const client = useQueryClient()
  const [secret, setSecret] = useState('')
  const form = useZodForm(rotateWebhookSecret.body, {
    initial: { keepPreviousHours: 24 },
    errorsOf: fieldErrors,
    submit: async (body) => {
      setSecret((await call(rotateWebhookSecret, { params: { id }, body })).secret)
      await client.invalidateQueries({ queryKey: ['webhookEndpoint'] })
    },
  })
  if (secret) return <SecretOnce secret={secret} onDone={onClose} />
  return (
    <Modal open title={t('rotate')} onCancel={onClose} footer={null}>
      <p className="q-muted">{t('rotateText')}</p>
      <FormPage form={form} submitLabel={t('rotate')} onCancel={onClose} guard={false}>
        <NumberField form={form} name="keepPreviousHours" label={t('keepHours')} min={0} max={168} />
      </FormPage>
    </Modal>
  )
}
