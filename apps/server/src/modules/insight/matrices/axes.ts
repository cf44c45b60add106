import { type CutRule, growthPerPeriod, linearScore } from '@quayside/analytics'
import { type AnalysisFilter, CreditGrade, type MatrixKind } from '@quayside/contract'
import { yearBefore } from '../composition/year-before.ts'
import { dayNumber, dayNumberOf, dayText } from '../customers/as-of.ts'
import { monthsSeen, spansWithin } from '../frame/months-within.ts'
import { inCurrency, type Narrowed, narrowed } from '../frame/narrow.ts'
import { ordersWithin } from '../frame/orders-within.ts'
import type { Beholder } from '../frame/visible-to.ts'

type Grade = (typeof CreditGrade.options)[number]

/** Both axes of customers with an order in the period; NaN: not known. */
export interface Axes {
  /** Of the warehouse's accounts. */
  keys: Float64Array
  x: Float64Array
  y: Float64Array
  revenueE4: Float64Array
  /** From 1 (D) to 6 (AAA). */
  grades: Float64Array
}

/** A filter whose period is closed, in one currency. */
export type Within = AnalysisFilter & { from: string; to: string; currency: string }

/** What a matrix reads, with `key`, `grade` and `revenue`. */
type Found = Readonly<Partial<Record<string, Float64Array>>>

interface Source {
  /** `inMonths`: the same days for sums over months; see `toEndOfMonth`. */
  sql(within: Within, beholder: Beholder, inMonths: Within): Narrowed
  /** `served`: cost to serve by key of the customer; undefined: there are no pools. */
  axes(found: Found, within: Within, served: ReadonlyMap<number, number> | undefined): Pick<Axes, 'x' | 'y'>
  usual: { x: CutRule; y: CutRule }
}

function orders({ currency, ...filter }: Within, from: string | undefined, beholder: Beholder): Narrowed {
  const within = inCurrency(narrowed({ ...filter, from }, beholder), currency)
  return { ...within, sql: ordersWithin(filter, within) }
}
const inPeriod = ({ from }: Within) => `l.ordered_on >= date '${from}'`
const numbers = (found: Found, name: string) => found[name] ?? new Float64Array()
/** D is 1, AAA is 6: numbers cross from the warehouse sooner than text. */
const grade = `case g.credit_grade ${CreditGrade.options.map((name, at) => `when '${name}' then ${CreditGrade.options.length - at}`).join(' ')} end`
/** With what is kept of each customer; `sums`: a row each, by `key`. What is told once a customer is not looked at for each order. */
const ofCustomers = (sums: string) => `
  select s.*, ${grade} as grade, g.potential::integer as potential
  from  (${sums}) s join dim_account g on g.account_key = s.key order by s.key`
export const gradeOf = (number: number | undefined): Grade | null =>
  CreditGrade.options[CreditGrade.options.length - (number ?? Number.NaN)] ?? null

/** Potential as judged by people, 1…5; growth of the revenue against the same days a year before. */
const prospectGrowth: Source = {
  usual: { x: { kind: 'at', value: 4 }, y: { kind: 'at', value: 0 } },
  sql: (within, beholder, inMonths) => {
    const former = yearBefore(within.from, within.to) ?? within
    const { currency, from, to, ...filter } = within
    const whole = inCurrency(narrowed(filter, beholder), currency)
    const asked = inCurrency(narrowed({ ...filter, from: former.from, to }, beholder), currency)
    const { rows, isIn } = spansWithin(filter, whole, asked, [inMonths, former])
    const sum = (span: { from: string; to: string }) =>
      `sum(case when ${isIn(span)} then l.amount_e4::double precision else 0 end)`
    return {
      parameters: asked.parameters,
      sql: ofCustomers(
        `select l.account_key as key, ${sum(inMonths)} as revenue, ${sum(former)} as former
            from   ${rows} group by l.account_key`,
      ),
    }
  },
  axes: (found) => {
    const former = numbers(found, 'former')
    const y = numbers(found, 'revenue').map((now, at) => growthOf(Number(former[at]), now))
    return { x: numbers(found, 'potential'), y }
  },
}

