import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import type { ChartOption } from '../../../ui/chart/engine.ts'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import type { AnswerProps } from './questions-page.tsx'

const heightOfPairPx = 34

/** Last year's biggest customers, the same days of both years side by side; a bar opens its lines. */
export function BoughtChart({ answer, onLines }: AnswerProps) {
  const { t } = useTranslation('questions')
  const { locale } = useKit()
  const { bought, basis, thisYear, sameDays } = answer
  const { currency } = basis
  const option = useMemo((): ChartOption => {
    const bars = (name: string, data: readonly number[]) => ({ type: 'bar' as const, name, data: [...data] })
    return {
      grid: { left: 8, right: 24, top: 32, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend: { top: 4 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => (typeof value === 'number' ? moneyText(value, currency, locale) : '–'),
      },
      xAxis: {
        type: 'value',
        axisLabel: { formatter: (value: number) => shortMoneyText(value, currency, locale), hideOverlap: true },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bought.rows.map((row) => row.account.name),
        axisLabel: { width: 150, overflow: 'truncate' },
      },
      series: [
        bars(
          t('column.sameDays'),
          bought.rows.map((row) => row.sameDaysE4),
        ),
        bars(
          t('column.thisYear'),
          bought.rows.map((row) => row.thisYearE4),
        ),
      ],
    }
  }, [bought, currency, locale, t])
  const money = (amountE4: number) => moneyText(amountE4, currency, locale)
  return (
    <Chart
      title={t('bought.question')}
      note={t('bought.about', { figure: bought.rows.length, from: sameDays.from, to: sameDays.to })}
      option={option}
      heightPx={60 + heightOfPairPx * bought.rows.length}
      fileName="biggest-customers"
      onPick={({ dataIndex, seriesName }) => {
        const account = bought.rows[dataIndex]?.account
        if (account) onLines(account, seriesName === t('column.sameDays') ? sameDays : thisYear)
      }}
      table={{
        columns: [t('column.customer'), t('column.sameDays'), t('column.thisYear')],
        rows: bought.rows.map((row) => [row.account.name, money(row.sameDaysE4), money(row.thisYearE4)]),
      }}
    />
  )
}
