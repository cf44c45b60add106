import type { OrderDraft, OrderReason, OrderTaken } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { type DraftRow, draftOf, openDraft } from './order-drafts.ts'
import type { Customer } from './recognise-customer.ts'
import { type Arrival, judgeOrder, nextNumber, takeAs } from './take-order.ts'
import { withoutControls } from './without-controls.ts'

const tell = (
  tx: Tx,
  user: User,
  it: { id: Id; number: string },
  accountId: Id | null,
  kind: string,
  at: Date,
  data: object = {},
) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'order', id: it.id },
    accountId,
    actorId: user.id,
    at,
    data: { number: it.number, ...data },
  })

/** Puts an unfinished order aside; whatever is wrong with it is told and stands in nobody's way. */
export async function saveDraft(tx: Tx, user: User, given: OrderDraft, now: Date): Promise<Id> {
  const draft = withoutControls(given)
  const it = { id: newId(), number: await nextNumber(tx) }
  const { customer, reasons } = await judgeOrder(tx, draft, { channel: 'staff', receivedAt: now }, it.id)
  const text = `
    insert into order_drafts (id, number, state, account_id, draft, reasons, channel, customer_reference, received_at, created_by, created_at, updated_at)
    values ($1, $2, 'draft', $3, $4, $5, 'staff', $6, $7, $8, $7, $7)`
  await prepared(tx, 'save-order-draft', text, [it.id, it.number, ...written(draft, customer, reasons), now, user.id])
  await tell(tx, user, it, customer?.id ?? null, 'order.drafted', now)
  return it.id
}

const written = (draft: OrderDraft, customer: Customer | null, reasons: readonly OrderReason[]) => [
  customer?.id ?? null,
  JSON.stringify(draft),
  JSON.stringify(reasons),
  draft.customerReference ?? null,
]

export interface Mending {
  draft: OrderDraft
  rememberCode?: { partner: string; code: string } | undefined
  version: number
  now: Date
}

/** Checked anew; it is not taken before somebody says so. */
export async function mendDraft(
  tx: Tx,
  user: User,
  id: Id,
  { rememberCode, version, now, ...mended }: Mending,
): Promise<void> {
  const row = await openDraft(tx, id, version)
  const draft = withoutControls(mended.draft)
  const { customer, reasons } = await judgeOrder(tx, draft, arrivalOf(row, now), id)
  if (rememberCode && customer) await rememberCustomer(tx, rememberCode, customer.id)
  const text = `
    update order_drafts set account_id = $2, draft = $3, reasons = $4, customer_reference = $5, updated_at = $6, version = version + 1 where id = $1`
  await prepared(tx, 'mend-order-draft', text, [id, ...written(draft, customer, reasons), now])
  await tell(tx, user, row, customer?.id ?? null, 'order.mended', now)
}

async function rememberCustomer(tx: Tx, { partner, code }: { partner: string; code: string }, accountId: Id) {
  const text = `
    insert into account_codes (id, partner, code, account_id) values ($1, $2, $3, $4)
    on conflict (partner, code) do update set account_id = excluded.account_id`
  await prepared(tx, 'remember-account-code', text, [newId(), partner, code, accountId])
}

/** Into orders, under the id and number it has, as of when it arrived; with a fault it stays in quarantine. */
export async function takeDraft(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<OrderTaken> {
  const row = await openDraft(tx, id, version)
  const taken = await takeAs(tx, user, row, draftOf(row), arrivalOf(row, now))
  if (taken.outcome === 'quarantined') return taken
  const state = taken.outcome === 'known' ? 'dropped' : 'taken'
  const why = taken.outcome === 'known' ? taken.number : null
  await close(tx, user, id, state, why, now)
  return taken
}

export async function dropDraft(
  tx: Tx,
  user: User,
  id: Id,
  { version, reason, now }: { version: number; reason: string; now: Date },
) {
  const row = await openDraft(tx, id, version)
  await close(tx, user, id, 'dropped', reason, now)
  // Sent again under its key, it is another attempt and no double.
  await prepared(tx, 'free-order-key', 'select free_order_key($1)', [id])
  await tell(tx, user, row, row.account_id, 'order.dropped', now, { reason })
}

async function close(tx: Tx, user: User, id: Id, state: 'taken' | 'dropped', why: string | null, now: Date) {
  const text = `
    update order_drafts set state = $2, closed_at = $3, closed_by = $4, close_reason = $5, updated_at = $3, version = version + 1 where id = $1`
  await prepared(tx, 'close-order-draft', text, [id, state, now, user.id, why])
}

/** What was put aside counts from when it is given. */
const arrivalOf = (row: DraftRow, now: Date): Arrival => ({
  channel: row.channel as Arrival['channel'],
  receivedAt: row.state === 'draft' ? now : row.received_at,
  at: now,
})
