import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useKit } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { CountBarsChart } from '../frame/count-bars-chart.tsx'
import type { Lifetime } from './lifetime-cards.tsx'

interface AliveChartProps {
  answer: Lifetime
  onBin: (bin: number) => void
}

/** Customers by their chance of still being one; a bar opens them. */
export function AliveChart({ answer: { aliveBins, basis }, onBin }: AliveChartProps) {
  const { t } = useTranslation('lifetime')
  const { locale } = useKit()
  const bars = useMemo(
    () => ({
      names: aliveBins.map(({ from, to }) => `${Math.round(from * 100)}–${Math.round(to * 100)}%`),
      counts: aliveBins.map(({ customers }) => customers),
    }),
    [aliveBins],
  )
  return (
    <CountBarsChart
      {...bars}
      title={t('alive.title')}
      note={t('alive.note')}
      heightPx={280}
      fileName="lifetime-alive"
      countName={t('alive.customers')}
      columns={[t('column.alive'), t('alive.customers'), t('column.value')]}
      cells={aliveBins.map(({ lifetimeValueE4 }) => [moneyText(toHundredths(lifetimeValueE4), basis.currency, locale)])}
      onBar={onBin}
    />
  )
}
