import { type ServiceBy, ServiceKind } from '@quayside/contract'
import { lineDaysIn, promiseDaysIn } from '../../../warehouse/days-code.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { monthOf, monthText } from '../customers/as-of.ts'
import type { Narrowed } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { uuidLiteral } from '../frame/visible-to.ts'
import type { Terms, TermsOfAll } from './definitions.queries.ts'
import { type Tally, tallyOf } from './tally.ts'

/** What the small numbers of a row tell, counted in a table that DuckDB addresses directly: millions of rows in some tens of milliseconds. */
type Found = Record<CountedBy | 'code' | 'n', Float64Array>

/** Conditions: rows whose small numbers tell all by the company's terms, and the others. */
export function toldByCode({ own }: TermsOfAll): { quick: string; rest: string } {
  if (own.length === 0) return { quick: 'l.days_code is not null', rest: 'l.days_code is null' }
  const their = `d.account_id in (${own.map(({ accountId }) => uuidLiteral(accountId)).join(', ')})`
  return { quick: `l.days_code is not null and not ${their}`, rest: `(l.days_code is null or ${their})` }
}

export type CountedBy = 'service' | 'month'
export const isCounted = (by: ServiceBy): by is CountedBy => by === 'service' || by === 'month'
const parts: Record<CountedBy, { sql: string; keyOf(part: number): string }> = {
  service: { sql: 'l.service_no', keyOf: (part) => ServiceKind.options[part] ?? '-' },
  month: { sql: monthOf('l.ordered_on'), keyOf: monthText },
}

/** Counted by all that is asked for at once: rows are few then, and millions are looked at but once. */
async function counted(
  { engine }: Warehouse,
  from: string,
  { sql, parameters }: Narrowed,
  asked: readonly CountedBy[],
): Promise<Found> {
  const keys = asked.map((by) => `${parts[by].sql} as ${by}`)
  return engine.numbers<keyof Found>(
    `select ${keys.join(', ')}, l.days_code as code, count(*)::integer as n
     from   ${from} where ${sql} group by ${[...keys, 'code'].map((_, at) => at + 1).join(', ')}`,
    parameters,
  )
}

type TalliesBy = Partial<Record<CountedBy, Map<string, Tally>>>
const namesOf = (tallies: TalliesBy) => Object.keys(tallies) as CountedBy[]

function eachOf(found: Found, tallies: TalliesBy, add: (tally: Tally, code: number, n: number) => void) {
  for (const by of namesOf(tallies))
    for (let row = 0; row < found.n.length; row++) {
      const tally = tallyOf(tallies[by] as Map<string, Tally>, parts[by].keyOf(found[by][row] as number))
      add(tally, found.code[row] as number, found.n[row] as number)
    }
}

/** Lines as `judgement` has them. */
export async function addQuickLines(warehouse: Warehouse, quick: Narrowed, terms: Terms, tallies: TalliesBy) {
  const found = await counted(warehouse, linesAndAccounts, quick, namesOf(tallies))
  const early = terms.earlyDays ?? Number.POSITIVE_INFINITY
  eachOf(found, tallies, (tally, code, n) => {
    const { taken, off } = lineDaysIn(code)
    tally.lines += n
    if (taken !== null) {
      tally.delivered += n
      tally.days.set(taken, (tally.days.get(taken) ?? 0) + n)
    }
    if (off === null) return
    tally.promised += n
    tally[off > terms.graceDays ? 'late' : -off > early ? 'early' : 'onTime'] += n
  })
}

/** Orders that are whole, by their month or by each service of them. */
export async function addQuickOrders(
  warehouse: Warehouse,
  quick: Narrowed,
  by: CountedBy,
  terms: Terms,
  tallies: Map<string, Tally>,
) {
  const from = 'fact_order_promise l join dim_account d on d.account_key = l.account_key'
  const stands = by === 'month' ? 'l.is_order' : 'l.is_service'
  const whole = { ...quick, sql: `${quick.sql} and ${stands} and not l.in_parts` }
  const found = await counted(warehouse, from, whole, [by])
  const early = terms.earlyDays ?? Number.POSITIVE_INFINITY
  eachOf(found, { [by]: tallies }, (tally, code, n) => {
    const { latest, earliest } = promiseDaysIn(code)
    tally.orders += n
    tally.complete += n
    if (latest <= terms.graceDays && -earliest <= early) tally.otif += n
  })
}
