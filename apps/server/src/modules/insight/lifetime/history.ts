import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumberOf } from '../customers/as-of.ts'
import { type Basis, linesAndAccounts } from '../frame/basis.ts'

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
  { within }: Basis,
  { from, until }: { from: string | undefined; until: string },
): Promise<{ ids: string[]; history: History }> {
  const found = await engine.columns(
    `with days as (
       select l.account_key as account_key, l.ordered_on as day, sum(l.amount_e4) as value,
              max(case when l.amount_e4 >= 0 then 1 else 0 end) as bought
       from   ${linesAndAccounts} where ${within.sql} group by l.account_key, l.ordered_on
     ), firsts as (
       select account_key, min(day) as first_day from days where bought = 1 group by account_key
     )
     select d.account_id::varchar as id, ${dayNumberOf('min(f.first_day)')} as first_day,
            ${dayNumberOf('max(case when x.bought = 1 then x.day end)')} as last_day, sum(x.bought)::integer as purchases,
            sum(case when x.day > f.first_day then x.value else 0 end)::double precision as later,
            sum(x.value)::double precision as revenue,
            ${dayNumberOf(`max(case when x.bought = 1 and x.day <= date '${until}' then x.day end)`)} as last_before,
            sum(case when x.day <= date '${until}' then x.bought else 0 end)::integer as purchases_before
     from   days x join firsts f on f.account_key = x.account_key join dim_account d on d.account_key = x.account_key
     where  ${from ? `f.first_day >= date '${from}'` : 'true'}
     group  by d.account_id order by d.account_id`,
    within.parameters,
  )
  const column = (name: string) =>
    Float64Array.from((found[name] ?? []) as (number | null)[], (value) => value ?? Number.NaN)
  return {
    ids: (found.id ?? []) as string[],
    history: {
      firstDay: column('first_day'),
      lastDay: column('last_day'),
      purchases: column('purchases'),
      laterE4: column('later'),
      revenueE4: column('revenue'),
      lastDayBefore: column('last_before'),
      purchasesBefore: column('purchases_before'),
    },
  }
}
