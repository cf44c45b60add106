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

/** The days of each customer's definition, of accounts as `d`. */
export function withTerms({ company, own }: TermsOfAll): { join: string; early: string; grace: string } {
  const [early, grace] = daysOf(company)
  if (own.length === 0) return { join: '', early: `${early}`, grace: `${grace}` }
  const rows = own.map(({ accountId, terms }) => `(${uuidLiteral(accountId)}, ${daysOf(terms).join(', ')})`)
  return {
    join: `left join (values ${rows.join(', ')}) as s(account_id, early_days, grace_days) on s.account_id = d.account_id`,
    early: `coalesce(s.early_days, ${early})`,
    grace: `coalesce(s.grace_days, ${grace})`,
  }
}

/** What came of a promise; of lines `l` judged on the day `today`: what was not delivered until then is late or open. */
function judgement(early: string, grace: string, today: string) {
  const arrived = `l.delivered_on <= date '${today}'`
  const at = `(case when ${arrived} then l.delivered_on else date '${today}' end)`
  return {
    arrived,
    at,
    days: `case when ${arrived} and l.delivered_on >= l.ordered_on then (l.delivered_on - l.ordered_on)::double precision end`,
    verdict: `case when l.promised_on is null then null
                when ${at} > l.promised_on + ${grace} then 'late'
                when l.delivered_on is null or l.delivered_on > date '${today}' then 'open'
                when l.promised_on - l.delivered_on > ${early} then 'early'
                else 'onTime' end`,
  }
}

/**
 * Each line with what came of its promise.
 * Columns: key, order_id, line_id, ordered_on, account_key, days (order to delivery), is_delivered, verdict, days_off.
 */
export function judgedLines(within: Narrowed, key: string, terms: TermsOfAll, today: string): string {
  const { join, early, grace } = withTerms(terms)
  const { arrived, at, days, verdict } = judgement(early, grace, today)
  return `
    select coalesce(${key}, '-') as key, l.order_id as order_id, l.line_id as line_id, l.ordered_on as ordered_on,
           l.account_key as account_key, ${days} as days,
           case when ${arrived} then 1 else 0 end as is_delivered, ${verdict} as verdict,
           case when l.promised_on is null then null
                when ${at} > l.promised_on + ${grace} then (${at} - l.promised_on - ${grace})::integer
                when ${arrived} and l.promised_on - l.delivered_on > ${early} then (l.delivered_on - l.promised_on + ${early})::integer
                else 0 end as days_off
    from   ${linesAndAccounts} ${join}
    where  ${within.sql}`
}

/** Lines (`n`) by key, day of the order, verdict and days. Those of the same days are judged once: millions of lines have some thousand. */
export function countedLines(within: Narrowed, key: string, terms: TermsOfAll, today: string): string {
  const { join, early, grace } = withTerms(terms)
  const { days, verdict } = judgement('l.early', 'l.grace', today)
  return `
    select l.key as key, l.ordered_on as ordered_on, ${verdict} as verdict, ${days} as days, sum(l.n) as n
    from  (select coalesce(${key}, '-') as key, l.ordered_on as ordered_on, l.promised_on as promised_on, l.delivered_on as delivered_on,
                  ${early} as early, ${grace} as grace, count(*) as n
           from   ${linesAndAccounts} ${join} where ${within.sql} group by 1, 2, 3, 4, 5, 6) l
    group  by 1, 2, 3, 4`
}
