import {
  CustomerNoticeTerms,
  NoticeChannel,
  NoticeLocale,
  type ReplyOf,
  type readNoticeTerms,
  setNoticeTerms,
} from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure, useUndo } from '../../../ui/index.ts'
import { RecipientRows } from './recipient-rows.tsx'
import { NoticeEvents, QuietTime } from './term-fields.tsx'

type Told = ReplyOf<typeof readNoticeTerms>

/** A secret to sign with, as Standard Webhooks writes them; made here and told once. */
const newSecret = () => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`

function initialOf({ own, company }: Told): CustomerNoticeTerms {
  const { version: _, ...terms } = own ?? company
  return terms
}

/** What one customer is told, whom of his people, how, in which language, and when not. */
export function CustomerTerms({ accountId, told }: { accountId: string; told: Told }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const [terms, setTerms] = useState(() => initialOf(told))
  const change = (part: Partial<CustomerNoticeTerms>) => setTerms((before) => ({ ...before, ...part }))
  const again = () => client.invalidateQueries({ queryKey: ['noticeTerms'] })
  const set = (next: CustomerNoticeTerms | null, version: number) =>
    call(setNoticeTerms, { params: { id: accountId }, body: { terms: next }, ifMatch: version }).then(again)
  const save = useMutation({
    mutationFn: (next: CustomerNoticeTerms | null) => set(next, told.own?.version ?? 0),
    onSuccess: (_, next) => {
      // A webhook's secret is not known any more, so such terms cannot be brought back.
      if (next === null && !told.own?.webhookUrl)
        offerUndo({ done: t('terms.forgotten'), undo: () => set(initialOf(told), 0) })
    },
    onError: failure,
  })
  const checked = CustomerNoticeTerms.safeParse(terms)
  const needsSecret = Boolean(terms.webhookUrl && terms.webhookUrl !== told.own?.webhookUrl && !terms.webhookSecret)
  const disabled = !told.can.change
  const isValid = checked.success && !needsSecret && (terms.channel !== 'webhook' || Boolean(terms.webhookUrl))
  return (
    <section className="q-panel" aria-label={told.account?.name}>
      <div className="q-panel-head">
        <h2>{told.account?.name}</h2>
        <span className="q-muted">{t(told.own ? 'terms.own' : 'terms.asEverybody')}</span>
      </div>
      <div className="q-panel-body shipment-terms shipment-terms-own">
        <div className="shipment-terms">
          <Select
            disabled={disabled}
            value={terms.channel}
            aria-label={t('terms.channel.label')}
            popupMatchSelectWidth={false}
            options={NoticeChannel.options.map((value) => ({ value, label: t(`terms.channel.${value}`) }))}
            onChange={(channel) => change({ channel })}
          />
          <Select<'usual' | NoticeLocale>
            disabled={disabled}
            value={terms.locale ?? 'usual'}
            aria-label={t('terms.locale.label')}
            popupMatchSelectWidth={false}
            options={(['usual', ...NoticeLocale.options] as const).map((value) => ({
              value,
              label: t(`terms.locale.${value}`),
            }))}
            onChange={(locale) => change({ locale: locale === 'usual' ? null : locale })}
          />
          <QuietTime disabled={disabled} from={terms.quietFrom} to={terms.quietTo} onChange={change} />
        </div>
        <NoticeEvents disabled={disabled} value={terms.events} onChange={(events) => change({ events })} />
        {terms.channel === 'webhook' && (
          <div className="shipment-webhook">
            <Input
              disabled={disabled}
              value={terms.webhookUrl ?? ''}
              placeholder="https://"
              aria-label={t('terms.webhookUrl')}
              status={terms.webhookUrl && !checked.success ? 'error' : undefined}
              onChange={(event) => change({ webhookUrl: event.target.value.trim() || null })}
            />
            <Button disabled={disabled} onClick={() => change({ webhookSecret: newSecret() })}>
              {t('terms.newSecret')}
            </Button>
            {terms.webhookSecret && <Input readOnly value={terms.webhookSecret} aria-label={t('terms.secret')} />}
            <p className="q-muted">{t(needsSecret ? 'terms.needsSecret' : 'terms.webhookHelp')}</p>
          </div>
        )}
        {terms.channel === 'text' && !told.textsCanLeave && <Alert type="info" showIcon title={t('terms.noGateway')} />}
        {terms.channel !== 'none' && (
          <RecipientRows
            disabled={disabled}
            people={told.people}
            value={terms.recipients}
            onChange={(recipients) => change({ recipients })}
          />
        )}
        {!disabled && (
          <div className="shipment-acts">
            <Button
              type="primary"
              disabled={!isValid}
              loading={save.isPending}
              onClick={() => checked.success && save.mutate(checked.data)}
            >
              {t('terms.save')}
            </Button>
            {told.own && <Button onClick={() => save.mutate(null)}>{t('terms.forget')}</Button>}
          </div>
        )}
      </div>
    </section>
  )
}
