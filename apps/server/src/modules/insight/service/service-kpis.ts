import { type ServiceBy, type ServicePart, serviceKpis } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, basisOfAll } from '../frame/basis.ts'
import { companyDay } from '../frame/company-day.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { answered } from '../frame/serve-analysis.ts'
import { aimOf, readTargets, standingsOf, stateOfTargets } from '../targets/standings.ts'
import { stateOfTerms, type TermsOfAll, termsOfAll } from './definitions.queries.ts'
import { judgedLines, serviceKeys } from './judged-lines.ts'
import { serviceReport } from './service-report.ts'

const rest = '*'

export const serviceAnalysis = answered(serviceKpis, {
  categories: ['behaviour'],
  besides: ({ read, now }) =>
    read(async (db) => [await stateOfTerms(db), await stateOfTargets(db), await companyDay(db, now)]),
  answer: async ({ warehouse, query, beholder, read, now }) => {
    const { by, limit, ...filter } = query
    const { terms, judgedOn, aimed } = await read(async (db) => ({
      terms: await termsOfAll(db),
      judgedOn: await companyDay(db, now),
      aimed: await readTargets(db, filter),
    }))
    const basis = await basisOfAll(warehouse, filter, beholder)
    const partsBy = (key: string) => partsOf(warehouse, basis, key, terms, judgedOn)
    const [total = nothing('total')] = await partsBy(`'total'`)
    const all = await partsBy(serviceKeys[by])
    const months = by === 'month' ? all : await partsBy(serviceKeys.month)
    const parts = inOrder(all, by)
    const shown = parts.slice(0, limit)
    if (parts.length > limit) shown.push(joined(rest, parts.slice(limit)))
    if (by === 'account') await nameParts(shown, (ids) => read((db) => nameAccounts(db, ids)))
    return {
      basis: basis.told(),
      by,
      judgedOn,
      total: withShares(total),
      parts: shown.map(withShares),
      months: inOrder(months, 'month').map(withShares),
      ownDefinitions: terms.own.length,
      targets: standingsOf(aimed, aimOf(filter, beholder), filter, { otif: withShares(total).otifShare }),
    }
  },
  report: serviceReport,
})

type Counts = Omit<ServicePart, 'onTimeShare' | 'completeShare' | 'otifShare'>
const counted = [
  'lines',
  'delivered',
  'promised',
  'onTime',
  'early',
  'late',
  'open',
  'orders',
  'complete',
  'otif',
] as const

async function partsOf(
  { engine }: Warehouse,
  { within }: Basis,
  key: string,
  terms: TermsOfAll,
  today: string,
): Promise<Counts[]> {
  const judged = judgedLines(within, key, terms, today)
  const lines = await engine.columns(linesSql(judged), within.parameters)
  const orders = await engine.columns(ordersSql(judged), within.parameters)
  const ordersOf = new Map(((orders.key ?? []) as string[]).map((name, at) => [name, at]))
  return ((lines.key ?? []) as string[]).map((name, at) => countsOf(name, lines, at, orders, ordersOf.get(name)))
}

const linesSql = (judged: string) => `
  select key, count(*)::integer as lines, count(days)::integer as delivered,
         percentile_cont(0.5) within group (order by days)::double precision as median_days,
         percentile_cont(0.9) within group (order by days)::double precision as ninety_days,
         count(verdict)::integer as promised, sum(case when verdict = 'onTime' then 1 else 0 end)::integer as on_time,
         sum(case when verdict = 'early' then 1 else 0 end)::integer as early,
         sum(case when verdict = 'late' then 1 else 0 end)::integer as late,
         sum(case when verdict = 'open' then 1 else 0 end)::integer as open_lines
  from  (${judged}) j group by key`

/**
 * An order is judged when it has a promise and no line waits any more within its time; complete when nothing promised is missing.
 * Lines without a promise, such as storage, are not delivered and judge nothing.
 */
const ordersSql = (judged: string) => `
  select key, count(*)::integer as orders, sum(complete)::integer as complete, sum(complete * kept)::integer as otif
  from  (select key, order_id, min(case when verdict is null then 1 else is_delivered end) as complete,
                min(case when verdict is null or verdict = 'onTime' then 1 else 0 end) as kept
         from  (${judged}) j
         group by key, order_id
         having count(verdict) > 0 and max(case when verdict = 'open' then 1 else 0 end) = 0) o
  group by key`

function countsOf(key: string, lines: Columns, at: number, orders: Columns, order: number | undefined): Counts {
  const count = (name: string) => Number(lines[name]?.[at] ?? 0)
  const orderCount = (name: string) => (order === undefined ? 0 : Number(orders[name]?.[order] ?? 0))
  return {
    key,
    label: key,
    lines: count('lines'),
    delivered: count('delivered'),
    medianDays: (lines.median_days?.[at] as number | null) ?? null,
    ninetyDays: (lines.ninety_days?.[at] as number | null) ?? null,
    promised: count('promised'),
    onTime: count('on_time'),
    early: count('early'),
    late: count('late'),
    open: count('open_lines'),
    orders: orderCount('orders'),
    complete: orderCount('complete'),
    otif: orderCount('otif'),
  }
}

const nothing = (key: string): Counts => ({
  key,
  label: key,
  lines: 0,
  delivered: 0,
  medianDays: null,
  ninetyDays: null,
  promised: 0,
  onTime: 0,
  early: 0,
  late: 0,
  open: 0,
  orders: 0,
  complete: 0,
  otif: 0,
})

/** Medians of parts do not add up to one of all: the rest has none. */
function joined(key: string, parts: readonly Counts[]): Counts {
  const sum = nothing(key)
  for (const part of parts) for (const name of counted) sum[name] += part[name]
  return sum
}

const inOrder = (parts: Counts[], by: ServiceBy): Counts[] =>
  parts.toSorted((one, other) => {
    const byKey = one.key < other.key ? -1 : 1
    return by === 'month' ? byKey : other.lines - one.lines || byKey
  })

async function nameParts(
  parts: Counts[],
  namesOf: (ids: string[]) => Promise<Map<string, { name: string }>>,
): Promise<void> {
  const names = await namesOf(parts.map(({ key }) => key).filter((key) => key !== rest))
  for (const part of parts) part.label = names.get(part.key)?.name ?? part.label
}

const withShares = (counts: Counts): ServicePart => ({
  ...counts,
  onTimeShare: share(counts.onTime, counts.onTime + counts.early + counts.late),
  completeShare: share(counts.complete, counts.orders),
  otifShare: share(counts.otif, counts.orders),
})

const share = (count: number, of: number) => (of === 0 ? null : count / of)
