import type {
  AnalysisBasis,
  AnalysisFilter,
  ClassificationFilter,
  ClassificationMeasure,
  Module,
} from '@quayside/contract'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { basisTold } from '../frame/basis.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { accountsOf, inCurrency, linesOf } from '../frame/narrow.ts'
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

/** What is summed over lines or over orders `l`, and the category of data that a customer's sum belongs to. */
const measures: Record<ClassificationMeasure, { value: string; category: 'finance' | 'behaviour' }> = {
  amount: { value: 'sum(l.amount_e4)', category: 'finance' },
  grossProfit: { value: 'sum(l.amount_e4 - l.cost_e4)', category: 'finance' },
  lines: { value: 'count(*)', category: 'behaviour' },
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
  const { table, value } = summed(question)
  // Summed before it is joined: a tenth of the rows meet the accounts.
  const found = await engine.columns(
    `select f.account_key as key, f.value as value, f.lines as lines, coalesce(d.potential, 0)::integer as potential
     from  (select l.account_key, ${value}::double precision as value, count(*)::integer as lines
            from ${table} l where ${within.sql} group by l.account_key) f
     join   dim_account d on d.account_key = f.account_key
     where  ${seen}
     order  by f.value desc nulls last, f.account_key`,
    within.parameters,
  )
  const all = (found.value ?? []) as (number | null)[]
  // Whose cost is known of no line has no gross profit, which is not the same as none.
  const ranked = all.indexOf(null) < 0 ? all.length : all.indexOf(null)
  const accounts = await engine.columns(`select count(*)::integer as accounts from dim_account d where ${seen}`)
  return {
    basis: basisTold(warehouse, question, {
      currency,
      otherCurrencies: currencies.filter((other) => other !== currency),
      accounts: all.length,
      lines:
        table === 'fact_order_line'
          ? ((found.lines ?? []) as number[]).reduce((sum, lines) => sum + lines, 0)
          : await countLines(warehouse, within, seen),
      milliseconds: performance.now() - began,
    }),
    keys: Int32Array.from(((found.key ?? []) as number[]).slice(0, ranked)),
    values: Float64Array.from(all.slice(0, ranked) as number[]),
    potentials: Uint8Array.from(((found.potential ?? []) as number[]).slice(0, ranked)),
    withoutOrders: Number(accounts.accounts?.[0] ?? 0) - ranked,
  }
}

/** Orders are counted where they stand, unless what is asked for is known of their lines alone. */
const tableOf = ({ region, service }: AnalysisFilter) =>
  region === undefined && service === undefined ? 'fact_order' : 'fact_order_line'

function summed(question: Question): { table: 'fact_order' | 'fact_order_line'; value: string } {
  const { measure } = question
  if (measure !== 'orders') return { table: 'fact_order_line', value: measures[measure].value }
  const table = tableOf(question)
  return { table, value: table === 'fact_order' ? measures.orders.value : 'count(distinct l.order_id)' }
}

/** Of customers one may see: what others deal in is not told. */
async function currenciesByUse({ engine }: Warehouse, question: Question, seen: string): Promise<string[]> {
  const { sql, parameters } = linesOf(question)
  const found = await engine.columns(
    `select l.currency as currency from ${tableOf(question)} l join dim_account d on d.account_key = l.account_key
     where ${sql} and ${seen} group by l.currency order by count(*) desc, l.currency`,
    parameters,
  )
  return (found.currency ?? []) as string[]
}

async function countLines({ engine }: Warehouse, within: ReturnType<typeof linesOf>, seen: string): Promise<number> {
  const found = await engine.columns(
    `select count(*)::integer as lines from fact_order_line l join dim_account d on d.account_key = l.account_key
     where ${within.sql} and ${seen}`,
    within.parameters,
  )
  return Number(found.lines?.[0] ?? 0)
}
