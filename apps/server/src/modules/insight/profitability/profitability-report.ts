import type { CustomerProfit, profitability, ReplyOf, ReportLocale } from '@quayside/contract'
import { restNote } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportColumn, units } from '../frame/report.ts'

type Profitability = ReplyOf<(typeof profitability)['read']>

const words = {
  'zh-CN': {
    title: '客户盈利分析',
    customers: '客户',
    waterfall: '从收入到净利',
    columns: [
      '客户编号',
      '客户',
      '订单',
      '收入',
      '毛利',
      '服务成本',
      '净利',
      '净利率',
      '成本已知占比',
      '提价至不亏',
      '增量至不亏',
      '少下订单数至不亏',
    ],
    steps: ['项目', '金额'],
    step: { revenue: '收入', goods: '订单行成本', net: '净利' },
    notes: (months: string) => [
      '净利 = 收入 − 订单行成本 − 服务成本，只计成本已知的订单行。',
      `服务成本按成本池每月金额 × ${months} 个月，按各客户的动因量分摊；分母是全公司的动因量。`,
    ],
  },
  en: {
    title: 'Customer profitability',
    customers: 'Customers',
    waterfall: 'From revenue to net profit',
    columns: [
      'Number',
      'Customer',
      'Orders',
      'Revenue',
      'Gross profit',
      'Cost to serve',
      'Net profit',
      'Net margin',
      'Share of lines with known cost',
      'Price rise to zero',
      'Volume rise to zero',
      'Fewer orders to zero',
    ],
    steps: ['Step', 'Amount'],
    step: { revenue: 'Revenue', goods: 'Cost of the lines', net: 'Net profit' },
    notes: (months: string) => [
      'Net profit = revenue − cost of the lines − cost to serve, of the lines whose cost is known.',
      `Cost to serve: each pool’s amount a month × ${months} months, by how much of its driver the customer caused of the whole company’s.`,
    ],
  },
} as const

const kinds: readonly ReportColumn['kind'][] = [
  ...(['text', 'text', 'count', 'money', 'money', 'money', 'money'] as const),
  ...(['share', 'share', 'share', 'share', 'count'] as const),
]

export function profitabilityReport(answer: Profitability, locale: ReportLocale): Report {
  const told = words[locale]
  const names = new Map(answer.pools.map((pool) => [pool.id, locale === 'en' ? pool.nameEn : pool.nameZh]))
  const step = (key: string) => (key in told.step ? told.step[key as 'net'] : (names.get(key) ?? key))
  const months = (answer.costed?.months ?? 0).toLocaleString(locale, { maximumFractionDigits: 2 })
  return {
    title: told.title,
    notes: [
      ...basisNotes(answer.basis, locale),
      ...told.notes(months),
      ...restNote(locale, answer.rows.length, answer.customers),
    ],
    tables: [
      {
        title: told.customers,
        columns: told.columns.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? 'number' })),
        rows: answer.rows.map(figuresOf),
      },
      {
        title: told.waterfall,
        columns: told.steps.map((header, at) => ({ header, kind: at === 0 ? 'text' : 'money' })),
        rows: answer.steps.map(({ key, amountE4 }) => [step(key), units(amountE4)]),
      },
    ],
  }
}

const figuresOf = (row: CustomerProfit) => [
  row.account.number,
  row.account.name,
  row.orders,
  units(row.revenueE4),
  units(row.grossProfitE4),
  units(row.serveE4),
  units(row.netE4),
  row.netMargin,
  row.costKnown,
  row.mending?.priceRise ?? null,
  row.mending?.volumeRise ?? null,
  row.mending?.fewerOrders ?? null,
]
