import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { useKit } from '../../../ui/index.ts'
import type { Profitability } from './profit-cards.tsx'

/** What customers earn together, from the most profitable on: it rises to its peak and is eaten by the unprofitable. */
export function WhaleCurve({ answer }: { answer: Profitability }) {
  const { t } = useTranslation('profitability')
  const { locale } = useKit()
  const { curve, unprofitable } = answer
  const percent = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    return (value: unknown) => (typeof value === 'number' ? format.format(value) : '–')
  }, [locale])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 24,
        top: 20,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: {
        trigger: 'axis' as const,
        formatter: (given: unknown) => {
          const [x, y] = (given as { value: [number, number] }[])[0]?.value ?? [0, 0]
          return `${t('whale.customers')} ${percent(x)}<br>${t('whale.earned')} ${percent(y)}`
        },
      },
      xAxis: { type: 'value' as const, max: 1, axisLabel: { formatter: (value: number) => percent(value) } },
      yAxis: { type: 'value' as const, axisLabel: { formatter: (value: number) => percent(value) } },
      series: [{ type: 'line' as const, showSymbol: false, areaStyle: { opacity: 0.12 }, data: curve }],
    }),
    [curve, percent, t],
  )
  const kept = curve.at(-1)?.[1] ?? 0
  return (
    <Chart
      title={t('whale.title')}
      note={unprofitable > 0 ? t('whale.note', { lost: percent(Math.max(0, 1 - kept)) }) : t('whale.noteNone')}
      option={option}
      heightPx={300}
      fileName="profit-whale-curve"
      table={{
        columns: [t('whale.customers'), t('whale.earned')],
        rows: curve.map(([customers, earned]) => [percent(customers), percent(earned)]),
      }}
    />
  )
}
