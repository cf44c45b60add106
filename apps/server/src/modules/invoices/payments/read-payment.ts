import type { Payment } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { findAllocations } from '../papers/read-invoice.ts'
import { type PaymentRecord, paymentColumns, presentPaymentRow } from './payment-rows.ts'

export interface WholePayment extends PaymentRecord {
  external_key: string | null
  note: string
  refund_of: Id | null
  refund_of_number: string | null
  refund_of_note: Id | null
  refund_of_note_number: string | null
  created_at: Date
}

/** @throws Refusal 404 */
export async function findPayment(db: Db, id: Id): Promise<WholePayment> {
  const text = `
    select ${paymentColumns}, p.external_key, p.note, p.refund_of, r.number as refund_of_number, p.refund_of_note, c.number as refund_of_note_number, p.created_at
    from   payments p left join accounts a on a.id = p.account_id left join payments r on r.id = p.refund_of left join invoices c on c.id = p.refund_of_note
    where  p.id = $1`
  const [row] = (await connectionOf(db).query<WholePayment>(text, [id])).rows
  if (!row) throw notFound('payment')
  return row
}

export async function readPayment(db: Db, user: User, id: Id): Promise<z.input<typeof Payment>> {
  refuseWithoutFinance(user)
  const row = await findPayment(db, id)
  const { rows: refunds } = await sql<{ id: Id; number: string; on: string; amountE4: number }>`
    select id, number, received_on as on, amount_e4 as "amountE4" from payments
    where  refund_of = ${id} and status = 'recorded' order by received_on, id`.execute(db)
  const mayChange = reaches(user, 'change', row)
  const live = row.status === 'recorded'
  return {
    ...presentPaymentRow(row),
    externalKey: row.external_key,
    note: row.note,
    refundOf: refundOf(row),
    refunds,
    allocations: await findAllocations(db, sql`al.payment_id = ${id}`),
    createdAt: row.created_at.toISOString(),
    can: {
      change: mayChange && live,
      allocate: mayChange && row.free_e4 > 0,
      void: mayChange && live && row.allocated_e4 === 0 && row.refunded_e4 === 0,
      refund: reaches(user, 'create', row) && row.account_id !== null && row.free_e4 > 0,
    },
  }
}

function refundOf(row: WholePayment): z.input<typeof Payment>['refundOf'] {
  if (row.refund_of) return { kind: 'payment', id: row.refund_of, number: row.refund_of_number ?? '' }
  if (row.refund_of_note) return { kind: 'creditNote', id: row.refund_of_note, number: row.refund_of_note_number ?? '' }
  return null
}
