import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import type { ChartOption } from '../../../ui/chart/engine.ts'
import { useKit } from '../../../ui/index.ts'
import { monthText } from '../frame/month-text.ts'
import type { Forecast } from './lines-of-month.ts'
import { useValueText } from './value-text.ts'

interface ForecastChartProps {
  answer: Forecast
  onMonth: (month: string) => void
}

/** What was, what is expected, and within which bounds; a month that was opens its lines. */
export function ForecastChart({ answer, onMonth }: ForecastChartProps) {
  const { t } = useTranslation('forecast')
  const { locale } = useKit()
  const text = useValueText(answer.measure, answer.basis.currency)
  const { history, forecast } = answer
  const ahead = useMemo(() => forecast?.months ?? [], [forecast])
  const names = useMemo(
    () => [...history, ...ahead].map(({ month }) => monthText(month, locale)),
    [history, ahead, locale],
  )
  const option = useMemo((): ChartOption => {
    const past = history.map(() => null)
    const last = history.at(-1)?.value ?? null
    /** Begins at the last month that was, so that the lines meet. */
    const after = (values: readonly number[]) => (ahead.length > 0 ? [...past.slice(1), last, ...values] : [])
    const invisible = { symbol: 'none' as const, lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } }
    const band = (name: string, level: '80' | '95', opacity: number) => [
      {
        ...invisible,
        type: 'line' as const,
        name: `${name} ↓`,
        stack: level,
        stackStrategy: 'all' as const,
        data: after(ahead.map((month) => month[`lower${level}`])),
      },
      {
        ...invisible,
        type: 'line' as const,
        name,
        stack: level,
        stackStrategy: 'all' as const,
        areaStyle: { opacity },
        color: '#4b94a5',
        data:
          ahead.length > 0
            ? [...past.slice(1), 0, ...ahead.map((month) => month[`upper${level}`] - month[`lower${level}`])]
            : [],
      },
    ]
    return {
      grid: {
        left: 8,
        right: 24,
        top: 36,
        bottom: 8,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      legend: { top: 4, data: [t('chart.actual'), t('chart.expected'), '80%', '95%'] },
      tooltip: {
        trigger: 'axis',
        formatter: (points: unknown) => {
          const at = (points as { dataIndex: number }[])[0]?.dataIndex ?? 0
          const was = history[at]
          const will = ahead[at - history.length]
          const lines = will
            ? [
                `${t('chart.expected')} ${text(will.mean)}`,
                `80%: ${text(will.lower80)} – ${text(will.upper80)}`,
                `95%: ${text(will.lower95)} – ${text(will.upper95)}`,
              ]
            : [`${t('chart.actual')} ${was ? text(was.value) : '–'}`]
          return [names[at], ...lines].join('<br>')
        },
      },
      xAxis: { type: 'category', data: names },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => text(value, 'short') } },
      series: [
        { type: 'line', name: t('chart.actual'), data: history.map(({ value }) => value) },
        {
          type: 'line',
          name: t('chart.expected'),
          lineStyle: { type: 'dashed' },
          data: after(ahead.map(({ mean }) => mean)),
        },
        ...band('80%', '80', 0.3),
        ...band('95%', '95', 0.16),
      ],
    }
  }, [history, ahead, names, text, t])
  return (
    <Chart
      title={t('chart.title')}
      note={t(answer.running ? 'chart.noteRunning' : 'chart.note')}
      option={option}
      heightPx={320}
      fileName="forecast"
      onPick={({ dataIndex }) => {
        const month = history[dataIndex]?.month
        if (month) onMonth(month)
      }}
      table={{
        columns: [t('chart.month'), t('chart.actual'), t('chart.expected'), '80%', '95%'],
        rows: [
          ...history.map(({ value }, at) => [names[at] ?? '', text(value), '–', '–', '–']),
          ...ahead.map((month, at) => [
            names[history.length + at] ?? '',
            '–',
            text(month.mean),
            `${text(month.lower80)} – ${text(month.upper80)}`,
            `${text(month.lower95)} – ${text(month.upper95)}`,
          ]),
        ],
      }}
    />
  )
}
