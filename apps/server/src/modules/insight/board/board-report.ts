import type { board, ReplyOf, ReportLocale } from '@quayside/contract'
import type { CellValue } from '@quayside/tabular'
import { basisNotes, type Report, units, unitsExpected } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'
import { toHundredths } from '../frame/to-hundredths.ts'
import { standingTables } from '../targets/standing-tables.ts'

type Board = ReplyOf<(typeof board)['read']>

const words = {
  'zh-CN': {
    title: '决策看板',
    columns: ['指标', '值', '单位', '说明'],
    units: { share: '%', customers: '个客户', orders: '个订单' },
    revenue: ['收入', '期间内订单行金额之和'],
    former: ['上年同期收入', '上年相同日期的订单行金额之和'],
    profit: ['毛利', '收入 − 成本，只计成本已知的订单行'],
    margin: ['毛利率', '毛利 ÷ 其收入'],
    net: ['利润贡献', '毛利 − 客户服务成本'],
    otif: ['准时足量交付率', '全部交付且信守承诺的订单 ÷ 已到期订单'],
    retention: ['客户保留率', '期初活跃客户中期末仍活跃的占比；180 天无订单视为流失'],
    fresh: ['新客户', '首单在期间内'],
    wonBack: ['赢回客户', '期初已流失、期末活跃'],
    lost: ['流失客户', '期初活跃、期末流失'],
    receivables: ['应收账款', '全部发票的未收金额'],
    noInvoices: ['应收账款', '暂无发票，无法得知'],
    slipping: ['流失预警客户', '低于自身节奏、尚未流失'],
    down: ['降级客户', '与之前同样长的期间相比'],
    lostRevenue: ['流失客户的收入', '各自最后一单之前一年的收入'],
    unprofitable: ['亏损客户', '净利为负'],
    due: ['到期订单', '期间内按承诺应交付'],
    gone: ['无业务客户', '之前同样长的期间有订单，本期没有'],
    up: ['升级客户', '与之前同样长的期间相比'],
    months: '各月收入与毛利',
    monthColumns: ['月份', '收入', '毛利', '收入目标', '毛利目标'],
    forecast: '预测',
    forecastColumns: ['月份', '预测', '80% 下限', '80% 上限'],
    tiers: '客户分级',
    tierColumns: ['等级', '客户', '收入占比'],
    below: '低于自身季节水平',
    belowColumns: ['服务', '实际', '预期'],
    all: '全公司',
  },
  en: {
    title: 'Executive board',
    columns: ['Figure', 'Value', 'Unit', 'Meaning'],
    units: { share: '%', customers: 'customers', orders: 'orders' },
    revenue: ['Revenue', 'Sum of the amounts of the order lines in the period'],
    former: ['Revenue a year before', 'Sum of the amounts of the order lines of the same days a year before'],
    profit: ['Gross profit', 'Revenue − cost, of the lines whose cost is known'],
    margin: ['Gross margin', 'Gross profit ÷ its revenue'],
    net: ['Contribution', 'Gross profit − cost to serve'],
    otif: ['On time in full', 'Orders delivered wholly and as promised ÷ orders due'],
    retention: [
      'Retention',
      'Of the customers active at the start, the share active at the end; lost after 180 days without an order',
    ],
    fresh: ['New customers', 'First order in the period'],
    wonBack: ['Won back', 'Lost at the start, active at the end'],
    lost: ['Lost customers', 'Active at the start, lost at the end'],
    receivables: ['Receivables', 'Open amounts of all invoices'],
    noInvoices: ['Receivables', 'Not known while there are no invoices'],
    slipping: ['Churn alarms', 'Below their own rhythm and not lost yet'],
    down: ['Fallen tiers', 'Against the period of the same length before'],
    lostRevenue: ['Revenue of the lost', 'Of the year before the last order of each'],
    unprofitable: ['Unprofitable customers', 'Contribution below 0'],
    due: ['Orders due', 'To be delivered in the period as promised'],
    gone: ['Gone from the tiers', 'Business in the period of the same length before, and none in this one'],
    up: ['Risen tiers', 'Against the period of the same length before'],
    months: 'Revenue and gross profit by month',
    monthColumns: ['Month', 'Revenue', 'Gross profit', 'Target revenue', 'Target gross profit'],
    forecast: 'Forecast',
    forecastColumns: ['Month', 'Forecast', '80 % from', '80 % to'],
    tiers: 'Tiers',
    tierColumns: ['Tier', 'Customers', 'Share of revenue'],
    below: 'Below own season',
    belowColumns: ['Service', 'Actual', 'Expected'],
    all: 'The company',
  },
} as const

