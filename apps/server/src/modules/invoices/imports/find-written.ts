import { sortKey } from '@quayside/searchkeys'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { reaches } from '../invoices.policy.ts'
import type { Customer } from '../papers/find-customer.ts'

export interface Located {
  customer?: Customer
  /** Why there is none. */
  fault?: { zh: string; en: string }
}

/** The customers that a file means, by number, key of another system, or whole name. */
export async function findWritten(db: Db, user: User, written: readonly string[]): Promise<Map<string, Located>> {
  const asked = [...new Set(written)].map((text) => ({ written: text, sort_key: sortKey(text) }))
  const { rows } = await sql<Customer & { written: string; rank: number }>`
    select w.written, a.id, a.number, a.name, a.owner_id, a.team_id, a.payment_days, a.currency, a.tax_title, a.credit_code, a.bank_name,
           a.bank_account, found.rank
    from   jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as w (written text, sort_key text)
    cross  join lateral (
      select id, 1 as rank from accounts where number = w.written and deleted_at is null
      union all select id, 2 from accounts where external_key = w.written and deleted_at is null
      union all select id, 3 from accounts where sort_key = w.sort_key and name = w.written and deleted_at is null) found
    join   accounts a on a.id = found.id`.execute(db)
  const located = new Map<string, Located>()
  for (const { written: text } of asked) {
    const own = rows.filter((row) => row.written === text)
    const rank = Math.min(...own.map((row) => row.rank))
    const best = [...new Map(own.filter((row) => row.rank === rank).map((row) => [row.id, row])).values()]
    located.set(text, judged(user, text, best))
  }
  return located
}

function judged(user: User, text: string, found: readonly Customer[]): Located {
  const [one, other] = found
  if (!one)
    return {
      fault: {
        zh: `没有客户“${text}”，或您看不到该客户。请填客户编号。`,
        en: `There is no customer “${text}” that you can see. Write the customer number.`,
      },
    }
  if (other)
    return {
      fault: {
        zh: `有几个客户叫“${text}”。请填客户编号。`,
        en: `Several customers are called “${text}”. Write the customer number.`,
      },
    }
  if (!reaches(user, 'create', one))
    return {
      fault: {
        zh: `您的角色不能登记客户“${text}”的单据。`,
        en: `Your roles do not let you write documents of customer “${text}”.`,
      },
    }
  return { customer: one }
}
