import type { InventoryFigures, inventory, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units, unitsExpected } from '../frame/report.ts'

type Inventory = ReplyOf<(typeof inventory)['read']>

const words = {
  'zh-CN': {
    title: '库存周转',
    customers: '客户',
    months: '按月',
    total: '合计',
    columns: [
      '客户编号',
      '客户',
      '收入',
      '销售成本',
      '平均库存成本',
      '商品周转率',
      '库存天数',
      '毛利率',
      '交叉比率',
      '销售占比',
      '贡献比率',
      '库存地点',
      '最近盘点',
    ],
    monthColumns: ['月份', '收入', '销售成本', '平均库存成本', '商品周转率', '库存天数'],
    notes: ({ days, customers, counted }: Inventory) => [
      `商品周转率 = 销售成本 ÷ 平均库存成本；平均库存 = 各库存地点在期内盘点日的平均值之和。期间 ${days} 天。`,
      '交叉比率 = 毛利率 × 周转率；贡献比率 = 交叉比率 × 销售占比。只计成本已知的订单行和期内有库存快照的客户。',
      `${customers} 个客户，${counted.snapshots} 条快照，其中 ${counted.unvalued} 条没有金额；另有 ${counted.inOtherCurrencies} 条为其他币种，未计入。`,
    ],
  },
  en: {
    title: 'Inventory turnover',
    customers: 'Customers',
    months: 'By month',
    total: 'Total',
    columns: [
      'Number',
      'Customer',
      'Revenue',
      'Sales at cost',
      'Average stock at cost',
      'Turnover',
      'Days of stock',
      'Gross margin',
      'Cross ratio',
      'Share of sales',
      'Contribution ratio',
      'Sites',
      'Last counted',
    ],
    monthColumns: ['Month', 'Revenue', 'Sales at cost', 'Average stock at cost', 'Turnover', 'Days of stock'],
    notes: ({ days, customers, counted }: Inventory) => [
      `Turnover = sales at cost ÷ average stock at cost; average stock = per site the mean over the days counted in the period, sites added up. ${days} days.`,
      'Cross ratio = gross margin × turnover; contribution ratio = cross ratio × share of sales. Only order lines whose cost is known, and customers with stock counts in the period.',
      `${customers} customers, ${counted.snapshots} counts, ${counted.unvalued} of them without a value; ${counted.inOtherCurrencies} more are in other currencies and left out.`,
    ],
  },
} as const

const kinds: readonly ReportColumn['kind'][] = [
  ...(['text', 'text', 'money', 'money', 'money', 'number', 'number'] as const),
  ...(['share', 'number', 'share', 'number', 'count', 'day'] as const),
]
const monthKinds: readonly ReportColumn['kind'][] = ['day', 'money', 'money', 'money', 'number', 'number']

export function inventoryReport(answer: Inventory, locale: ReportLocale): Report {
  const told = words[locale]
  const columnsOf = (headers: readonly string[], of: readonly ReportColumn['kind'][]) =>
    headers.map((header, at): ReportColumn => ({ header, kind: of[at] ?? 'number' }))
  return {
    title: told.title,
    notes: [...basisNotes(answer.basis, locale), ...told.notes(answer)],
    tables: [
      {
        title: told.customers,
        columns: columnsOf(told.columns, kinds),
        rows: [
          ...answer.rows.map((row) => [row.account.number, row.account.name, ...cellsOf(row), row.sites, row.lastDay]),
          ['', told.total, ...cellsOf(answer.total), null, null],
        ],
      },
      {
        title: told.months,
        columns: columnsOf(told.monthColumns, monthKinds),
        rows: answer.months.map((month) => [month.month, ...turnedCells(month)]),
      },
    ],
  }
}

const turnedCells = (of: Omit<Inventory['months'][number], 'month'>) => [
  units(of.revenueE4),
  units(of.costE4),
  unitsExpected(of.averageE4),
  of.turnover,
  of.daysOfStock,
]

const cellsOf = (figures: InventoryFigures) => [
  ...turnedCells(figures),
  figures.grossMargin,
  figures.crossRatio,
  figures.shareOfSales,
  figures.contributionRatio,
]
