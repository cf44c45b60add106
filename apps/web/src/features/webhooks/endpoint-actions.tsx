import { changeWebhookEndpoint, deleteWebhookEndpoint, testWebhook, type WebhookEndpoint } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useFailure } from '../../ui/index.ts'
import { EndpointForm } from './endpoint-form.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

type Dialog = 'edit' | 'rotate' | 'replay'

export function EndpointActions({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const [dialog, setDialog] = useState<Dialog | undefined>(undefined)
  const { id, state, version, can } = endpoint
  const refresh = () =>
    Promise.all([['webhookEndpoint'], ['webhookDelivery']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const turn = (next: 'active' | 'paused') =>
    call(changeWebhookEndpoint, { params: { id }, body: { state: next }, ifMatch: version }).then(refresh, failure)
  const test = () =>
    call(testWebhook, { params: { id } }).then(() => {
      message.success(t('tested'))
      refresh()
    }, failure)
  const close = () => setDialog(undefined)
  return (
    <>
      {can.delete && <DeleteEndpoint id={id} />}
      {can.change && <Button onClick={() => setDialog('rotate')}>{t('rotate')}</Button>}
      {can.change && state === 'active' && <Button onClick={() => setDialog('replay')}>{t('replay')}</Button>}
      {can.pause && state === 'active' && <Button onClick={() => turn('paused')}>{t('pause')}</Button>}
      {can.change && <Button onClick={() => setDialog('edit')}>{t('edit')}</Button>}
      {can.change && state === 'active' && (
        <Button type="primary" onClick={test}>
          {t('test')}
        </Button>
      )}
      {can.change && state !== 'active' && (
        <Button type="primary" onClick={() => turn('active')}>
          {t('resume')}
        </Button>
      )}
      {dialog === 'edit' && <EndpointForm endpoint={endpoint} onClose={close} />}
      {dialog === 'rotate' && <RotateDialog id={id} onClose={close} />}
      {dialog === 'replay' && <ReplayDialog id={id} onClose={close} />}
    </>
  )
}

function DeleteEndpoint({ id }: { id: string }) {
  const { t } = useTranslation('webhooks')
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const failure = useFailure()
  const remove = async () => {
    try {
      await call(deleteWebhookEndpoint, { params: { id } })
    } catch (error) {
      return failure(error as Error)
    }
    message.success(t('deleted'))
    await navigate({ to: '/webhooks' })
    client.removeQueries({ queryKey: ['webhookEndpoint', id] })
    client.invalidateQueries({ queryKey: ['webhookEndpoint'] })
  }
  return (
    <Popconfirm
      title={t('deleteSure')}
      description={t('deleteText')}
      okText={t('delete')}
      okButtonProps={{ danger: true }}
      cancelText={t('cancel')}
      onConfirm={remove}
    >
      <Button danger>{t('delete')}</Button>
    </Popconfirm>
  )
}
