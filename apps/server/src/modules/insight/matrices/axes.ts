import { type CutRule, growthPerPeriod, linearScore } from '@quayside/analytics'
import { type AnalysisFilter, CreditGrade, type MatrixKind } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import { yearBefore } from '../composition/year-before.ts'
import { dayNumber, dayNumberOf, dayText } from '../customers/as-of.ts'
import { linesAndAccounts } from '../frame/basis.ts'
import { inCurrency, type Narrowed, narrowed } from '../frame/narrow.ts'
import type { Beholder } from '../frame/visible-to.ts'

type Grade = (typeof CreditGrade.options)[number]

/** Both axes of customers with an order in the period; NaN: not known. */
export interface Axes {
  ids: readonly string[]
  x: Float64Array
  y: Float64Array
  revenueE4: Float64Array
  /** Of the matrix that has it as an axis. */
  creditGrade: readonly (Grade | null)[]
}

/** A filter whose period is closed, in one currency. */
export type Within = AnalysisFilter & { from: string; to: string; currency: string }

interface Source {
  sql(within: Within, beholder: Beholder): Narrowed
  axes(found: Columns, within: Within): Pick<Axes, 'x' | 'y'>
  usual: { x: CutRule; y: CutRule }
}

const lines = ({ currency, ...filter }: Within, from: string | undefined, beholder: Beholder) =>
  inCurrency(narrowed({ ...filter, from }, beholder), currency)
const inPeriod = ({ from }: Within) => `l.ordered_on >= date '${from}'`
const numbers = (found: Columns, name: string) =>
  Float64Array.from((found[name] ?? []) as (number | null)[], (value) => value ?? Number.NaN)

/** Potential as judged by people, 1…5; growth of the revenue against the same days a year before. */
const prospectGrowth: Source = {
  usual: { x: { kind: 'at', value: 4 }, y: { kind: 'at', value: 0 } },
  sql: (within, beholder) => {
    const former = yearBefore(within.from, within.to) ?? within
    const { sql, parameters } = lines(within, former.from, beholder)
    const before = `l.ordered_on <= date '${former.to}'`
    return {
      parameters,
      sql: `select d.account_id::varchar as id, min(d.potential)::integer as potential, min(d.credit_grade) as grade,
                   sum(case when ${inPeriod(within)} then l.amount_e4 else 0 end)::double precision as revenue,
                   sum(case when ${before} then l.amount_e4 else 0 end)::double precision as former
            from   ${linesAndAccounts} where ${sql} and (${inPeriod(within)} or ${before})
            group  by d.account_id order by d.account_id`,
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
    const { sql, parameters } = lines(within, undefined, beholder)
    const lastYear = `l.amount_e4 >= 0 and l.ordered_on > date '${dayText(dayNumber(within.to) - 365)}'`
    return {
      parameters,
      sql: `select d.account_id::varchar as id, min(d.credit_grade) as grade,
                   sum(case when ${inPeriod(within)} then l.amount_e4 else 0 end)::double precision as revenue,
                   ${dayNumberOf('min(case when l.amount_e4 >= 0 then l.ordered_on end)')} as first_day,
                   count(distinct case when ${lastYear} then l.ordered_on end)::integer as orders,
                   count(distinct case when ${lastYear} then date_trunc('month', l.ordered_on) end)::integer as months
            from   ${linesAndAccounts} where ${sql} group by d.account_id
            having count(case when ${inPeriod(within)} then 1 end) > 0 order by d.account_id`,
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
    const y = Float64Array.from((found.grade ?? []) as (Grade | null)[], gradeNumber)
    return { x, y }
  },
}

/** D is 1, AAA is 6. */
const gradeNumber = (grade: Grade | null): number =>
  grade ? CreditGrade.options.length - CreditGrade.options.indexOf(grade) : Number.NaN

/** Gross profit; cost as a share of the revenue, both of the lines whose cost is known, until cost to serve is kept. */
const valueCost: Source = {
  usual: { x: { kind: 'median' }, y: { kind: 'median' } },
  sql: (within, beholder) => {
    const { sql, parameters } = lines(within, within.from, beholder)
    return {
      parameters,
      sql: `select d.account_id::varchar as id, min(d.credit_grade) as grade, sum(l.amount_e4)::double precision as revenue,
                   sum(l.amount_e4 - l.cost_e4)::double precision as profit, sum(l.cost_e4)::double precision as cost,
                   sum(case when l.cost_e4 is not null then l.amount_e4 end)::double precision as costed
            from   ${linesAndAccounts} where ${sql} group by d.account_id order by d.account_id`,
    }
  },
  axes: (found) => {
    const costed = numbers(found, 'costed')
    const y = numbers(found, 'cost').map((cost, at) => {
      const revenue = Number(costed[at])
      return revenue > 0 ? cost / revenue : Number.NaN
    })
    return { x: numbers(found, 'profit'), y }
  },
}

export const sources: Record<MatrixKind, Source> = { prospectGrowth, loyaltyCredit, valueCost }

export function axesOf(kind: MatrixKind, found: Columns, within: Within): Axes {
  return {
    ids: (found.id ?? []) as string[],
    ...sources[kind].axes(found, within),
    revenueE4: numbers(found, 'revenue'),
    creditGrade: (found.grade ?? []) as (Grade | null)[],
  }
}
