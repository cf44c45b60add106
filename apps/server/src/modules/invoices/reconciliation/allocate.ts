import type { allocate as allocateRoute } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { type HeldBy, reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { findAllocations } from '../papers/read-invoice.ts'
import { keepAllocations } from './keep-allocations.ts'

type Asked = z.output<(typeof allocateRoute)['body']>

interface Side extends HeldBy {
  id: Id
  number: string
  account_id: Id | null
  currency: string
  left_e4: number
  on_day: string
}

/** Settles invoices with one payment or credit note. @throws Refusal 404, 403, 409 naming the invoice */
export async function allocate(tx: Tx, user: User, asked: Asked, now: Date) {
  const ids = await settle(tx, user, asked, now)
  return { allocations: await findAllocations(tx, sql`al.id = any (${ids}::uuid[])`) }
}

export async function settle(tx: Tx, user: User, { source, parts, on, way }: Asked, now: Date): Promise<Id[]> {
  refuseWithoutFinance(user)
  refuseTwice(parts)
  // Payments before documents, documents by id: the order in which everybody locks.
  const from = 'paymentId' in source ? await lockPayment(tx, source.paymentId) : null
  const wanted = parts.map(({ invoiceId }) => invoiceId)
  const documents = await lockDocuments(tx, 'creditNoteId' in source ? [...wanted, source.creditNoteId] : wanted)
  const side = from ?? ('creditNoteId' in source ? documents.get(source.creditNoteId) : undefined)
  if (!side) throw notFound('payment or credit note')
  const invoices = wanted.map((id) => documents.get(id) ?? refuseUnknown())
  const [first] = invoices as [Side, ...Side[]]
  if (!reaches(user, 'change', side) && side.account_id !== null) throw forbidden()
  if (!reaches(user, 'change', first)) throw forbidden('Your roles do not let you settle documents of this customer.')
  refuseBeyond(side, invoices, parts)
  if (side.account_id === null) await giveTo(tx, user, side.id, first.account_id as Id, now)
  return keepAllocations(
    tx,
    user,
    { accountId: first.account_id as Id, currency: side.currency, source, parts, on: on ?? side.on_day, way },
    now,
  )
}

function refuseUnknown(): never {
  throw notFound('invoice')
}

function refuseTwice(parts: Asked['parts']): void {
  if (new Set(parts.map(({ invoiceId }) => invoiceId)).size < parts.length)
    throw new Refusal('namedTwice', 422, 'Name each invoice once.', {
      errors: [{ path: '/parts', code: 'namedTwice', message: 'Name each invoice once.' }],
    })
}

function refuseBeyond(side: Side, invoices: readonly Side[], parts: Asked['parts']): void {
  const refuse = (code: string, zh: string, en: string): never => {
    throw new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })
  }
  for (const [at, invoice] of invoices.entries()) {
    const amount = parts[at]?.amountE4 ?? 0
    if (invoice.currency !== side.currency || (side.account_id ?? invoices[0]?.account_id) !== invoice.account_id)
      refuse(
        'otherCustomerOrCurrency',
        `${invoice.number} 属于其他客户或币种。`,
        `${invoice.number} is of another customer or currency.`,
      )
    if (amount > invoice.left_e4)
      refuse(
        'beyondOpen',
        `${invoice.number} 的未收金额不足。可能刚被核销，请刷新。`,
        `Less than that is open of ${invoice.number}. Somebody may have settled it just now: look again.`,
      )
  }
  if (parts.reduce((sum, { amountE4 }) => sum + amountE4, 0) > side.left_e4)
    refuse('beyondLeft', `${side.number} 的余额不足。`, `${side.number} has less than that left over.`)
}

async function lockPayment(tx: Tx, id: Id): Promise<Side | undefined> {
  const { rows } = await sql<Side>`
    select p.id, p.number, p.account_id, p.currency, p.free_e4 as left_e4, p.received_on as on_day, a.owner_id, a.team_id
    from   payments p left join accounts a on a.id = p.account_id where p.id = ${id} for no key update of p`.execute(tx)
  return rows[0]
}

async function lockDocuments(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Side>> {
  const { rows } = await sql<Side>`
    select i.id, i.number, i.account_id, i.currency, i.open_e4 as left_e4, i.issued_on as on_day, a.owner_id, a.team_id
    from   invoices i join accounts a on a.id = i.account_id
    where  i.id = any (${ids}::uuid[]) order by i.id for no key update of i`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whose invoices it settles paid it: from now on his payer's account is known. */
async function giveTo(tx: Tx, user: User, paymentId: Id, accountId: Id, now: Date): Promise<void> {
  await sql`
    update payments set account_id = ${accountId}, updated_at = ${now}, updated_by = ${user.id}, version = version + 1
    where  id = ${paymentId}`.execute(tx)
}

/** What they settled is open again; refused as a whole when one of them is out of sight. */
export async function takeBackAllocations(tx: Tx, user: User, ids: readonly Id[], now: Date) {
  refuseWithoutFinance(user)
  const { rows } = await sql<
    HeldBy & { id: Id; account_id: Id; currency: string; amount_e4: number; invoice_id: Id; source_id: Id }
  >`
    select al.id, al.account_id, al.currency, al.amount_e4, al.invoice_id, coalesce(al.payment_id, al.credit_note_id) as source_id, a.owner_id, a.team_id
    from   allocations al join accounts a on a.id = al.account_id where al.id = any (${ids}::uuid[]) order by al.id`.execute(
    tx,
  )
  if (rows.length < new Set(ids).size) throw notFound('allocation')
  if (!rows.every((row) => reaches(user, 'change', row))) throw forbidden()
  await tx
    .deleteFrom('allocations')
    .where('id', 'in', [...ids])
    .execute()
  await recordEvents(
    tx,
    rows.map((row) => ({
      kind: 'allocation.takenBack',
      subject: { type: 'invoice', id: row.invoice_id },
      accountId: row.account_id,
      actorId: user.id,
      at: now,
      data: { amountE4: row.amount_e4, currency: row.currency, sourceId: row.source_id },
    })),
  )
  return { takenBack: rows.length }
}
