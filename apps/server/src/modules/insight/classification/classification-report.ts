import { TIERS } from '@quayside/analytics'
import type {
  ClassificationMeasure,
  ClassifiedCustomer,
  classification,
  ReplyOf,
  ReportLocale,
} from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import { columnsIn, inLocale, restNote, type TwoWords } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportTable, units } from '../frame/report.ts'
import { isMoney } from './rank-accounts.ts'

type Answer = ReplyOf<(typeof classification)['read']>
type Words = readonly [zh: string, en: string]

const measures: Record<ClassificationMeasure, { name: Words; means: Words }> = {
  amount: {
    name: ['销售额', 'Sales'],
    means: ['销售额 = 期间内订单明细金额之和。', 'Sales = sum of the amounts of order lines in the period.'],
  },
  grossProfit: {
    name: ['毛利', 'Gross profit'],
    means: [
      '毛利 = 期间内成本已知的订单明细的金额减成本之和。',
      'Gross profit = sum of amounts less costs of order lines in the period whose cost is known.',
    ],
  },
  orders: { name: ['订单数', 'Orders'], means: ['按期间内的订单张数排名。', 'Ranked by the orders in the period.'] },
  lines: {
    name: ['明细数', 'Lines'],
    means: ['按期间内的订单明细条数排名。', 'Ranked by the order lines in the period.'],
  },
}

const schemes: Record<Answer['scheme'], Words> = {
  pyramid: [
    '客户金字塔：按名次划分 A、B、C、D。资料中的分界为前 1%、5%、20% 的客户。',
    'Pyramid: A, B, C and D by rank. The sources cut at the first 1 %, 5 % and 20 % of customers.',
  ],
  pareto: [
    '帕累托：按累计占比划分 A、B、C、D。资料中的分界为累计 80%、95%、100%。',
    'Pareto: A, B, C and D by cumulative share. The sources cut at 80 %, 95 % and 100 %.',
  ],
}

/** The customers by rank, the tiers, who moved between them, and the potential of each. */
export function classificationReport(answer: Answer, locale: ReportLocale, rights: User['rights']): Report {
  const say = ([zh, en]: Words) => inLocale(locale, zh, en)
  const { measure, scheme, moves, tiers } = answer
  const takesBehaviour = rights.categories.behaviour.export
  const named = answer.tier ? (tiers.find(({ tier }) => tier === answer.tier)?.accounts ?? 0) : answer.population
  return {
    title: say(['ABCD 客户分类', 'ABCD customer classification']),
    notes: [
      ...basisNotes(answer.basis, locale),
      say(measures[measure].means),
      say(schemes[scheme]),
      ...notesOfRest(answer, locale),
      ...(moves
        ? [
            say([
              `等级变化与上一期间 ${moves.before.from} 至 ${moves.before.to} 相比，按同样的方法排名。`,
              `Moves are against the period before, ${moves.before.from} to ${moves.before.to}, ranked in the same way.`,
            ]),
          ]
        : []),
      ...(answer.tier
        ? [say([`只列出 ${answer.tier} 类客户。`, `Only customers of tier ${answer.tier} are listed.`])]
        : []),
      ...restNote(locale, answer.rows.length, named),
    ],
    tables: [
      customersTable(answer, locale, takesBehaviour),
      tiersTable(answer, locale),
      ...(moves ? [movesTable(moves, locale)] : []),
      ...(answer.potential && takesBehaviour ? [potentialTable(answer.potential, locale)] : []),
    ],
  }
}

function notesOfRest({ withoutOrders, negative }: Answer, locale: ReportLocale): string[] {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  return [
    say(
      `另有 ${withoutOrders} 个客户在此期间没有业务，不参与分类。`,
      `Customers without business in the period, not classified: ${withoutOrders}.`,
    ),
    ...(negative > 0
      ? [
          say(
            `${negative} 个客户合计为负（退货大于销售），归入 D 类。`,
            `Customers below zero (more returned than sold), in D: ${negative}.`,
          ),
        ]
      : []),
  ]
}

