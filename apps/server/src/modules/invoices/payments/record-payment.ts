import type { Payment, PaymentChange, PaymentFields } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { customerFor } from '../papers/find-customer.ts'
import { keepPayments } from './keep-payments.ts'
import { findPayment, readPayment, type WholePayment } from './read-payment.ts'

type Told = Promise<z.input<typeof Payment>>
const conflict = (code: string, zh: string, en: string) =>
  new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })

/** Money that came in; sent again with the bank's same number it is the same payment. */
export async function createPayment(tx: Tx, user: User, typed: PaymentFields, now: Date): Told {
  refuseWithoutFinance(user)
  if (typed.externalKey) {
    const known = await tx
      .selectFrom('payments')
      .select('id')
      .where('external_key', '=', typed.externalKey)
      .executeTakeFirst()
    if (known) return readPayment(tx, user, known.id)
  }
  if (typed.accountId) await customerFor(tx, user, typed.accountId)
  else if (user.rights.modules.invoices.create !== 'all')
    throw forbidden('Your roles do not let you record a payment of somebody unknown: say which customer paid.')
  const [kept] = await keepPayments(tx, user.id, [{ ...typed, kind: 'received' }], now)
  return readPayment(tx, user, kept?.id as string)
}

/** Locks the payment. @throws Refusal 404, 403, 412 */
export async function lockPayment(tx: Tx, user: User, id: Id, version: number | null): Promise<WholePayment> {
  refuseWithoutFinance(user)
  await tx.selectFrom('payments').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const row = await findPayment(tx, id)
  if (!reaches(user, 'change', row)) throw forbidden('Your roles do not let you change payments of this customer.')
  if (version !== null && row.version !== version) throw changedMeanwhile(await readPayment(tx, user, id))
  return row
}

export async function changePayment(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: z.output<typeof PaymentChange>,
  now: Date,
): Told {
  const row = await lockPayment(tx, user, id, version)
  if (row.status === 'void')
    throw conflict('paymentVoid', '已作废的收款不能修改。', 'A void payment is not changed any more.')
  const moves = typed.accountId !== undefined && typed.accountId !== row.account_id
  if (moves && row.kind === 'refund')
    throw conflict(
      'refundStays',
      '退款属于原收款或红字发票的客户，不能改客户。',
      'A refund belongs to the customer of the payment or credit note it gives back.',
    )
  if (moves && (row.allocated_e4 > 0 || row.refunded_e4 > 0))
    throw conflict(
      'settlesAlready',
      '该收款已核销或退款，不能改客户。请先撤销核销。',
      'It settles something already. Take that back before you give it to another customer.',
    )
  if (moves && typed.accountId) await customerFor(tx, user, typed.accountId)
  const columns = {
    account_id: typed.accountId,
    method: typed.method,
    payer_name: typed.payerName,
    reference: typed.reference,
    note: typed.note,
  }
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
  await tx
    .updateTable('payments')
    .set((eb) => ({ ...given, updated_at: now, updated_by: user.id, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await tell(
    tx,
    user,
    { ...row, account_id: moves ? (typed.accountId ?? null) : row.account_id },
    moves ? 'payment.assigned' : 'payment.changed',
    now,
  )
  return readPayment(tx, user, id)
}

export async function voidPayment(tx: Tx, user: User, id: Id, version: number, reason: string, now: Date): Told {
  const row = await lockPayment(tx, user, id, version)
  if (row.status === 'void') return readPayment(tx, user, id)
  if (row.allocated_e4 > 0 || row.refunded_e4 > 0)
    throw conflict(
      'settlesAlready',
      '该收款已核销或退款。请先撤销。',
      'It settles something or was given back. Take that back first.',
    )
  await sql`update payments set status = 'void', updated_at = ${now}, updated_by = ${user.id}, version = version + 1 where id = ${id}`.execute(
    tx,
  )
  await tell(tx, user, row, 'payment.voided', now, { reason })
  return readPayment(tx, user, id)
}

const tell = (tx: Tx, user: User, row: WholePayment, kind: string, now: Date, more: Record<string, unknown> = {}) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'payment', id: row.id },
    accountId: row.account_id,
    actorId: user.id,
    at: now,
    data: { number: row.number, amountE4: row.amount_e4, currency: row.currency, ...more },
  })
