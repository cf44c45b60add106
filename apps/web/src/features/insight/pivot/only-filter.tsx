import { FilterOutlined } from '@ant-design/icons'
import { PivotDimension, pivot } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Popover, Select, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { type PivotPlace, readOnly, writeOnly } from './pivot-place.ts'
import { useKeyText } from './pivot-text.ts'

interface OnlyFilterProps {
  place: PivotPlace
  onPlace: (change: Partial<PivotPlace>) => void
}

/** Narrows to some values of any dimension; the values are those of the period. */
export function OnlyFilter({ place, onPlace }: OnlyFilterProps) {
  const { t } = useTranslation('pivot')
  const [dimension, setDimension] = useState<PivotDimension>('tier')
  const values = readOnly(place.only)
  const set = (name: PivotDimension, next: string[]) => {
    const changed = new Map(values)
    if (next.length > 0) changed.set(name, next)
    else changed.delete(name)
    onPlace({ only: writeOnly(changed) })
  }
  const form = (
    <div className="pivot-only">
      <Select
        aria-label={t('addOnly')}
        value={dimension}
        onChange={setDimension}
        options={PivotDimension.options.map((value) => ({ value, label: t(`dimension.${value}`) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Values
        key={dimension}
        dimension={dimension}
        place={place}
        chosen={values.get(dimension) ?? []}
        onChoose={(next) => set(dimension, next)}
      />
    </div>
  )
  return (
    <>
      <Popover trigger="click" content={form} placement="bottomLeft">
        <Button icon={<FilterOutlined />}>{t('only')}</Button>
      </Popover>
      {[...values].map(([name, all]) => (
        <Tag key={name} closable onClose={() => set(name, [])}>
          {t(`dimension.${name}`)} ({all.length})
        </Tag>
      ))}
    </>
  )
}

interface ValuesProps {
  dimension: PivotDimension
  place: PivotPlace
  chosen: string[]
  onChoose: (values: string[]) => void
}

function Values({ dimension, place, chosen, onChoose }: ValuesProps) {
  const { t } = useTranslation('pivot')
  const { zone } = useKit()
  const today = todayIn(zone, useNow())
  const query = { ...filterOf(place, today), rows: dimension, columns: '', measures: 'lines' }
  const { data, isFetching } = useQuery({
    queryKey: ['analyses', 'pivot', 'values', query],
    queryFn: ({ signal }) => call(pivot.read, { query, signal }),
    staleTime: 60_000,
  })
  const textOf = useKeyText(data?.names ?? {})
  const keys = (data?.rowKeys ?? []).flatMap(([key]) => (key === undefined ? [] : [key]))
  return (
    <Select
      mode="multiple"
      className="pivot-values"
      aria-label={t('choose', { of: t(`dimension.${dimension}`) })}
      placeholder={t('values')}
      loading={isFetching}
      maxCount={100}
      value={chosen}
      onChange={onChoose}
      options={keys.map((value) => ({ value, label: textOf(dimension, value) }))}
      showSearch={{ optionFilterProp: 'label' }}
    />
  )
}
