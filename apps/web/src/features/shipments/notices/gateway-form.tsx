import { type NoticeGateway, readNoticeGateway, setNoticeGateway, testNoticeGateway } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { useMay } from '../../../app/session.ts'
import { FormPage, SwitchField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { useFailure } from '../../../ui/index.ts'

const gatewayQuery = {
  queryKey: ['noticeGateway'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(readNoticeGateway, { signal }),
}

/** As the server fills them in. */
const placeholders = ['to', 'text', 'subject', 'id'].map((name) => `{{${name}}}`).join(' ')

/** Where text messages leave: a provider of SMS or of WeChat messages. */
export function GatewayForm() {
  const { t } = useTranslation('shipments')
  const { data } = useQuery(gatewayQuery)
  return (
    <section className="q-panel" aria-label={t('gateway.title')}>
      <div className="q-panel-head">
        <h2>{t('gateway.title')}</h2>
      </div>
      <div className="q-panel-body">{data && <Gateway key={data.version} gateway={data} />}</div>
    </section>
  )
}

function Gateway({ gateway }: { gateway: NoticeGateway }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const may = useMay()
  const { url, template, active, hasSecret, version } = gateway
  const form = useZodForm(setNoticeGateway.body, {
    initial: { url, template, active },
    submit: async (body) => {
      await call(setNoticeGateway, { ifMatch: version, body })
      await client.invalidateQueries({ queryKey: gatewayQuery.queryKey })
      client.invalidateQueries({ queryKey: ['noticeTerms'] })
    },
    errorsOf: fieldErrors,
  })
  return (
    <>
      <FormPage form={form} guard={false} submitLabel={t('terms.save')} disabled={!may('administration', 'change')}>
        <TextField form={form} name="url" label={t('gateway.url')} placeholder="https://" help={t('gateway.urlHelp')} />
        <TextField
          form={form}
          name="secret"
          label={t('gateway.secret')}
          help={t(hasSecret ? 'gateway.secretKept' : 'gateway.secretHelp')}
          emptyAs={undefined}
        />
        <TextField
          form={form}
          name="template"
          label={t('gateway.template')}
          help={
            <>
              {t('gateway.templateHelp')} <code>{placeholders}</code>
            </>
          }
          rows={3}
        />
        <SwitchField form={form} name="active" label={t('gateway.active')} />
      </FormPage>
      {url && may('administration', 'change') && <TryOut />}
    </>
  )
}

function TryOut() {
  const { t } = useTranslation('shipments')
  const failure = useFailure()
  const { message } = App.useApp()
  const [to, setTo] = useState('')
  const run = useMutation({
    mutationFn: () => call(testNoticeGateway, { body: { to: to.trim() } }),
    onSuccess: ({ status, fault }) =>
      fault ? message.error(fault) : message.success(t('gateway.arrived', { status: status ?? '' })),
    onError: failure,
  })
  return (
    <div className="shipment-record">
      <Input
        value={to}
        maxLength={100}
        placeholder={t('gateway.to')}
        aria-label={t('gateway.to')}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button disabled={!to.trim()} loading={run.isPending} onClick={() => run.mutate()}>
        {t('gateway.try')}
      </Button>
    </div>
  )
}
