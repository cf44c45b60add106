import { type ReactNode, useMemo } from 'react'
import { Chart } from '../../../ui/chart/chart.tsx'
import { useKit } from '../../../ui/index.ts'

interface CountBarsChartProps {
  title: string
  note: string
  fileName: string
  heightPx: number
  names: readonly string[]
  counts: readonly number[]
  /** What is counted. */
  countName: string
  /** As a table: headings of the bar, of its count and of what stands beside it, and that of each bar. */
  columns: readonly string[]
  cells: readonly (readonly ReactNode[])[]
  onBar: (at: number) => void
}

/** Counts as bars; a bar opens what was counted. */
export function CountBarsChart(props: CountBarsChartProps) {
  const { title, note, fileName, heightPx, names, counts, countName, columns, cells, onBar } = props
  const { locale } = useKit()
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
      xAxis: { type: 'category' as const, data: [...names] },
      yAxis: { type: 'value' as const, minInterval: 1 },
      series: [{ type: 'bar' as const, name: countName, data: [...counts] }],
    }),
    [names, counts, countName],
  )
  return (
    <Chart
      title={title}
      note={note}
      option={option}
      heightPx={heightPx}
      fileName={fileName}
      onPick={({ dataIndex }) => onBar(dataIndex)}
      table={{
        columns: [...columns],
        rows: names.map((name, at) => [
          <button key={name} type="button" className="q-link" onClick={() => onBar(at)}>
            {name}
          </button>,
          (counts[at] ?? 0).toLocaleString(locale),
          ...(cells[at] ?? []),
        ]),
      }}
    />
  )
}
