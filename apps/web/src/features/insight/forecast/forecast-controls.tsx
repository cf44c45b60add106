import { ForecastBy, ForecastMeasure, forecast, type QueryOf, searchAccounts } from '@quayside/contract'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { RemoteSelect } from '../../../ui/index.ts'
import { useAnalysis } from '../frame/use-analysis.ts'
import type { ForecastPlace } from './forecast-page.tsx'

const horizons = [3, 6, 12]

interface ForecastControlsProps {
  question: QueryOf<(typeof forecast)['read']>
  place: ForecastPlace
  onPlace: (change: Partial<ForecastPlace>) => void
}

/** What is forecast, of whom or what, and how far ahead. */
export function ForecastControls({ question, place, onPlace }: ForecastControlsProps) {
  const { t } = useTranslation('forecast')
  const by = place.by ?? 'all'
  return (
    <>
      <Select
        aria-label={t('measure.label')}
        value={place.measure ?? 'revenue'}
        onChange={(measure: ForecastMeasure) => onPlace({ measure: measure === 'revenue' ? undefined : measure })}
        options={ForecastMeasure.options.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
      <Select
        aria-label={t('by.label')}
        prefix={<span className="q-muted">{t('by.label')}</span>}
        value={by}
        onChange={(next: ForecastBy) => onPlace({ by: next === 'all' ? undefined : next, key: undefined })}
        options={ForecastBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      {by !== 'all' && <KeyField by={by} question={question} onKey={(key) => onPlace({ key })} />}
      <Select
        aria-label={t('horizon.label')}
        value={place.horizon ?? 6}
        onChange={(horizon: number) => onPlace({ horizon: horizon === 6 ? undefined : horizon })}
        options={horizons.map((value) => ({ value, label: t('horizon.months', { figure: value }) }))}
      />
    </>
  )
}

interface KeyFieldProps {
  by: Exclude<ForecastBy, 'all'>
  question: ForecastControlsProps['question']
  onKey: (key: string | undefined) => void
}

/** Customers are searched for; services, regions and lanes are chosen from those there are, largest first. */
function KeyField({ by, question, onKey }: KeyFieldProps) {
  const { t } = useTranslation('forecast')
  const { t: word } = useTranslation('insight')
  const { data } = useAnalysis(forecast, question)
  const shown = data?.by === by ? data : undefined
  const value = shown?.key ? { value: shown.key, label: shown.label ?? shown.key } : undefined
  if (by === 'account')
    return (
      <RemoteSelect
        className="forecast-key"
        queryKey={['forecast', 'accounts']}
        label={t('by.account')}
        placeholder={t('by.account')}
        value={value}
        find={async (text, signal) => {
          const { rows } = await call(searchAccounts, { query: { q: text }, signal })
          return rows.map((row) => ({ value: row.id, label: row.name, detail: row.number }))
        }}
        onChange={(next) => onKey(next?.value)}
      />
    )
  const name = (key: string) =>
    key === '-' ? t('by.notGiven') : by === 'service' ? word(`service.${key as 'road'}`, { defaultValue: key }) : key
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      className="forecast-key"
      aria-label={t(`by.${by}`)}
      value={shown?.key ?? undefined}
      onChange={onKey}
      options={(shown?.keys ?? []).map(({ key }) => ({ value: key, label: name(key) }))}
    />
  )
}