/** From nothing leads no rate; who bought before and nothing now has lost all. */
const growthOf = (before: number, now: number): number =>
  now <= 0 && before > 0 ? -1 : (growthPerPeriod([before, now]) ?? Number.NaN)

/** Days of tenure, orders of the last year and months of it with an order that count in full. */
export const fullLoyalty = { tenureDays: 3 * 365, orders: 12, months: 12 } as const

/** Loyalty 0…100: the mean of tenure, repetition and regularity; the credit grade from 1 (D) to 6 (AAA). */
const loyaltyCredit: Source = {
  usual: { x: { kind: 'at', value: 50 }, y: { kind: 'at', value: 4 } },
  sql: (within, beholder) => {
    // The whole history: tenure begins with the first order, not with the period.
    const { sql, parameters } = orders(within, undefined, beholder)
    const lastYear = `l.forward_lines > 0 and l.ordered_on > date '${dayText(dayNumber(within.to) - 365)}'`
    return {
      parameters,
      sql: ofCustomers(
        `select l.account_key as key,
                   sum(case when ${inPeriod(within)} then l.amount_e4 else 0 end)::double precision as revenue,
                   ${dayNumberOf('min(case when l.forward_lines > 0 then l.ordered_on end)')} as first_day,
                   count(distinct case when ${lastYear} then l.ordered_on end)::integer as orders,
                   count(distinct case when ${lastYear} then date_trunc('month', l.ordered_on) end)::integer as months
            from   ${sql} group by l.account_key
            having count(case when ${inPeriod(within)} then 1 end) > 0`,
      ),
    }
  },
  axes: (found, { to }) => {
    const [first, orders, months] = ['first_day', 'orders', 'months'].map((name) => numbers(found, name))
    const score = (value: number, most: number, none = 0) => linearScore(value, { none, most })
    const x = Float64Array.from(first ?? [], (day, at) =>
      Number.isNaN(day)
        ? Number.NaN
        : (100 / 3) *
          (score(dayNumber(to) - day, fullLoyalty.tenureDays) +
            score(Number(orders?.[at]), fullLoyalty.orders, 1) +
            score(Number(months?.[at]), fullLoyalty.months)),
    )
    return { x, y: numbers(found, 'grade') }
  },
}

/**
 * Gross profit, and cost to serve as a share of the revenue, both of the lines whose cost is known. The cost to serve is what the
 * pools lay on the customer, as his profitability has it (`serveCosts`); without pools the cost of the lines stands in for it.
 */
const valueCost: Source = {
  usual: { x: { kind: 'median' }, y: { kind: 'median' } },
  sql: (_within, beholder, { currency, ...filter }) => {
    const { months, parameters } = monthsSeen(filter, currency, beholder)
    return {
      parameters,
      sql: ofCustomers(
        `select l.account_key as key, sum(l.amount_e4::double precision) as revenue,
                   sum(case when l.costed_lines > 0 then (l.costed_e4 - l.cost_e4)::double precision end) as profit,
                   sum(case when l.costed_lines > 0 then l.cost_e4::double precision end) as cost,
                   sum(case when l.costed_lines > 0 then l.costed_e4::double precision end) as costed
            from   ${months} group by l.account_key`,
      ),
    }
  },
  axes: (found, _, served) => {
    const costed = numbers(found, 'costed')
    const keys = numbers(found, 'key')
    const y = numbers(found, 'cost').map((lineCost, at) => {
      const revenue = Number(costed[at])
      const cost = served ? (served.get(keys[at] as number) ?? Number.NaN) : lineCost
      return revenue > 0 ? cost / revenue : Number.NaN
    })
    return { x: numbers(found, 'profit'), y }
  },
}

export const sources: Record<MatrixKind, Source> = { prospectGrowth, loyaltyCredit, valueCost }

export function axesOf(
  kind: MatrixKind,
  found: Found,
  within: Within,
  served: ReadonlyMap<number, number> | undefined,
): Axes {
  return {
    keys: numbers(found, 'key'),
    ...sources[kind].axes(found, within, served),
    revenueE4: numbers(found, 'revenue'),
    grades: numbers(found, 'grade'),
  }
}
