import type { Ageing, AgeingRow, readAgeing as ageingRoute, Buckets, ExchangeRate } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import {
  addBuckets,
  type BucketSums,
  bucketColumns,
  bucketsOf,
  mapBuckets,
  noBuckets,
  openOf,
  overdueOf,
} from './buckets.ts'
import { companyCurrency, converted, ratesOn } from './exchange-rates.ts'

export type AgeingAsked = Omit<z.output<(typeof ageingRoute)['query']>, 'limit'>

interface Group extends BucketSums {
  account_id: Id
  number: string
  name: string
  owner_id: Id | null
  owner: string | null
  credit_limit_e4: number | null
  limit_currency: string | null
  currency: string
  credit_e4: number
  invoices: number
  oldest_due_on: string | null
}

/** What was open at the end of a day: documents issued until then, less what settled them until then. */
const asOf = `
  select i.account_id, i.currency, i.kind, i.due_on, i.issued_on,
         i.total_e4 - coalesce((select sum(al.amount_e4) from allocations al
                                where (al.invoice_id = i.id or al.credit_note_id = i.id) and al.allocated_on <= $1::date), 0)::bigint
                   - case i.kind when 'creditNote' then coalesce((select sum(r.amount_e4) from payments r
                                where r.refund_of_note = i.id and r.status = 'recorded' and r.received_on <= $1::date), 0)::bigint else 0 end as open_e4
  from   invoices i where i.status = 'issued' and i.issued_on <= $1::date
  union all
  select p.account_id, p.currency, 'payment', p.received_on, p.received_on,
         p.amount_e4 - coalesce((select sum(al.amount_e4) from allocations al where al.payment_id = p.id and al.allocated_on <= $1::date), 0)::bigint
                     - coalesce((select sum(r.amount_e4) from payments r
                                 where r.refund_of = p.id and r.status = 'recorded' and r.received_on <= $1::date), 0)::bigint
  from   payments p where p.status = 'recorded' and p.kind = 'received' and p.account_id is not null and p.received_on <= $1::date`

/** The same for now, which the tables keep. */
const atPresent = `
  select i.account_id, i.currency, i.kind, i.due_on, i.issued_on, i.open_e4 from invoices i where i.open_e4 > 0
  union all
  select p.account_id, p.currency, 'payment', p.received_on, p.received_on, p.free_e4 from payments p
  where  p.free_e4 > 0 and p.account_id is not null`

async function findGroups(db: Db, asked: AgeingAsked, today: string): Promise<Group[]> {
  const values: unknown[] = [asked.on ?? today]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['s.open_e4 > 0']
  if (asked.currency) where.push(`s.currency = ${bind(asked.currency)}`)
  if (asked.accountId) where.push(`s.account_id = ${bind(asked.accountId)}::uuid`)
  if (asked.ownerId) where.push(`a.owner_id = ${bind(asked.ownerId)}::uuid`)
  const from = asked.by === 'issuedOn' ? 's.issued_on' : 's.due_on'
  const own = `case when s.kind = 'invoice' then s.open_e4 end`
  const text = `
    select s.account_id, a.number, a.name, a.owner_id, u.name as owner, a.credit_limit_e4, a.currency as limit_currency, s.currency,
           ${bucketColumns(`($1::date - ${from})`, own)},
           coalesce(sum(s.open_e4) filter (where s.kind <> 'invoice'), 0)::bigint as credit_e4,
           count(*) filter (where s.kind = 'invoice')::int as invoices, min(s.due_on) filter (where s.kind = 'invoice') as oldest_due_on
    from   (${asked.on && asked.on !== today ? asOf : atPresent}) s
    join   accounts a on a.id = s.account_id left join users u on u.id = a.owner_id
    where  ${where.join(' and ')} group by 1, 2, 3, 4, 5, 6, 7, 8`
  return (await connectionOf(db).query<Group>(text, values)).rows
}

