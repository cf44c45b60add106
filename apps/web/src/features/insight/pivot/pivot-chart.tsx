import type { PivotMeasure } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { type Pivot, useKeyText, useShortValueText, useValueText } from './pivot-text.ts'

/** As many as can be told apart. */
const barsAtMost = 30
const seriesAtMost = 8

/** The outermost rows by the outermost columns, of the first measure. */
export function PivotChart({ answer }: { answer: Pivot }) {
  const { t } = useTranslation('pivot')
  const keyText = useKeyText(answer.names)
  const valueText = useValueText(answer.basis.currency)
  const axisLabel = useShortValueText(answer.basis.currency)
  const measure: PivotMeasure = answer.measures[0] ?? 'revenue'
  const [dimension = 'service'] = answer.rows
  const { names, series } = useMemo(() => {
    const { rows, columns, measures, rowKeys, columnKeys, cells } = answer
    const bars = rowKeys
      .flatMap((path, at) => (path.length === 1 ? [{ key: path[0] ?? '-', at }] : []))
      .slice(0, barsAtMost)
    const parts = columnKeys.flatMap((path, at) => (path.length === Math.min(1, columns.length) ? [{ path, at }] : []))
    return {
      names: bars.map(({ key }) => keyText(rows[0], key)),
      series: parts.slice(0, seriesAtMost).map(({ path, at }) => ({
        type: 'bar' as const,
        name: path[0] === undefined ? t(`measure.${measure}`) : keyText(columns[0], path[0]),
        data: bars.map((bar) => cells[bar.at]?.[at * measures.length] ?? null),
      })),
    }
  }, [answer, keyText, measure, t])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 16,
        top: 36,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      legend: { top: 4, type: 'scroll' as const },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) => valueText(measure, typeof value === 'number' ? value : null),
      },
      xAxis: { type: 'category' as const, data: names },
      yAxis: { type: 'value' as const, axisLabel: { formatter: (value: number) => axisLabel(measure, value) } },
      series,
    }),
    [names, series, measure, valueText, axisLabel],
  )
  if (names.length < 2) return null
  return (
    <Chart
      title={t(`measure.${measure}`)}
      note={t('chart')}
      option={option}
      heightPx={300}
      fileName="pivot"
      table={{
        columns: [t(`dimension.${dimension}`), ...series.map(({ name }) => name)],
        rows: names.map((name, at) => [name, ...series.map(({ data }) => valueText(measure, data[at]))]),
      }}
    />
  )
}
