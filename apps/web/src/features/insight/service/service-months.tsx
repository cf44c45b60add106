import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { useKit } from '../../../ui/index.ts'
import { lineMark } from '../frame/month-marks.ts'
import { monthText } from '../frame/month-text.ts'
import type { ServiceAnswer } from './service-cards.tsx'

interface ServiceMonthsProps {
  answer: ServiceAnswer
  onPick: (label: string, month: string) => void
}

/** How well promises were kept, month by month; a month opens its lines. */
export function ServiceMonths({ answer, onPick }: ServiceMonthsProps) {
  const { t } = useTranslation('service')
  const { locale } = useKit()
  const { months } = answer
  const names = useMemo(() => months.map(({ key }) => monthText(key, locale)), [months, locale])
  const percent = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    return (value: unknown) => (typeof value === 'number' ? format.format(value) : '–')
  }, [locale])
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
      tooltip: { trigger: 'axis' as const, valueFormatter: percent },
      xAxis: { type: 'category' as const, data: names },
      yAxis: { type: 'value' as const, max: 1, axisLabel: { formatter: (value: number) => percent(value) } },
      series: [
        { type: 'bar' as const, name: t('card.otif'), data: months.map((month) => month.otifShare) },
        {
          type: 'line' as const,
          name: t('card.onTime'),
          data: months.map((month) => month.onTimeShare),
          ...lineMark(months.length),
        },
      ],
    }),
    [months, names, percent, t],
  )
  return (
    <Chart
      title={t('months.title')}
      note={t('months.note')}
      option={option}
      heightPx={260}
      fileName="service-kpis-months"
      onPick={({ dataIndex }) => {
        const month = months[dataIndex]?.key
        if (month) onPick(names[dataIndex] ?? month, month)
      }}
      table={{
        columns: [t('by.month'), t('card.otif'), t('card.onTime'), t('card.late')],
        rows: months.map((month, at) => [
          names[at] ?? month.key,
          percent(month.otifShare),
          percent(month.onTimeShare),
          month.late.toLocaleString(locale),
        ]),
      }}
    />
  )
}
