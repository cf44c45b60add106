import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Basis } from '../frame/basis.ts'

/** Room for days to either side of 1970-01-01. */
const daySpan = 2 ** 18

/** On which days customers bought anything but returns: a place for each month of each, in any order. */
export interface BoughtDays {
  /** Whose, and the first day of the month, as one number: a column less to bring over. */
  code: Float64Array
  /** A bit for each day, the first of the month the lowest. */
  days: Float64Array
}

/** A fifth as many rows as orders have. */
export const boughtDays = (
  { engine }: Warehouse,
  { within, months, monthsInPieces }: Pick<Basis, 'within' | 'months' | 'monthsInPieces'>,
) => {
  const code = `(l.account_key::bigint * ${daySpan} + (l.month - date '1970-01-01') + ${daySpan / 2})::double precision`
  // Whoever orders twice a day has bought on it once.
  const days = monthsInPieces ? 'bit_or(l.bought_days)' : 'l.bought_days'
  return engine.numbers<keyof BoughtDays>(
    `select ${code} as code, ${days}::double precision as days
     from   ${months} and l.bought_days <> 0 ${monthsInPieces ? 'group by 1' : ''}`,
    within.parameters,
  )
}

/** First day on which each customer bought, in statements: `key` and `day`. */
export const firstBought = (months: string): string =>
  // The lowest bit alone is a power of two; its logarithm may be off in the last place.
  `select l.account_key as key, min(l.month + round(ln(l.bought_days & -l.bought_days) / ln(2))::integer) as day
   from   ${months} and l.bought_days <> 0 group by l.account_key`

export const keyOf = (code: number): number => Math.floor(code / daySpan)
/** Of the month, since 1970-01-01. */
export const firstDayOf = (code: number): number => (code % daySpan) - daySpan / 2
