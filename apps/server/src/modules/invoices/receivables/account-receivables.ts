import type { ReplyOf, readAccountReceivables as route } from '@quayside/contract'
import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { type InvoiceRecord, invoiceColumns, presentInvoiceRow } from '../papers/invoice-rows.ts'
import { type PaymentRecord, paymentColumns, presentPaymentRow } from '../payments/payment-rows.ts'
import { readAgeing } from './ageing.ts'
import { companyCurrency } from './exchange-rates.ts'
import { dsoOfAccount } from './read-receivables.ts'

interface Waiting {
  currency: string
  open_e4: number
  dunning_level: number
  dunned_at: Date | null
  promised_on: string | null
  disputed: boolean
  overdue: boolean
}
type Told = ReplyOf<typeof route>

function dunningOf(waiting: readonly Waiting[]): Told['dunning'] {
  const reminded = waiting.filter(({ dunning_level, overdue }) => dunning_level > 0 && overdue)
  if (reminded.length === 0) return null
  const last = reminded.flatMap(({ dunned_at }) => dunned_at?.toISOString() ?? []).toSorted()
  return {
    level: Math.max(...reminded.map(({ dunning_level }) => dunning_level)),
    lastAt: last.at(-1) ?? null,
    invoices: reminded.length,
  }
}

function promiseOf(waiting: readonly Waiting[], today: string): Told['promise'] {
  const [on] = waiting.flatMap(({ promised_on }) => promised_on ?? []).toSorted()
  if (!on) return null
  const sums = new Map<string, number>()
  for (const { promised_on, currency, open_e4 } of waiting)
    if (promised_on === on) sums.set(currency, (sums.get(currency) ?? 0) + open_e4)
  return {
    on,
    amounts: [...sums].map(([currency, amountE4]) => ({ currency, amountE4 })),
    broken: on < today,
  }
}

const shown = 20

/** For the customer's page: what he owes, how old it is, and how he pays. */
export async function readAccountReceivables(db: Db, user: User, id: Id, now: Date): Promise<ReplyOf<typeof route>> {
  refuseWithoutFinance(user)
  const account = await db
    .selectFrom('accounts')
    .select(['credit_limit_e4', 'currency'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!account) throw notFound('account')
  const today = await companyDay(db, now)
  const ageing = await readAgeing(db, user, { accountId: id, convert: 'no', by: 'dueOn' }, 50, now)
  const limitCurrency = account.currency ?? (await companyCurrency(db))
  const inLimit = ageing.rows.find(({ currency }) => currency === limitCurrency)
  const limitE4 = account.credit_limit_e4 === null ? null : Number(account.credit_limit_e4)
  const open = await connectionOf(db).query<InvoiceRecord>(
    `select ${invoiceColumns('$2')} from invoices i join accounts a on a.id = i.account_id
     where  i.account_id = $1 and i.open_e4 > 0 order by i.due_on, i.id limit ${shown}`,
    [id, today],
  )
  const payments = await connectionOf(db).query<PaymentRecord>(
    `select ${paymentColumns} from payments p join accounts a on a.id = p.account_id
     where  p.account_id = $1 and p.status = 'recorded' order by p.received_on desc, p.id desc limit 5`,
    [id],
  )
  const { rows: pays } = await sql<{ days: number | null }>`
    select avg(settled_on - issued_on)::float8 as days from invoices
    where  account_id = ${id} and kind = 'invoice' and settled_on > ${today}::date - 365`.execute(db)
  const { rows: waiting } = await sql<Waiting>`
    select i.currency, i.open_e4, i.dunning_level, i.dunned_at, i.promised_on, i.disputed_at is not null as disputed, i.due_on < ${today}::date as overdue
    from   invoices i where i.account_id = ${id} and i.kind = 'invoice' and i.open_e4 > 0`.execute(db)
  return {
    exposure: ageing.rows.map(({ currency, openE4, overdueE4, oldestDueOn, creditE4 }) => ({
      currency,
      openE4,
      overdueE4,
      oldestDueOn,
      creditE4,
    })),
    creditLimitE4: limitE4,
    limitCurrency: limitE4 === null ? null : limitCurrency,
    roomE4: limitE4 === null ? null : limitE4 - (inLimit ? inLimit.openE4 - inLimit.creditE4 : 0),
    buckets: ageing.rows.map(({ currency, buckets }) => ({ currency, buckets })),
    averageDaysToPay: pays[0]?.days ?? null,
    dso: await dsoOfAccount(db, id, limitCurrency, today),
    dunning: dunningOf(waiting),
    promise: promiseOf(waiting, today),
    disputed: waiting.filter(({ disputed }) => disputed).length,
    open: open.rows.map(presentInvoiceRow),
    payments: payments.rows.map(presentPaymentRow),
  }
}
