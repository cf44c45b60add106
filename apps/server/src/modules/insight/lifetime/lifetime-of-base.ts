import type { AnalysisBasis, AnalysisFilter, LifetimeQuery } from '@quayside/contract'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { firstBought } from '../customers/bought-days.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type History, historyOf } from './history.ts'
import type { Lifetime, LifetimeFit, valueLifetime } from './work-out-lifetime.ts'

export type LifetimeQuestion = z.output<typeof LifetimeQuery>

export interface LifetimeOfBase extends Lifetime, LifetimeFit {
  basis: AnalysisBasis
  asOf: string
  /** Last day the calibration's model knew. */
  until: string
  margin: number
  marginFrom: 'chosen' | 'known' | 'none'
  /** Of the warehouse's accounts. */
  keys: Float64Array
  history: History
}

/** Worked out once for the answer and its pages. */
export async function lifetimeOfBase(asked: Asked<LifetimeQuestion>): Promise<LifetimeOfBase> {
  const asOf = await asOfDay(asked)
  const question = { ...asked.query, to: asOf }
  return keepWorkedOut(asked, 'lifetime', question, () => workOut({ ...asked, query: question }, asOf))
}

async function workOut(asked: Asked<LifetimeQuestion>, asOf: string): Promise<LifetimeOfBase> {
  const { months, discount, margin: chosen, holdoutWeeks, ...filter } = asked.query
  const until = dayText(dayNumber(asOf) - 7 * holdoutWeeks)
  const { basis, keys, history, knownMargin } = await keepWorkedOut(asked, 'histories', { ...filter, until }, () =>
    readHistories(asked, filter, until),
  )
  const margin = chosen ?? knownMargin ?? 1
  const days = { asOf: dayNumber(asOf), until: dayNumber(until) }
  const fit = await fitOf(asked, { ...filter, until }, keys.length, () => fitSideBySide(history, days))
  const worked = await valueSideBySide(history, fit, { asOf: days.asOf, months, discount, margin })
  const marginFrom = chosen !== undefined ? 'chosen' : knownMargin !== null ? 'known' : 'none'
  return { ...fit, ...worked, basis, asOf, until, margin, marginFrom, keys, history }
}

async function fitSideBySide(history: History, days: { asOf: number; until: number }): Promise<LifetimeFit> {
  const [model, calibration, spend] = await Promise.all([
    compute('fitBuying', history, days.asOf),
    compute('calibrateLifetime', history, days),
    compute('fitSpend', history, days.asOf),
  ])
  return { model, spend, calibration: model && calibration }
}

/** Each customer for himself, so that half of them is half of the work. */
async function valueSideBySide(history: History, fit: LifetimeFit, options: Parameters<typeof valueLifetime>[2]) {
  const half = Math.ceil(history.purchases.length / 2)
  const [one, other] = await Promise.all([
    compute('valueLifetime', part(history, 0, half), fit, options),
    compute('valueLifetime', part(history, half), fit, options),
  ])
  return Object.fromEntries(
    Object.entries(one).map(([name, column]) => [name, joined(column, other[name as keyof Lifetime])]),
  ) as unknown as Lifetime
}

const part = (history: History, from: number, to?: number) =>
  Object.fromEntries(
    Object.entries(history).map(([name, column]) => [name, column.slice(from, to)]),
  ) as unknown as History

function joined(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** A law of how thousands of customers buy does not turn within the hour, unless many have come. */
const fitGoodForMs = 3_600_000

/** Anew every day, when there are two per cent more customers or fewer, and soon again where there was too little to learn from. */
async function fitOf(
  asked: Asked<LifetimeQuestion>,
  question: object,
  customers: number,
  fit: () => Promise<LifetimeFit>,
): Promise<LifetimeFit> {
  const key = { ...question, about: Math.round(50 * Math.log(customers + 1)) }
  const kept = await keepWorkedOut(asked, 'lifetime fit', key, fit, fitGoodForMs)
  return kept.model ? kept : keepWorkedOut(asked, 'lifetime fit', key, fit)
}

/** What does not depend on how far ahead one looks, nor on discount and margin. */
async function readHistories(
  { warehouse, beholder }: Asked<LifetimeQuestion>,
  { from, ...filter }: AnalysisFilter,
  until: string,
) {
  const basis = await basisOf(warehouse, filter, beholder)
  const [{ keys, history }, knownMargin, lines] = await Promise.all([
    historyOf(warehouse, basis, { from, until }),
    marginOf(warehouse, basis),
    from === undefined ? basis.told().lines : linesSince(warehouse, basis, from),
  ])
  return { basis: { ...basis.told(), from: from ?? null, accounts: keys.length, lines }, keys, history, knownMargin }
}

/** Lines of who first bought on that day or later: of nobody else anything is told. */
async function linesSince({ engine }: Warehouse, { within, months }: Basis, from: string): Promise<number> {
  const found = await engine.columns(
    `select coalesce(sum(l.lines), 0)::integer as lines
     from   ${months} and l.account_key in (select f.key from (${firstBought(months)}) f where f.day >= date '${from}')`,
    within.parameters,
  )
  return Number(found.lines?.[0])
}

/** Gross margin of the lines whose cost is known; below 0 nothing stays. */
async function marginOf({ engine }: Warehouse, { within, months }: Basis): Promise<number | null> {
  const found = await engine.columns(
    `select sum(l.costed_e4 - l.cost_e4)::double precision as profit, sum(l.costed_e4)::double precision as revenue
     from   ${months}`,
    within.parameters,
  )
  const [profit, revenue] = [found.profit?.[0] as number | null, found.revenue?.[0] as number | null]
  return profit === null || !revenue || revenue <= 0 ? null : Math.max(0, profit / revenue)
}
