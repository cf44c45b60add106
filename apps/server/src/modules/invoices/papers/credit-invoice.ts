import type { BodyOf, creditInvoice as creditRoute, Invoice } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { keepAllocations } from '../reconciliation/keep-allocations.ts'
import { keepInvoices, type NewLine } from './keep-invoices.ts'
import { findInvoice, readInvoice } from './read-invoice.ts'

type Asked = z.output<(typeof creditRoute)['body']> & BodyOf<typeof creditRoute>

/**
 * 红冲: takes a part of an invoice back, or all. Tax goes back in the proportion in which it was billed. It settles what is open of
 * the invoice; what was paid already becomes the customer's credit.
 */
export async function creditInvoice(
  tx: Tx,
  user: User,
  id: Id,
  asked: Asked,
  now: Date,
): Promise<z.input<typeof Invoice>> {
  refuseWithoutFinance(user)
  await tx.selectFrom('invoices').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await findInvoice(tx, id, now)
  if (!reaches(user, 'create', row)) throw forbidden()
  if (row.kind !== 'invoice' || row.status !== 'issued')
    throw refused('notIssued', '只能对已开具的发票红冲。', 'Only an issued invoice is credited.')
  const { rows } = await sql<{ total: number }>`
    select coalesce(sum(total_e4), 0)::bigint as total from invoices where credits_id = ${id} and status <> 'void'`.execute(
    tx,
  )
  const left = row.total_e4 - (rows[0]?.total ?? 0)
  const total = asked.totalE4 ?? left
  if (total > left || total <= 0)
    throw refused('beyondInvoice', '超过该发票尚未红冲的金额。', 'This is more than is left of the invoice.')
  if (asked.billAnew && total < row.total_e4)
    throw refused('onlyWhole', '只有全额红冲后才能重新开票。', 'Only what is credited as a whole may be billed anew.')
  if (asked.issuedOn < row.issued_on)
    throw refused('beforeInvoice', '红冲日期早于原发票。', 'The credit note lies before its invoice.')

  const [note] = await keepInvoices(
    tx,
    user.id,
    [
      {
        kind: 'creditNote',
        issue: true,
        accountId: row.account_id,
        creditsId: id,
        creditReason: asked.reason,
        externalKey: null,
        fapiaoKind: row.fapiao_kind,
        fapiaoCode: null,
        fapiaoNumber: asked.fapiaoNumber ?? null,
        issuedOn: asked.issuedOn,
        dueOn: asked.issuedOn,
        paymentDays: null,
        currency: row.currency,
        reference: row.number,
        buyer: row.buyer,
        note: asked.note ?? '',
        lines: [creditLine(row, total)],
      },
    ],
    now,
  )
  const noteId = note?.id as Id
  if (asked.billAnew)
    await tx.updateTable('invoice_lines').set({ billed: false }).where('invoice_id', '=', id).execute()
  const amountE4 = Math.min(total, row.open_e4)
  if (amountE4 > 0)
    await keepAllocations(
      tx,
      user,
      {
        accountId: row.account_id,
        currency: row.currency,
        source: { creditNoteId: noteId },
        parts: [{ invoiceId: id, amountE4 }],
        on: asked.issuedOn,
        way: 'credit',
      },
      now,
    )
  return readInvoice(tx, user, noteId, now)
}

/** One line over the sum; the invoice it takes back from says what it was for. */
function creditLine(row: { number: string; net_e4: number; tax_e4: number; total_e4: number }, total: number): NewLine {
  const taxE4 = Number((BigInt(row.tax_e4) * BigInt(total) + BigInt(row.total_e4) / 2n) / BigInt(row.total_e4))
  return {
    text: row.number,
    service: null,
    orderId: null,
    orderLineId: null,
    quantity: '1',
    unit: null,
    netE4: total - taxE4,
    taxTreatment: 'taxed',
    taxBp: row.net_e4 > 0 ? Math.min(10_000, Math.round((row.tax_e4 * 10_000) / row.net_e4)) : 0,
    taxE4,
  }
}

const refused = (code: string, zh: string, en: string) => new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })
