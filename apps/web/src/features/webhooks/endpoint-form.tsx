import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  NewWebhookEndpoint,
  type WebhookEndpoint,
} from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { fieldErrors } from '../../app/problem.ts'
import { Field, FormPage, TextField, useZodForm } from '../../ui/form/index.ts'
import { Dialog } from '../../ui/index.ts'
import { EventsChoice } from './events-choice.tsx'
import { SecretOnce } from './secret-once.tsx'

interface EndpointFormProps {
  endpoint?: WebhookEndpoint
  onClose: () => void
}

export function EndpointForm({ endpoint, onClose }: EndpointFormProps) {
  const { t } = useTranslation('webhooks')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [made, setMade] = useState<{ id: string; secret: string } | undefined>(undefined)
  const form = useZodForm(NewWebhookEndpoint, {
    initial: endpoint
      ? { url: endpoint.url, description: endpoint.description, events: endpoint.events }
      : { url: 'https://', description: '', events: [] },
    errorsOf: fieldErrors,
    submit: async (body) => {
      if (endpoint) await call(changeWebhookEndpoint, { params: { id: endpoint.id }, body, ifMatch: endpoint.version })
      else {
        const reply = await call(createWebhookEndpoint, { body })
        setMade({ id: reply.endpoint.id, secret: reply.secret })
      }
      await client.invalidateQueries({ queryKey: ['webhookEndpoint'] })
      if (endpoint) onClose()
    },
  })
  if (made)
    return (
      <SecretOnce
        secret={made.secret}
        onDone={() => {
          onClose()
          navigate({ to: `/webhooks/${made.id}` })
        }}
      />
    )
  return (
    <Dialog open title={t(endpoint ? 'edit' : 'new')} onCancel={onClose} footer={null} width={640}>
      <FormPage form={form} submitLabel={t(endpoint ? 'save' : 'create')} onCancel={onClose} guard={false}>
        <TextField form={form} name="url" label={t('url')} help={t('urlHelp')} required autoFocus maxLength={2_000} />
        <TextField
          form={form}
          name="description"
          label={t('description')}
          help={t('descriptionHelp')}
          maxLength={200}
        />
        <Field form={form} name="events" label={t('events')} help={t('eventsHelp')} required>
          {({ value = [], onChange }) => <EventsChoice value={value} onChange={onChange} />}
        </Field>
      </FormPage>
    </Dialog>
  )
}
