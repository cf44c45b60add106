import { DatePicker, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/session.ts'
import {
  type ClassificationPlace,
  isMoney,
  type Measure,
  measures,
  type Period,
  type Question,
} from './classification-place.ts'
import { CutPoints } from './cut-points.tsx'

interface QuestionBarProps {
  place: ClassificationPlace
  question: Question
  currency: string | undefined
  otherCurrencies: readonly string[]
  onChange: (change: Partial<ClassificationPlace>) => void
}

const periods: readonly Period[] = ['all', 'year', 'months12', 'custom']

/** What to rank by, over which time, and where to cut. */
export function QuestionBar({ place, question, currency, otherCurrencies, onChange }: QuestionBarProps) {
  const { t } = useTranslation('classification')
  const seesMoney = useMay().see('finance')
  const period = place.period ?? 'all'
  const currencies = currency ? [currency, ...otherCurrencies].toSorted() : []
  return (
    <div className="q-toolbar tier-question">
      <Segmented
        value={question.measure}
        onChange={(measure) => onChange({ measure: measure as Measure })}
        options={measures.map((value) => ({
          value,
          label: t(`measure.${value}`),
          disabled: isMoney(value) && !seesMoney,
          title: isMoney(value) && !seesMoney ? t('moneyHidden') : t(`define.measure.${value}`),
        }))}
      />
      <Segmented
        value={question.scheme}
        onChange={(scheme) =>
          onChange({ scheme: scheme as Question['scheme'], cutA: undefined, cutB: undefined, cutC: undefined })
        }
        options={(['pyramid', 'pareto'] as const).map((value) => ({
          value,
          label: t(`scheme.${value}`),
          title: t(`define.scheme.${value}`),
        }))}
      />
      <CutPoints question={question} onChange={onChange} />
      <Select
        className="tier-period"
        aria-label={t('period.label')}
        value={period}
        onChange={(value: Period) => onChange({ period: value === 'all' ? undefined : value })}
        options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      {period === 'custom' && (
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          aria-label={t('period.custom')}
          value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
          onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
      )}
      {currencies.length > 1 && (
        <Select
          aria-label={t('currency')}
          value={currency}
          onChange={(value: string) => onChange({ currency: value })}
          options={currencies.map((value) => ({ value, label: value }))}
        />
      )}
    </div>
  )
}
