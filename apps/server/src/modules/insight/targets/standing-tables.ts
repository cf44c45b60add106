import type { ReportLocale, TargetMeasure, TargetStanding } from '@quayside/contract'
import { moneyMeasures, shareMeasures } from '@quayside/contract'
import type { ReportTable } from '../frame/report.ts'

const words = {
  'zh-CN': {
    title: '与目标对比',
    columns: ['对象', '指标', '实际', '目标', '差异', '完成率', '有目标的天数占比'],
    above: '高于目标',
    below: '低于目标',
    met: '达到目标',
    standing: '结果',
    part: '目标只覆盖部分期间',
    points: '个百分点',
    measure: {
      revenue: '收入',
      grossProfit: '毛利',
      grossMargin: '毛利率',
      turnover: '商品周转率',
      crossRatio: '交叉比率',
      contributionRatio: '贡献比率',
      otif: '准时足量交付率',
    },
  },
  en: {
    title: 'Against target',
    columns: ['Of', 'Figure', 'Actual', 'Target', 'Difference', 'Reached', 'Days with a target'],
    above: 'Above target',
    below: 'Below target',
    met: 'On target',
    standing: 'Result',
    part: 'Only a part of the period has a target',
    points: 'points',
    measure: {
      revenue: 'Revenue',
      grossProfit: 'Gross profit',
      grossMargin: 'Gross margin',
      turnover: 'Turnover',
      crossRatio: 'Cross ratio',
      contributionRatio: 'Contribution ratio',
      otif: 'On time in full',
    },
  },
} as const

/** Figures beside their targets, as a table of a report; none where nothing has a target. */
export function standingTables(
  parts: readonly { name: string; targets: readonly TargetStanding[] }[],
  locale: ReportLocale,
): ReportTable[] {
  const told = words[locale]
  const rows = parts.flatMap(({ name, targets }) =>
    targets.map((standing) => {
      const figure = written(standing.measure, locale)
      const { difference, reached, covered } = standing
      const result =
        difference === null ? told.part : difference > 0 ? told.above : difference < 0 ? told.below : told.met
      const apart = shareMeasures.has(standing.measure) ? inPoints(difference, locale) : figure(difference)
      const signed = difference === null ? null : `${difference > 0 ? '+' : ''}${apart}`
      return [
        name,
        told.measure[standing.measure],
        figure(standing.actual),
        figure(standing.target),
        signed,
        reached,
        covered,
        result,
      ]
    }),
  )
  if (rows.length === 0) return []
  return [
    {
      title: told.title,
      columns: [
        ...told.columns.map((header, at) => ({ header, kind: at > 4 ? ('share' as const) : ('text' as const) })),
        { header: told.standing, kind: 'text' },
      ],
      rows,
    },
  ]
}

/** Two shares lie so many hundredths of the whole apart; percent would be read as a part of one of them. */
const inPoints = (difference: number | null, locale: ReportLocale): string | null =>
  difference === null
    ? null
    : `${(difference * 100).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 2 })} ${words[locale].points}`

/** One column holds money, shares and times alike, so each is written as text. */
function written(measure: TargetMeasure, locale: ReportLocale): (value: number | null) => string | null {
  const format = moneyMeasures.has(measure)
    ? new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : shareMeasures.has(measure)
      ? new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 2 })
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
  return (value) => (value === null ? null : format.format(moneyMeasures.has(measure) ? value / 10_000 : value))
}
