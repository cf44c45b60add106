import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, useKit } from '../../../ui/index.ts'
import { axisText, unitOf } from './axis-text.ts'
import type { Matrix } from './cut-controls.tsx'

/** The largest customers where they stand; the larger the mark, the more revenue. A mark opens the customer. */
export function PointsChart({ answer }: { answer: Matrix }) {
  const { t } = useTranslation('matrices')
  const { locale } = useKit()
  const go = useNavigate()
  const { kind, rows, basis, x, y } = answer
  const known = useMemo(() => rows.filter((row) => row.x !== null && row.y !== null), [rows])
  const option = useMemo(() => {
    const most = Math.max(1, ...known.map((row) => row.revenueE4))
    const text = (axis: 'x' | 'y', short: boolean) => (value: number) =>
      axisText(value, unitOf(kind, axis), { locale, currency: basis.currency, short })
    const cuts = [
      ...(x.cut === null ? [] : [{ xAxis: x.cut }]),
      ...(y.cut === null ? [] : [{ yAxis: Math.min(y.cut, mostShown(kind)) }]),
    ]
    return {
      grid: {
        left: 8,
        right: 24,
        top: 20,
        bottom: 30,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: {
        trigger: 'item' as const,
        formatter: (raw: unknown) => {
          const at = (raw as { dataIndex?: number }).dataIndex ?? -1
          const row = known[at]
          if (!row) return ''
          const [atX, atY] = [text('x', false)(Number(row.x)), text('y', false)(Number(row.y))]
          return `${escaped(row.account.name)}<br>${t(`axis.${kind}.x`)} ${atX} · ${t(`axis.${kind}.y`)} ${atY}<br>${moneyText(row.revenueE4, basis.currency, locale)}`
        },
      },
      xAxis: {
        type: 'value' as const,
        scale: true,
        name: t(`axis.${kind}.x`),
        nameLocation: 'middle' as const,
        nameGap: 28,
        axisLabel: { formatter: text('x', true), hideOverlap: true },
      },
      yAxis: { type: 'value' as const, scale: true, axisLabel: { formatter: text('y', true) } },
      series: [
        {
          type: 'scatter' as const,
          // A growth of many times would press all the others to the ground.
          data: known.map((row) => [row.x, Math.min(Number(row.y), mostShown(kind))]),
          symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
            6 + 26 * Math.sqrt(Math.max(0, known[dataIndex]?.revenueE4 ?? 0) / most),
          itemStyle: { opacity: 0.55 },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { type: 'dashed' as const },
            data: cuts,
          },
        },
      ],
    }
  }, [known, kind, x.cut, y.cut, basis.currency, locale, t])
  return (
    <Chart
      title={t('points.title')}
      note={t('points.note', { count: known.length })}
      option={option}
      heightPx={360}
      fileName={`matrix-${kind}`}
      onPick={({ dataIndex }) => {
        const id = known[dataIndex]?.account.id
        if (id) go({ to: `/accounts/${id}` })
      }}
      table={{
        columns: [t('points.customer'), t(`axis.${kind}.x`), t(`axis.${kind}.y`), t('column.revenue')],
        rows: known.map((row) => [
          row.account.name,
          axisText(row.x, unitOf(kind, 'x'), { locale, currency: basis.currency }),
          axisText(row.y, unitOf(kind, 'y'), { locale, currency: basis.currency }),
          moneyText(row.revenueE4, basis.currency, locale),
        ]),
      }}
    />
  )
}

/** A growth above this is drawn here. */
const mostShown = (kind: Matrix['kind']) => (kind === 'prospectGrowth' ? 3 : Number.POSITIVE_INFINITY)

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
