import type { RetentionMove } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, timeText, useKit } from '../../../ui/index.ts'
import type { Retention } from './retention-page.tsx'

interface MovesChartProps {
  answer: Retention
  onMove: (move: RetentionMove) => void
}

/** How the base of active customers came from what it was to what it is; a bar opens its customers. */
export function MovesChart({ answer, onMove }: MovesChartProps) {
  const { t } = useTranslation('churn')
  const { locale } = useKit()
  const day = (on: string) => timeText(on, 'day', locale, 'UTC')
  const { moves, basis } = answer
  const names = useMemo(() => moves.map(({ move }) => t(`move.${move}`)), [moves, t])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 24,
        top: 16,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: { trigger: 'item' as const },
      xAxis: { type: 'category' as const, data: names },
      yAxis: { type: 'value' as const, minInterval: 1 },
      series: [
        {
          type: 'bar' as const,
          name: t('retention.customers'),
          data: moves.map(({ customers }) => customers),
          label: { show: true, position: 'top' as const, color: 'inherit' as const, textBorderWidth: 0 },
        },
      ],
    }),
    [moves, names, t],
  )
  return (
    <Chart
      title={t('retention.chart')}
      note={t('retention.note', { from: day(answer.from), to: day(answer.to) })}
      option={option}
      heightPx={240}
      fileName="retention"
      onPick={({ dataIndex }) => {
        const move = moves[dataIndex]?.move
        if (move) onMove(move)
      }}
      table={{
        columns: [t('retention.move'), t('retention.customers'), t('column.lastYear')],
        rows: moves.map(({ move, customers, lastYearE4 }, at) => [
          <button key={move} type="button" className="q-link" onClick={() => onMove(move)}>
            {names[at]}
          </button>,
          customers.toLocaleString(locale),
          moneyText(lastYearE4, basis.currency, locale),
        ]),
      }}
    />
  )
}
