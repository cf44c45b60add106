import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { moneyText, useKit } from '../../../ui/index.ts'
import { MoneyMonthsChart } from '../frame/money-months-chart.tsx'
import type { Inventory } from './inventory-cards.tsx'

interface TurnoverChartProps {
  answer: Inventory
  onPick: (label: string, days: { from: string; to: string }) => void
}

/** Stock against what of it was sold, month by month; a month opens its lines. */
export function TurnoverChart({ answer: { months, basis }, onPick }: TurnoverChartProps) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const shown = useMemo(
    () => ({
      months: months.map(({ month }) => month),
      bars: { name: t('figure.average'), amounts: months.map(({ averageE4 }) => averageE4) },
      line: { name: t('figure.cost'), amounts: months.map(({ costE4 }) => costE4) },
    }),
    [months, t],
  )
  const text = (value: number | null, digits: number) =>
    value === null ? '–' : value.toLocaleString(locale, { maximumFractionDigits: digits })
  return (
    <MoneyMonthsChart
      {...shown}
      title={t('months.title')}
      note={t('months.note')}
      fileName="inventory-turnover"
      basis={basis}
      columns={[
        t('months.month'),
        t('figure.average'),
        t('figure.cost'),
        t('figure.turnover'),
        t('figure.daysOfStock'),
      ]}
      cells={months.map((month) => [
        month.averageE4 === null ? '–' : moneyText(month.averageE4, basis.currency, locale),
        moneyText(month.costE4, basis.currency, locale),
        text(month.turnover, 2),
        text(month.daysOfStock, 1),
      ])}
      onPick={onPick}
    />
  )
}
