import type { Run } from './engine.ts'
import { renewServices, sumAllServices } from './service-months.ts'

const sums = ['lines', 'forward_lines', 'costed_lines', 'amount_e4', 'back_e4', 'costed_e4', 'cost_e4', 'weight_g']
const isCount = (column: string) => column.endsWith('lines')

/** Columns of `fact_account_month`. */
export const monthColumns = [
  'account_key',
  'month',
  'currency',
  'orders',
  'parts',
  ...sums,
  'services',
  'bought_days',
  'first_on',
  'last_on',
  'forward_orders',
  'first_forward_on',
  'last_forward_on',
] as const

/** A return is no order: it only lowers the amount. */
const isForward = 't.forward_lines > 0'

/** Order totals `t` as months of customers; `from`: the totals, and which of them. */
export const accountMonths = (from: string): string => `
  select t.account_key as account_key, date_trunc('month', t.ordered_on)::date as month, t.currency as currency,
         count(*)::integer as orders, sum(case when t.in_parts then 1 else 0 end)::integer as parts,
         ${sums.map((column) => `sum(t.${column})::${isCount(column) ? 'integer' : 'bigint'} as ${column}`).join(', ')},
         bit_or(t.services)::integer as services,
         bit_or(case when ${isForward} then 1 << (extract(day from t.ordered_on)::integer - 1) else 0 end)::integer as bought_days,
         min(t.ordered_on) as first_on, max(t.ordered_on) as last_on,
         sum(case when ${isForward} then 1 else 0 end)::integer as forward_orders,
         min(case when ${isForward} then t.ordered_on end) as first_forward_on,
         max(case when ${isForward} then t.ordered_on end) as last_forward_on
  from   ${from}
  group  by t.account_key, date_trunc('month', t.ordered_on)::date, t.currency`

/** The same of each order by itself: a month of a customer in pieces, for who sums it together with others. */
export const ordersAsMonths = (from: string): string => `
  select t.account_key as account_key, date_trunc('month', t.ordered_on)::date as month, t.currency as currency,
         1 as orders, case when t.in_parts then 1 else 0 end as parts, ${sums.map((column) => `t.${column} as ${column}`).join(', ')},
         t.services as services,
         case when ${isForward} then 1 << (extract(day from t.ordered_on)::integer - 1) else 0 end as bought_days,
         t.ordered_on as first_on, t.ordered_on as last_on, case when ${isForward} then 1 else 0 end as forward_orders,
         case when ${isForward} then t.ordered_on end as first_forward_on, case when ${isForward} then t.ordered_on end as last_forward_on
  from   ${from}`

const inserted = (from: string) => {
  const columns = monthColumns.join(', ')
  return `insert into fact_account_month (${columns}) select ${columns} from (${accountMonths(from)}) m order by account_key, month`
}

/** Of empty tables, from all order totals and lines. */
export async function sumAllMonths(run: Run): Promise<void> {
  await run(inserted('fact_order_total t'))
  await sumAllServices(run)
}

/** Begins the list of months that change: those of order totals before they go. `totals`: a condition over fact_order_total. */
export const touchMonths = (run: Run, totals: string) =>
  run(
    `create temp table touched_months as
     select distinct account_key, date_trunc('month', ordered_on)::date as month from fact_order_total where ${totals}`,
  )

/** Sums the listed months anew, and those of order totals that came. `totals`: as above. */
export async function renewMonths(run: Run, totals: string): Promise<void> {
  await run(
    `insert into touched_months
     select distinct account_key, date_trunc('month', ordered_on)::date from fact_order_total where ${totals}`,
  )
  await run('create temp table months_anew as select distinct account_key, month from touched_months')
  await run(
    `delete from fact_account_month where account_key in (select account_key from months_anew)
     and exists (select 1 from months_anew m where m.account_key = fact_account_month.account_key and m.month = fact_account_month.month)`,
  )
  await run(
    inserted(`fact_order_total t join months_anew n on n.account_key = t.account_key
              and t.ordered_on >= n.month and t.ordered_on < n.month + interval '1 month'`),
  )
  await renewServices(run)
  await run('drop table touched_months')
  await run('drop table months_anew')
}
