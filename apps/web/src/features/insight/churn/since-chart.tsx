import type { ChurnRadarKind } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { monthText } from '../frame/month-text.ts'
import type { Churn } from './churn-cards.tsx'

interface SinceChartProps {
  answer: Churn
  radar: ChurnRadarKind
  onMonth: (month: string) => void
}

/** In which month those began to slip about whom there is an alarm; a bar opens them. */
export function SinceChart({ answer, radar, onMonth }: SinceChartProps) {
  const { t } = useTranslation('churn')
  const { locale } = useKit()
  const { months } = answer[radar]
  const names = useMemo(() => months.map(({ month }) => monthText(month, locale)), [months, locale])
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
      tooltip: { trigger: 'axis' as const },
      xAxis: { type: 'category' as const, data: names },
      yAxis: { type: 'value' as const, minInterval: 1 },
      series: [{ type: 'bar' as const, name: t('card.alarms'), data: months.map(({ alarms }) => alarms) }],
    }),
    [months, names, t],
  )
  return (
    <Chart
      title={t('since.title')}
      note={t('since.note')}
      option={option}
      heightPx={240}
      fileName="churn-since"
      onPick={({ dataIndex }) => {
        const month = months[dataIndex]?.month
        if (month) onMonth(month)
      }}
      table={{
        columns: [t('since.month'), t('card.alarms'), t('card.missing')],
        rows: months.map(({ month, alarms, missingE4 }, at) => [
          <button key={month} type="button" className="q-link" onClick={() => onMonth(month)}>
            {names[at]}
          </button>,
          alarms.toLocaleString(locale),
          moneyText(toHundredths(missingE4), answer.basis.currency, locale),
        ]),
      }}
    />
  )
}
