import type { PivotMeasure } from '@quayside/contract'

const costed = 'l.cost_e4 is not null'
const promisedAndThere = 'l.promised_on is not null and l.delivered_on is not null'

/** What measures are worked out from: sums over lines `l`, of which those of parts add up to those of the whole. */
export const sums = {
  lines: 'count(*)',
  revenue: 'sum(l.amount_e4)',
  cost: 'sum(l.cost_e4)',
  profit: 'sum(l.amount_e4 - l.cost_e4)',
  costed: `sum(case when ${costed} then l.amount_e4 end)`,
  quantity: 'sum(l.quantity)',
  weight: 'sum(l.weight_g)',
  freight: 'sum(l.freight_e4)',
  arrived: `sum(case when ${promisedAndThere} then 1 else 0 end)`,
  onTime: `sum(case when ${promisedAndThere} and l.delivered_on <= l.promised_on then 1 else 0 end)`,
} as const
export type Sum = keyof typeof sums

interface Measure {
  /** null: it can only be counted over the lines themselves. */
  of: readonly Sum[] | null
  /** From the sums, or from as many of them as there are; each stands for what is given. */
  sql(sum: (name: Sum) => string): string
}

const sumOf = (name: Sum): Measure => ({ of: [name], sql: (sum) => `${sum(name)}::double precision` })
const orders = 'count(distinct l.order_id)::double precision'

/** Gross profit and margin are of the lines whose cost is known, on-time shares of those with a promise that were delivered. */
export const measures: Readonly<Record<PivotMeasure, Measure>> = {
  revenue: sumOf('revenue'),
  cost: sumOf('cost'),
  grossProfit: sumOf('profit'),
  grossMargin: {
    of: ['profit', 'costed'],
    sql: (sum) => `${sum('profit')}::double precision / nullif(${sum('costed')}, 0)::double precision`,
  },
  lines: { of: ['lines'], sql: (sum) => `coalesce(${sum('lines')}, 0)::double precision` },
  orders: { of: null, sql: () => orders },
  customers: { of: null, sql: () => 'count(distinct l.account_key)::double precision' },
  revenuePerOrder: {
    of: null,
    sql: (sum) => `${sum('revenue')}::double precision / ${orders}`,
  },
  quantity: sumOf('quantity'),
  weight: sumOf('weight'),
  freight: sumOf('freight'),
  onTimeShare: {
    of: ['onTime', 'arrived'],
    sql: (sum) => `${sum('onTime')}::double precision / nullif(${sum('arrived')}, 0)::double precision`,
  },
}
