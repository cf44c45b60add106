import { createHash } from 'node:crypto'
import type { MoneyFault, MoneyImportKind } from '@quayside/contract'
import { columnLetters, detectDateOrder, type Row } from '@quayside/tabular'
import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { buyerOf, dueOnFor } from '../papers/find-customer.ts'
import type { NewInvoice } from '../papers/keep-invoices.ts'
import type { NewPayment } from '../payments/keep-payments.ts'
import { companyCurrency } from '../receivables/exchange-rates.ts'
import { findWritten, type Located } from './find-written.ts'
import { draftInvoice, type InvoiceDraft } from './invoice-drafts.ts'
import type { Mapping } from './money-columns.ts'
import { draftPayment, type PaymentDraft } from './payment-drafts.ts'
import { isFault, type Reading, readRow } from './read-row.ts'

/** What would become of a file: the same for looking through it and for taking it in. */
export interface Plan {
  rows: number
  invoices: NewInvoice[]
  payments: NewPayment[]
  /** Rows that are kept already, or of no concern. */
  known: number
  faults: MoneyFault[]
  sample: Record<string, string | number | null>[]
}

const sampled = 20

export async function planImport(
  db: Db,
  user: User,
  kind: MoneyImportKind,
  rows: readonly Row[],
  mapping: Mapping,
  now: Date,
): Promise<Plan> {
  const day = mapping.indexOf(kind === 'invoices' ? 'issuedOn' : 'receivedOn')
  const guess = detectDateOrder(rows.map(({ values }) => values[day] ?? ''))
  const reading: Reading = {
    mapping,
    order: guess.certain && guess.order ? guess.order : undefined,
    currency: await companyCurrency(db),
    today: await companyDay(db, now),
  }
  return kind === 'invoices' ? planInvoices(db, user, rows, reading) : planPayments(db, user, rows, reading)
}

async function planInvoices(db: Db, user: User, rows: readonly Row[], reading: Reading): Promise<Plan> {
  const read = rows.map((row) => readRow(row, reading, draftInvoice))
  const faults = read.filter(isFault)
  const drafts = read.filter((one): one is InvoiceDraft => !isFault(one))
  const located = await findWritten(
    db,
    user,
    drafts.map(({ customer }) => customer),
  )
  const placed = drafts.filter((draft) => isPlaced(draft, draft.customer, located, reading, faults))
  const groups = [...Map.groupBy(placed, (draft) => draft.number ?? `row ${draft.row}`).values()]
  const known = await knownInvoices(db, placed)
  const invoices: NewInvoice[] = []
  let knownRows = 0
  for (const group of groups) {
    const [first] = group as [InvoiceDraft]
    const odd = group.find(
      (one) => one.customer !== first.customer || one.currency !== first.currency || one.issuedOn !== first.issuedOn,
    )
    if (odd)
      faults.push({
        row: odd.row,
        column: null,
        zh: `与第 ${first.row} 行单号相同，但客户、币种或日期不同。`,
        en: `The same number as row ${first.row}, with another customer, currency or day.`,
      })
    else if (
      (first.number && known.has(`key ${first.number}`)) ||
      (first.fapiaoNumber && known.has(`fapiao ${first.fapiaoNumber}`))
    )
      knownRows += group.length
    else {
      if (first.fapiaoNumber) known.add(`fapiao ${first.fapiaoNumber}`)
      invoices.push(invoiceOf(group, located.get(first.customer)))
    }
  }
  return {
    rows: rows.length,
    invoices,
    payments: [],
    known: knownRows,
    faults: faults.toSorted((a, b) => a.row - b.row),
    sample: placed.slice(0, sampled).map((draft) => ({ ...draft, netE4: draft.netE4 })),
  }
}

function isPlaced(
  draft: { row: number },
  written: string,
  located: ReadonlyMap<string, Located>,
  { mapping }: Reading,
  faults: MoneyFault[],
): boolean {
  const { fault } = located.get(written) ?? {}
  if (!fault) return true
  const at = mapping.indexOf('customer')
  faults.push({ row: draft.row, column: at < 0 ? null : columnLetters(at + 1), ...fault })
  return false
}

