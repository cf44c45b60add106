import type { ServiceBy } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { monthOf, monthText } from '../customers/as-of.ts'
import type { Narrowed } from '../frame/narrow.ts'
import { addQuickLines, type CountedBy, isCounted, toldByCode } from './counted-days.ts'
import type { TermsOfAll } from './definitions.queries.ts'
import { countedLines, judgedLines, serviceKeys } from './judged-lines.ts'
import { addWholeOrders, isAnyAhead, isOfWholeOrders } from './judged-orders.ts'
import { addOrders, type OrdersFound, ordersOfServicesSql } from './orders-of-services.ts'
import { codeOfVerdict, nothing, type Tally, tallyOf, verdicts } from './tally.ts'

export interface Tallies {
  /** By what was asked; the same as `months` where that is months. */
  parts: Map<string, Tally>
  months: Map<string, Tally>
}

export interface ToTally {
  within: Narrowed
  by: ServiceBy
  terms: TermsOfAll
  /** Whether lines of an order may be left out, being of another service or region. */
  parted: boolean
  today: string
}

/**
 * Counts of lines by part, days and verdict, and of orders by part: shares, medians and totals are worked out of some hundred rows. An
 * order is judged when it has a promise and no line waits any more within its time; complete when nothing promised is missing. Lines
 * without a promise, such as storage, are not delivered and judge nothing. What became of whole orders the feeder keeps.
 */
export async function talliesOf(warehouse: Warehouse, asked: ToTally): Promise<Tallies> {
  const { within, by, terms, parted, today } = asked
  const told: Tallies = { parts: new Map(), months: new Map() }
  const ahead = (isOfWholeOrders(by) || isCounted(by)) && (await isAnyAhead(warehouse, within, today))
  const whole = isOfWholeOrders(by) && !parted && !ahead ? by : null
  const judged = judgedLines(within, serviceKeys[by], terms, today)
  const withOrders = whole === null && by !== 'service'
  await Promise.all([
    isCounted(by) && !ahead && !withOrders
      ? addLinesByCode(warehouse, asked, by, told)
      : addLines(warehouse, asked, judged, withOrders, told),
    whole && addWholeOrders(warehouse, within, whole, { terms, today }, told),
    whole === null && by === 'service' && addPartedOrders(warehouse, within, judged, told),
  ])
  return by === 'month' ? { parts: told.months, months: told.months } : told
}

/** By the small numbers that stand in the row, and those that these do not tell of by their days. */
async function addLinesByCode(warehouse: Warehouse, asked: ToTally, by: CountedBy, told: Tallies): Promise<void> {
  const { company } = asked.terms
  const { quick, rest } = toldByCode(asked.terms)
  const only = (condition: string) => ({ ...asked.within, sql: `${asked.within.sql} and ${condition}` })
  await Promise.all([
    addQuickLines(warehouse, only(quick), company, {
      month: told.months,
      ...(by === 'service' ? { service: told.parts } : {}),
    }),
    addLines(warehouse, { ...asked, within: only(rest) }, '', false, told),
  ])
}

async function addLines(
  { engine }: Warehouse,
  { by, within, terms, today }: ToTally,
  judged: string,
  withOrders: boolean,
  { parts, months }: Tallies,
): Promise<void> {
  const sql =
    by === 'account' || withOrders
      ? talliesSql(judged, by, withOrders)
      : linesSql(countedLines(within, by === 'month' ? "''" : serviceKeys[by], terms, today), by)
  const found: Found = await (by === 'account'
    ? engine.numbers<keyof Found>(sql, within.parameters)
    : (engine.columns(sql, within.parameters) as unknown as Promise<Found>))
  for (let row = 0; row < found.n.length; row++) {
    const isMonth = found.is_month[row] === 1
    const key = isMonth ? monthText(Number(found.key[row])) : `${found.key[row]}`
    addTo(tallyOf(isMonth ? months : parts, key), found, row)
  }
}

async function addPartedOrders({ engine }: Warehouse, { parameters }: Narrowed, judged: string, told: Tallies) {
  const found = await engine.numbers<keyof OrdersFound>(ordersOfServicesSql(judged), parameters)
  for (let row = 0; row < found.n.length; row++) addOrders(told.parts, told.months, found, row)
}

/** One row for each part, number of days and verdict; and one for each part with its orders, where `complete` stands. */
interface Found {
  is_month: ArrayLike<number>
  /** Month counted through the years; account as its key in the warehouse. */
  key: ArrayLike<number | string>
  /** Place in `verdicts`. */
  verdict: ArrayLike<number | null>
  days: ArrayLike<number | null>
  n: ArrayLike<number>
  complete: ArrayLike<number | null>
  otif: ArrayLike<number | null>
}

