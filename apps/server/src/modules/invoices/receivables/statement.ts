import type { Statement, StatementEntry } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { readAgeing } from './ageing.ts'
import { noBuckets } from './buckets.ts'

export interface StatementAsked {
  from: string
  to: string
  currency: string
}

interface Posting {
  on: string
  kind: 'invoice' | 'creditNote' | 'payment' | 'refund'
  id: Id
  number: string
  reference: string | null
  due_on: string | null
  amount_e4: number
}

const mostEntries = 5_000

/** 对账单: every document and payment of a period between the balance before and the balance after. */
export async function readStatement(
  db: Db,
  user: User,
  id: Id,
  { from, to, currency }: StatementAsked,
  now: Date,
): Promise<Statement> {
  refuseWithoutFinance(user)
  if (to < from) throw new Refusal('endsBeforeBeginning', 422, 'The period ends before it begins.')
  const account = await db
    .selectFrom('accounts')
    .select(['id', 'number', 'name', 'email'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!account) throw notFound('account')
  const postings = await findPostings(db, id, currency, to)
  const within = postings.filter(({ on }) => on >= from)
  if (within.length > mostEntries)
    throw new Refusal('statementTooLong', 422, `More than ${mostEntries} entries: choose a shorter period.`)
  const openingE4 = postings.reduce(
    (sum, { on, kind, amount_e4 }) => (on < from ? sum + signed(kind, amount_e4) : sum),
    0,
  )
  let balance = openingE4
  const entries = within.map(({ due_on, amount_e4, ...posting }): z.infer<typeof StatementEntry> => {
    const amount = signed(posting.kind, amount_e4)
    balance += amount
    return {
      ...posting,
      dueOn: due_on,
      debitE4: Math.max(0, amount),
      creditE4: Math.max(0, -amount),
      balanceE4: balance,
    }
  })
  const ageing = await readAgeing(db, user, { accountId: id, on: to, currency, convert: 'no', by: 'dueOn' }, 1, now)
  return {
    account: { id: account.id, number: account.number, name: account.name },
    from,
    to,
    currency,
    openingE4,
    entries,
    closingE4: balance,
    debitE4: entries.reduce((sum, { debitE4 }) => sum + debitE4, 0),
    creditE4: entries.reduce((sum, { creditE4 }) => sum + creditE4, 0),
    buckets: ageing.rows[0]?.buckets ?? noBuckets(),
    mailTo: user.rights.categories.basic.read ? await mailToOf(db, id, account.email) : null,
  }
}

const signed = (kind: Posting['kind'], amountE4: number): number =>
  kind === 'invoice' || kind === 'refund' ? amountE4 : -amountE4

/** Until the end of the period, in the order in which they count. */
async function findPostings(db: Db, id: Id, currency: string, to: string): Promise<Posting[]> {
  const { rows } = await sql<Posting>`
    select issued_on as on, kind, id, number, coalesce(fapiao_number, reference) as reference, due_on, total_e4 as amount_e4
    from   invoices where account_id = ${id} and currency = ${currency} and status = 'issued' and issued_on <= ${to}::date
    union all
    select received_on, case kind when 'refund' then 'refund' else 'payment' end, id, number, reference, null, amount_e4
    from   payments where account_id = ${id} and currency = ${currency} and status = 'recorded' and received_on <= ${to}::date
    order  by 1, 2, 3`.execute(db)
  return rows
}

/** Whoever keeps the customer's books, else his first contact, else the customer's own address. */
export async function mailToOf(db: Db, accountId: Id, own: string | null): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`
    select email from contacts where account_id = ${accountId} and active and email is not null
    order  by (role = 'payer') desc, is_primary desc, id limit 1`.execute(db)
  return rows[0]?.email ?? own
}