function invoiceOf(group: readonly InvoiceDraft[], { customer }: Located = {}): NewInvoice {
  const [first] = group as [InvoiceDraft]
  if (!customer) throw new TypeError('Only rows of a customer become invoices.')
  return {
    kind: 'invoice',
    issue: true,
    accountId: customer.id,
    externalKey: first.number,
    fapiaoKind: null,
    fapiaoCode: null,
    fapiaoNumber: first.fapiaoNumber,
    issuedOn: first.issuedOn,
    dueOn: first.dueOn ?? dueOnFor(customer, first.issuedOn),
    paymentDays: customer.payment_days,
    currency: first.currency,
    reference: first.reference,
    buyer: buyerOf(customer),
    note: '',
    lines: group.map(({ text, netE4, taxBp, taxE4 }) => ({
      text,
      service: null,
      orderId: null,
      orderLineId: null,
      quantity: '1',
      unit: null,
      netE4,
      taxTreatment: 'taxed',
      taxBp,
      taxE4,
    })),
  }
}

async function knownInvoices(db: Db, drafts: readonly InvoiceDraft[]): Promise<Set<string>> {
  const keys = drafts.flatMap(({ number }) => number ?? [])
  const fapiao = drafts.flatMap(({ fapiaoNumber }) => fapiaoNumber ?? [])
  const { rows } = await sql<{ known: string }>`
    select 'key ' || external_key as known from invoices where external_key = any (${keys}::text[])
    union select 'key ' || number from invoices where number = any (${keys}::text[])
    union select 'fapiao ' || fapiao_number from invoices where fapiao_number = any (${fapiao}::text[]) and status <> 'void'`.execute(
    db,
  )
  return new Set(rows.map(({ known }) => known))
}

async function planPayments(db: Db, user: User, rows: readonly Row[], reading: Reading): Promise<Plan> {
  const read = rows.map((row) => readRow(row, reading, (cells) => draftPayment(cells, reading.today) ?? 'passed'))
  const faults = read.filter((one) => typeof one === 'object' && isFault(one)) as MoneyFault[]
  const drafts = read.filter((one): one is PaymentDraft => typeof one === 'object' && !isFault(one))
  const passed = read.filter((one) => one === 'passed').length
  const located = await findWritten(
    db,
    user,
    drafts.flatMap(({ customer }) => customer ?? []),
  )
  const placed = drafts.filter(
    (draft) => draft.customer === null || isPlaced(draft, draft.customer, located, reading, faults),
  )
  const keys = keysOf(placed)
  const { rows: there } = await sql<{ key: string }>`
    select external_key as key from payments where external_key = any (${[...keys.values()]}::text[])`.execute(db)
  const known = new Set(there.map(({ key }) => key))
  const fresh = placed.filter((draft) => !known.has(keys.get(draft) as string))
  return {
    rows: rows.length,
    invoices: [],
    payments: fresh.map((draft): NewPayment => {
      const { customer } = (draft.customer === null ? undefined : located.get(draft.customer)) ?? {}
      return {
        kind: 'received',
        accountId: customer?.id ?? null,
        externalKey: keys.get(draft) as string,
        receivedOn: draft.receivedOn,
        currency: draft.currency,
        amountE4: draft.amountE4,
        method: draft.method,
        payerName: draft.payerName,
        payerAccount: draft.payerAccount,
        reference: draft.reference,
        note: '',
      }
    }),
    known: passed + placed.length - fresh.length,
    faults: faults.toSorted((a, b) => a.row - b.row),
    sample: placed.slice(0, sampled).map((draft) => ({ ...draft })),
  }
}

/** The bank's number of an entry, else what it says; the second entry that says the same is another one. */
function keysOf(drafts: readonly PaymentDraft[]): Map<PaymentDraft, string> {
  const met = new Map<string, number>()
  return new Map(
    drafts.map((draft) => {
      const { bankKey, receivedOn, amountE4, currency, payerName, payerAccount, reference } = draft
      const said = bankKey ?? JSON.stringify([receivedOn, amountE4, currency, payerName, payerAccount, reference])
      const nth = (met.get(said) ?? 0) + 1
      met.set(said, nth)
      const key = bankKey
        ? `bank:${bankKey}:${receivedOn}`
        : `file:${createHash('sha256').update(said).digest('hex').slice(0, 32)}`
      return [draft, nth === 1 ? key : `${key}:${nth}`]
    }),
  )
}
