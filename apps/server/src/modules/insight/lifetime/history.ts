import type { Warehouse } from '../../../warehouse/feeder.ts'
import { computeOf } from '../compute/index.ts'
import { dayNumber } from '../customers/as-of.ts'
import { packedOrder } from '../customers/packed-orders.ts'
import type { Basis } from '../frame/basis.ts'

/** What was bought when, by customer. Days since 1970-01-01, money in ten-thousandths. What is bought on one day is one purchase. */
export interface History {
  firstDay: Float64Array
  lastDay: Float64Array
  purchases: Float64Array
  /** After the first day, returns deducted. */
  laterE4: Float64Array
  revenueE4: Float64Array
  /** The same up to the day that parts what the model learns from and what it is held against. */
  lastDayBefore: Float64Array
  purchasesBefore: Float64Array
}

/**
 * Histories from the first order on; `from` leaves out who first ordered before. `until`: the day that parts.
 * A line below 0 is a return: it lowers the value and is no purchase.
 */
export async function historyOf(
  { engine }: Warehouse,
  { within, orders }: Basis,
  { from, until }: { from: string | undefined; until: string },
): Promise<{ keys: Float64Array; history: History }> {
  const found = await engine.numbers<'code' | 'amount'>(
    `select ${packedOrder('l.forward_lines > 0')} as code, l.amount_e4::double precision as amount from ${orders}`,
    within.parameters,
  )
  return computeOf('historyOfPacked', found, {
    from: from === undefined ? undefined : dayNumber(from),
    until: dayNumber(until),
  })
}
