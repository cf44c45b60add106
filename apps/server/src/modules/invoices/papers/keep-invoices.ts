import { smallestE4, taxE4Of } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { refusedByDatabase } from './refused-by-database.ts'

export interface NewLine {
  text: string
  service: string | null
  orderId: Id | null
  orderLineId: Id | null
  quantity: string
  unit: string | null
  netE4: number
  taxTreatment: 'taxed' | 'exempt' | 'outOfScope'
  taxBp: number
  taxE4?: number | undefined
  /** Of a credit note: the line it takes back from. */
  creditsLineId?: Id | null
  /** As much it bills of what the order's changes and cancelling cost the customer. */
  orderFeeE4?: number | null
}

export interface NewInvoice {
  kind: 'invoice' | 'creditNote'
  issue: boolean
  accountId: Id
  creditsId?: Id | null
  creditReason?: string | null
  externalKey: string | null
  fapiaoKind: string | null
  fapiaoCode: string | null
  fapiaoNumber: string | null
  issuedOn: string
  dueOn: string
  paymentDays: number | null
  currency: string
  reference: string | null
  buyer: object
  note: string
  promisedOn?: string | null
  importId?: Id | null
  attributes?: object
  lines: readonly NewLine[]
}

export interface KeptInvoice {
  id: Id
  number: string
  totalE4: number
}

/** Tax of each line is its own, as the tax system adds it up. */
export const taxed = (line: NewLine, currency: string): NewLine & { taxE4: number } => ({
  ...line,
  taxE4: line.taxE4 ?? (line.taxTreatment === 'taxed' ? taxE4Of(line.netE4, line.taxBp, smallestE4(currency)) : 0),
})

/** Writes documents with their lines and tells the spine, all in a handful of statements however many they are. */
export async function keepInvoices(
  tx: Tx,
  actorId: Id,
  given: readonly NewInvoice[],
  now: Date,
): Promise<KeptInvoice[]> {
  if (given.length === 0) return []
  const numbers = {
    invoice: await numbersFor(tx, 'invoice', given.filter(({ kind }) => kind === 'invoice').length),
    creditNote: await numbersFor(tx, 'creditNote', given.filter(({ kind }) => kind === 'creditNote').length),
  }
  const papers = given.map((paper) => {
    const lines = paper.lines.map((line) => taxed(line, paper.currency))
    const netE4 = lines.reduce((sum, line) => sum + line.netE4, 0)
    const taxE4 = lines.reduce((sum, line) => sum + line.taxE4, 0)
    const counted = String(numbers[paper.kind].shift()).padStart(6, '0')
    const number = `${paper.kind === 'invoice' ? 'INV' : 'CN'}-${paper.issuedOn.slice(0, 4)}-${counted}`
    return { id: newId(), number, netE4, taxE4, totalE4: netE4 + taxE4, paper, lines }
  })
  await insert(tx, actorId, papers, now).catch(refusedByDatabase)
  await recordEvents(
    tx,
    papers.map(
      ({ id, number, totalE4, paper }): NewEvent => ({
        kind: `${paper.kind}.${paper.issue ? 'issued' : 'drafted'}`,
        subject: { type: 'invoice', id },
        accountId: paper.accountId,
        actorId,
        at: now,
        data: { number, amountE4: totalE4, currency: paper.currency, dueOn: paper.dueOn },
      }),
    ),
  )
  return papers.map(({ id, number, totalE4 }) => ({ id, number, totalE4 }))
}

async function numbersFor(tx: Tx, kind: 'invoice' | 'creditNote', count: number): Promise<number[]> {
  if (count === 0) return []
  const series = kind === 'invoice' ? 'invoice_numbers' : 'credit_note_numbers'
  const { rows } = await sql<{ n: number }>`
    select nextval(${series}::regclass) as n from generate_series(1, ${count}::int)`.execute(tx)
  return rows.map(({ n }) => Number(n))
}

interface Paper extends KeptInvoice {
  netE4: number
  taxE4: number
  paper: NewInvoice
  lines: readonly (NewLine & { taxE4: number })[]
}

async function insert(tx: Tx, actorId: Id, papers: readonly Paper[], now: Date): Promise<void> {
  const rows = papers.map(({ id, number, netE4, taxE4, totalE4, paper }) => ({
    id,
    number,
    kind: paper.kind,
    status: paper.issue ? 'issued' : 'draft',
    account_id: paper.accountId,
    credits_id: paper.creditsId ?? null,
    credit_reason: paper.creditReason ?? null,
    external_key: paper.externalKey,
    fapiao_kind: paper.fapiaoKind,
    fapiao_code: paper.fapiaoCode,
    fapiao_number: paper.fapiaoNumber,
    issued_on: paper.issuedOn,
    due_on: paper.dueOn,
    payment_days: paper.paymentDays,
    currency: paper.currency,
    net_e4: netE4,
    tax_e4: taxE4,
    total_e4: totalE4,
    reference: paper.reference,
    buyer: paper.buyer,
    note: paper.note,
    promised_on: paper.promisedOn ?? null,
    attributes: paper.attributes ?? {},
    import_id: paper.importId ?? null,
  }))
  await sql`
    insert into invoices (id, number, kind, status, account_id, credits_id, credit_reason, external_key, fapiao_kind, fapiao_code,
           fapiao_number, issued_on, due_on, payment_days, currency, net_e4, tax_e4, total_e4, reference, buyer, note, promised_on, attributes, import_id,
           created_at, created_by, updated_at, updated_by)
    select r.*, ${now}::timestamptz, ${actorId}::uuid, ${now}::timestamptz, ${actorId}::uuid
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
           (id uuid, number text, kind text, status text, account_id uuid, credits_id uuid, credit_reason text, external_key text,
            fapiao_kind text, fapiao_code text, fapiao_number text, issued_on date, due_on date, payment_days smallint, currency text,
            net_e4 bigint, tax_e4 bigint, total_e4 bigint, reference text, buyer jsonb, note text, promised_on date, attributes jsonb, import_id uuid)`.execute(
    tx,
  )
  for (const { id, paper, lines } of papers) await insertLines(tx, id, paper, lines)
}

/** Writes the lines of one document. */
export async function insertLines(
  tx: Tx,
  invoiceId: Id,
  { accountId, currency }: Pick<NewInvoice, 'accountId' | 'currency'>,
  lines: readonly NewLine[],
): Promise<void> {
  const whole = lines.map((line) => taxed(line, currency))
  const rows = whole.map((line, at) => ({
    id: newId(),
    line_no: at + 1,
    text: line.text,
    service: line.service,
    order_id: line.orderId,
    order_line_id: line.orderLineId,
    quantity: line.quantity,
    unit: line.unit,
    net_e4: line.netE4,
    tax_treatment: line.taxTreatment,
    tax_bp: line.taxBp,
    tax_e4: line.taxE4,
    credits_line_id: line.creditsLineId ?? null,
    order_fee_e4: line.orderFeeE4 ?? null,
  }))
  await sql`
    insert into invoice_lines (invoice_id, account_id, id, line_no, text, service, order_id, order_line_id, quantity, unit, net_e4,
           tax_treatment, tax_bp, tax_e4, credits_line_id, order_fee_e4)
    select ${invoiceId}::uuid, ${accountId}::uuid, r.*
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
           (id uuid, line_no int, text text, service text, order_id uuid, order_line_id uuid, quantity numeric, unit text, net_e4 bigint,
            tax_treatment text, tax_bp int, tax_e4 bigint, credits_line_id uuid, order_fee_e4 bigint)`.execute(tx)
}
