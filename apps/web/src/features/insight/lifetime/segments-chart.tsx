import type { RfmSegment } from '@quayside/contract'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../../ui/chart/chart.tsx'
import { moneyText, shortMoneyText, useKit } from '../../../ui/index.ts'
import type { Rfm } from './rfm-cards.tsx'

interface SegmentsChartProps {
  answer: Rfm
  onSegment: (segment: RfmSegment) => void
}

/** Money and customers of the eleven groups; a bar opens its customers. */
export function SegmentsChart({ answer, onSegment }: SegmentsChartProps) {
  const { t } = useTranslation('rfm')
  const { locale } = useKit()
  const { segments, basis } = answer
  const shown = useMemo(() => segments.toReversed(), [segments])
  const option = useMemo(
    () => ({
      grid: {
        left: 8,
        right: 56,
        top: 8,
        bottom: 8,
        outerBoundsMode: 'same' as const,
        outerBoundsContain: 'axisLabel' as const,
      },
      tooltip: {
        trigger: 'item' as const,
        valueFormatter: (value: unknown) =>
          typeof value === 'number' ? moneyText(value, basis.currency, locale) : '–',
      },
      xAxis: {
        type: 'value' as const,
        axisLabel: { formatter: (value: number) => shortMoneyText(value, basis.currency, locale) },
        splitNumber: 3,
      },
      yAxis: { type: 'category' as const, data: shown.map(({ key }) => t(`segment.${key}`)) },
      series: [
        {
          type: 'bar' as const,
          name: t('card.revenue'),
          data: shown.map(({ revenueE4 }) => revenueE4),
          label: {
            show: true,
            position: 'right' as const,
            color: 'inherit' as const,
            textBorderWidth: 0,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              (shown[dataIndex]?.customers ?? 0).toLocaleString(locale),
          },
        },
      ],
    }),
    [shown, basis.currency, locale, t],
  )
  return (
    <Chart
      title={t('segments.title')}
      note={t('segments.note')}
      option={option}
      heightPx={360}
      fileName="rfm-segments"
      onPick={({ dataIndex }) => {
        const key = shown[dataIndex]?.key
        if (key) onSegment(key)
      }}
      table={{
        columns: [t('segments.segment'), t('card.customers'), t('card.revenue')],
        rows: segments.map(({ key, customers, revenueE4 }) => [
          <button key={key} type="button" className="q-link" onClick={() => onSegment(key)}>
            {t(`segment.${key}`)}
          </button>,
          customers.toLocaleString(locale),
          moneyText(revenueE4, basis.currency, locale),
        ]),
      }}
    />
  )
}
