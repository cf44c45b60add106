import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { monthText } from '../frame/month-text.ts'
import type { Composition } from './composition-cards.tsx'

interface MonthsChartProps {
  answer: Composition
  onPick: (label: string, days: { from: string; to: string }) => void
}

/** Revenue and gross profit month by month; a month opens its lines. */
export function MonthsChart({ answer, onPick }: MonthsChartProps) {
  const { t } = useTranslation('composition')
  const { locale } = useKit()
  const { months, basis } = answer
  const aimed = months.some((month) => month.targetRevenueE4 !== null)
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
        { type: 'bar' as const, name: t('card.revenue'), data: months.map((month) => month.revenueE4) },
        { type: 'line' as const, name: t('card.profit'), data: months.map((month) => month.grossProfitE4) },
        ...(aimed
          ? [
              {
                type: 'line' as const,
                name: t('months.target'),
                data: months.map((month) => month.targetRevenueE4),
                step: 'middle' as const,
                symbol: 'none',
                lineStyle: { type: 'dashed' as const },
              },
            ]
          : []),
      ],
    }),
    [months, names, basis.currency, locale, t, aimed],
  )
  return (
    <Chart
      title={t('months.title')}
      note={t('months.note')}
      option={option}
      heightPx={280}
      fileName="composition-months"
      onPick={({ dataIndex }) => {
        const month = months[dataIndex]?.month
        if (month) onPick(names[dataIndex] ?? month, daysOfMonth(month, basis))
      }}
      table={{
        columns: [t('months.month'), t('card.revenue'), t('card.profit'), ...(aimed ? [t('months.target')] : [])],
        rows: months.map((month, at) => [
          names[at] ?? month.month,
          moneyText(month.revenueE4, basis.currency, locale),
          ...[month.grossProfitE4, ...(aimed ? [month.targetRevenueE4] : [])].map((amount) =>
            amount === null ? '–' : moneyText(amount, basis.currency, locale),
          ),
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