const isKnown = (value: number | null | undefined): value is number => typeof value === 'number' && !Number.isNaN(value)

function addTo(tally: Tally, { verdict, days, n, complete, otif }: Found, row: number): void {
  const count = n[row] as number
  const whole = complete[row]
  if (isKnown(whole)) {
    tally.orders += count
    tally.complete += whole
    tally.otif += Number(otif[row])
    return
  }
  tally.lines += count
  const took = days[row]
  if (isKnown(took)) {
    tally.delivered += count
    tally.days.set(took, (tally.days.get(took) ?? 0) + count)
  }
  const judged = verdict[row]
  if (!isKnown(judged)) return
  tally.promised += count
  tally[verdicts[judged] as (typeof verdicts)[number]] += count
}

/** Without orders. By day first, so that the month is looked up once for each day. */
const linesSql = (counted: string, by: ServiceBy) => `
  with counted as (select key, ordered_on, ${codeOfVerdict} as verdict, days, n from (${counted}) c)
  select 1 as is_month, ${monthOf('ordered_on')}::varchar as key, verdict, days, sum(n)::integer as n, cast(null as integer) as complete,
         cast(null as integer) as otif
  from   counted group by ${monthOf('ordered_on')}, verdict, days
  ${by === 'month' ? '' : 'union all select 0, key, verdict, days, sum(n)::integer, null, null from counted group by key, verdict, days'}`

/** Of an order a service or region may have a part only; its month and its customer are one. */
function talliesSql(judged: string, by: ServiceBy, withOrders: boolean): string {
  const type = by === 'account' ? 'integer' : 'varchar'
  const key = by === 'account' ? 'account_key' : 'key'
  const lines = (isMonth: 0 | 1, part: string) => `
    select ${isMonth} as is_month, cast(${part} as ${type}) as key, verdict, days, count(*)::integer as n,
           cast(null as integer) as complete, cast(null as integer) as otif
    from   judged group by ${part}, verdict, days`
  const orders = (isMonth: 0 | 1, part: string, from: string) => `
    select ${isMonth} as is_month, cast(${part} as ${type}) as key, cast(null as integer) as verdict, cast(null as double precision) as days,
           count(*)::integer as n, sum(complete)::integer as complete, sum(complete * kept)::integer as otif
    from   ${from} where promised > 0 and waiting = 0 group by ${part}`
  const rows = [lines(1, 'month')]
  if (by !== 'month') rows.push(lines(0, 'part'))
  if (withOrders) rows.push(orders(1, 'month', by === 'month' || by === 'account' ? 'pieces' : 'whole'))
  if (withOrders && by !== 'month') rows.push(orders(0, 'part', 'pieces'))
  return `
    with judged as (
      select ${by === 'month' ? '0' : key} as part, ${monthOf('ordered_on')} as month, order_id, days, is_delivered,
             ${codeOfVerdict} as verdict
      from  (${judged}) j
    ), pieces as (
      select part, order_id, min(month) as month, count(verdict) as promised, max(case when verdict = 3 then 1 else 0 end) as waiting,
             min(case when verdict is null then 1 else is_delivered end) as complete,
             min(case when verdict is null or verdict = 0 then 1 else 0 end) as kept
      from   judged group by part, order_id
    ), whole as (
      select order_id, min(month) as month, sum(promised) as promised, max(waiting) as waiting, min(complete) as complete, min(kept) as kept
      from   pieces group by order_id
    )
    ${rows.join(' union all ')}`
}

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

/** Parts as one: their days too, so that it has a median of its own. */
export function joined(key: string, parts: Iterable<Tally>): Tally {
  const all = nothing(key)
  for (const part of parts) {
    for (const name of counted) all[name] += part[name]
    for (const [days, lines] of part.days) all.days.set(days, (all.days.get(days) ?? 0) + lines)
  }
  return all
}

export const daysAt = ({ days, delivered }: Tally, share: number): number | null => quantileOf(days, delivered, share)

/**
 * As percentile_cont, of values by how often each comes: between two in proportion. Null without any. To count values and look here takes a
 * third of what the function takes over millions of rows.
 */
export function quantileOf(
  counts: Iterable<readonly [value: number, times: number]>,
  all: number,
  share: number,
): number | null {
  if (all === 0) return null
  const place = share * (all - 1)
  const sorted = [...counts].sort(([one], [other]) => one - other)
  const at = (rank: number) => {
    let seen = 0
    for (const [value, times] of sorted) {
      seen += times
      if (rank < seen) return value
    }
    return sorted.at(-1)?.[0] ?? 0
  }
  const [low, high] = [at(Math.floor(place)), at(Math.ceil(place))]
  return low + (high - low) * (place - Math.floor(place))
}