/** The measure as a column. */
const valueColumn = (measure: ClassificationMeasure): TwoWords => [
  ...measures[measure].name,
  isMoney(measure) ? 'money' : 'count',
]
const valueIn = (measure: ClassificationMeasure) => (isMoney(measure) ? units : (value: number | null) => value)

function customersTable({ measure, rows }: Answer, locale: ReportLocale, takesBehaviour: boolean): ReportTable {
  const value = valueIn(measure)
  const behaviour: readonly TwoWords[] = [
    ['订单数', 'Orders', 'count'],
    ['最近下单', 'Last order', 'day'],
  ]
  const cells = (row: ClassifiedCustomer) => [
    row.rank,
    row.account.number,
    row.account.name,
    row.owner?.name ?? null,
    row.ranked,
    row.tier,
    value(row.value),
    row.share,
    row.cumulative,
  ]
  return {
    title: inLocale(locale, '客户', 'Customers'),
    columns: columnsIn(locale, [
      ['名次', 'Rank', 'count'],
      ['客户编号', 'Number', 'text'],
      ['客户', 'Customer', 'text'],
      ['负责人', 'Owner', 'text'],
      ['等级', 'Tier', 'text'],
      ['现用等级', 'Tier carried now', 'text'],
      valueColumn(measure),
      ['占比', 'Share', 'share'],
      ['累计占比', 'Cumulative share', 'share'],
      ...(takesBehaviour ? behaviour : []),
    ]),
    rows: rows.map((row) => [...cells(row), ...(takesBehaviour ? [row.orders, row.lastOrderOn] : [])]),
  }
}

function tiersTable({ measure, tiers }: Answer, locale: ReportLocale): ReportTable {
  const value = valueIn(measure)
  return {
    title: inLocale(locale, '各等级', 'Tiers'),
    columns: columnsIn(locale, [
      ['等级', 'Tier', 'text'],
      ['客户数', 'Customers', 'count'],
      ['客户占比', 'Share of customers', 'share'],
      valueColumn(measure),
      ['占比', 'Share', 'share'],
      ['入级门槛', 'Threshold', isMoney(measure) ? 'money' : 'count'],
    ]),
    rows: tiers.map((one) => [
      one.tier,
      one.accounts,
      one.accountShare,
      value(one.value),
      one.share,
      value(one.lowest),
    ]),
  }
}

function movesTable({ links }: NonNullable<Answer['moves']>, locale: ReportLocale): ReportTable {
  const named: Record<string, string> = {
    new: inLocale(locale, '新增', 'New'),
    gone: inLocale(locale, '无业务', 'Without business'),
  }
  return {
    title: inLocale(locale, '等级变化', 'Moves between tiers'),
    columns: columnsIn(locale, [
      ['上一期间', 'Period before', 'text'],
      ['本期', 'This period', 'text'],
      ['客户数', 'Customers', 'count'],
    ]),
    rows: links.map(({ from, to, customers }) => [named[from] ?? from, named[to] ?? to, customers]),
  }
}

function potentialTable(cells: NonNullable<Answer['potential']>, locale: ReportLocale): ReportTable {
  const potentials = [5, 4, 3, 2, 1, 0]
  const count = (tier: string, potential: number) =>
    cells.find((cell) => cell.tier === tier && cell.potential === potential)?.accounts ?? 0
  return {
    title: inLocale(locale, '等级 × 发展潜力', 'Tier × potential'),
    columns: columnsIn(locale, [
      ['等级', 'Tier', 'text'],
      ...potentials.map(
        (potential): TwoWords =>
          potential === 0
            ? ['未判断', 'Not judged', 'count']
            : [`潜力 ${potential}`, `Potential ${potential}`, 'count'],
      ),
    ]),
    rows: TIERS.map((tier) => [tier, ...potentials.map((potential) => count(tier, potential))]),
  }
}
