import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { refusedByDatabase } from '../papers/refused-by-database.ts'

export interface NewPayment {
  kind: 'received' | 'refund'
  accountId: Id | null
  refundOf?: Id | null
  refundOfNote?: Id | null
  externalKey: string | null
  receivedOn: string
  currency: string
  amountE4: number
  method: string
  payerName: string | null
  payerAccount: string | null
  reference: string | null
  note: string
  importId?: Id | null
}

/** Writes payments and tells the spine. */
export async function keepPayments(
  tx: Tx,
  actorId: Id,
  given: readonly NewPayment[],
  now: Date,
): Promise<{ id: Id; number: string }[]> {
  if (given.length === 0) return []
  const { rows: counted } = await sql<{ n: number }>`
    select nextval('payment_numbers') as n from generate_series(1, ${given.length}::int)`.execute(tx)
  const rows = given.map((payment, at) => ({
    id: newId(),
    number: `PAY-${payment.receivedOn.slice(0, 4)}-${String(counted[at]?.n).padStart(6, '0')}`,
    kind: payment.kind,
    account_id: payment.accountId,
    refund_of: payment.refundOf ?? null,
    refund_of_note: payment.refundOfNote ?? null,
    external_key: payment.externalKey,
    received_on: payment.receivedOn,
    currency: payment.currency,
    amount_e4: payment.amountE4,
    method: payment.method,
    payer_name: payment.payerName,
    payer_account: payment.payerAccount,
    reference: payment.reference,
    note: payment.note,
    import_id: payment.importId ?? null,
  }))
  await sql`
    insert into payments (id, number, kind, account_id, refund_of, refund_of_note, external_key, received_on, currency, amount_e4, method, payer_name,
           payer_account, reference, note, import_id, created_at, created_by, updated_at, updated_by)
    select r.*, ${now}::timestamptz, ${actorId}::uuid, ${now}::timestamptz, ${actorId}::uuid
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
           (id uuid, number text, kind text, account_id uuid, refund_of uuid, refund_of_note uuid, external_key text, received_on date, currency text,
            amount_e4 bigint, method text, payer_name text, payer_account text, reference text, note text, import_id uuid)`
    .execute(tx)
    .catch(refusedByDatabase)
  await recordEvents(
    tx,
    rows.map(
      (row): NewEvent => ({
        kind: row.kind === 'refund' ? 'payment.refunded' : 'payment.recorded',
        subject: { type: 'payment', id: row.id },
        accountId: row.account_id,
        actorId,
        at: now,
        data: {
          number: row.number,
          amountE4: row.amount_e4,
          currency: row.currency,
          ...(row.kind === 'refund' ? { reason: row.note } : {}),
        },
      }),
    ),
  )
  return rows.map(({ id, number }) => ({ id, number }))
}
