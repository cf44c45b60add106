import { daysSalesOutstanding } from '@quayside/analytics'
import type { ReplyOf, readReceivables as route } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { readAgeing } from './ageing.ts'
import { noBuckets } from './buckets.ts'
import { companyCurrency } from './exchange-rates.ts'

/** Days of revenue that receivables are held against. */
export const dsoDays = 90

interface DaySum {
  day: string
  /** Change of what is open. */
  opened: number
  invoiced: number
  paid: number
}

/** Receivables in one currency: what stands now, and how the last months went. */
export async function readReceivables(
  db: Db,
  user: User,
  { currency: asked, months }: z.output<(typeof route)['query']>,
  now: Date,
): Promise<ReplyOf<typeof route>> {
  refuseWithoutFinance(user)
  const today = await companyDay(db, now)
  const ageing = await readAgeing(db, user, { convert: 'no', by: 'dueOn' }, 0, now)
  const own = await companyCurrency(db)
  const most = ageing.totals.toSorted((a, b) => b.openE4 - a.openE4)[0]?.currency
  const currency = asked ?? (ageing.totals.some((one) => one.currency === own) ? own : (most ?? own))
  const total = ageing.totals.find((one) => one.currency === currency)
  const { rows: unassigned } = await sql<{ payments: number; amountE4: number }>`
    select count(*)::int as payments, coalesce(sum(free_e4), 0)::bigint as "amountE4" from payments
    where  free_e4 > 0 and account_id is null and currency = ${currency}`.execute(db)
  const { rows: overdue } = await sql<{ customers: number }>`
    select count(distinct account_id)::int as customers from invoices
    where  open_e4 > 0 and kind = 'invoice' and due_on < ${today}::date and currency = ${currency}`.execute(db)
  const days = await findDays(db, currency, null)
  const dso = dsoOn(days, today)
  return {
    on: today,
    currency,
    currencies: ageing.totals.map((one) => ({ currency: one.currency, amountE4: one.openE4 })),
    openE4: total?.openE4 ?? 0,
    overdueE4: total?.overdueE4 ?? 0,
    creditE4: total?.creditE4 ?? 0,
    overdueCustomers: overdue[0]?.customers ?? 0,
    buckets: total?.buckets ?? noBuckets(),
    unassigned: unassigned[0] ?? { payments: 0, amountE4: 0 },
    dso,
    months: monthEnds(today, months).map(({ month, end }) => {
      const within = days.filter(({ day }) => day >= month && day <= end)
      return {
        month,
        invoicedE4: within.reduce((sum, { invoiced }) => sum + invoiced, 0),
        paidE4: within.reduce((sum, { paid }) => sum + paid, 0),
        openE4: openOn(days, end),
        dso: dsoOn(days, end),
      }
    }),
  }
}

/** DSO of one customer. */
export async function dsoOfAccount(db: Db, accountId: Id, currency: string, today: string): Promise<number | null> {
  return dsoOn(await findDays(db, currency, accountId), today)
}

/** Day by day: a document opens, what settles it closes, never before it was issued. */
async function findDays(db: Db, currency: string, accountId: Id | null): Promise<DaySum[]> {
  const whose = (alias: string) => (accountId ? sql`and ${sql.ref(`${alias}.account_id`)} = ${accountId}` : sql``)
  const { rows } = await sql<DaySum>`
    select day, sum(opened)::bigint as opened, sum(invoiced)::bigint as invoiced, sum(paid)::bigint as paid
    from (
      select issued_on as day, case kind when 'invoice' then total_e4 else 0 end as opened,
             case kind when 'invoice' then total_e4 else -total_e4 end as invoiced, 0::bigint as paid
      from   invoices i where status = 'issued' and currency = ${currency} ${whose('i')}
      union all
      select greatest(al.allocated_on, i.issued_on), -al.amount_e4, 0, 0
      from   allocations al join invoices i on i.id = al.invoice_id where al.currency = ${currency} ${whose('al')}
      union all
      select received_on, 0, 0, case kind when 'received' then amount_e4 else -amount_e4 end
      from   payments p where status = 'recorded' and currency = ${currency} ${whose('p')}) s
    group  by day order by day`.execute(db)
  return rows
}

const openOn = (days: readonly DaySum[], end: string): number =>
  days.reduce((sum, { day, opened }) => (day <= end ? sum + opened : sum), 0)

function dsoOn(days: readonly DaySum[], end: string): number | null {
  const first = shifted(end, 1 - dsoDays)
  const revenue = days.reduce((sum, { day, invoiced }) => (day >= first && day <= end ? sum + invoiced : sum), 0)
  return daysSalesOutstanding({ receivables: openOn(days, end), revenue, days: dsoDays }) ?? null
}

function monthEnds(today: string, count: number): { month: string; end: string }[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return Array.from({ length: count }, (_, at) => {
    const first = new Date(Date.UTC(year, month - count + at, 1))
    const last = new Date(Date.UTC(year, month - count + at + 1, 0)).toISOString().slice(0, 10)
    return { month: first.toISOString().slice(0, 10), end: last < today ? last : today }
  })
}

function shifted(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + by)
  return at.toISOString().slice(0, 10)
}
