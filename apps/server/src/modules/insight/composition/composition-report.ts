import type { CompositionPart, composition, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'
import { standingTables } from '../targets/standing-tables.ts'

type Composition = ReplyOf<(typeof composition)['read']>

const words = {
  'zh-CN': {
    title: '构成分析',
    parts: '构成',
    months: '按月',
    by: {
      account: '客户',
      service: '服务',
      mode: '运输方式',
      category: '类别',
      region: '区域',
      channel: '渠道',
      tier: '等级',
      owner: '负责人',
      team: '团队',
    },
    columns: [
      '订单行',
      '订单',
      '收入',
      '毛利',
      '毛利率',
      '收入占比',
      '客户贡献率',
      '上年同期收入',
      '上年同期毛利率',
      '商品周转率',
      '上年同期周转率',
      '交叉比率',
      '贡献比率',
    ],
    monthColumns: ['月份', '收入', '毛利', '收入目标', '毛利目标'],
    total: '合计',
    rest: '其余',
    margin: '毛利率 =（收入 − 成本）÷ 收入，只计成本已知的订单行。',
  },
  en: {
    title: 'Composition',
    parts: 'Composition',
    months: 'By month',
    by: {
      account: 'Customer',
      service: 'Service',
      mode: 'Mode',
      category: 'Category',
      region: 'Region',
      channel: 'Channel',
      tier: 'Tier',
      owner: 'Owner',
      team: 'Team',
    },
    columns: [
      'Lines',
      'Orders',
      'Revenue',
      'Gross profit',
      'Gross margin',
      'Share of revenue',
      'Share of gross profit',
      'Revenue a year before',
      'Gross margin a year before',
      'Turnover',
      'Turnover a year before',
      'Cross ratio',
      'Contribution ratio',
    ],
    monthColumns: ['Month', 'Revenue', 'Gross profit', 'Target revenue', 'Target gross profit'],
    total: 'Total',
    rest: 'The rest',
    margin: 'Gross margin = (revenue − cost) ÷ revenue, of the lines whose cost is known.',
  },
} as const

const kinds: readonly ReportColumn['kind'][] = [
  'count',
  'count',
  'money',
  'money',
  'share',
  'share',
  'share',
  'money',
  'share',
  'number',
  'number',
  'number',
  'number',
]

export function compositionReport(answer: Composition, locale: ReportLocale): Report {
  const told = words[locale]
  const nameOf = (part: CompositionPart) => (part.key === '*' ? told.rest : partName(part, answer.by, locale))
  return {
    title: told.title,
    notes: [...basisNotes(answer.basis, locale), told.margin],
    tables: [
      {
        title: told.parts,
        columns: [
          { header: told.by[answer.by], kind: 'text' },
          ...told.columns.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? 'number' })),
        ],
        rows: answer.parts.map((part) => [nameOf(part), ...figuresOf(part)]),
      },
      ...standingTables(
        [answer.total, ...answer.parts].map((part) => ({
          name: part === answer.total ? told.total : nameOf(part),
          ...part,
        })),
        locale,
      ),
      {
        title: told.months,
        columns: told.monthColumns.map((header, at) => ({ header, kind: at === 0 ? 'day' : 'money' })),
        rows: answer.months.map((month) => [
          month.month,
          ...[month.revenueE4, month.grossProfitE4, month.targetRevenueE4, month.targetProfitE4].map(units),
        ]),
      },
    ],
  }
}

const partName = ({ label }: CompositionPart, by: Composition['by'], locale: ReportLocale) =>
  by === 'service' ? serviceWord(label, locale) : label

const figuresOf = (part: CompositionPart) => [
  part.lines,
  part.orders,
  units(part.revenueE4),
  units(part.grossProfitE4),
  part.grossMargin,
  part.shareOfRevenue,
  part.shareOfProfit,
  units(part.formerRevenueE4),
  part.formerGrossMargin,
  part.turnover,
  part.formerTurnover,
  part.crossRatio,
  part.contributionRatio,
]
