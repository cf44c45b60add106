import { type BodyOf, type creditInvoice as creditRoute, type Invoice, smallestE4 } from '@quayside/contract'
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
import { findInvoice, readInvoice, type WholeInvoice } from './read-invoice.ts'
import { taxOfPart } from './round-money.ts'

type Asked = z.output<(typeof creditRoute)['body']> & BodyOf<typeof creditRoute>

/**
 * 红冲: takes a part of an invoice back, by lines or as a sum, or all. Tax goes back in the proportion in which it was billed; all
 * credit notes together are the invoice to the last fen. It settles what is open of the invoice; what was paid already becomes credit.
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
  if (asked.issuedOn < row.issued_on)
    throw refused('beforeInvoice', '红冲日期早于原发票。', 'The credit note lies before its invoice.')
  const lines = await linesFor(tx, row, asked)
  const total = lines.reduce((sum, line) => sum + line.netE4 + (line.taxE4 ?? 0), 0)
  if (asked.billAnew && total < row.total_e4)
    throw refused('onlyWhole', '只有全额红冲后才能重新开票。', 'Only what is credited as a whole may be billed anew.')
  const noteId = await keepNote(tx, user, row, lines, asked, now)
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

async function keepNote(
  tx: Tx,
  user: User,
  row: WholeInvoice,
  lines: readonly NewLine[],
  asked: Asked,
  now: Date,
): Promise<Id> {
  const [note] = await keepInvoices(
    tx,
    user.id,
    [
      {
        kind: 'creditNote',
        issue: true,
        accountId: row.account_id,
        creditsId: row.id,
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
        lines,
      },
    ],
    now,
  )
  return note?.id as Id
}

interface LeftLine {
  id: Id
  text: string
  service: string | null
  tax_treatment: NewLine['taxTreatment']
  tax_bp: number
  net_e4: number
  tax_e4: number
}

/** What no credit note has taken back yet: of the document, and of each of its lines. */
async function findLeft(tx: Tx, row: WholeInvoice) {
  const { rows: sums } = await sql<{ net: number; tax: number }>`
    select coalesce(sum(net_e4), 0)::bigint as net, coalesce(sum(tax_e4), 0)::bigint as tax from invoices
    where  credits_id = ${row.id} and status <> 'void'`.execute(tx)
  const { rows: lines } = await sql<LeftLine>`
    select l.id, l.text, l.service, l.tax_treatment, l.tax_bp, (l.net_e4 - s.net)::bigint as net_e4, (l.tax_e4 - s.tax)::bigint as tax_e4
    from   invoice_lines l
    cross  join lateral (
      select coalesce(sum(c.net_e4), 0) as net, coalesce(sum(c.tax_e4), 0) as tax
      from   invoice_lines c join invoices i on i.id = c.invoice_id and i.status <> 'void' where c.credits_line_id = l.id) s
    where  l.invoice_id = ${row.id} order by l.line_no`.execute(tx)
  return { netE4: row.net_e4 - (sums[0]?.net ?? 0), taxE4: row.tax_e4 - (sums[0]?.tax ?? 0), lines }
}

async function linesFor(tx: Tx, row: WholeInvoice, asked: Asked): Promise<NewLine[]> {
  const left = await findLeft(tx, row)
  const unitE4 = smallestE4(row.currency)
  const leftE4 = left.netE4 + left.taxE4
  if (asked.lines && asked.totalE4 !== undefined)
    throw namedField('/lines', 'linesOrTotal', 'Say lines or a sum, not both.')
  const wanted = asked.lines?.reduce((sum, { totalE4 }) => sum + totalE4, 0) ?? asked.totalE4 ?? leftE4
  if (wanted > leftE4 || wanted <= 0)
    throw refused('beyondInvoice', '超过该发票尚未红冲的金额。', 'This is more than is left of the invoice.')
  if (asked.lines) {
    const parts = asked.lines.map((part, at) => partOf(left.lines, part, at, unitE4))
    // A note over a sum took of every line's net and tax: a line may seem to have more left than the document has.
    const [netE4, taxE4] = [sumOf(parts, 'netE4'), sumOf(parts, 'taxE4')]
    if (netE4 > left.netE4 || taxE4 > left.taxE4)
      throw refused('beyondInvoice', '超过该发票尚未红冲的金额。', 'This is more than is left of the invoice.')
    return parts
  }
  const ofLines = left.lines.filter(({ net_e4, tax_e4 }) => net_e4 + tax_e4 > 0)
  const whole = ofLines.reduce((sum, { net_e4, tax_e4 }) => sum + net_e4 + tax_e4, 0)
  if (wanted === leftE4 && whole === leftE4) return ofLines.map((line) => lineOf(line, line.net_e4, line.tax_e4))
  return [overSum(row, left, wanted, unitE4)]
}

const sumOf = (lines: readonly NewLine[], key: 'netE4' | 'taxE4') =>
  lines.reduce((sum, line) => sum + (line[key] ?? 0), 0)

function partOf(
  lines: readonly LeftLine[],
  { lineId, totalE4 }: { lineId: Id; totalE4: number },
  at: number,
  unitE4: number,
): NewLine {
  const line = lines.find(({ id }) => id === lineId)
  if (!line) throw namedField(`/lines/${at}/lineId`, 'unknownLine', 'The invoice has no such line.')
  if (totalE4 > line.net_e4 + line.tax_e4)
    throw refused('beyondInvoice', '超过该行尚未红冲的金额。', 'This is more than is left of that line.')
  const taxE4 = taxOfPart({ netE4: line.net_e4, taxE4: line.tax_e4 }, totalE4, unitE4)
  line.net_e4 -= totalE4 - taxE4
  line.tax_e4 -= taxE4
  return lineOf(line, totalE4 - taxE4, taxE4)
}

const lineOf = ({ id, text, service, tax_treatment, tax_bp }: LeftLine, netE4: number, taxE4: number): NewLine => ({
  text,
  service,
  orderId: null,
  orderLineId: null,
  creditsLineId: id,
  quantity: '1',
  unit: null,
  netE4,
  taxTreatment: tax_treatment,
  taxBp: tax_bp,
  taxE4,
})

/** One line over a sum; the invoice it takes back from says what it was for. */
function overSum(row: WholeInvoice, left: { netE4: number; taxE4: number }, totalE4: number, unitE4: number): NewLine {
  const taxE4 = taxOfPart(left, totalE4, unitE4)
  return {
    text: row.number,
    service: null,
    orderId: null,
    orderLineId: null,
    quantity: '1',
    unit: null,
    netE4: totalE4 - taxE4,
    taxTreatment: 'taxed',
    taxBp: row.net_e4 > 0 ? Math.min(10_000, Math.round((row.tax_e4 * 10_000) / row.net_e4)) : 0,
    taxE4,
  }
}

const namedField = (path: string, code: string, message: string) =>
  new Refusal(code, 422, message, { errors: [{ path, code, message }] })
const refused = (code: string, zh: string, en: string) => new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })
