import type { AnalysisFilter } from '@quayside/contract'
import { monthColumns, ordersAsMonths } from '../../../warehouse/account-months.ts'
import { totalsOfSome } from '../../../warehouse/order-totals.ts'
import { linesAsMonths, serviceColumns } from '../../../warehouse/service-months.ts'
import { inCurrency, linesOf, type Narrowed, narrowed } from './narrow.ts'
import { linesAndAccounts } from './orders-within.ts'
import type { Beholder } from './visible-to.ts'

type Days = Pick<AnalysisFilter, 'from' | 'to'>
type Span = Days & { from: string; to: string }
type Filter = Days & Pick<AnalysisFilter, 'region' | 'service'>

/**
 * Customers' months as `l` with the sums of their lines that the filter asks for, beside `d`; to follow `from`, with a condition to add
 * to. Whole months are those that the feeder keeps; of the days before and after them each order is a row by itself, and so is each where
 * a filter parts orders: whoever asks sums them anyway. `accounts`: the condition over `d` and on the currency.
 */
export function monthsWithin(filter: Filter, accounts: Narrowed, within: Narrowed): string {
  const beside = 'join dim_account d on d.account_key = l.account_key where'
  const { from, to, region, service } = filter
  if (region !== undefined || service !== undefined)
    return `(${ordersAsMonths(`(${totalsOfSome(`${linesAndAccounts} where ${within.sql}`)}) t`)}) l ${beside} true`
  if (!from && !to) return `fact_account_month l ${beside} ${accounts.sql}`
  const columns = monthColumns.join(', ')
  const { whole, edges } = inMonths({ from, to })
  const parts = [
    ...(whole ? [`select ${columns} from fact_account_month l where ${whole}`] : []),
    ...edges.map((days) => ordersAsMonths(`fact_order_total t where ${linesOf(days).sql.replaceAll('l.', 't.')}`)),
  ]
  return `(${parts.join(' union all ')}) l ${beside} ${accounts.sql}`
}

/** Whether a month of a customer may stand in several rows there, a day in more than one of them. */
export const comeInPieces = ({ from, to, region, service }: Filter): boolean =>
  region !== undefined || service !== undefined || inMonths({ from, to }).edges.length > 0

/** Customers' months by service as `l`, beside `d`, as `monthsWithin` has months. */
export function servicesWithin(filter: Filter, accounts: Narrowed, within: Narrowed): string {
  const beside = 'join dim_account d on d.account_key = l.account_key where'
  const { from, to, region, service } = filter
  if (region !== undefined || service !== undefined)
    return `(${linesAsMonths(`${linesAndAccounts} where ${within.sql}`)}) l ${beside} true`
  if (!from && !to) return `fact_service_month l ${beside} ${accounts.sql}`
  const columns = serviceColumns.join(', ')
  const { whole, edges } = inMonths({ from, to })
  const parts = [
    ...(whole ? [`select ${columns} from fact_service_month l where ${whole}`] : []),
    ...edges.map((days) => linesAsMonths(`fact_order_line l where ${linesOf(days).sql}`)),
  ]
  return `(${parts.join(' union all ')}) l ${beside} ${accounts.sql}`
}

/** Months of a filter, as far as its reader sees them, in one currency. */
export function monthsSeen(
  filter: AnalysisFilter,
  currency: string,
  beholder: Beholder,
): { months: string; services: string; parameters: Narrowed['parameters'] } {
  const within = inCurrency(narrowed(filter, beholder), currency)
  const whole = inCurrency(narrowed({ ...filter, from: undefined, to: undefined }, beholder), currency)
  return {
    months: monthsWithin(filter, whole, within),
    services: servicesWithin(filter, whole, within),
    parameters: within.parameters,
  }
}

/**
 * The same for several periods at once, as rows `l` of customers with an amount: months that lie in one of them wholly, and days of orders
 * else. `isIn`: whether such a row is of a period.
 */
export function spansWithin(
  filter: Omit<Filter, 'from' | 'to'>,
  accounts: Narrowed,
  within: Narrowed,
  spans: readonly Span[],
): { rows: string; isIn(span: Span): string } {
  const beside = 'join dim_account d on d.account_key = l.account_key where'
  const parted = filter.region !== undefined || filter.service !== undefined
  const parts = new Map(
    spans.map((span) => [span, parted ? { whole: null, edges: [{ from: span.from, to: span.to }] } : inMonths(span)]),
  )
  const days = (column: string, of: readonly Days[]) =>
    of.length === 0 ? 'false' : `(${of.map((one) => linesOf(one).sql.replaceAll('l.ordered_on', column)).join(' or ')})`
  const orders = parted
    ? `(${totalsOfSome(`${linesAndAccounts} where ${within.sql}`)}) t`
    : `fact_order_total t where ${days(
        't.ordered_on',
        [...parts.values()].flatMap(({ edges }) => edges),
      )}`
  const months = [...parts.values()].flatMap(({ whole }) => (whole ? [`(${whole})`] : []))
  const rows = [
    `select t.account_key, t.currency, t.ordered_on, cast(null as date) as month, t.amount_e4 from ${orders}`,
    ...(months.length > 0
      ? [
          `select l.account_key, l.currency, null, l.month, l.amount_e4 from fact_account_month l where ${months.join(' or ')}`,
        ]
      : []),
  ]
  const isIn = (span: Span) => {
    const { whole, edges } = parts.get(span) ?? { whole: null, edges: [] }
    return `(${[...(whole ? [`l.month is not null and ${whole}`] : []), `l.ordered_on is not null and ${days('l.ordered_on', edges)}`].join(' or ')})`
  }
  // Of whole orders only the days and months of the periods are read at all.
  const only = parted ? `(${spans.map(isIn).join(' or ')})` : accounts.sql
  return { rows: `(${rows.join(' union all ')}) l ${beside} ${only}`, isIn }
}

/** A period as the months that lie in it wholly, a condition over `l`, and the days before and after them. */
export function inMonths({ from, to }: Days): { whole: string | null; edges: Days[] } {
  const first = from && (from.endsWith('-01') ? from : nextMonth(from))
  const end = to && (nextDay(to).endsWith('-01') ? nextDay(to) : `${to.slice(0, 7)}-01`)
  // No month is whole: the period is one edge.
  if (first && end && first >= end) return { whole: null, edges: [{ from, to }] }
  const edges: Days[] = []
  if (from && first !== from) edges.push({ from, to: dayBefore(first as string) })
  if (to && end !== nextDay(to)) edges.push({ from: end as string, to })
  const bounds = [...(first ? [`l.month >= date '${first}'`] : []), ...(end ? [`l.month < date '${end}'`] : [])]
  return { whole: bounds.join(' and '), edges }
}

const dayMs = 86_400_000
const away = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
const nextDay = (day: string) => away(day, 1)
const dayBefore = (day: string) => away(day, -1)
const nextMonth = (day: string) => `${away(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`
