import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import type { Lifetime } from './lifetime-cards.tsx'

interface AliveChartProps {
  answer: Lifetime
  onBin: (bin: number) => void
}

/** Customers by their chance of still being one; a bar opens them. */
export function AliveChart({ answer, onBin }: AliveChartProps) {
  const { t } = useTranslation('lifetime')
  const { locale } = useKit()
  const { aliveBins, basis } = answer
  const names = useMemo(
    () => aliveBins.map(({ from, to }) => `${Math.round(from * 100)}–${Math.round(to * 100)}%`),
    [aliveBins],
  )
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
      series: [{ type: 'bar' as const, name: t('alive.customers'), data: aliveBins.map(({ customers }) => customers) }],
    }),
    [aliveBins, names, t],
  )
  return (
    <Chart
      title={t('alive.title')}
      note={t('alive.note')}
      option={option}
      heightPx={280}
      fileName="lifetime-alive"
      onPick={({ dataIndex }) => onBin(dataIndex)}
      table={{
        columns: [t('column.alive'), t('alive.customers'), t('column.value')],
        rows: aliveBins.map((bin, at) => [
          <button key={bin.from} type="button" className="q-link" onClick={() => onBin(at)}>
            {names[at]}
          </button>,
          bin.customers.toLocaleString(locale),
          moneyText(toHundredths(bin.lifetimeValueE4), basis.currency, locale),
        ]),
      }}
    />
  )
}
