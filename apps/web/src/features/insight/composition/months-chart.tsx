import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useKit } from '../../../ui/index.ts'
import { MoneyMonthsChart } from '../frame/money-months-chart.tsx'
import type { Composition } from './composition-cards.tsx'

interface MonthsChartProps {
  answer: Composition
  onPick: (label: string, days: { from: string; to: string }) => void
}

/** Revenue and gross profit month by month, beside the target where there is one; a month opens its lines. */
export function MonthsChart({ answer: { months, basis }, onPick }: MonthsChartProps) {
  const { t } = useTranslation('composition')
  const { locale } = useKit()
  const aimed = months.some((month) => month.targetRevenueE4 !== null)
  const shown = useMemo(
    () => ({
      months: months.map(({ month }) => month),
      bars: { name: t('card.revenue'), amounts: months.map(({ revenueE4 }) => revenueE4) },
      line: { name: t('card.profit'), amounts: months.map(({ grossProfitE4 }) => grossProfitE4) },
      target: aimed
        ? { name: t('months.target'), amounts: months.map(({ targetRevenueE4 }) => targetRevenueE4) }
        : undefined,
    }),
    [months, aimed, t],
  )
  const text = (amount: number | null) => (amount === null ? '–' : moneyText(amount, basis.currency, locale))
  return (
    <MoneyMonthsChart
      {...shown}
      title={t('months.title')}
      note={t('months.note')}
      fileName="composition-months"
      basis={basis}
      columns={[t('months.month'), t('card.revenue'), t('card.profit'), ...(aimed ? [t('months.target')] : [])]}
      cells={months.map(({ revenueE4, grossProfitE4, targetRevenueE4 }) => [
        text(revenueE4),
        text(grossProfitE4),
        ...(aimed ? [text(targetRevenueE4)] : []),
      ])}
      onPick={onPick}
    />
  )
}
