import type { Invoice, InvoiceFields } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { buyerOf, customerFor, dueOnFor } from './find-customer.ts'
import { keepInvoices, type NewLine } from './keep-invoices.ts'
import { readInvoice } from './read-invoice.ts'

/** A document written by hand or by another system; sent again with the same key it is the same document. */
export async function createInvoice(
  tx: Tx,
  user: User,
  typed: InvoiceFields,
  now: Date,
): Promise<z.input<typeof Invoice>> {
  refuseWithoutFinance(user)
  if (typed.externalKey) {
    const known = await tx
      .selectFrom('invoices')
      .select('id')
      .where('external_key', '=', typed.externalKey)
      .executeTakeFirst()
    if (known) return readInvoice(tx, user, known.id, now)
  }
  const customer = await customerFor(tx, user, typed.accountId)
  const dueOn = typed.dueOn ?? dueOnFor(customer, typed.issuedOn)
  refuseFaults({ ...typed, dueOn })
  await refuseOthersOrders(tx, typed.accountId, typed.lines)
  const [kept] = await keepInvoices(
    tx,
    user.id,
    [{ ...typed, kind: 'invoice', dueOn, paymentDays: customer.payment_days, buyer: buyerOf(customer) }],
    now,
  )
  return readInvoice(tx, user, kept?.id as string, now)
}

/** @throws Refusal 422 naming the field */
export function refuseFaults(paper: { issuedOn: string; dueOn: string; lines?: readonly NewLine[] | undefined }): void {
  const refuse = (path: string, code: string, message: string): never => {
    throw new Refusal('invalidInvoice', 422, message, { errors: [{ path, code, message }] })
  }
  if (paper.dueOn < paper.issuedOn) refuse('/dueOn', 'dueBeforeIssue', 'The due day lies before the day of issue.')
  for (const [at, line] of (paper.lines ?? []).entries())
    if (line.taxTreatment !== 'taxed' && (line.taxBp > 0 || (line.taxE4 ?? 0) > 0))
      refuse(`/lines/${at}/taxBp`, 'exemptWithTax', 'A line that is exempt or out of scope bears no tax.')
  if (paper.lines && paper.lines.reduce((sum, line) => sum + line.netE4, 0) > 9_000_000_000_000_000)
    refuse('/lines', 'tooLarge', 'The sum is too large.')
}

/** Orders of another customer, or out of sight, are not billed here; those the draft has already stay. */
export async function refuseOthersOrders(
  tx: Tx,
  accountId: string,
  lines: readonly NewLine[],
  draftId?: string,
): Promise<void> {
  const had = draftId
    ? await tx
        .selectFrom('invoice_lines')
        .select(['order_id', 'order_line_id'])
        .where('invoice_id', '=', draftId)
        .execute()
    : []
  const known = new Set(had.flatMap(({ order_id, order_line_id }) => [order_id, order_line_id]))
  const unknown = (id: string | null): string[] => (id && !known.has(id) ? [id] : [])
  const orders = [...new Set(lines.flatMap(({ orderId }) => unknown(orderId)))]
  const orderLines = [...new Set(lines.flatMap(({ orderLineId }) => unknown(orderLineId)))]
  const found = orders.length
    ? await tx.selectFrom('orders').select('id').where('id', 'in', orders).where('account_id', '=', accountId).execute()
    : []
  const foundLines = orderLines.length
    ? await tx
        .selectFrom('order_lines')
        .select('id')
        .where('id', 'in', orderLines)
        .where('account_id', '=', accountId)
        .execute()
    : []
  if (found.length === orders.length && foundLines.length === orderLines.length) return
  const message = 'An order on these lines is not one of this customer.'
  throw new Refusal('unknownOrder', 422, message, { errors: [{ path: '/lines', code: 'unknownOrder', message }] })
}
