import type { Run } from './engine.ts'

/** Columns of `fact_service_month`. */
export const serviceColumns = [
  'account_key',
  'month',
  'currency',
  'service_no',
  'lines',
  'costed_lines',
  'amount_e4',
  'costed_e4',
  'cost_e4',
] as const

/** Lines `l` as months of customers by service; `from`: the lines, and which of them. */
export const serviceMonths = (from: string): string => `
  select l.account_key as account_key, date_trunc('month', l.ordered_on)::date as month, l.currency as currency, l.service_no as service_no,
         count(*)::integer as lines, count(l.cost_e4)::integer as costed_lines, sum(l.amount_e4)::bigint as amount_e4,
         sum(case when l.cost_e4 is null then 0 else l.amount_e4 end)::bigint as costed_e4, sum(coalesce(l.cost_e4, 0))::bigint as cost_e4
  from   ${from}
  group  by l.account_key, date_trunc('month', l.ordered_on)::date, l.currency, l.service_no`

/** The same of each line by itself: a month in pieces. */
export const linesAsMonths = (from: string): string => `
  select l.account_key as account_key, date_trunc('month', l.ordered_on)::date as month, l.currency as currency, l.service_no as service_no,
         1 as lines, case when l.cost_e4 is null then 0 else 1 end as costed_lines, l.amount_e4 as amount_e4,
         case when l.cost_e4 is null then 0 else l.amount_e4 end as costed_e4, coalesce(l.cost_e4, 0) as cost_e4
  from   ${from}`

const inserted = (from: string) => {
  const columns = serviceColumns.join(', ')
  return `insert into fact_service_month (${columns}) select ${columns} from (${serviceMonths(from)}) m order by account_key, month`
}

/** Of an empty table, from all lines. */
export const sumAllServices = (run: Run) => run(inserted('fact_order_line l'))

/** Anew for the customers and months in the table `months_anew`. Lines lie as they came in: most are skipped by their days. */
export async function renewServices(run: Run): Promise<void> {
  await run(
    `delete from fact_service_month where account_key in (select account_key from months_anew)
     and exists (select 1 from months_anew m where m.account_key = fact_service_month.account_key and m.month = fact_service_month.month)`,
  )
  await run(
    inserted(`fact_order_line l join months_anew n on n.account_key = l.account_key
              and l.ordered_on >= n.month and l.ordered_on < n.month + interval '1 month'
              where l.ordered_on >= (select min(month) from months_anew)
              and l.ordered_on < (select max(month) from months_anew) + interval '1 month'`),
  )
}
