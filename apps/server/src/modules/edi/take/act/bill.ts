import { connectionOf, type Tx } from '../../../../platform/database.ts'
import { recordEvent } from '../../../../platform/events.ts'
import { newId } from '../../../../platform/ids.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { BillSaid } from '../understand/understood.ts'
import { e4Of } from '../understand/values.ts'
import { findOrder } from './find-order.ts'
import { quarantined } from './quarantined.ts'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** Enters an invoice of a carrier or supplier once, with the order it is for where that is known. */
export async function actOnBill(tx: Tx, { partner, message, user, now }: InHand, said: BillSaid): Promise<Settled> {
  const reference = said.number
  if (reference === '') return quarantined(reasons.referenceMissing({ what: '账单号', whatEn: 'invoice number' }))
  const amount = said.total === '' ? undefined : e4Of(said.total)
  const currency = (said.currency || partner.settings.currency).toUpperCase()
  if (amount === undefined || !/^[A-Z]{3}$/.test(currency)) return quarantined(reasons.moneyMissing(), { reference })
  const order = said.reference ? await findOrder(tx, partner, said.reference) : undefined
  const id = newId()
  const { rowCount } = await connectionOf(tx).query(
    `insert into edi_bills (id, message_id, partner_id, account_id, number, issued_on, due_on, currency, amount_e4, reference, order_id, lines, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
    [
      id,
      message.id,
      partner.id,
      order?.accountId ?? partner.accountId,
      reference.slice(0, 200),
      realDay(said.issuedOn),
      realDay(said.dueOn),
      currency,
      amount,
      said.reference.slice(0, 200),
      order?.id ?? null,
      JSON.stringify(said.lines.slice(0, 200)),
      now,
    ],
  )
  if (rowCount === 0) return quarantined(reasons.billKnown({ number: reference }), { reference })
  await recordEvent(tx, {
    kind: 'edi.billReceived',
    subject: { type: 'ediBill', id },
    accountId: order?.accountId ?? null,
    actorId: user.id,
    at: now,
    data: { partnerId: partner.id, number: reference, ...(order ? { orderId: order.id } : {}) },
  })
  return {
    status: 'taken',
    outcome: 'bill',
    reference,
    billId: id,
    orderId: order?.id ?? null,
    accountId: order?.accountId ?? null,
  }
}

/** A day the calendar has; others are left out, the message keeps them. */
function realDay(text: string | null): string | null {
  if (text === null || !dayPattern.test(text)) return null
  const day = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? null : text
}
