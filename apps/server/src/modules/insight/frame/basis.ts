import type { AnalysisBasis, AnalysisFilter } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { keepAnswer } from './keep-answers.ts'
import { comeInPieces, monthsWithin, servicesWithin } from './months-within.ts'
import { inCurrency, type Narrowed, narrowed } from './narrow.ts'
import { ordersWithin } from './orders-within.ts'
import { toEndOfMonth } from './to-end-of-month.ts'
import type { Beholder } from './visible-to.ts'
import { refuseUnread } from './warehouse-at-hand.ts'

export interface Basis {
  /** Lines of the filter in one currency, over `fact_order_line l join dim_account d`. */
  within: Narrowed
  /** The same as whole orders or as far as the filter reaches into them; see `ordersWithin`. */
  orders: string
  /** The same as months of customers; see `monthsWithin`. */
  months: string
  /** See `comeInPieces`: what is not summed but counted by day is put together first. */
  monthsInPieces: boolean
  /** The same as months of customers by service; see `servicesWithin`. */
  services: string
  currency: string
  /** Tells the basis in the answer; the time is counted from `basisOf` to here. */
  told(): AnalysisBasis
}

/** What an answer rests on. Of several currencies the one of most lines; what customers one may not see deal in is not told. */
export async function basisOf(warehouse: Warehouse, filter: AnalysisFilter, beholder: Beholder): Promise<Basis> {
  const began = performance.now()
  await refuseUnread(warehouse)
  const any = narrowed(filter, beholder)
  const whole = narrowed({ ...filter, from: undefined, to: undefined }, beholder)
  const inMonths = await toEndOfMonth(warehouse, filter)
  const found = await currenciesOf(warehouse, monthsWithin(inMonths, whole, any), any)
  const currencies = (found.currency ?? []) as string[]
  const currency = filter.currency ?? currencies[0] ?? 'CNY'
  const at = currencies.indexOf(currency)
  const count = (name: string) => (at < 0 ? 0 : Number(found[name]?.[at]))
  const within = inCurrency(any, currency)
  return {
    within,
    orders: ordersWithin(filter, within),
    months: monthsWithin(inMonths, inCurrency(whole, currency), within),
    monthsInPieces: comeInPieces(inMonths),
    services: servicesWithin(inMonths, inCurrency(whole, currency), within),
    currency,
    told: () =>
      basisTold(warehouse, filter, {
        currency,
        otherCurrencies: currencies.filter((other) => other !== currency),
        accounts: count('accounts'),
        lines: count('lines'),
        milliseconds: performance.now() - began,
      }),
  }
}

/** Once for all analyses of a board, and for whoever asks about the same next; `any` tells the filter and what the reader sees. */
const currenciesOf = (warehouse: Warehouse, months: string, any: Narrowed) =>
  keepAnswer(warehouse, JSON.stringify(['currencies', any]), () =>
    warehouse.engine.columns(
      `select l.currency as currency, sum(l.lines)::integer as lines, count(distinct l.account_key)::integer as accounts
       from   ${months}
       group  by l.currency order by sum(l.lines) desc, l.currency`,
      any.parameters,
    ),
  )

type Counted = Pick<AnalysisBasis, 'currency' | 'otherCurrencies' | 'accounts' | 'lines' | 'milliseconds'>

/** What was counted, with the period it was asked for and the state of the warehouse. */
export function basisTold(warehouse: Warehouse, { from, to }: AnalysisFilter, counted: Counted): AnalysisBasis {
  const { asOf, behindSeconds } = warehouse.state()
  return {
    from: from ?? null,
    to: to ?? null,
    ...counted,
    asOf: asOf?.toISOString() ?? null,
    behindSeconds: Number.isFinite(behindSeconds) ? behindSeconds : 0,
    engine: warehouse.engine.name,
    milliseconds: Math.round(counted.milliseconds * 10) / 10,
  }
}

/** For figures that are not money: lines of every currency, unless one was asked for. */
export async function basisOfAll(warehouse: Warehouse, filter: AnalysisFilter, beholder: Beholder): Promise<Basis> {
  const one = await basisOf(warehouse, filter, beholder)
  if (filter.currency) return one
  const within = narrowed(filter, beholder)
  const whole = narrowed({ ...filter, from: undefined, to: undefined }, beholder)
  const inMonths = await toEndOfMonth(warehouse, filter)
  const months = monthsWithin(inMonths, whole, within)
  const services = servicesWithin(inMonths, whole, within)
  const orders = ordersWithin(filter, within)
  // Of one currency alone all is counted already.
  if (one.told().otherCurrencies.length === 0)
    return { ...one, within, orders, months, services, told: () => ({ ...one.told(), allCurrencies: true }) }
  const found = await keepAnswer(warehouse, JSON.stringify(['all currencies', within]), () =>
    warehouse.engine.columns(
      `select sum(l.lines)::integer as lines, count(distinct l.account_key)::integer as accounts from ${months}`,
      within.parameters,
    ),
  )
  const count = (name: string) => Number(found[name]?.[0] ?? 0)
  return {
    ...one,
    within,
    orders,
    months,
    services,
    told: () => ({ ...one.told(), accounts: count('accounts'), lines: count('lines'), allCurrencies: true }),
  }
}
