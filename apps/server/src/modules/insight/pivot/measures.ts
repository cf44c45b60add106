import type { PivotMeasure } from '@quayside/contract'

/** Columns of the lines that measures are worked out from. */
export const lineColumns = `l.order_id, l.account_key, l.amount_e4, l.cost_e4, l.quantity, l.weight_g, l.freight_e4, l.promised_on, l.delivered_on`

const costed = 'case when cost_e4 is not null then amount_e4 end'
const promisedAndThere = 'promised_on is not null and delivered_on is not null'

/** Gross profit and margin are of the lines whose cost is known, on-time shares of those with a promise that were delivered. */
export const measures: Readonly<Record<PivotMeasure, string>> = {
  revenue: 'sum(amount_e4)::double precision',
  cost: 'sum(cost_e4)::double precision',
  grossProfit: 'sum(amount_e4 - cost_e4)::double precision',
  grossMargin: `sum(amount_e4 - cost_e4)::double precision / nullif(sum(${costed}), 0)::double precision`,
  lines: 'count(*)::double precision',
  orders: 'count(distinct order_id)::double precision',
  customers: 'count(distinct account_key)::double precision',
  revenuePerOrder: 'sum(amount_e4)::double precision / count(distinct order_id)::double precision',
  quantity: 'sum(quantity)::double precision',
  weight: 'sum(weight_g)::double precision',
  freight: 'sum(freight_e4)::double precision',
  onTimeShare: `sum(case when ${promisedAndThere} and delivered_on <= promised_on then 1 else 0 end)::double precision
    / nullif(sum(case when ${promisedAndThere} then 1 else 0 end), 0)::double precision`,
}
