import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { refusedByDatabase } from '../papers/refused-by-database.ts'

export interface NewAllocations {
  accountId: Id
  currency: string
  source: { paymentId: Id } | { creditNoteId: Id }
  parts: readonly { invoiceId: Id; amountE4: number }[]
  on: string
  way: 'hand' | 'proposal' | 'import' | 'credit'
}

/** Writes what settles what, all parts or none, and tells which invoices are paid now. The checks of the tables have the last word. */
export async function keepAllocations(tx: Tx, user: User, given: NewAllocations, now: Date): Promise<Id[]> {
  const { accountId, currency, source, on, way } = given
  const paymentId = 'paymentId' in source ? source.paymentId : null
  const creditNoteId = 'creditNoteId' in source ? source.creditNoteId : null
  const rows = given.parts.map(({ invoiceId, amountE4 }) => ({
    id: newId(),
    invoice_id: invoiceId,
    amount_e4: amountE4,
  }))
  await sql`
    insert into allocations (id, invoice_id, amount_e4, account_id, currency, payment_id, credit_note_id, allocated_on, way, by_id, at)
    select r.*, ${accountId}::uuid, ${currency}, ${paymentId}::uuid, ${creditNoteId}::uuid, ${on}::date, ${way}, ${user.id}::uuid, ${now}::timestamptz
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, invoice_id uuid, amount_e4 bigint)`
    .execute(tx)
    .catch(refusedByDatabase)
  await tellSettled(tx, user, given, now)
  return rows.map(({ id }) => id)
}

async function tellSettled(tx: Tx, user: User, { accountId, currency, source, parts }: NewAllocations, now: Date) {
  const ids = parts.map(({ invoiceId }) => invoiceId)
  const { rows: settled } = await sql<{ id: Id; number: string; total_e4: number }>`
    select id, number, total_e4 from invoices where id = any (${ids}::uuid[]) and open_e4 = 0 order by id`.execute(tx)
  const common = { accountId, actorId: user.id, at: now }
  const whole = parts.reduce((sum, { amountE4 }) => sum + amountE4, 0)
  const subject =
    'paymentId' in source ? { type: 'payment', id: source.paymentId } : { type: 'invoice', id: source.creditNoteId }
  await recordEvents(tx, [
    { ...common, kind: 'payment.allocated', subject, data: { amountE4: whole, currency, invoiceIds: ids } },
    ...settled.map(
      ({ id, number, total_e4 }): NewEvent => ({
        ...common,
        kind: 'invoice.paid',
        subject: { type: 'invoice', id },
        data: { number, amountE4: total_e4, currency },
      }),
    ),
  ])
}
