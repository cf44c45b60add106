import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { useKit } from '../../../ui/index.ts'
import type { Churn } from './churn-cards.tsx'

/** The season that is taken out before anybody is called slow. */
export function SeasonChart({ answer }: { answer: Churn }) {
  const { t } = useTranslation('churn')
  const { locale } = useKit()
  const { season } = answer
  const names = useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
    return season.map((_, month) => format.format(Date.UTC(2026, month, 1)))
  }, [season, locale])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 16,
        top: 16,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : '–'),
      },
      xAxis: { type: 'category' as const, data: names },
      yAxis: { type: 'value' as const, min: 0 },
      series: [
        { type: 'line' as const, name: t('season.index'), data: season.map((one) => Math.round(one * 100) / 100) },
      ],
    }),
    [season, names, t],
  )
  return (
    <Chart
      title={t('season.title')}
      note={t('season.note')}
      option={option}
      heightPx={240}
      fileName="churn-season"
      table={{
        columns: [t('season.month'), t('season.index')],
        rows: season.map((one, at) => [names[at], one.toFixed(2)]),
      }}
    />
  )
}
