import type { AnalysisBasis, ChurnBy, ChurnQuery } from '@quayside/contract'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { compute, computeOf } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { packedOrder } from '../customers/packed-orders.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type OrderedSums, seriesOfOrders } from './series-of-orders.ts'
import type { PackedLines, Watched } from './watch.ts'

export type ChurnQuestion = z.output<typeof ChurnQuery>

export interface WatchedBase extends Watched {
  basis: AnalysisBasis
  asOf: string
  /** Of each series, among the warehouse's accounts. */
  keys: Int32Array
  /** Of each series; null for the customer as a whole. */
  parts: readonly (string | null)[]
}

const partOf: Record<Exclude<ChurnBy, 'account'>, string> = {
  service: 'l.service',
  region: `coalesce(l.region, '${notGiven}')`,
  lane: `concat(coalesce(l.origin, '${notGiven}'), ' → ', coalesce(l.destination, '${notGiven}'))`,
}

/** Worked out once for the answer and its pages; who counts as lost and how rows are sorted do not change it. */
export async function watchedBase(asked: Asked<ChurnQuestion>): Promise<WatchedBase> {
  const asOf = await asOfDay(asked)
  const { silenceDays: _, by, falseAlarms, of, ...asksFor } = asked.query
  const filter = { ...asksFor, to: asOf }
  const basis = await basisOf(asked.warehouse, filter, asked.beholder)
  // The board asks in its currency, and the page in that of most lines without naming it.
  const question = { ...filter, by, falseAlarms, of, currency: basis.currency }
  return keepWorkedOut(asked, 'churn', question, async () => {
    const options = { asOf: dayNumber(asOf), falseAlarms, of }
    if (by === 'account') {
      const watched = await computeOf('watchLines', await packedLines(asked.warehouse, basis), options)
      return { ...watched, basis: basis.told(), asOf, parts: Array.from(watched.keys, () => null) }
    }
    const { keys, parts, lines } = seriesOfOrders(await sumsOfDays(asked.warehouse, basis, by))
    const watched = await compute('watch', lines, options)
    return { ...watched, basis: basis.told(), asOf, keys, parts }
  })
}

/** As they lie there, returns apart: to sort and sum millions is quicker by counting than by comparing. */
async function packedLines({ engine }: Warehouse, { within, orders }: Basis): Promise<PackedLines> {
  const linesOf = (amount: string, where: string) =>
    engine.numbers<keyof PackedLines>(
      `select ${packedOrder('true')} as code, (${amount})::double precision as amount from ${orders} and ${where}`,
      within.parameters,
    )
  const [forward, back] = await Promise.all([
    linesOf('l.amount_e4 - l.back_e4', 'l.forward_lines > 0'),
    linesOf('l.back_e4', 'l.back_e4 < 0'),
  ])
  return { code: joined(forward.code, back.code), amount: joined(forward.amount, back.amount) }
}

function joined(one: Float64Array, other: Float64Array): Float64Array {
  if (other.length === 0) return one
  const both = new Float64Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** Returns apart: they lower the value and are no orders. */
async function sumsOfDays(
  { engine }: Warehouse,
  { within }: Basis,
  by: Exclude<ChurnBy, 'account'>,
): Promise<OrderedSums> {
  const day = `${dayNumberOf('l.ordered_on')} as day`
  const found = await engine.columns(
    `select l.account_key as key, ${partOf[by]} as part, ${day}, sum(l.amount_e4)::double precision as amount
     from   ${linesAndAccounts} where ${within.sql}
     group  by l.account_key, ${partOf[by]}, l.ordered_on, l.amount_e4 < 0 order by 1, 2, 3`,
    within.parameters,
  )
  const { key = [], part = [], amount = [] } = found
  return { key, part, day: found.day ?? [], amount } as OrderedSums
}
