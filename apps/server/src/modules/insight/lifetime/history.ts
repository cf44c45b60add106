import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumberOf } from '../customers/as-of.ts'
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
  const found = await engine.numbers<
    'key' | 'first_day' | 'last_day' | 'purchases' | 'later' | 'revenue' | 'last_before' | 'purchases_before'
  >(
    `with days as (
       select l.account_key as account_key, l.ordered_on as day, sum(l.amount_e4) as value,
              max(case when l.forward_lines > 0 then 1 else 0 end) as bought
       from   ${orders} group by l.account_key, l.ordered_on
     ), firsts as (
       select account_key, min(day) as first_day from days where bought = 1 group by account_key
     )
     select x.account_key as key, ${dayNumberOf('min(f.first_day)')} as first_day,
            ${dayNumberOf('max(case when x.bought = 1 then x.day end)')} as last_day, sum(x.bought)::integer as purchases,
            sum(case when x.day > f.first_day then x.value else 0 end)::double precision as later,
            sum(x.value)::double precision as revenue,
            ${dayNumberOf(`max(case when x.bought = 1 and x.day <= date '${until}' then x.day end)`)} as last_before,
            sum(case when x.day <= date '${until}' then x.bought else 0 end)::integer as purchases_before
     from   days x join firsts f on f.account_key = x.account_key
     where  ${from ? `f.first_day >= date '${from}'` : 'true'}
     group  by x.account_key order by x.account_key`,
    within.parameters,
  )
  return {
    keys: found.key,
    history: {
      firstDay: found.first_day,
      lastDay: found.last_day,
      purchases: found.purchases,
      laterE4: found.later,
      revenueE4: found.revenue,
      lastDayBefore: found.last_before,
      purchasesBefore: found.purchases_before,
    },
  }
}
