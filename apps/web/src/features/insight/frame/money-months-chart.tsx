import { type ReactNode, useMemo } from 'react'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import { lineMark, targetMark } from './month-marks.ts'
import { monthText } from './month-text.ts'

/** Money in ten-thousandths, month by month. */
interface Amounts {
  name: string
  amounts: readonly (number | null)[]
}

interface MoneyMonthsChartProps {
  title: string
  note: string
  fileName: string
  /** First days of the months. */
  months: readonly string[]
  basis: { from: string | null; to: string | null; currency: string }
  bars: Amounts
  line: Amounts
  /** To be reached by the bars. */
  target?: Amounts | undefined
  /** As a table: headings of the month and of what stands beside it, and that of each month. */
  columns: readonly string[]
  cells: readonly (readonly ReactNode[])[]
  onPick: (label: string, days: { from: string; to: string }) => void
}

/** One figure as bars and another as a line, month by month; a month opens its lines. */
export function MoneyMonthsChart(props: MoneyMonthsChartProps) {
  const { title, note, fileName, months, basis, bars, line, target, columns, cells, onPick } = props
  const { locale } = useKit()
  const { currency } = basis
  const names = useMemo(() => months.map((month) => monthText(month, locale)), [months, locale])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 16,
        top: 36,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      legend: { top: 4 },
      tooltip: {
        trigger: 'axis' as const,
        valueFormatter: (value: unknown) => (typeof value === 'number' ? moneyText(value, currency, locale) : '–'),
      },
      xAxis: { type: 'category' as const, data: names },
      yAxis: {
        type: 'value' as const,
        axisLabel: { formatter: (value: number) => shortMoneyText(value, currency, locale) },
      },
      series: [
        { type: 'bar' as const, name: bars.name, data: [...bars.amounts] },
        { type: 'line' as const, name: line.name, data: [...line.amounts], ...lineMark(months.length) },
        ...(target ? [targetLine(target)] : []),
      ],
    }),
    [months, names, bars, line, target, currency, locale],
  )
  return (
    <Chart
      title={title}
      note={note}
      option={option}
      heightPx={280}
      fileName={fileName}
      onPick={({ dataIndex }) => {
        const month = months[dataIndex]
        if (month) onPick(names[dataIndex] ?? month, daysOfMonth(month, basis))
      }}
      table={{ columns: [...columns], rows: names.map((name, at) => [name, ...(cells[at] ?? [])]) }}
    />
  )
}

const targetLine = ({ name, amounts }: Amounts) => ({
  type: 'line' as const,
  name,
  data: [...amounts],
  step: 'middle' as const,
  ...targetMark(amounts.length),
  lineStyle: { type: 'dashed' as const },
})

/** Of the month only what lies in the period. */
function daysOfMonth(month: string, { from, to }: { from: string | null; to: string | null }) {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
  return { from: from && from > month ? from : month, to: to && to < last ? to : last }
}
