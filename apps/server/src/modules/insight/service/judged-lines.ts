import type { ServiceBy } from '@quayside/contract'
import type { Narrowed } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { uuidLiteral } from '../frame/visible-to.ts'
import type { Terms, TermsOfAll } from './definitions.queries.ts'

export const serviceKeys: Record<ServiceBy, string> = {
  service: 'l.service',
  mode: 'l.mode',
  region: 'l.region',
  month: `date_trunc('month', l.ordered_on)::date::varchar`,
  account: 'd.account_id::varchar',
  vendor: 'l.vendor',
  country: 'l.country',
  lane: `case when coalesce(l.origin, l.destination, l.country) is not null
              then coalesce(l.origin, '–') || ' → ' || coalesce(l.destination, l.country, '–') end`,
}

/** An early allowance that no delivery exceeds: dates differ by less. */
const everMattersNot = 1_000_000

const daysOf = ({ earlyDays, graceDays }: Terms) =>
  [earlyDays ?? everMattersNot, graceDays].map((days) => {
    if (!Number.isSafeInteger(days)) throw new TypeError(`Not a number of days: ${days}`)
    return days
  })

/** Lines of orders that were to be delivered, with the days of their customer's definition as `early` and `grace`. */
function linesWithTerms({ company, own }: TermsOfAll): { from: string; early: string; grace: string } {
  const from = linesAndAccounts
  const [early, grace] = daysOf(company)
  if (own.length === 0) return { from, early: `${early}`, grace: `${grace}` }
  const rows = own.map(({ accountId, terms }) => `(${uuidLiteral(accountId)}, ${daysOf(terms).join(', ')})`)
  return {
    from: `${from} left join (values ${rows.join(', ')}) as s(account_id, early_days, grace_days) on s.account_id = d.account_id`,
    early: `coalesce(s.early_days, ${early})`,
    grace: `coalesce(s.grace_days, ${grace})`,
  }
}

/**
 * Each line with what came of its promise. `today` is the day it is judged on: what was not delivered until then is late or open.
 * Columns: key, order_id, line_id, ordered_on, account_key, days (order to delivery), is_delivered, verdict, days_off.
 */
export function judgedLines(within: Narrowed, key: string, terms: TermsOfAll, today: string): string {
  const { from, early, grace } = linesWithTerms(terms)
  const arrived = `l.delivered_on <= date '${today}'`
  const at = `(case when ${arrived} then l.delivered_on else date '${today}' end)`
  return `
    select coalesce(${key}, '-') as key, l.order_id as order_id, l.line_id as line_id, l.ordered_on as ordered_on,
           l.account_key as account_key,
           case when ${arrived} and l.delivered_on >= l.ordered_on then (l.delivered_on - l.ordered_on)::double precision end as days,
           case when ${arrived} then 1 else 0 end as is_delivered,
           case when l.promised_on is null then null
                when ${at} > l.promised_on + ${grace} then 'late'
                when l.delivered_on is null or l.delivered_on > date '${today}' then 'open'
                when l.promised_on - l.delivered_on > ${early} then 'early'
                else 'onTime' end as verdict,
           case when l.promised_on is null then null
                when ${at} > l.promised_on + ${grace} then (${at} - l.promised_on - ${grace})::integer
                when ${arrived} and l.promised_on - l.delivered_on > ${early} then (l.delivered_on - l.promised_on + ${early})::integer
                else 0 end as days_off
    from   ${from}
    where  ${within.sql} and l.status not in ('draft', 'cancelled')`
}
