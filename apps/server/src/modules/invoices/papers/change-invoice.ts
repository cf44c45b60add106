import type { Invoice, InvoiceChange } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, Refusal } from '../../../platform/refusal.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { refuseFaults, refuseOthersOrders } from './create-invoice.ts'
import { buyerOf, customerFor } from './find-customer.ts'
import { insertLines, taxed } from './keep-invoices.ts'
import { findInvoice, readInvoice, type WholeInvoice } from './read-invoice.ts'
import { refusedByDatabase } from './refused-by-database.ts'

/** Locks the document: two clerks at once must not both succeed. @throws Refusal 404, 403, 412 */
export async function lockInvoice(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<WholeInvoice> {
  refuseWithoutFinance(user)
  await tx.selectFrom('invoices').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await findInvoice(tx, id, now)
  if (!reaches(user, 'change', row)) throw forbidden('Your roles do not let you change documents of this customer.')
  if (row.version !== version) throw changedMeanwhile(await readInvoice(tx, user, id, now))
  return row
}

const later = new Set<keyof InvoiceChange>([
  'fapiaoKind',
  'fapiaoCode',
  'fapiaoNumber',
  'dueOn',
  'promisedOn',
  'reference',
  'note',
])

export async function changeInvoice(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: InvoiceChange,
  now: Date,
): Promise<z.input<typeof Invoice>> {
  const row = await lockInvoice(tx, user, id, version, now)
  if (row.status === 'void') throw new Refusal('invoiceVoid', 409, 'A void document is not changed any more.')
  const given = (Object.keys(typed) as (keyof InvoiceChange)[]).filter((key) => typed[key] !== undefined)
  const fixed = given.filter((key) => !later.has(key))
  if (row.status === 'issued' && fixed.length > 0)
    throw new Refusal(
      'invoiceIssued',
      409,
      `It was issued: ${fixed.join(', ')} cannot be changed. Write a credit note.`,
    )
  refuseFaults({ issuedOn: typed.issuedOn ?? row.issued_on, dueOn: typed.dueOn ?? row.due_on, lines: typed.lines })
  if (typed.accountId && typed.accountId !== row.account_id) await billTo(tx, user, row, typed.accountId)
  if (typed.lines) await replaceLines(tx, row, typed.lines, typed.currency ?? row.currency)
  await update(tx, user, id, typed, now)
  await recordEvent(tx, {
    kind: 'invoice.changed',
    subject: { type: 'invoice', id },
    accountId: row.account_id,
    actorId: user.id,
    at: now,
    data: { number: row.number, fields: given },
  })
  return readInvoice(tx, user, id, now)
}

async function update(tx: Tx, user: User, id: Id, typed: InvoiceChange, now: Date): Promise<void> {
  const { fapiaoKind, fapiaoCode, fapiaoNumber, issuedOn, dueOn, currency, reference, note, promisedOn } = typed
  const columns = {
    fapiao_kind: fapiaoKind,
    fapiao_code: fapiaoCode,
    fapiao_number: fapiaoNumber,
    issued_on: issuedOn,
    due_on: dueOn,
    currency,
    reference,
    note,
    promised_on: promisedOn,
  }
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
  await tx
    .updateTable('invoices')
    .set((eb) => ({ ...given, updated_at: now, updated_by: user.id, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
    .catch(refusedByDatabase)
}

/** A draft is for whoever pays; the orders on it stay those of the customer they were carried out for. */
async function billTo(tx: Tx, user: User, row: WholeInvoice, accountId: Id): Promise<void> {
  const customer = await customerFor(tx, user, accountId)
  await sql`update invoices set account_id = ${accountId}, buyer = ${JSON.stringify(buyerOf(customer))}::jsonb, payment_days = ${customer.payment_days}
            where id = ${row.id}`.execute(tx)
  await sql`update invoice_lines set account_id = ${accountId} where invoice_id = ${row.id}`.execute(tx)
  row.account_id = accountId
}

async function replaceLines(
  tx: Tx,
  row: WholeInvoice,
  lines: NonNullable<InvoiceChange['lines']>,
  currency: string,
): Promise<void> {
  await refuseOthersOrders(tx, row.account_id, lines, row.id)
  const { rows: fees } = await sql<{ order_id: Id; fee: number }>`
    select order_id, order_fee_e4 as fee from invoice_lines where invoice_id = ${row.id} and order_fee_e4 is not null`.execute(
    tx,
  )
  const feeOf = new Map(fees.map(({ order_id, fee }) => [order_id, fee]))
  const kept = lines.map((line) => {
    const orderFeeE4 = line.orderLineId ? null : (feeOf.get(line.orderId ?? '') ?? null)
    if (orderFeeE4 !== null) feeOf.delete(line.orderId ?? '')
    return { ...line, orderFeeE4 }
  })
  await tx.deleteFrom('invoice_lines').where('invoice_id', '=', row.id).execute()
  await insertLines(tx, row.id, { accountId: row.account_id, currency }, kept).catch(refusedByDatabase)
  const whole = kept.map((line) => taxed(line, currency))
  const net = whole.reduce((sum, line) => sum + line.netE4, 0)
  const tax = whole.reduce((sum, line) => sum + line.taxE4, 0)
  await sql`update invoices set net_e4 = ${net}, tax_e4 = ${tax}, total_e4 = ${net + tax} where id = ${row.id}`.execute(
    tx,
  )
}
