import type { ReplyOf, readMoneyDay as route } from '@quayside/contract'
import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'

interface Sum {
  currency: string
  count: number
  amountE4: number
}

/** What money asks of today: overdue, due within a week, payments that settle nothing yet. */
export async function readMoneyDay(db: Db, user: User, now: Date): Promise<ReplyOf<typeof route>> {
  refuseWithoutFinance(user)
  const today = await companyDay(db, now)
  const { rows: overdue } = await sql<Sum>`
    select currency, count(distinct account_id)::int as count, sum(open_e4)::bigint as "amountE4" from invoices
    where  open_e4 > 0 and kind = 'invoice' and due_on < ${today}::date group by 1 order by 3 desc`.execute(db)
  const { rows: soon } = await sql<Sum>`
    select currency, count(*)::int as count, sum(open_e4)::bigint as "amountE4" from invoices
    where  open_e4 > 0 and kind = 'invoice' and due_on between ${today}::date and ${today}::date + 7 group by 1 order by 3 desc`.execute(
    db,
  )
  const reconciles = user.rights.modules.invoices.change !== 'none'
  const free = reconciles
    ? (
        await sql<Sum>`
          select currency, count(*)::int as count, sum(free_e4)::bigint as "amountE4" from payments where free_e4 > 0 group by 1 order by 3 desc`.execute(
          db,
        )
      ).rows
    : null
  const { rows: worst } = await sql<{
    id: Id
    number: string
    name: string
    currency: string
    overdue_e4: number
    days: number
  }>`
    select a.id, a.number, a.name, i.currency, sum(i.open_e4)::bigint as overdue_e4, max(${today}::date - i.due_on)::int as days
    from   invoices i join accounts a on a.id = i.account_id and a.deleted_at is null
    where  i.open_e4 > 0 and i.kind = 'invoice' and i.due_on < ${today}::date
    group  by 1, 2, 3, 4 order by 5 desc limit 5`.execute(db)
  const amounts = (sums: readonly Sum[]) => sums.map(({ currency, amountE4 }) => ({ currency, amountE4 }))
  const counted = (sums: readonly Sum[]) => sums.reduce((sum, { count }) => sum + count, 0)
  return {
    overdue: { customers: counted(overdue), amounts: amounts(overdue) },
    dueSoon: { invoices: counted(soon), amounts: amounts(soon) },
    toReconcile: free && { payments: counted(free), amounts: amounts(free) },
    worst: worst.map(({ id, number, name, currency, overdue_e4, days }) => ({
      account: { id, number, name },
      currency,
      overdueE4: overdue_e4,
      overdueDays: days,
    })),
  }
}
