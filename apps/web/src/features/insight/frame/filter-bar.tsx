import { type AnalysisBasis, listColleagues, ServiceKind } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { DayRangePicker, useSettledText } from '../../../ui/index.ts'
import { type AnalysisPlace, aStep, type Step } from './analysis-place.ts'
import { type Period, periods } from './period.ts'

interface FilterBarProps {
  place: AnalysisPlace
  onChange: (change: Partial<AnalysisPlace>, step?: Step) => void
  basis: AnalysisBasis | undefined
  usual?: Period | undefined
  children?: ReactNode
}

/** What every analysis can be narrowed to; `children`: what this one asks besides, first. */
export function FilterBar({ place, onChange, basis, usual = 'months12', children }: FilterBarProps) {
  const { t } = useTranslation('insight')
  const choose = (change: Partial<AnalysisPlace>) => onChange(change, aStep)
  const period = place.period ?? usual
  const currencies = basis ? [basis.currency, ...basis.otherCurrencies].toSorted() : []
  return (
    <div className="q-toolbar analysis-filters">
      {children}
      <Select
        className="analysis-period"
        aria-label={t('filter.period')}
        value={period}
        onChange={(value: Period) => choose({ period: value === usual ? undefined : value })}
        options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
      />
      {period === 'custom' && (
        <DayRangePicker
          allowEmpty={[true, true]}
          aria-label={t('period.custom')}
          value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
          onChange={(days) => choose({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
      )}
      {currencies.length > 1 && (
        <Select
          aria-label={t('filter.currency')}
          allowClear={place.currency !== undefined && basis?.currency === place.currency}
          placeholder={t('filter.currency')}
          value={basis?.allCurrencies ? undefined : basis?.currency}
          onChange={(currency: string | undefined) => choose({ currency })}
          options={currencies.map((value) => ({ value, label: value }))}
        />
      )}
      <Select
        allowClear
        className="analysis-narrow"
        aria-label={t('filter.service')}
        placeholder={t('filter.service')}
        value={place.service}
        onChange={(service) => choose({ service })}
        options={ServiceKind.options.map((value) => ({ value, label: t(`service.${value}`) }))}
      />
      <RegionField value={place.region} onChange={(region) => onChange({ region })} />
      <OwnerField value={place.ownerId} onChange={(ownerId) => choose({ ownerId })} />
    </div>
  )
}

function RegionField({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (region: string | undefined) => void
}) {
  const { t } = useTranslation('insight')
  const [text, setText] = useSettledText(value ?? '', (next) => onChange(next || undefined))
  return (
    <Input
      allowClear
      className="analysis-narrow"
      value={text}
      maxLength={100}
      placeholder={t('filter.region')}
      aria-label={t('filter.region')}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function OwnerField({ value, onChange }: { value: string | undefined; onChange: (id: string | undefined) => void }) {
  const { t } = useTranslation('insight')
  const { data = [] } = useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call(listColleagues, { signal }),
    staleTime: 60_000,
  })
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="analysis-narrow"
      aria-label={t('filter.owner')}
      placeholder={t('filter.owner')}
      value={value}
      onChange={onChange}
      options={data.map((one) => ({ value: one.id, label: one.name }))}
    />
  )
}