export function boardReport(answer: Board, locale: ReportLocale): Report {
  const told = words[locale]
  return {
    title: told.title,
    notes: basisNotes(answer.basis, locale),
    tables: [
      {
        title: told.title,
        columns: told.columns.map((header, at) => ({ header, kind: at === 1 ? 'number' : 'text' })),
        rows: figuresOf(answer, locale),
      },
      ...standingTables([{ name: told.all, targets: answer.targets }], locale),
      {
        title: told.tiers,
        columns: told.tierColumns.map((header, at) => ({
          header,
          kind: (['text', 'count', 'share'] as const)[at] ?? 'text',
        })),
        rows: answer.tiers.parts.map(({ tier, accounts, share }) => [tier, accounts, share]),
      },
      {
        title: told.months,
        columns: told.monthColumns.map((header, at) => ({ header, kind: at === 0 ? 'day' : 'money' })),
        rows: answer.months.map(({ month, revenueE4, grossProfitE4, targetRevenueE4, targetProfitE4 }) => [
          month,
          ...[revenueE4, grossProfitE4, targetRevenueE4, targetProfitE4].map(units),
        ]),
      },
      {
        title: told.forecast,
        columns: told.forecastColumns.map((header, at) => ({ header, kind: at === 0 ? 'day' : 'money' })),
        rows: (answer.forecast ?? []).map(({ month, mean, lower80, upper80 }) => [
          month,
          ...[mean, lower80, upper80].map(unitsExpected),
        ]),
      },
      {
        title: told.below,
        columns: told.belowColumns.map((header, at) => ({ header, kind: at === 0 ? 'text' : 'money' })),
        rows: answer.alerts.belowSeason.rows.map(({ service, actualE4, expectedE4 }) => [
          service === null ? told.all : serviceWord(service, locale),
          units(actualE4),
          unitsExpected(expectedE4),
        ]),
      },
    ],
  }
}

/** Each figure with its unit beside it: amounts, shares and counts share a column only so that they read as a list. */
function figuresOf(answer: Board, locale: ReportLocale): CellValue[][] {
  const told = words[locale]
  const { basis, contribution, otif, retention, receivablesE4, alerts } = answer
  const row = ([name, meaning]: readonly [string, string], value: number | null, unit: string): CellValue[] => [
    name,
    value,
    value === null ? null : unit,
    meaning,
  ]
  const money = (says: readonly [string, string], amountE4: number | null) => row(says, units(amountE4), basis.currency)
  const share = (says: readonly [string, string], value: number | null) =>
    row(says, value === null ? null : Math.round(value * 1_000_000) / 10_000, told.units.share)
  const customers = (says: readonly [string, string], value: number | null) => row(says, value, told.units.customers)
  return [
    money(told.revenue, answer.revenueE4),
    money(told.former, answer.formerRevenueE4),
    money(told.profit, answer.grossProfitE4),
    share(told.margin, answer.grossMargin),
    money(told.net, toHundredths(contribution.netE4)),
    customers(told.unprofitable, contribution.unprofitable),
    share(told.otif, otif.share),
    row(told.due, otif.orders, told.units.orders),
    share(told.retention, retention.rate),
    customers(told.fresh, retention.new),
    customers(told.wonBack, retention.wonBack),
    customers(told.lost, retention.lost),
    money(told.lostRevenue, retention.lostLastYearE4),
    money(receivablesE4 === null ? told.noInvoices : told.receivables, receivablesE4),
    customers(told.slipping, alerts.churn.slipping),
    customers(told.down, alerts.tierMoves?.down ?? null),
    customers(told.up, alerts.tierMoves?.up ?? null),
    customers(told.gone, alerts.tierMoves?.gone ?? null),
  ]
}
