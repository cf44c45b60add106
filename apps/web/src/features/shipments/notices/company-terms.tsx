import { type ReplyOf, type readNoticeTerms, setCompanyNoticeTerms } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useFailure } from '../../../ui/index.ts'
import { NoticeEvents, QuietTime } from './term-fields.tsx'

/** What every customer without terms of his own is told, and when not. */
export function CompanyTerms({ told }: { told: ReplyOf<typeof readNoticeTerms> }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { version, channel: kept, events, quietFrom, quietTo } = told.company
  const [terms, setTerms] = useState({ events, quietFrom, quietTo, channel: kept === 'webhook' ? 'mail' : kept })
  const save = useMutation({
    mutationFn: () => call(setCompanyNoticeTerms, { ifMatch: version, body: terms }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['noticeTerms'] }),
    onError: failure,
  })
  const change = (part: Partial<typeof terms>) => setTerms((before) => ({ ...before, ...part }))
  const disabled = !told.can.change
  return (
    <section className="q-panel" aria-label={t('terms.everybody')}>
      <div className="q-panel-head">
        <h2>{t('terms.everybody')}</h2>
      </div>
      <div className="q-panel-body shipment-terms">
        <NoticeEvents disabled={disabled} value={terms.events} onChange={(next) => change({ events: next })} />
        <Select
          disabled={disabled}
          value={terms.channel}
          aria-label={t('terms.channel.label')}
          popupMatchSelectWidth={false}
          options={(['mail', 'text', 'byHand', 'none'] as const).map((value) => ({
            value,
            label: t(`terms.channel.${value}`),
          }))}
          onChange={(channel) => change({ channel })}
        />
        <QuietTime disabled={disabled} from={terms.quietFrom} to={terms.quietTo} onChange={change} />
        {terms.channel === 'text' && !told.textsCanLeave && <p className="q-muted">{t('terms.noGateway')}</p>}
        {!disabled && (
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('terms.save')}
          </Button>
        )}
      </div>
    </section>
  )
}