/** Receivables by customer and age, the most overdue first; each currency apart, or all in the company's at the rates of the day. */
export async function readAgeing(db: Db, user: User, asked: AgeingAsked, limit: number, now: Date): Promise<Ageing> {
  refuseWithoutFinance(user)
  const today = await companyDay(db, now)
  const on = asked.on ?? today
  const groups = (await findGroups(db, asked, today)).map(rowOf)
  const into = await companyCurrency(db)
  const rates = asked.convert === 'yes' ? await ratesOn(db, on) : []
  const used = rates.filter(({ currency }) => groups.some((row) => row.currency === currency))
  const rows = asked.convert === 'yes' ? inOneCurrency(groups, into, rates) : groups
  const sorted = rows.toSorted(
    (a, b) => b.overdueE4 - a.overdueE4 || b.openE4 - a.openE4 || (a.account.number < b.account.number ? -1 : 1),
  )
  return {
    on,
    rows: sorted.slice(0, limit),
    more: sorted.length > limit,
    totals: totalsOf(rows),
    rates: used,
    unconverted:
      asked.convert === 'yes'
        ? [...new Set(rows.map(({ currency }) => currency))].filter((currency) => currency !== into).toSorted()
        : [],
  }
}

const rowOf = (group: Group): AgeingRow =>
  withBuckets(
    {
      account: { id: group.account_id, number: group.number, name: group.name },
      owner: group.owner_id && group.owner ? { id: group.owner_id, name: group.owner } : null,
      currency: group.currency,
      creditE4: group.credit_e4,
      invoices: group.invoices,
      oldestDueOn: group.oldest_due_on,
      creditLimitE4:
        group.limit_currency === null || group.limit_currency === group.currency ? group.credit_limit_e4 : null,
    },
    bucketsOf(group),
  )

const withBuckets = (row: Omit<AgeingRow, 'buckets' | 'openE4' | 'overdueE4'>, buckets: Buckets): AgeingRow => ({
  ...row,
  buckets,
  openE4: openOf(buckets),
  overdueE4: overdueOf(buckets),
})

/** Each bucket by itself, so that a sum is of what stands above it; a currency without a rate stays what it is. */
export function inOneCurrency(rows: readonly AgeingRow[], into: string, rates: readonly ExchangeRate[]): AgeingRow[] {
  const rateOf = new Map(rates.map(({ currency, rate }) => [currency, rate]))
  const merged = new Map<string, AgeingRow>()
  for (const row of rows) {
    const rate = row.currency === into ? '1' : rateOf.get(row.currency)
    const own = rate
      ? withBuckets(
          {
            ...row,
            currency: into,
            creditE4: converted(row.creditE4, rate),
            creditLimitE4: row.currency === into ? row.creditLimitE4 : null,
          },
          mapBuckets(row.buckets, (amountE4) => converted(amountE4, rate)),
        )
      : row
    const key = `${own.account.id} ${own.currency}`
    const other = merged.get(key)
    merged.set(key, other ? together(other, own) : own)
  }
  return [...merged.values()]
}

const together = (a: AgeingRow, b: AgeingRow): AgeingRow =>
  withBuckets(
    {
      ...a,
      creditE4: a.creditE4 + b.creditE4,
      invoices: a.invoices + b.invoices,
      oldestDueOn: [a.oldestDueOn, b.oldestDueOn].filter((day) => day !== null).toSorted()[0] ?? null,
      creditLimitE4: a.creditLimitE4 ?? b.creditLimitE4,
    },
    addBuckets(a.buckets, b.buckets),
  )

function totalsOf(rows: readonly AgeingRow[]): Ageing['totals'] {
  return [...Map.groupBy(rows, ({ currency }) => currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => {
      const buckets = own.reduce((sum, row) => addBuckets(sum, row.buckets), noBuckets())
      return {
        currency,
        buckets,
        openE4: openOf(buckets),
        overdueE4: overdueOf(buckets),
        creditE4: own.reduce((sum, { creditE4 }) => sum + creditE4, 0),
        customers: own.filter(({ openE4 }) => openE4 > 0).length,
      }
    })
}
