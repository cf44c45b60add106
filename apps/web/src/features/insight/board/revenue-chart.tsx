import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import type { ChartOption } from '../../../ui/chart/engine.ts'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import { lineMark, targetMark } from '../frame/month-marks.ts'
import { monthText } from '../frame/month-text.ts'
import { type Board, onPage } from './places.ts'

interface RevenueChartProps {
  answer: Board
  place: AnalysisPlace
}

/** Revenue and gross profit month by month; a month opens the composition. */
export function RevenueChart({ answer, place }: RevenueChartProps) {
  const { t } = useTranslation('board')
  const { locale } = useKit()
  const go = useNavigate()
  const { months, basis } = answer
  const aimed = months.some(({ targetRevenueE4 }) => targetRevenueE4 !== null)
  const names = useMemo(() => months.map(({ month }) => monthText(month, locale)), [months, locale])
  const option = useMemo(
    (): ChartOption => ({
      grid: { left: 8, right: 16, top: 30, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend: { top: 2 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) =>
          typeof value === 'number' ? moneyText(toHundredths(value), basis.currency, locale) : '–',
      },
      xAxis: { type: 'category', data: names },
      yAxis: {
        type: 'value',
        axisLabel: { formatter: (value: number) => shortMoneyText(value, basis.currency, locale) },
      },
      series: [
        { type: 'bar', name: t('card.revenue'), data: months.map(({ revenueE4 }) => revenueE4) },
        {
          type: 'line',
          name: t('card.profit'),
          data: months.map(({ grossProfitE4 }) => grossProfitE4),
          ...lineMark(months.length),
        },
        ...(aimed
          ? [
              {
                type: 'line' as const,
                name: t('months.target'),
                data: months.map(({ targetRevenueE4 }) => targetRevenueE4),
                step: 'middle' as const,
                ...targetMark(months.length),
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
      option={option}
      heightPx={280}
      fileName="board-months"
      onPick={() => go({ to: '/composition', search: onPage(place, answer) })}
      table={{
        columns: [t('months.month'), t('card.revenue'), t('card.profit'), ...(aimed ? [t('months.target')] : [])],
        rows: months.map(({ revenueE4, grossProfitE4, targetRevenueE4 }, at) => [
          names[at] ?? '',
          moneyText(revenueE4, basis.currency, locale),
          ...[grossProfitE4, ...(aimed ? [targetRevenueE4] : [])].map((amount) =>
            amount === null ? '–' : moneyText(toHundredths(amount), basis.currency, locale),
          ),
        ]),
      }}
    />
  )
}
