import type { Warehouse } from '../../../warehouse/feeder.ts'
import { computeOf } from '../compute/index.ts'
import { dayNumber } from '../customers/as-of.ts'
import { boughtDays, firstBought } from '../customers/bought-days.ts'
import type { Basis } from '../frame/basis.ts'
import type { Brought } from './history-of-days.ts'

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
  warehouse: Warehouse,
  basis: Basis,
  { from, until }: { from: string | undefined; until: string },
): Promise<{ keys: Float64Array; history: History }> {
  const [days, brought] = await Promise.all([boughtDays(warehouse, basis), broughtBy(warehouse, basis)])
  return computeOf('historyOfDays', days, brought, {
    from: from === undefined ? undefined : dayNumber(from),
    until: dayNumber(until),
  })
}

const broughtBy = ({ engine }: Warehouse, { within, months, orders }: Basis) =>
  engine.numbers<keyof Brought>(
    `select f.key as key, sum(o.amount_e4)::double precision as revenue,
            sum(case when o.ordered_on > f.day then o.amount_e4 else 0 end)::double precision as later
     from   (${firstBought(months)}) f
     join   (select l.account_key, l.ordered_on, l.amount_e4 from ${orders}) o on o.account_key = f.key
     group  by f.key`,
    within.parameters,
  )
