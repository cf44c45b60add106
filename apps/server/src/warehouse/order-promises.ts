import { daysOfPromise } from './days-code.ts'
import type { Run } from './engine.ts'
import { bitOfNumber } from './service-bits.ts'

const key = 'l.order_id, l.account_key, l.ordered_on, l.currency'
const columns =
  'order_id, account_key, ordered_on, currency, services, is_order, is_service, is_delivered, last_delivered_on, latest_days, earliest_days, awaited_on, in_parts, service_no, days_code'
const outcome = 'l.is_delivered, l.last_delivered_on, l.latest_days, l.earliest_days, l.awaited_on'

/** Outcomes (`l`) of the services of an order together, or of the parts of an order. */
export const joinedOutcome = `bit_or(l.services)::integer as services, bool_and(l.is_delivered) as is_delivered,
         max(l.last_delivered_on) as last_delivered_on, max(l.latest_days) as latest_days, min(l.earliest_days) as earliest_days,
         max(l.awaited_on) as awaited_on`

/** `lines`: lines as `l`, with a condition to add to. The totals of their orders stand already. */
const promises = (lines: string) => `
  with pieces as (
    select ${key}, ${bitOfNumber} as services, l.service_no as service_no, count(l.delivered_on) = count(*) as is_delivered,
           max(l.delivered_on) as last_delivered_on, max(l.delivered_on - l.promised_on)::integer as latest_days,
           min(l.delivered_on - l.promised_on)::integer as earliest_days,
           max(case when l.delivered_on is null then l.promised_on end) as awaited_on
    from   ${lines} and l.promised_on is not null
    group  by ${key}, l.service_no
  ), joined as (
    select ${key}, count(*) as pieces, case when count(*) = 1 then min(l.service_no) end as service_no, ${joinedOutcome} from pieces l group by ${key}
  ), whole as (
    select l.*, l.order_id in (select t.order_id from fact_order_total t where t.in_parts) as in_parts from joined l
  )
  select ${key}, l.services, true as is_order, l.pieces = 1 as is_service, ${outcome}, l.in_parts, l.service_no, ${daysOfPromise('l')} as days_code
  from   whole l
  union all
  select ${key}, l.services, false, true, ${outcome}, w.in_parts, l.service_no, ${daysOfPromise('l')}
  from   pieces l
  join   whole w on w.order_id = l.order_id and w.account_key = l.account_key and w.ordered_on = l.ordered_on
                and w.currency = l.currency and w.pieces > 1`

/** Of an empty table, from all lines; in the order of the totals. */
export const keepAllPromises = (run: Run) =>
  run(`insert into fact_order_promise (${columns}) select ${columns} from (${promises('fact_order_line l where true')}) t
       order by account_key, ordered_on`)

/** Anew for some orders. `touched`: a condition over a column of order ids. */
export async function renewPromises(run: Run, touched: (column: string) => string): Promise<void> {
  await run(`delete from fact_order_promise where ${touched('order_id')}`)
  await run(
    `insert into fact_order_promise (${columns}) select ${columns} from (${promises(`fact_order_line l where ${touched('l.order_id')}`)}) t`,
  )
}
