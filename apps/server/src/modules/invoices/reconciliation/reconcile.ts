import type { listUnreconciled as listRoute, MatchReason, Proposal } from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { findPayments } from '../lists/list-payments.ts'
import { type PaymentRecord, presentPaymentRow } from '../payments/payment-rows.ts'
import { findPayment } from '../payments/read-payment.ts'
import { type Matched, type OpenInvoice, propose } from './propose.ts'

type Reason = z.infer<typeof MatchReason>

/** A customer who may have paid, and what speaks for him; null: it is said on the payment. */
interface Candidate {
  paymentId: Id
  accountId: Id
  reason: Reason | null
}

type Found = z.input<typeof Proposal>

export async function readProposals(db: Db, user: User, id: Id) {
  refuseWithoutFinance(user)
  const payment = await findPayment(db, id)
  return { proposals: (await proposalsFor(db, [payment])).get(id) ?? [] }
}

/** Payments with something left over, the oldest first, each with the likeliest proposal. */
export async function listUnreconciled(db: Db, user: User, asked: z.output<(typeof listRoute)['query']>) {
  const { page, next } = await findPayments(db, user, { ...asked, show: 'free', sort: 'receivedOn' })
  const proposals = await proposalsFor(db, page)
  return {
    rows: page.map((row) => ({ payment: presentPaymentRow(row), proposal: proposals.get(row.id)?.[0] ?? null })),
    more: next !== null,
    next,
  }
}

const shown = 5

/** The likeliest first. */
async function proposalsFor(db: Db, payments: readonly PaymentRecord[]): Promise<Map<Id, Found[]>> {
  const candidates = await findCandidates(db, payments)
  const open = await findOpen(db, [...new Set(candidates.map(({ accountId }) => accountId))])
  const proposals = new Map<Id, Found[]>()
  for (const payment of payments) {
    const own = candidates.filter(({ paymentId }) => paymentId === payment.id)
    const found = own.flatMap((candidate): Found[] => {
      const invoices = open.get(`${candidate.accountId} ${payment.currency}`) ?? []
      const matched = propose(
        {
          leftE4: payment.free_e4,
          receivedOn: payment.received_on,
          words: [payment.reference, payment.payer_name].filter(Boolean).join(' '),
        },
        invoices,
      )
      return matched ? [told(matched, candidate, invoices, payment.free_e4)] : []
    })
    proposals.set(payment.id, found.toSorted((a, b) => b.score - a.score).slice(0, shown))
  }
  return proposals
}

interface KnownInvoice extends OpenInvoice {
  account: { id: Id; number: string; name: string }
}

function told(matched: Matched, { reason }: Candidate, invoices: readonly KnownInvoice[], leftE4: number): Found {
  const parts = matched.parts.map((part) => {
    const { number, dueOn, openE4, reference } = invoices.find(({ id }) => id === part.invoiceId) as KnownInvoice
    return { ...part, number, dueOn, openE4, reference }
  })
  const used = parts.reduce((sum, { amountE4 }) => sum + amountE4, 0)
  return {
    account: (invoices[0] as KnownInvoice).account,
    // Who paid is a guess itself where the payment does not say.
    score: Math.max(0, matched.score - (reason === 'payerName' ? 5 : 0)),
    reasons: reason && !matched.reasons.includes(reason) ? [...matched.reasons, reason] : matched.reasons,
    parts,
    leftE4: leftE4 - used,
  }
}

async function findOpen(db: Db, accountIds: readonly Id[]): Promise<Map<string, KnownInvoice[]>> {
  const { rows } = await sql<
    Omit<OpenInvoice, never> & { account_id: Id; currency: string; account: string; name: string }
  >`
    select i.id, i.number, i.fapiao_number as "fapiaoNumber", i.reference, i.issued_on as "issuedOn", i.due_on as "dueOn",
           i.open_e4 as "openE4", i.account_id, i.currency, a.number as account, a.name
    from   invoices i join accounts a on a.id = i.account_id
    where  i.account_id = any (${accountIds}::uuid[]) and i.open_e4 > 0 and i.kind = 'invoice' and i.disputed_at is null
    order  by i.due_on, i.id`.execute(db)
  return Map.groupBy(
    rows.map(({ account_id, account, name, ...row }) => ({
      ...row,
      account: { id: account_id, number: account, name },
    })),
    (row) => `${row.account.id} ${row.currency}`,
  )
}

async function findCandidates(db: Db, payments: readonly PaymentRecord[]): Promise<Candidate[]> {
  const known = payments.flatMap(({ id, account_id }): Candidate[] =>
    account_id ? [{ paymentId: id, accountId: account_id, reason: null }] : [],
  )
  const unknown = payments.filter(({ account_id }) => account_id === null)
  if (unknown.length === 0) return known
  const asked = unknown.map(({ id, payer_account, payer_name, reference }) => ({
    id,
    payer_account,
    payer_name,
    sort_key: payer_name ? sortKey(payer_name) : null,
    numbers: numbersIn(reference ?? ''),
  }))
  const { rows } = await sql<{ id: Id; account_id: Id; reason: Reason }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
             as r (id uuid, payer_account text, payer_name text, sort_key text, numbers jsonb)),
    said as (select r.id, n.number from asked r, jsonb_array_elements_text(r.numbers) n (number))
    select s.id, i.account_id, 'invoiceNumber' as reason from said s join invoices i on i.number = s.number and i.open_e4 > 0
    union
    select s.id, i.account_id, 'fapiaoNumber' from said s join invoices i on i.fapiao_number = s.number and i.open_e4 > 0
    union
    select s.id, i.account_id, 'reference' from said s join invoices i on lower(i.reference) = lower(s.number) and i.open_e4 > 0
    union
    select r.id, p.account_id, 'payerAccount' from asked r join payments p on p.payer_account = r.payer_account and p.account_id is not null
    union
    select r.id, a.id, 'payerAccount' from asked r join accounts a on a.bank_account = r.payer_account and a.deleted_at is null
    union
    select r.id, a.id, 'payerName' from asked r join accounts a on a.sort_key = r.sort_key and a.name = r.payer_name and a.deleted_at is null
    union
    select r.id, p.account_id, 'payerName' from asked r join payments p on lower(p.payer_name) = lower(r.payer_name) and p.account_id is not null`.execute(
    db,
  )
  const first = new Map<string, Candidate>()
  for (const { id, account_id, reason } of rows.toSorted((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))) {
    const key = `${id} ${account_id}`
    if (!first.has(key)) first.set(key, { paymentId: id, accountId: account_id, reason })
  }
  return [...known, ...first.values()]
}

/** What speaks most strongly for a customer is told. */
const order: readonly Reason[] = ['invoiceNumber', 'fapiaoNumber', 'reference', 'payerAccount', 'payerName']

/** Whatever in a payer's words may be the number of a document. */
export const numbersIn = (words: string): string[] => [
  ...new Set(
    (
      words
        .normalize('NFKC')
        .toUpperCase()
        .match(/[A-Z]{2,4}[-\s]?\d{4}[-\s]?\d{6,}|[A-Z0-9][A-Z0-9\-/]{4,38}[A-Z0-9]/g) ?? []
    ).flatMap((one) => [one, one.replace(/^([A-Z]{2,4})[-\s]?(\d{4})[-\s]?(\d{6,})$/, '$1-$2-$3')]),
  ),
]
