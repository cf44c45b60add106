import {
  type AnalysisBasis,
  type ClassificationFilter,
  type ClassificationMeasure,
  categoryOfMeasure,
  type Module,
} from '@quayside/contract'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { totalsOfSome } from '../../../warehouse/order-totals.ts'
import { basisTold } from '../frame/basis.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { monthsWithin } from '../frame/months-within.ts'
import { accountsOf, inCurrency, linesOf, type Narrowed } from '../frame/narrow.ts'
import { toEndOfMonth } from '../frame/to-end-of-month.ts'
import { type Beholder, visibleTo } from '../frame/visible-to.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'

export type Question = z.output<typeof ClassificationFilter>

/** Whose customers are ranked. */
export interface Sight {
  beholder: Beholder
  modules: readonly Module[]
}

/** Accounts from the largest value down; equal values by key, so that paging is stable. Money in ten-thousandths. */
export interface Ranking {
  basis: AnalysisBasis
  keys: Int32Array
  values: Float64Array
  /** As people judged it, 1 to 5; 0: not judged. */
  potentials: Uint8Array
  /** Accounts one may see that have nothing in the period. */
  withoutOrders: number
}

/** What is summed over months or lines `l` of customers. */
const sums: Record<ClassificationMeasure, string> = {
  amount: 'sum(l.amount_e4::double precision)',
  // Whose cost is known of no line has no gross profit, which is not the same as none.
  grossProfit: 'case when sum(l.costed_lines) > 0 then sum((l.costed_e4 - l.cost_e4)::double precision) end',
  lines: 'sum(l.lines)',
  orders: 'sum(l.orders)',
}

export const isMoney = (measure: ClassificationMeasure) => categoryOfMeasure(measure) === 'finance'

/** Names the ranking that a question asks for, wherever its tiers are cut. */
export function rankingKey({ measure, ...question }: Question, { beholder, modules }: Sight): string {
  const { from, to, currency, region, service, ownerId, teamId } = question
  return JSON.stringify([visibleTo(beholder, modules), measure, from, to, currency, region, service, ownerId, teamId])
}

/** Ranks once per question, sight and state of the warehouse; pages of the list behind a tier read the same ranking. */
export const rankAccounts = (warehouse: Warehouse, question: Question, sight: Sight): Promise<Ranking> =>
  keepAnswer(warehouse, `ranking ${rankingKey(question, sight)}`, () => rank(warehouse, question, sight))

async function rank(warehouse: Warehouse, question: Question, sight: Sight): Promise<Ranking> {
  await refuseUnread(warehouse)
  const began = performance.now()
  const { engine } = warehouse
  const seen = accountsOf(question, sight.beholder, sight.modules)
  const inMonths = await toEndOfMonth(warehouse, question)
  const currencies = await currenciesByUse(warehouse, inMonths, seen)
  const currency = question.currency ?? currencies[0] ?? 'CNY'
  const { from, parameters } = sumsOf(inMonths, seen, currency)
  const found = await engine.numbers<'key' | 'value' | 'lines' | 'potential'>(
    `select l.account_key as key, (${sums[question.measure]})::double precision as value, sum(l.lines)::integer as lines,
            coalesce(max(d.potential), 0)::integer as potential
     from   ${from} group by l.account_key
     order  by value desc nulls last, key`,
    parameters,
  )
  const unranked = found.value.findIndex(Number.isNaN)
  const ranked = unranked < 0 ? found.value.length : unranked
  const accounts = await engine.columns(`select count(*)::integer as accounts from dim_account d where ${seen}`)
  return {
    basis: basisTold(warehouse, question, {
      currency,
      otherCurrencies: currencies.filter((other) => other !== currency),
      accounts: found.key.length,
      lines: found.lines.reduce((sum, lines) => sum + lines, 0),
      milliseconds: performance.now() - began,
    }),
    keys: Int32Array.from(found.key.subarray(0, ranked)),
    values: found.value.slice(0, ranked),
    potentials: Uint8Array.from(found.potential.subarray(0, ranked)),
    withoutOrders: Number(accounts.accounts?.[0] ?? 0) - ranked,
  }
}

/** Customers' months beside them, or their lines where a filter parts orders; `seen`: the condition over `d`. */
function sumsOf(
  question: Question,
  seen: string,
  currency?: string,
): { from: string; parameters: Narrowed['parameters'] } {
  const { region, service, measure } = question
  const of = (condition: Narrowed) => (currency === undefined ? condition : inCurrency(condition, currency))
  const days = linesOf(question)
  const within = of({ ...days, sql: `${seen} and ${days.sql}` })
  if (region === undefined && service === undefined)
    return { from: monthsWithin(question, of({ sql: seen, parameters: {} }), within), parameters: within.parameters }
  const lines = `fact_order_line l where ${of(days).sql}`
  const orders = measure === 'orders' ? `select o.*, 1 as orders from (${totalsOfSome(lines)}) o` : eachLine(lines)
  return {
    from: `(${orders}) l join dim_account d on d.account_key = l.account_key where ${seen}`,
    parameters: within.parameters,
  }
}

/** Lines as if each were an order, where orders need not be told apart. */
const eachLine = (from: string) => `
  select l.account_key as account_key, l.currency as currency, 1 as lines, l.amount_e4 as amount_e4,
         case when l.cost_e4 is null then 0 else 1 end as costed_lines,
         case when l.cost_e4 is null then 0 else l.amount_e4 end as costed_e4, coalesce(l.cost_e4, 0) as cost_e4
  from   ${from}`

/** Of customers one may see, the one of most lines first: what others deal in is not told. */
async function currenciesByUse({ engine }: Warehouse, question: Question, seen: string): Promise<string[]> {
  const { from, parameters } = sumsOf(question, seen)
  const found = await engine.columns(
    `select l.currency as currency from ${from} group by l.currency order by sum(l.lines) desc, l.currency`,
    parameters,
  )
  return (found.currency ?? []) as string[]
}
