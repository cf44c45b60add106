import type { ClassificationQuery } from '@quayside/contract'
import type { z } from 'zod'
import type { User } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { type Beholder, visibleTo } from '../frame/visible-to.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'

export type Classified = z.output<typeof ClassificationQuery>

/** Accounts from the largest value down; equal values by key, so that paging is stable. Money in ten-thousandths. */
export interface Ranking {
  keys: Int32Array
  values: Float64Array
  currency: string
  otherCurrencies: string[]
  /** Accounts one may see that have nothing in the period. */
  withoutOrders: number
  queryMilliseconds: number
}

/** What is summed, and the category of data that a customer's sum belongs to. */
const measures: Record<Classified['measure'], { from: string; value: string; category: 'finance' | 'behaviour' }> = {
  amount: { from: 'fact_order_line', value: 'sum(amount_e4)', category: 'finance' },
  grossProfit: { from: 'fact_order_line', value: 'sum(amount_e4 - cost_e4)', category: 'finance' },
  lines: { from: 'fact_order_line', value: 'count(*)', category: 'behaviour' },
  orders: { from: 'fact_order', value: 'count(*)', category: 'behaviour' },
}

export const categoryOfMeasure = (measure: Classified['measure']) => measures[measure].category
export const isMoney = (measure: Classified['measure']) => categoryOfMeasure(measure) === 'finance'

/** @throws Refusal 403 when the measure is of a category that the reader's roles do not show */
export function refuseHiddenMeasure(measure: Classified['measure'], { categories }: User['rights']): void {
  if (categories[categoryOfMeasure(measure)].read) return
  throw isMoney(measure)
    ? new Refusal('financeHidden', 403, 'Your roles do not show money. Rank by orders or lines instead.')
    : new Refusal('behaviourHidden', 403, 'Your roles do not show how often customers order.')
}

/** Ranks once per question, beholder and state of the warehouse; pages of the list behind a tier read the same ranking. */
export function rankAccounts(warehouse: Warehouse, query: Classified, beholder: Beholder): Promise<Ranking> {
  if (beholder) refuseHiddenMeasure(query.measure, beholder.rights)
  const { measure, from, to, currency } = query
  const key = JSON.stringify(['ranking', visibleTo(beholder), measure, from, to, currency])
  return keepAnswer(warehouse, key, () => rank(warehouse, query, beholder))
}

async function rank(warehouse: Warehouse, query: Classified, beholder: Beholder): Promise<Ranking> {
  await refuseUnread(warehouse)
  const { engine } = warehouse
  const began = performance.now()
  const { from, value } = measures[query.measure]
  const currencies = await currenciesByUse(engine, query, beholder)
  const currency = query.currency ?? currencies[0] ?? 'CNY'
  const found = await engine.columns(
    `select f.account_key as key, f.value as value
     from  (select account_key, ${value}::double as value from ${from} where ${period(query)} and currency = $currency group by account_key) f
     join  dim_account d on d.account_key = f.account_key
     where not d.is_gone and ${visibleTo(beholder)} and f.value is not null
     order by f.value desc, f.account_key`,
    { currency },
  )
  const keys = Int32Array.from(found.key as number[])
  const values = Float64Array.from(found.value as number[])
  const seen = await engine.columns(
    `select count(*)::integer as accounts from dim_account d where not d.is_gone and ${visibleTo(beholder)}`,
  )
  return {
    keys,
    values,
    currency,
    otherCurrencies: currencies.filter((other) => other !== currency),
    withoutOrders: Number(seen.accounts?.[0] ?? 0) - keys.length,
    queryMilliseconds: performance.now() - began,
  }
}

/** Of the orders whose customers one may see: what others deal in is not told. */
async function currenciesByUse(engine: Warehouse['engine'], query: Classified, beholder: Beholder): Promise<string[]> {
  const rule = visibleTo(beholder)
  const seen = rule === 'true' ? 'true' : `account_key in (select d.account_key from dim_account d where ${rule})`
  const found = await engine.columns(
    `select currency from fact_order where ${period(query)} and ${seen} group by currency order by count(*) desc, currency`,
  )
  return (found.currency ?? []) as string[]
}

/** Days were checked by the contract, so they may stand in the statement. */
const period = ({ from, to }: Classified) =>
  [from ? `ordered_on >= date '${from}'` : 'true', to ? `ordered_on <= date '${to}'` : 'true'].join(' and ')
