import type { Invoice } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { lockInvoice } from './change-invoice.ts'
import { findInvoice, readInvoice, type WholeInvoice } from './read-invoice.ts'

type Told = Promise<z.input<typeof Invoice>>
const conflict = (code: string, zh: string, en: string) =>
  new Refusal(code, 409, en, { extra: inBothLanguages(zh, en) })

/** From now on it is owed. */
export async function issueInvoice(tx: Tx, user: User, id: Id, version: number, now: Date): Told {
  const row = await lockInvoice(tx, user, id, version, now)
  if (row.status !== 'draft') throw conflict('notADraft', '只有草稿可以开具。', 'Only a draft can be issued.')
  if (row.total_e4 === 0)
    throw conflict('nothingOwed', '金额为零，无法开具。', 'Its sum is zero: there is nothing to issue.')
  await set(tx, user, row, sql`status = 'issued'`, now)
  await tell(tx, user, row, `${row.kind}.issued`, now)
  return readInvoice(tx, user, id, now)
}

/** A draft thrown away leaves an event and nothing else. */
export async function dropInvoice(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  refuseWithoutFinance(user)
  const row = await findInvoice(tx, id, now)
  if (!reaches(user, 'change', row)) throw forbidden()
  if (row.status !== 'draft')
    throw conflict(
      'notADraft',
      '已开具的发票不能删除，请作废或红冲。',
      'It was issued: void it or write a credit note.',
    )
  await tx.deleteFrom('invoices').where('id', '=', id).where('status', '=', 'draft').execute()
  await tell(tx, user, row, `${row.kind}.dropped`, now)
}

/** As if it had never been issued; what it billed may be billed anew. */
export async function voidInvoice(tx: Tx, user: User, id: Id, version: number, reason: string, now: Date): Told {
  const row = await lockInvoice(tx, user, id, version, now)
  if (row.status !== 'issued')
    throw conflict('notIssued', '只有已开具的发票可以作废。', 'Only an issued document is voided.')
  if (row.settled_e4 > 0)
    throw conflict(
      'settledInPart',
      '已有核销。请先撤销核销，再作废。',
      'Something is settled by it. Take the allocations back first.',
    )
  const { rows } = await sql`select from invoices where credits_id = ${id} and status <> 'void'`.execute(tx)
  if (rows.length > 0) throw conflict('credited', '已有红字发票。请先作废红字发票。', 'Void its credit notes first.')
  await set(tx, user, row, sql`status = 'void', disputed_at = null, dispute_reason = null`, now)
  await tx.updateTable('invoice_lines').set({ billed: false }).where('invoice_id', '=', id).execute()
  await tell(tx, user, row, `${row.kind}.voided`, now, { reason })
  return readInvoice(tx, user, id, now)
}

export async function disputeInvoice(tx: Tx, user: User, id: Id, version: number, reason: string, now: Date): Told {
  const row = await lockInvoice(tx, user, id, version, now)
  if (row.status !== 'issued' || row.open_e4 === 0)
    throw conflict('nothingOpen', '该发票没有未收金额。', 'Nothing of it is open.')
  await set(tx, user, row, sql`disputed_at = ${now}, dispute_reason = ${reason}`, now)
  await tell(tx, user, row, 'invoice.disputed', now, { reason })
  return readInvoice(tx, user, id, now)
}

export async function endDispute(tx: Tx, user: User, id: Id, version: number, now: Date): Told {
  const row = await lockInvoice(tx, user, id, version, now)
  if (!row.disputed_at) return readInvoice(tx, user, id, now)
  await set(tx, user, row, sql`disputed_at = null, dispute_reason = null`, now)
  await tell(tx, user, row, 'invoice.disputeEnded', now)
  return readInvoice(tx, user, id, now)
}

async function set(tx: Tx, user: User, { id }: WholeInvoice, change: ReturnType<typeof sql>, now: Date): Promise<void> {
  await sql`update invoices set ${change}, updated_at = ${now}, updated_by = ${user.id}, version = version + 1 where id = ${id}`.execute(
    tx,
  )
}

const tell = (tx: Tx, user: User, row: WholeInvoice, kind: string, now: Date, more: Record<string, unknown> = {}) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'invoice', id: row.id },
    accountId: row.account_id,
    actorId: user.id,
    at: now,
    data: { number: row.number, amountE4: row.total_e4, currency: row.currency, dueOn: row.due_on, ...more },
  })
