import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isDark, usePreferences } from '../../../app/preferences.ts'
import { Chart } from '../../../ui/chart/chart.tsx'
import { type ChartOption, tierColors } from '../../../ui/chart/engine.ts'
import type { Classification, Figures } from './figures.ts'
import type { ClassificationPlace } from './place.ts'

type Point = [number, number]
const tiers = ['A', 'B', 'C', 'D'] as const

interface Section {
  tier: (typeof tiers)[number]
  points: Point[]
}

/** The curve cut at the ends of the tiers, each end exactly where the tier ends. */
export function sectionsOf({ curve, tiers: summaries }: Pick<Classification, 'curve' | 'tiers'>): Section[] {
  let [x, y] = [0, 0]
  return summaries.map(({ tier, accountShare, share }) => {
    const begin: Point = [x, y]
    x = Math.min(1, x + accountShare)
    y += share
    const inside = curve.filter(([at]) => at > begin[0] && at < x)
    return { tier, points: [begin, ...inside, [x, y]] }
  })
}

interface CurveChartProps {
  classification: Classification
  figures: Figures
  onChoose: (tier: ClassificationPlace['tier']) => void
}

/** Customers from the best down against the share of the measure they bring together; each tier in its colour, the cuts marked. */
export function CurveChart({ classification, figures, onChoose }: CurveChartProps) {
  const { t } = useTranslation('classification')
  const { theme } = usePreferences()
  const dark = isDark(theme)
  const sections = useMemo(() => sectionsOf(classification), [classification])
  const option = useMemo(() => optionOf(sections, figures, t, dark), [sections, figures, t, dark])
  const ends = sections.map((section) => section.points.at(-1) as Point)
  return (
    <Chart
      title={t('curve.title', {
        shares: ends
          .slice(0, 3)
          .filter(([x]) => x > 0 && x < 1)
          .map(([x]) => figures.round(x))
          .join(t('curve.and')),
        measure: figures.measureName,
      })}
      note={[figures.period, figures.population].join(' · ')}
      option={option}
      heightPx={350}
      fileName="classification-curve"
      onPick={(point) => onChoose(tiers.find((tier) => tier === point.seriesName))}
      table={{
        columns: [t('column.tier'), t('curve.customers'), t('curve.value', { measure: figures.measureName })],
        rows: sections.map((section, at) => [
          section.tier,
          figures.share(ends[at]?.[0] ?? 0),
          figures.share(ends[at]?.[1] ?? 0),
        ]),
      }}
    />
  )
}

function optionOf(
  sections: readonly Section[],
  figures: Figures,
  t: (key: 'curve.point' | 'curve.customers', values?: Record<string, string>) => string,
  dark: boolean,
): ChartOption {
  const colors = tierColors()
  const percent = (value: number) => figures.round(value)
  return {
    animationDuration: 400,
    grid: { left: 8, right: 24, top: 28, bottom: 34, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'item',
      formatter: (raw) => {
        const [x = 0, y = 0] = ((Array.isArray(raw) ? raw[0] : raw)?.value ?? []) as number[]
        return t('curve.point', { customers: figures.share(x), value: figures.share(y) })
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      name: t('curve.customers'),
      nameLocation: 'middle',
      nameGap: 28,
      axisLabel: { formatter: percent },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, max: 1, axisLabel: { formatter: percent } },
    series: sections.map(({ tier, points }) => ({
      type: 'line',
      name: tier,
      data: points,
      color: colors[tier],
      lineStyle: { width: 2.5 },
      areaStyle: { opacity: dark ? 0.22 : 0.14 },
      symbolSize: 4,
      showSymbol: false,
      markLine: {
        silent: true,
        symbol: 'none',
        lineStyle: { type: 'dashed', color: colors[tier], opacity: 0.6 },
        label: { formatter: tier, position: 'end', color: colors[tier], fontWeight: 'bold' },
        data: tier === 'D' ? [] : [{ xAxis: (points.at(-1) as Point)[0] }],
      },
    })),
  }
}
