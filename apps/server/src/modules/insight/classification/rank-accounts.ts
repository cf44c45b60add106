import type { AnalysisBasis, ClassificationFilter, ClassificationMeasure, Module } from '@quayside/contract'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { totalsOfSome } from '../../../warehouse/order-totals.ts'
import { basisTold } from '../frame/basis.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { accountsOf, inCurrency, linesOf, type Narrowed } from '../frame/narrow.ts'
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

/** What is summed over orders `l` with the sums of their lines, and the category of data that a customer's sum belongs to. */
const measures: Record<ClassificationMeasure, { value: string; category: 'finance' | 'behaviour' }> = {
  amount: { value: 'sum(l.amount_e4)', category: 'finance' },
  // Whose cost is known of no line has no gross profit, which is not the same as none.
  grossProfit: {
    value: 'case when sum(l.costed_lines) > 0 then sum(l.costed_e4 - l.cost_e4) end',
    category: 'finance',
  },
  lines: { value: 'sum(l.lines)', category: 'behaviour' },
  orders: { value: 'count(*)', category: 'behaviour' },
}

export const categoryOfMeasure = (measure: ClassificationMeasure) => measures[measure].category
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
  const currencies = await currenciesByUse(warehouse, question, seen)
  const currency = question.currency ?? currencies[0] ?? 'CNY'
  const within = inCurrency(linesOf(question), currency)
  // Summed before it is joined: a tenth of the rows meet the accounts.
  const found = await engine.numbers<'key' | 'value' | 'lines' | 'potential'>(
    `select f.account_key as key, f.value as value, f.lines as lines, coalesce(d.potential, 0)::integer as potential
     from  (select l.account_key as account_key, (${measures[question.measure].value})::double precision as value, sum(l.lines)::integer as lines
            from ${ordersOf(question, within)} group by l.account_key) f
     join   dim_account d on d.account_key = f.account_key
     where  ${seen}
     order  by f.value desc nulls last, f.account_key`,
    within.parameters,
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

/** Orders with the sums of their lines: those the feeder keeps, or of lines that are only some of their order's. */
function ordersOf({ region, service, measure }: Question, { sql }: Narrowed): string {
  if (region === undefined && service === undefined) return `fact_order_total l where ${sql}`
  const lines = `fact_order_line l where ${sql}`
  return `(${measure === 'orders' ? totalsOfSome(lines) : eachLine(lines)}) l`
}

/** Lines as if each were an order, where orders need not be told apart. */
const eachLine = (from: string) => `
  select l.account_key as account_key, l.currency as currency, 1 as lines, l.amount_e4 as amount_e4,
         case when l.cost_e4 is null then 0 else 1 end as costed_lines,
         case when l.cost_e4 is null then 0 else l.amount_e4 end as costed_e4, coalesce(l.cost_e4, 0) as cost_e4
  from   ${from}`

/** Of customers one may see, the one of most lines first: what others deal in is not told. */
async function currenciesByUse({ engine }: Warehouse, question: Question, seen: string): Promise<string[]> {
  const within = linesOf(question)
  const found = await engine.columns(
    `select f.currency as currency
     from  (select l.account_key as account_key, l.currency as currency, l.lines as lines from ${ordersOf(question, within)}) f
     join   dim_account d on d.account_key = f.account_key
     where  ${seen} group by f.currency order by sum(f.lines) desc, f.currency`,
    within.parameters,
  )
  return (found.currency ?? []) as string[]
}
