import { SwapOutlined } from '@ant-design/icons'
import { PivotDimension, PivotMeasure } from '@quayside/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { OnlyFilter } from './only-filter.tsx'
import { axesOf, axisText, type PivotPlace, usual } from './pivot-place.ts'

interface PivotControlsProps {
  place: PivotPlace
  onPlace: (change: Partial<PivotPlace>) => void
}

/** What stands in rows, columns and cells, in the order chosen. */
export function PivotControls({ place, onPlace }: PivotControlsProps) {
  const { t } = useTranslation('pivot')
  const { rows, columns, measures } = axesOf(place)
  const dimensions = (taken: readonly PivotDimension[]) =>
    PivotDimension.options
      .filter((value) => !taken.includes(value))
      .map((value) => ({ value, label: t(`dimension.${value}`) }))
  return (
    <>
      <Select
        mode="multiple"
        className="pivot-axis"
        aria-label={t('rows')}
        prefix={<span className="q-muted">{t('rows')}</span>}
        maxCount={3}
        value={rows}
        onChange={(next: PivotDimension[]) => next.length > 0 && onPlace({ rows: axisText(next) })}
        options={dimensions(columns)}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        mode="multiple"
        className="pivot-axis"
        aria-label={t('columns')}
        prefix={<span className="q-muted">{t('columns')}</span>}
        maxCount={2}
        value={columns}
        onChange={(next: PivotDimension[]) => onPlace({ columns: axisText(next) })}
        options={dimensions(rows)}
        showSearch={{ optionFilterProp: 'label' }}
      />
      {columns.length > 0 && rows.length <= 2 && (
        <Button
          icon={<SwapOutlined />}
          aria-label={t('swap')}
          title={t('swap')}
          onClick={() => onPlace({ rows: axisText(columns), columns: axisText(rows) })}
        />
      )}
      <Select
        mode="multiple"
        className="pivot-axis"
        aria-label={t('measures')}
        prefix={<span className="q-muted">{t('measures')}</span>}
        maxCount={4}
        value={measures}
        onChange={(next: PivotMeasure[]) => next.length > 0 && onPlace({ measures: next.join(',') })}
        options={PivotMeasure.options.map((value) => ({
          value,
          label: t(`measure.${value}`),
          title: t(`define.${value}`),
        }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        aria-label={t('sort')}
        value={place.sort ?? usual.sort}
        onChange={(sort: 'value' | 'name') => onPlace({ sort: sort === usual.sort ? undefined : sort })}
        options={[
          { value: 'value', label: t('sorts.value') },
          { value: 'name', label: t('sorts.name') },
        ]}
      />
      <OnlyFilter place={place} onPlace={onPlace} />
    </>
  )
}
