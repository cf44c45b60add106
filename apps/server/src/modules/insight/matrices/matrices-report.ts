import { LOYALTY_CREDIT, PROSPECT_GROWTH, VALUE_COST } from '@quayside/analytics'
import type { MatrixCell, MatrixKind, matrices, ReplyOf, ReportLocale } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, restNote } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportColumn, units } from '../frame/report.ts'

type Answer = ReplyOf<(typeof matrices)['read']>

const kinds = { prospectGrowth: PROSPECT_GROWTH, loyaltyCredit: LOYALTY_CREDIT, valueCost: VALUE_COST } as const
const axisKinds: Record<MatrixKind, readonly [x: ReportColumn['kind'], y: ReportColumn['kind']]> = {
  prospectGrowth: ['number', 'share'],
  loyaltyCredit: ['number', 'text'],
  valueCost: ['money', 'share'],
}
const titles: Record<MatrixKind, readonly [zh: string, en: string]> = {
  prospectGrowth: ['发展前景 × 成长性', 'Prospect × growth'],
  loyaltyCredit: ['忠诚度 × 信用等级', 'Loyalty × credit'],
  valueCost: ['客户价值 × 服务成本', 'Value × cost to serve'],
}
/** How the axes are worked out. */
const definitions: Record<MatrixKind, readonly [zh: string, en: string]> = {
  prospectGrowth: [
    '发展前景：客户资料中的潜力 1 至 5；成长性：期内收入与上年同期相比，上年同期买过的客户也计入。',
    'Prospect: potential 1 to 5 as judged; growth: revenue of the period against the same days a year before; whoever bought then counts too.',
  ],
  loyaltyCredit: [
    '忠诚度 0 至 100：合作年限（满三年）、近一年下单次数（满 12）、近一年有订单的月份（满 12）三项平均；信用等级：客户资料。',
    'Loyalty 0 to 100: mean of tenure (full at three years), orders of the last year (full at 12) and months of it with an order (full at 12); credit grade as kept.',
  ],
  valueCost: [
    '客户价值：毛利；服务成本：成本池按动因分摊到客户的成本 ÷ 收入（成本已知的订单行）。',
    'Value: gross profit; cost to serve: what the cost pools lay on the customer ÷ revenue of the lines whose cost is known.',
  ],
}
/** Where nobody said what serving customers costs. */
const withoutPools = [
  '客户价值：毛利；还没有该币种的成本池，以成本 ÷ 收入（成本已知的订单行）代替服务成本。',
  'Value: gross profit; there are no cost pools of this currency, so cost ÷ revenue of the lines whose cost is known stands in for cost to serve.',
] as const

export function matricesReport(answer: Answer, locale: ReportLocale): Report {
  const say = (pair: readonly [zh: string, en: string]) => inLocale(locale, ...pair)
  const { kind } = answer
  const [axisX, axisY] = axisKinds[kind]
  const name = (cell: MatrixCell) => nameOf(kind, cell, locale)
  return {
    title: say(titles[kind]),
    notes: [
      ...basisNotes(answer.basis, locale),
      say(kind === 'valueCost' && answer.pools === 0 ? withoutPools : definitions[kind]),
      ...restNote(locale, answer.rows.length, answer.customers),
    ],
    tables: [
      {
        title: say(['客户', 'Customers']),
        columns: columnsIn(locale, [
          ...customerColumns,
          ['类型', 'Type', 'text'],
          [kinds[kind].x.zh, kinds[kind].x.en, axisX],
          [kinds[kind].y.zh, kinds[kind].y.en, axisY],
          ['收入', 'Revenue', 'money'],
        ]),
        rows: answer.rows.map((row) => [
          ...customerCells(row),
          name(row.cell),
          axisX === 'money' ? units(row.x) : row.x,
          axisY === 'text' ? row.creditGrade : row.y,
          units(row.revenueE4),
        ]),
      },
      {
        title: say(['类型', 'Types']),
        columns: columnsIn(locale, [
          ['类型', 'Type', 'text'],
          ['客户数', 'Customers', 'count'],
          ['收入', 'Revenue', 'money'],
          ['收入占比', 'Share of revenue', 'share'],
          ['建议', 'Advice', 'text'],
        ]),
        rows: answer.cells.map((cell) => [
          name(cell.key),
          cell.customers,
          units(cell.revenueE4),
          cell.shareOfRevenue,
          adviceOf(kind, cell.key, locale),
        ]),
      },
    ],
  }
}

const cellOf = (kind: MatrixKind, key: MatrixCell) => {
  const { highX, lowX } = kinds[kind].cells
  return [highX.highY, highX.lowY, lowX.highY, lowX.lowY].find((cell) => cell.key === key)
}

const nameOf = (kind: MatrixKind, key: MatrixCell, locale: ReportLocale): string =>
  cellOf(kind, key)?.[locale === 'en' ? 'en' : 'zh'] ?? inLocale(locale, '资料不全', 'Not known')

const adviceOf = (kind: MatrixKind, key: MatrixCell, locale: ReportLocale): string =>
  cellOf(kind, key)?.advice[locale === 'en' ? 'en' : 'zh'] ??
  inLocale(locale, '补齐资料后再判断。', 'Fill in what is missing before judging.')
