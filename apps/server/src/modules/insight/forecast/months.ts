import type { ForecastBy, ForecastMeasure } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { countOfOrders } from '../../../warehouse/order-totals.ts'
import type { Basis } from '../frame/basis.ts'
import { type Narrowed, notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'

/** What series are told apart by, over `fact_order_line l join dim_account d`. */
export const seriesOf: Record<Exclude<ForecastBy, 'all'>, string> = {
  account: 'd.account_id::varchar',
  service: 'l.service',
  region: `coalesce(l.region, '${notGiven}')`,
  lane: "(l.origin || ' → ' || l.destination)",
}

/** Over lines, and over orders with the sums of theirs. */
const measures: Record<ForecastMeasure, { lines: string; orders: string }> = {
  revenue: { lines: 'sum(l.amount_e4)', orders: 'sum(l.amount_e4)' },
  orders: { lines: 'count(distinct l.order_id)', orders: countOfOrders },
  lines: { lines: 'count(*)', orders: 'sum(l.lines)' },
}

export interface Month {
  month: string
  value: number
}

/** As the warehouse has it: with the day of the month's first order. */
interface FoundMonth extends Month {
  firstOn: string
}

/** Who began later in a month than this day has a part of it only. */
const wholeUntil = 7

/** First day of the month `count` months later. */
export function monthAfter(month: string, count = 1): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

/** The first month that is not over: of today, or the one in which the period ends before its last day. */
export function firstOpenMonth(today: string, to: string | undefined): string {
  const open = `${today.slice(0, 7)}-01`
  if (to === undefined) return open
  const dayAfter = new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString()
  const ends = `${dayAfter.slice(0, 7)}-01`
  return ends < open ? ends : open
}

interface Series extends Narrowed {
  /** What parts orders is asked of their lines. */
  of: 'lines' | 'orders'
}

const whole: Series = { of: 'orders', sql: 'true', parameters: {} }

export const ofSeries = (by: ForecastBy, key: string | null): Series =>
  by === 'all' || key === null
    ? whole
    : {
        of: by === 'account' ? 'orders' : 'lines',
        sql: `${seriesOf[by]} = $series_key`,
        parameters: { series_key: key },
      }

/** Values by month; months without orders are missing. By day first: an order is of one day, and the month is looked up once for each. */
export async function monthValues(
  { engine }: Warehouse,
  { within, orders, months }: Pick<Basis, 'within' | 'orders' | 'months'>,
  measure: ForecastMeasure,
  only: Series = whole,
): Promise<FoundMonth[]> {
  const parameters = { ...within.parameters, ...only.parameters }
  if (only.of === 'orders' && measure !== 'orders')
    return monthsIn(
      await engine.columns(
        `select l.month::varchar as month, (${measures[measure].orders})::double precision as value, min(l.first_on)::varchar as first_on
         from   ${months} and ${only.sql} group by l.month order by l.month`,
        parameters,
      ),
    )
  const from = only.of === 'orders' ? orders : `${linesAndAccounts} where ${within.sql}`
  const found = await engine.columns(
    `select date_trunc('month', x.day)::date::varchar as month, sum(x.value)::double precision as value, min(x.day)::varchar as first_on
     from  (select l.ordered_on as day, ${measures[measure][only.of]} as value from ${from} and ${only.sql} group by l.ordered_on) x
     group  by 1 order by 1`,
    parameters,
  )
  return monthsIn(found)
}

const monthsIn = (found: Columns): FoundMonth[] =>
  ((found.month ?? []) as string[]).map((month, at) => ({
    month,
    value: Number(found.value?.[at]),
    firstOn: found.first_on?.[at] as string,
  }))

/**
 * Every month from the first with an order to the one before `open`, those without any as 0; and what the open one has so far. A
 * month of which the period, from the day `from` on, holds a part only is left out, and so is that within which the orders began.
 */
export function filled(
  found: readonly FoundMonth[],
  open: string,
  from?: string | undefined,
): { history: Month[]; running: Month | null } {
  const values = new Map(found.map(({ month, value }) => [month, value]))
  const whole = from === undefined || from.endsWith('-01') ? from : monthAfter(from)
  const [beginning] = found
  const begun = beginning && Number(beginning.firstOn.slice(8)) > wholeUntil ? beginning.month : undefined
  const first = found.find(
    ({ month }) => (whole === undefined || month >= whole) && (month !== begun || month === whole),
  )?.month
  const history: Month[] = []
  if (first !== undefined)
    for (let month = first; month < open; month = monthAfter(month))
      history.push({ month, value: values.get(month) ?? 0 })
  const value = values.get(open)
  return { history, running: value === undefined ? null : { month: open, value } }
}

/**
 * Days of each month that lie in the week of the Spring Festival (its eve to the sixth day after), and other days off. The week is
 * the same in every year, unlike the days the State Council arranges, which are not known for years ahead.
 */
export async function specialDays({ engine }: Warehouse, from: string, months: number): Promise<Float64Array[]> {
  const festival = 'spring_festival_offset between -1 and 6'
  const found = await engine.columns(
    `select date_trunc('month', day)::date::varchar as month,
            sum(case when ${festival} then 1 else 0 end)::integer as festival,
            sum(case when not is_workday and not (${festival}) then 1 else 0 end)::integer as off
     from   dim_date where day >= date '${from}' and day < date '${monthAfter(from, months)}' group by 1`,
  )
  const at = new Map(((found.month ?? []) as string[]).map((month, row) => [month, row]))
  return ['festival', 'off'].map((kind) =>
    Float64Array.from({ length: months }, (_, step) => {
      const row = at.get(monthAfter(from, step))
      return row === undefined ? 0 : Number(found[kind]?.[row])
    }),
  )
}
