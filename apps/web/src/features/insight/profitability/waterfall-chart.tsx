import type { WaterfallBar } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, shortMoneyText, useKit, useNarrow } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import type { Profitability } from './profit-cards.tsx'
import { useStepName } from './step-name.ts'

interface WaterfallChartProps {
  answer: Profitability
  steps: readonly WaterfallBar[]
  title: string
  fileName: string
}

/** From revenue down to what is left. A bar hangs between where its step begins and ends. */
export function WaterfallChart({ answer, steps, title, fileName }: WaterfallChartProps) {
  const { t } = useTranslation('profitability')
  const { locale } = useKit()
  const narrow = useNarrow()
  const nameOf = useStepName(answer)
  const { currency } = answer.basis
  const names = steps.map(({ key }) => nameOf(key))
  const option = useMemo(
    () => waterfallOption(steps, names, currency, locale, narrow),
    [steps, names, currency, locale, narrow],
  )
  return (
    <Chart
      title={title}
      note={t('waterfall.note')}
      option={option}
      heightPx={300}
      fileName={fileName}
      table={{
        columns: [t('waterfall.step'), t('waterfall.amount')],
        rows: steps.map((step, at) => [
          names[at] ?? step.key,
          moneyText(toHundredths(step.amountE4), currency, locale),
        ]),
      }}
    />
  )
}

function waterfallOption(
  steps: readonly WaterfallBar[],
  names: readonly string[],
  currency: string,
  locale: Parameters<typeof moneyText>[2],
  narrow: boolean,
) {
  // A stack of a bar that is not seen and one that is; where the level crosses zero, one on each side of it.
  const low = steps.map(({ fromE4, toE4 }) => Math.min(fromE4, toE4))
  const high = steps.map(({ fromE4, toE4 }) => Math.max(fromE4, toE4))
  const hidden = steps.map((_, at) => Math.max(0, low[at] ?? 0) + Math.min(0, high[at] ?? 0))
  const above = steps.map((_, at) => Math.max(0, high[at] ?? 0) - Math.max(0, low[at] ?? 0))
  const below = steps.map((_, at) => Math.min(0, low[at] ?? 0) - Math.min(0, high[at] ?? 0))
  const gains = (at: number) => (steps[at]?.amountE4 ?? 0) >= 0
  const bar = (data: number[]) => ({
    type: 'bar' as const,
    stack: 'level',
    data: data.map((value, at) => ({ value, itemStyle: gains(at) ? {} : { opacity: 0.55 } })),
  })
  return {
    grid: {
      left: 8,
      right: 16,
      top: 20,
      bottom: 8,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    tooltip: {
      trigger: 'axis' as const,
      formatter: (given: unknown) => {
        const at = (given as { dataIndex: number }[])[0]?.dataIndex ?? 0
        return `${names[at] ?? ''}<br>${moneyText(toHundredths(steps[at]?.amountE4 ?? 0), currency, locale)}`
      },
    },
    xAxis: {
      type: 'category' as const,
      data: [...names],
      // On a telephone the names would lie on one another.
      axisLabel: narrow ? { interval: 0, rotate: 55 } : { interval: 0, width: 84, overflow: 'break' as const },
    },
    yAxis: {
      type: 'value' as const,
      axisLabel: { formatter: (value: number) => shortMoneyText(value, currency, locale) },
    },
    series: [
      { ...bar(hidden), itemStyle: { color: 'transparent' }, silent: true, data: hidden },
      { ...bar(above), color: '#2f8f83' },
      { ...bar(below), color: '#c0504d' },
    ],
  }
}
