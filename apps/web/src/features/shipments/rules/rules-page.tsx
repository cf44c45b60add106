import {
  changeShipmentRule,
  type NoticeTerms,
  type ReplyOf,
  type readNoticeTerms,
  Severity,
  type ShipmentRule,
  setCompanyNoticeTerms,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, InputNumber, Select, Skeleton, Switch, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { PageHeader, useFailure } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { rulesQuery, termsQuery } from '../shipments.api.ts'
import '../shipments.css'

export function RulesPage() {
  const { t } = useTranslation('shipments')
  const { data: rules, error } = useQuery(rulesQuery)
  const { data: terms } = useQuery(termsQuery)
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/shipments">{t('title')}</Link>} title={t('rules.title')} text={t('rules.about')} />
      <div className="q-page-scroll">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!rules && !error && <Skeleton active />}
        {rules && (
          <section ref={keyboardScroll} className="q-panel shipment-table-box">
            <table className="shipment-table">
              <thead>
                <tr>
                  {(['when', 'mode', 'after', 'exception', 'severity', 'notify', 'active'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`rules.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rules.rules.map((rule) => (
                  <RuleLine key={rule.id} rule={rule} disabled={!rules.can.change} />
                ))}
              </tbody>
            </table>
          </section>
        )}
        {terms && <Terms key={terms.company.version} told={terms} />}
      </div>
    </div>
  )
}

function RuleLine({ rule, disabled }: { rule: ShipmentRule; disabled: boolean }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { mutate } = useMutation({
    mutationFn: (body: Partial<Pick<ShipmentRule, 'minutes' | 'severity' | 'notify' | 'active'>>) =>
      call(changeShipmentRule, {
        params: { id: rule.id },
        ifMatch: rule.version,
        body: { ...body, minutes: body.minutes ?? undefined },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
    onError: failure,
  })
  const name = `${t(`trigger.${rule.trigger}`)} ${rule.code ? t(`code.${rule.code}`) : ''}`
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{rule.mode ? t(`mode.${rule.mode}`) : t('rules.every')}</td>
      <td>
        {rule.minutes !== null && (
          <InputNumber
            size="small"
            min={0}
            max={8_760}
            disabled={disabled}
            defaultValue={rule.minutes / 60}
            suffix={t('rules.hours')}
            aria-label={`${name}: ${t('rules.after')}`}
            onBlur={(event) => {
              const hours = Number(event.target.value)
              if (Number.isFinite(hours) && hours >= 0 && Math.round(hours * 60) !== rule.minutes)
                mutate({ minutes: Math.round(hours * 60) })
            }}
          />
        )}
      </td>
      <td>{t(`exception.${rule.kind}`)}</td>
      <td>
        <Select
          size="small"
          disabled={disabled}
          value={rule.severity}
          aria-label={`${name}: ${t('rules.severity')}`}
          options={Severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(severity) => mutate({ severity })}
        />
      </td>
      <td>
        <Switch
          size="small"
          disabled={disabled}
          checked={rule.notify}
          aria-label={`${name}: ${t('rules.notify')}`}
          onChange={(notify) => mutate({ notify })}
        />
      </td>
      <td>
        <Switch
          size="small"
          disabled={disabled}
          checked={rule.active}
          aria-label={`${name}: ${t('rules.active')}`}
          onChange={(active) => mutate({ active })}
        />
      </td>
    </tr>
  )
}

const events = ['pickedUp', 'outForDelivery', 'delivered', 'exception', 'etaChanged'] as const
const clock = (minutes: number) => dayjs('2026-01-01').add(minutes, 'minute')
const minutesOf = (time: dayjs.Dayjs | null) => (time ? time.hour() * 60 + time.minute() : 0)

/** What every customer without terms of his own is told before he asks, and when not. */
function Terms({ told }: { told: ReplyOf<typeof readNoticeTerms> }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const { version, ...company } = told.company
  const [terms, setTerms] = useState<Omit<NoticeTerms, 'version'>>(company)
  const save = useMutation({
    mutationFn: () => call(setCompanyNoticeTerms, { ifMatch: version, body: terms }),
    onSuccess: () => client.invalidateQueries({ queryKey: termsQuery.queryKey }),
    onError: failure,
  })
  const change = (part: Partial<typeof terms>) => setTerms((before) => ({ ...before, ...part }))
  return (
    <section className="q-panel" aria-label={t('terms.title')}>
      <div className="q-panel-head">
        <h2>{t('terms.title')}</h2>
      </div>
      <div className="q-panel-body shipment-terms">
        <Checkbox.Group
          disabled={!told.can.change}
          value={terms.events}
          options={events.map((value) => ({ value, label: t(`terms.event.${value}`) }))}
          onChange={(chosen) => change({ events: chosen as typeof terms.events })}
        />
        <Select
          disabled={!told.can.change}
          value={terms.channel}
          aria-label={t('terms.channel.label')}
          options={(['mail', 'byHand', 'none'] as const).map((value) => ({
            value,
            label: t(`terms.channel.${value}`),
          }))}
          onChange={(channel) => change({ channel })}
        />
        <span>{t('terms.quiet')}</span>
        <TimePicker.RangePicker
          order={false}
          format="HH:mm"
          disabled={!told.can.change}
          value={[clock(terms.quietFrom), clock(terms.quietTo)]}
          onChange={(times) => times && change({ quietFrom: minutesOf(times[0]), quietTo: minutesOf(times[1]) })}
        />
        {told.can.change && (
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('terms.save')}
          </Button>
        )}
      </div>
    </section>
  )
}
