import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { monthText } from '../frame/month-text.ts'
import type { Inventory } from './inventory-cards.tsx'

interface TurnoverChartProps {
  answer: Inventory
  onPick: (label: string, days: { from: string; to: string }) => void
}

/** Stock against what of it was sold, month by month; a month opens its lines. */
export function TurnoverChart({ answer, onPick }: TurnoverChartProps) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const { months, basis } = answer
  const names = useMemo(() => months.map(({ month }) => monthText(month, locale)), [months, locale])
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
      legend: { top: 4 },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) =>
          typeof value === 'number' ? moneyText(value, basis.currency, locale) : '–',
      },
      xAxis: { type: 'category' as const, data: names },
      yAxis: {
        type: 'value' as const,
        axisLabel: { formatter: (value: number) => shortMoneyText(value, basis.currency, locale) },
      },
      series: [
        { type: 'bar' as const, name: t('figure.average'), data: months.map((month) => month.averageE4) },
        { type: 'line' as const, name: t('figure.cost'), data: months.map((month) => month.costE4) },
      ],
    }),
    [months, names, basis.currency, locale, t],
  )
  const text = (value: number | null, digits: number) =>
    value === null ? '–' : value.toLocaleString(locale, { maximumFractionDigits: digits })
  return (
    <Chart
      title={t('months.title')}
      note={t('months.note')}
      option={option}
      heightPx={280}
      fileName="inventory-turnover"
      onPick={({ dataIndex }) => {
        const month = months[dataIndex]?.month
        if (month) onPick(names[dataIndex] ?? month, daysOfMonth(month, basis))
      }}
      table={{
        columns: [
          t('months.month'),
          t('figure.average'),
          t('figure.cost'),
          t('figure.turnover'),
          t('figure.daysOfStock'),
        ],
        rows: months.map((month, at) => [
          names[at] ?? month.month,
          month.averageE4 === null ? '–' : moneyText(month.averageE4, basis.currency, locale),
          moneyText(month.costE4, basis.currency, locale),
          text(month.turnover, 2),
          text(month.daysOfStock, 1),
        ]),
      }}
    />
  )
}

/** Of the month only what lies in the period. */
function daysOfMonth(month: string, { from, to }: { from: string | null; to: string | null }) {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
  return { from: from && from > month ? from : month, to: to && to < last ? to : last }
}
