import { changeShipmentRule, Severity, type ShipmentRule } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Select, Skeleton, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { PageHeader, useFailure } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import { rulesQuery } from '../shipments.api.ts'
import '../shipments.css'

export function RulesPage() {
  const { t } = useTranslation('shipments')
  const { data: rules, error } = useQuery(rulesQuery)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/shipments">{t('title')}</Link>}
        title={t('rules.title')}
        text={t('rules.about')}
        actions={
          <Link className="shipment-link" to="/shipments/notices">
            {t('terms.title')}
          </Link>
        }
      />
      <div className="q-page-scroll">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!rules && !error && <Skeleton active />}
        {rules && (
          <section ref={keyboardScroll} className="q-panel shipment-table-box">
            <table className="shipment-table q-stacked">
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
      <td data-title={t('rules.mode')}>{rule.mode ? t(`mode.${rule.mode}`) : t('rules.every')}</td>
      <td data-title={t('rules.after')}>
        {rule.minutes !== null && (
          <NumberInput
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
      <td data-title={t('rules.exception')}>{t(`exception.${rule.kind}`)}</td>
      <td data-title={t('rules.severity')}>
        <Select
          size="small"
          disabled={disabled}
          value={rule.severity}
          aria-label={`${name}: ${t('rules.severity')}`}
          options={Severity.options.map((value) => ({ value, label: t(`severity.${value}`) }))}
          onChange={(severity) => mutate({ severity })}
        />
      </td>
      <td data-title={t('rules.notify')}>
        <Switch
          size="small"
          disabled={disabled}
          checked={rule.notify}
          aria-label={`${name}: ${t('rules.notify')}`}
          onChange={(notify) => mutate({ notify })}
        />
      </td>
      <td data-title={t('rules.active')}>
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
