import type { BodyOf, DunningCase, remind as remindRoute } from '@quayside/contract'
import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Mailer } from '../../../platform/mail/index.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { createFollowUp } from '../../accounts/index.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { customerFor, findCustomers } from '../papers/find-customer.ts'
import { type DueInvoice, dunningLetter, dunningTask } from './dunning-letter.ts'
import { sendMoneyMail } from './money-mail.ts'
import { mailToOf } from './statement.ts'

interface Overdue extends DueInvoice {
  id: Id
  dunningLevel: number
  account_id: Id
  currency: string
  dunned_at: Date | null
}

async function findOverdue(db: Db, today: string, condition: ReturnType<typeof sql>): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select i.id, i.number, i.due_on as "dueOn", (${today}::date - i.due_on)::int as "overdueDays", i.open_e4 as "openE4",
           i.dunning_level as "dunningLevel", i.account_id, i.currency, i.dunned_at
    from   invoices i
    where  i.open_e4 > 0 and i.kind = 'invoice' and i.due_on < ${today}::date and i.disputed_at is null
    and    (i.promised_on is null or i.promised_on < ${today}::date) and ${condition}
    order  by i.due_on, i.id limit 20000`.execute(db)
  return rows
}

/** Customers to be reminded, the most overdue first. */
export async function listDunning(
  db: Db,
  user: User,
  { limit, accountId }: { limit: number; accountId?: Id | undefined },
  now: Date,
) {
  refuseWithoutFinance(user)
  const today = await companyDay(db, now)
  const overdue = await findOverdue(db, today, accountId ? sql`i.account_id = ${accountId}` : sql`true`)
  const groups = [...Map.groupBy(overdue, (one) => `${one.account_id} ${one.currency}`).values()].toSorted(
    (a, b) => sumOf(b) - sumOf(a),
  )
  const page = groups.slice(0, limit)
  const accounts = await findAccounts(
    db,
    page.flatMap(([first]) => (first ? [first.account_id] : [])),
  )
  const cases = page.flatMap((group): DunningCase[] => {
    const account = accounts.get(group[0]?.account_id ?? '')
    return account ? [caseOf(group, account, user)] : []
  })
  return { cases, more: groups.length > limit }
}

const sumOf = (group: readonly Overdue[]) => group.reduce((sum, { openE4 }) => sum + openE4, 0)

interface DunnedAccount {
  id: Id
  number: string
  name: string
  owner_id: Id | null
  owner: string | null
  mail: string | null
}

async function findAccounts(db: Db, ids: readonly Id[]): Promise<Map<Id, DunnedAccount>> {
  const { rows } = await sql<DunnedAccount>`
    select a.id, a.number, a.name, a.owner_id, u.name as owner,
           coalesce((select c.email from contacts c where c.account_id = a.id and c.active and c.email is not null
                     order by (c.role = 'payer') desc, c.is_primary desc, c.id limit 1), a.email) as mail
    from   accounts a left join users u on u.id = a.owner_id where a.id = any (${ids}::uuid[]) and a.deleted_at is null`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function caseOf(group: readonly Overdue[], account: DunnedAccount, user: User): DunningCase {
  const [oldest] = group as [Overdue]
  const dunned = group.flatMap(({ dunned_at }) => dunned_at ?? []).toSorted((a, b) => b.getTime() - a.getTime())
  return {
    account: { id: account.id, number: account.number, name: account.name },
    owner: account.owner_id && account.owner ? { id: account.owner_id, name: account.owner } : null,
    currency: oldest.currency,
    overdueE4: sumOf(group),
    oldestDueOn: oldest.dueOn,
    overdueDays: oldest.overdueDays,
    nextLevel: Math.min(3, Math.max(...group.map(({ dunningLevel }) => dunningLevel)) + 1),
    lastDunnedAt: dunned[0]?.toISOString() ?? null,
    invoices: group.slice(0, 100).map(({ id, number, dueOn, overdueDays, openE4, dunningLevel }) => ({
      id,
      number,
      dueOn,
      overdueDays,
      openE4,
      dunningLevel,
    })),
    mailTo: user.rights.categories.basic.read ? account.mail : null,
  }
}

/** Reminds by mail, or gives the task to a colleague; the invoices remember how often. */
export async function remind(
  tx: Tx,
  user: User,
  mail: Mailer | undefined,
  asked: BodyOf<typeof remindRoute>,
  now: Date,
): Promise<{ level: number; invoices: number; followUpId: Id | null }> {
  refuseWithoutFinance(user)
  const customer = (await findCustomers(tx, [asked.accountId])).get(asked.accountId)
  if (customer ? !reaches(user, 'change', customer) : false) throw forbidden()
  const today = await companyDay(tx, now)
  const due = await findOverdue(
    tx,
    today,
    sql`i.account_id = ${asked.accountId} and i.id = any (${asked.invoiceIds}::uuid[])`,
  )
  if (!customer || due.length < new Set(asked.invoiceIds).size)
    throw new Refusal(
      'notOverdue',
      409,
      'Some of these invoices are not overdue, disputed, promised for a later day, or paid just now. Look again.',
    )
  await sql`
    update invoices set dunning_level = greatest(dunning_level, ${asked.level}), dunned_at = ${now}, updated_at = ${now}, version = version + 1
    where  id = any (${asked.invoiceIds}::uuid[])`.execute(tx)
  const { name: company } = await tx.selectFrom('company').select('name').executeTakeFirstOrThrow()
  const told = { level: asked.level, due, customer: customer.name, company, locale: asked.locale ?? 'zh-CN' }
  let followUpId: Id | null = null
  if (asked.way === 'mail') {
    await customerFor(tx, user, asked.accountId)
    const { email } = await tx
      .selectFrom('accounts')
      .select('email')
      .where('id', '=', asked.accountId)
      .executeTakeFirstOrThrow()
    const to = asked.to ?? (await mailToOf(tx, asked.accountId, email))
    if (!to) throw new Refusal('noAddress', 422, 'No address for mail is known of this customer: name one.')
    const { subject, lines } = dunningLetter(told)
    await sendMoneyMail(mail, {
      to,
      subject,
      lines: [...lines, ...(asked.message ? [asked.message] : []), `${user.name} · ${company}`],
      locale: told.locale,
      replyTo: { name: user.name, address: user.email },
    })
  } else followUpId = (await createFollowUp(tx, user, dunningTask(told, asked, now), now)).id
  await recordEvent(tx, {
    kind: 'invoice.reminded',
    subject: { type: 'account', id: asked.accountId },
    accountId: asked.accountId,
    actorId: user.id,
    at: now,
    data: {
      category: 'finance',
      level: asked.level,
      way: asked.way,
      numbers: due.map(({ number }) => number).slice(0, 20),
      amountE4: sumOf(due),
      currency: due[0]?.currency,
    },
  })
  return { level: asked.level, invoices: due.length, followUpId }
}
