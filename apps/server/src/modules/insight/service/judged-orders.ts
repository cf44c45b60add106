import type { ServiceBy } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { servicesIn } from '../../../warehouse/order-totals.ts'
import { monthOf, monthText } from '../customers/as-of.ts'
import type { Narrowed } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { addQuickOrders, isCounted, toldByCode } from './counted-days.ts'
import type { TermsOfAll } from './definitions.queries.ts'
import { withTerms } from './judged-lines.ts'
import { type Tally, tallyOf } from './tally.ts'

type Found = Record<'services' | 'account' | 'month' | 'is_order' | 'is_service' | 'outcome' | 'n', Float64Array>

/** Of parts of an order the least counts. */
const outcomes = { waiting: 0, missing: 1, complete: 2, onTime: 3 } as const

/** By what orders are counted besides their month; by nothing else do the kept promises tell them apart. */
type OrdersBy = 'service' | 'account' | 'month'
export const isOfWholeOrders = (by: ServiceBy): by is OrdersBy => by === 'service' || by === 'account' || by === 'month'

/** Whether something is told to be delivered after the day of judgement: what the feeder keeps of lines and orders knows of no such day. */
export async function isAnyAhead({ engine }: Warehouse, within: Narrowed, today: string): Promise<boolean> {
  const found = await engine.columns(
    `select count(*)::integer as lines from ${linesAndAccounts} where ${within.sql} and l.delivered_on > date '${today}'`,
    within.parameters,
  )
  return Number(found.lines?.[0] ?? 0) > 0
}

/** Adds whole orders, each once, to its month and to its part. */
export async function addWholeOrders(
  warehouse: Warehouse,
  within: Narrowed,
  by: OrdersBy,
  judgedBy: JudgedBy,
  told: { parts: Map<string, Tally>; months: Map<string, Tally> },
): Promise<void> {
  const { company } = judgedBy.terms
  if (!isCounted(by)) return addJudged(warehouse, within, by, judgedBy, 'true', told)
  const { rest, ...parts } = toldByCode(judgedBy.terms)
  const quick = { ...within, sql: `${within.sql} and ${parts.quick}` }
  await Promise.all([
    addQuickOrders(warehouse, quick, 'month', company, told.months),
    by === 'service' && addQuickOrders(warehouse, quick, 'service', company, told.parts),
    addJudged(warehouse, within, by, judgedBy, rest, told),
  ])
}

interface JudgedBy {
  terms: TermsOfAll
  today: string
}

/** `rest`: which of the orders that are not in parts. */
async function addJudged(
  { engine }: Warehouse,
  within: Narrowed,
  by: OrdersBy,
  judgedBy: JudgedBy,
  rest: string,
  { parts, months }: { parts: Map<string, Tally>; months: Map<string, Tally> },
): Promise<void> {
  const found = await engine.numbers<keyof Found>(ordersSql(within, by, judgedBy, rest), within.parameters)
  for (let row = 0; row < found.n.length; row++) {
    const at = (column: keyof Found) => found[column][row] as number
    if (at('outcome') === outcomes.waiting) continue
    const add = (tally: Tally) => {
      tally.orders += at('n')
      if (at('outcome') >= outcomes.complete) tally.complete += at('n')
      if (at('outcome') === outcomes.onTime) tally.otif += at('n')
    }
    if (at('is_order') === 1) add(tallyOf(months, monthText(at('month'))))
    if (by === 'account') add(tallyOf(parts, `${at('account')}`))
    if (by === 'service' && at('is_service') === 1)
      for (const service of servicesIn(at('services'))) add(tallyOf(parts, service))
  }
}

/**
 * Rows of `fact_order_promise` judged, counted by what they stand for. Of an order in parts the parts are judged, each by the terms of
 * its customer, and joined: it waits while one waits.
 */
function ordersSql(within: Narrowed, by: OrdersBy, { terms, today }: JudgedBy, rest: string): string {
  const { join, early, grace } = withTerms(terms)
  const { waiting, missing, complete, onTime } = outcomes
  const judged = (condition: string) => `
    select l.order_id as order_id, l.ordered_on as ordered_on, ${by === 'service' ? 'l.services' : '0'} as services,
           ${by === 'account' ? 'l.account_key' : '0'} as account, l.is_order as is_order, l.is_service as is_service,
           case when l.is_delivered
                then case when l.latest_days <= ${grace} and l.earliest_days >= -${early} then ${onTime} else ${complete} end
                else case when l.awaited_on + ${grace} >= date '${today}' then ${waiting} else ${missing} end end as outcome
    from   fact_order_promise l join dim_account d on d.account_key = l.account_key ${join}
    where  ${within.sql} and l.services <> 0 and ${condition}`
  const counted = `
    select services, account, case when is_order then 1 else 0 end as is_order, case when is_service then 1 else 0 end as is_service,
           ${monthOf('ordered_on')} as month, outcome, count(*)::integer as n`
  const grouped = `group by services, account, w.is_order, w.is_service, ${monthOf('ordered_on')}, outcome`
  const joined = (isOrder: boolean, key: string) => `
    select min(ordered_on) as ordered_on, bit_or(services)::integer as services, min(account) as account, ${isOrder} as is_order,
           ${!isOrder} as is_service, min(outcome) as outcome
    from  (${judged(`l.in_parts and ${isOrder ? 'l.is_order' : 'l.is_service'}`)}) p group by ${key}`
  const parts = [joined(true, by === 'account' ? 'order_id, account' : 'order_id')]
  if (by === 'service') parts.push(joined(false, 'order_id, services'))
  return [
    `${counted} from (${judged(`not l.in_parts and ${rest} and ${by === 'service' ? 'true' : 'l.is_order'}`)}) w ${grouped}`,
    ...parts.map((part) => `${counted} from (${part}) w ${grouped}`),
  ].join(' union all ')
}
