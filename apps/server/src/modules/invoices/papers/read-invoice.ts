import type { AllocationRow, Invoice } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { type InvoiceRecord, invoiceColumns, presentInvoiceRow } from './invoice-rows.ts'

export interface WholeInvoice extends InvoiceRecord {
  fapiao_kind: string | null
  fapiao_code: string | null
  external_key: string | null
  payment_days: number | null
  buyer: { title?: string; taxNumber?: string | null; bankName?: string | null; bankAccount?: string | null }
  note: string
  credits_id: Id | null
  credits_number: string | null
  credit_reason: string | null
  settled_on: string | null
  promised_on: string | null
  disputed_at: Date | null
  dispute_reason: string | null
  dunned_at: Date | null
  created_at: Date
}

/** @throws Refusal 404 */
export async function findInvoice(db: Db, id: Id, now: Date): Promise<WholeInvoice> {
  const text = `
    select ${invoiceColumns('$2')}, i.fapiao_kind, i.fapiao_code, i.external_key, i.payment_days, i.buyer, i.note, i.credits_id,
           c.number as credits_number, i.credit_reason, i.settled_on, i.promised_on, i.disputed_at, i.dispute_reason, i.dunned_at, i.created_at
    from   invoices i join accounts a on a.id = i.account_id left join invoices c on c.id = i.credits_id
    where  i.id = $1`
  const [row] = (await connectionOf(db).query<WholeInvoice>(text, [id, await companyDay(db, now)])).rows
  if (!row) throw notFound('invoice')
  return row
}

export async function readInvoice(db: Db, user: User, id: Id, now: Date): Promise<z.input<typeof Invoice>> {
  refuseWithoutFinance(user)
  const row = await findInvoice(db, id, now)
  const lines = await findLines(db, id)
  const allocations = await findAllocations(db, sql`al.invoice_id = ${id} or al.credit_note_id = ${id}`)
  const { rows: refunds } = await sql<{ id: Id; number: string; on: string; amountE4: number }>`
    select id, number, received_on as on, amount_e4 as "amountE4" from payments
    where  refund_of_note = ${id} and status = 'recorded' order by received_on, id`.execute(db)
  const { rows: creditNotes } = await sql<{ id: Id; number: string; totalE4: number; status: 'draft' }>`
    select id, number, total_e4 as "totalE4", status from invoices where credits_id = ${id} order by issued_on, id`.execute(
    db,
  )
  return {
    ...presentInvoiceRow(row),
    fapiaoKind: row.fapiao_kind as never,
    fapiaoCode: row.fapiao_code,
    externalKey: row.external_key,
    paymentDays: row.payment_days,
    buyer: {
      title: row.buyer.title ?? row.account_name,
      taxNumber: row.buyer.taxNumber ?? null,
      bankName: row.buyer.bankName ?? null,
      bankAccount: row.buyer.bankAccount ?? null,
    },
    note: row.note,
    credits: row.credits_id ? { id: row.credits_id, number: row.credits_number ?? '' } : null,
    creditReason: row.credit_reason as never,
    creditNotes,
    creditableE4: creditableOf(row, creditNotes),
    refunds,
    settledOn: row.settled_on,
    promisedOn: row.promised_on,
    dispute: row.disputed_at ? { reason: row.dispute_reason ?? '', at: row.disputed_at.toISOString() } : null,
    dunnedAt: row.dunned_at?.toISOString() ?? null,
    lines,
    allocations,
    createdAt: row.created_at.toISOString(),
    can: canOf(user, row, creditNotes),
  }
}

type Notes = readonly { totalE4: number; status: string }[]

const creditedOf = (notes: Notes) =>
  notes.filter(({ status }) => status !== 'void').reduce((sum, { totalE4 }) => sum + totalE4, 0)

const creditableOf = (row: WholeInvoice, notes: Notes) =>
  row.kind === 'invoice' && row.status === 'issued' ? row.total_e4 - creditedOf(notes) : 0

function canOf(user: User, row: WholeInvoice, notes: Notes) {
  const mayChange = reaches(user, 'change', row)
  const credited = creditedOf(notes)
  const issued = row.status === 'issued'
  return {
    change: mayChange && row.status !== 'void',
    issue: mayChange && row.status === 'draft',
    drop: mayChange && row.status === 'draft',
    void: mayChange && issued && row.settled_e4 === 0 && credited === 0,
    credit: reaches(user, 'create', row) && creditableOf(row, notes) > 0,
    allocate: mayChange && issued && row.open_e4 > 0,
    refund: reaches(user, 'create', row) && row.kind === 'creditNote' && row.open_e4 > 0,
  }
}

async function findLines(db: Db, id: Id): Promise<z.input<typeof Invoice>['lines']> {
  const { rows } = await sql<z.input<typeof Invoice>['lines'][number]>`
    select l.id, l.line_no as "lineNo", l.text, l.service, o.id as "orderId", ol.id as "orderLineId",
           o.number as "orderNumber", ol.line_no as "orderLineNo", b.line_no as "creditsLineNo", trim_scale(l.quantity)::text as quantity, l.unit, l.net_e4 as "netE4",
           l.tax_treatment as "taxTreatment", l.tax_bp as "taxBp", l.tax_e4 as "taxE4",
           coalesce((select sum(c.net_e4 + c.tax_e4) from invoice_lines c join invoices n on n.id = c.invoice_id and n.status <> 'void'
                     where c.credits_line_id = l.id), 0)::bigint as "creditedE4"
    from   invoice_lines l
    left   join invoice_lines b on b.id = l.credits_line_id
    left   join orders o on o.id = coalesce(l.order_id, b.order_id)
    left   join order_lines ol on ol.id = coalesce(l.order_line_id, b.order_line_id)
    where  l.invoice_id = ${id} order by l.line_no`.execute(db)
  return rows
}

/** Which payments and credit notes settle what, the earliest first. */
export async function findAllocations(
  db: Db,
  condition: ReturnType<typeof sql>,
): Promise<z.input<typeof AllocationRow>[]> {
  const { rows } = await sql<{
    id: Id
    on: string
    amount_e4: number
    way: string
    by_id: Id | null
    by: string | null
    invoice_id: Id
    invoice: string
    source_id: Id
    source: string
    is_payment: boolean
  }>`
    select al.id, al.allocated_on as on, al.amount_e4, al.way, al.by_id, u.name as by, al.invoice_id, i.number as invoice,
           coalesce(al.payment_id, al.credit_note_id) as source_id, coalesce(p.number, c.number) as source, al.payment_id is not null as is_payment
    from   allocations al join invoices i on i.id = al.invoice_id
           left join payments p on p.id = al.payment_id left join invoices c on c.id = al.credit_note_id left join users u on u.id = al.by_id
    where  ${condition} order by al.allocated_on, al.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    on: row.on,
    amountE4: row.amount_e4,
    way: row.way,
    by: row.by_id && row.by ? { id: row.by_id, name: row.by } : null,
    invoice: { id: row.invoice_id, number: row.invoice },
    source: { kind: row.is_payment ? 'payment' : 'creditNote', id: row.source_id, number: row.source },
  }))
}
