import {
  BarChart,
  type BarSeriesOption,
  LineChart,
  type LineSeriesOption,
  PieChart,
  type PieSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from 'echarts/charts'
import {
  DataZoomComponent,
  type DataZoomComponentOption,
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components'
import { type ComposeOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  DataZoomComponent,
  MarkLineComponent,
  SVGRenderer,
])

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | TooltipComponentOption
  | LegendComponentOption
  | DataZoomComponentOption
  | MarkLineComponentOption
>

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Colours of the four tiers, for charts about tiers. */
export const tierColors = () => ({
  A: token('--q-tier-a'),
  B: token('--q-tier-b'),
  C: token('--q-tier-c'),
  D: token('--q-tier-d'),
})

/** Our tokens as the drawing library's theme. Shades of the one accent first, then quiet companions. */
function theme() {
  const text = token('--q-text-2')
  const line = token('--q-line')
  const font = token('--q-font')
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: text },
    splitLine: { lineStyle: { color: token('--q-line-soft') } },
    nameTextStyle: { color: text },
  }
  const dark = document.documentElement.dataset.theme === 'dark'
  return {
    color: dark
      ? ['#4fb3c1', '#8fa3ab', '#c79a55', '#7d93d6', '#7fb78f']
      : [token('--q-accent'), '#7b9097', '#b07a2b', '#5a72b8', '#5f9a72'],
    textStyle: { fontFamily: font, color: text },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: axis,
    logAxis: axis,
    legend: { textStyle: { color: text }, icon: 'roundRect', itemWidth: 12, itemHeight: 8 },
    tooltip: {
      backgroundColor: token('--q-raised'),
      borderColor: line,
      textStyle: { color: token('--q-text'), fontFamily: font, fontSize: 13 },
      confine: true,
    },
    line: { symbol: 'circle', symbolSize: 5, lineStyle: { width: 2 } },
    bar: { barMaxWidth: 36 },
  }
}

/** SVG keeps text sharp and needs no canvas memory; it is fast to some thousand marks. */
export const drawIn = (element: HTMLElement) => init(element, theme(), { renderer: 'svg' })
