import type { CompositionPart, composition, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units } from '../frame/report.ts'

type Composition = ReplyOf<(typeof composition)['read']>

const words = {
  'zh-CN': {
    title: '构成分析',
    parts: '构成',
    months: '按月',
    by: { account: '客户', service: '服务', mode: '运输方式', category: '类别', region: '区域', channel: '渠道' },
    columns: ['订单行', '订单', '收入', '毛利', '毛利率', '收入占比', '客户贡献率', '上年同期收入'],
    monthColumns: ['月份', '收入', '毛利'],
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
    ],
    monthColumns: ['Month', 'Revenue', 'Gross profit'],
    rest: 'The rest',
    margin: 'Gross margin = (revenue − cost) ÷ revenue, of the lines whose cost is known.',
  },
} as const

const kinds: readonly ReportColumn['kind'][] = ['count', 'count', 'money', 'money', 'share', 'share', 'share', 'money']

export function compositionReport(answer: Composition, locale: ReportLocale): Report {
  const told = words[locale]
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
        rows: answer.parts.map((part) => [part.key === '*' ? told.rest : part.label, ...figuresOf(part)]),
      },
      {
        title: told.months,
        columns: told.monthColumns.map((header, at) => ({ header, kind: at === 0 ? 'day' : 'money' })),
        rows: answer.months.map((month) => [month.month, units(month.revenueE4), units(month.grossProfitE4)]),
      },
    ],
  }
}

const figuresOf = (part: CompositionPart) => [
  part.lines,
  part.orders,
  units(part.revenueE4),
  units(part.grossProfitE4),
  part.grossMargin,
  part.shareOfRevenue,
  part.shareOfProfit,
  units(part.formerRevenueE4),
]
