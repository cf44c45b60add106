import {
  type listOrderDrafts as listRoute,
  OrderDraft,
  type OrderDraftRecord,
  type OrderReason,
} from '@quayside/contract'
import { z } from 'zod'
import { connectionOf, type Db, prepared, type Tx } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, notFound, Refusal } from '../../platform/refusal.ts'
import { withoutMoney } from './order-content.ts'
import { reasonsForReader } from './order-reasons.ts'

export interface DraftRow {
  id: Id
  number: string
  state: 'draft' | 'quarantined' | 'taken' | 'dropped'
  channel: string
  account_id: Id | null
  account_number: string | null
  account_name: string | null
  customer_reference: string | null
  reasons: OrderReason[]
  created_by: Id | null
  created_by_name: string | null
  received_at: Date
  updated_at: Date
  close_reason: string | null
  version: number
  draft: unknown
}

const columns = `
  d.id, d.number, d.state, d.channel, d.account_id, a.number as account_number, a.name as account_name, d.customer_reference, d.reasons, d.created_by,
  u.name as created_by_name, d.received_at, d.updated_at, d.close_reason, d.version, d.draft
  from order_drafts d left join accounts a on a.id = d.account_id left join users u on u.id = d.created_by`
const Cursor = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

/** Newest first. What somebody put aside unfinished is his; what is in quarantine is everybody's who sees the customer. */
export async function listOrderDrafts(db: Db, user: User, query: z.output<(typeof listRoute)['query']>) {
  const { state, limit, channel, accountId } = query
  const after = query.cursor ? decodeCursor(Cursor, query.cursor) : null
  const values: unknown[] = [state]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['d.state = $1']
  if (channel) where.push(`d.channel = ${bind(channel)}`)
  if (accountId) where.push(`d.account_id = ${bind(accountId)}`)
  if (state === 'draft') where.push(`d.created_by = ${bind(user.id)}`)
  if (after)
    where.push(
      `(date_trunc('milliseconds', d.received_at), d.id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`,
    )
  const text = `select ${columns} where ${where.join(' and ')}
    order by date_trunc('milliseconds', d.received_at) desc, d.id desc limit ${limit + 1}`
  const { rows } = await connectionOf(db).query<DraftRow>(text, values)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentRow(row, user)),
    next: rows.length > limit && last ? encodeCursor({ at: last.received_at.toISOString(), id: last.id }) : null,
  }
}

export async function readOrderDraft(db: Db, user: User, id: Id): Promise<OrderDraftRecord> {
  const row = await findDraft(db, id)
  return { ...presentRow(row, user), draft: draftFor(row, user) }
}

/** @throws Refusal 404 */
export async function findDraft(db: Db, id: Id): Promise<DraftRow> {
  const [row] = await prepared<DraftRow & Record<string, unknown>>(
    db,
    'order-draft-by-id',
    `select ${columns} where d.id = $1`,
    [id],
  )
  if (!row) throw notFound('order draft')
  return row
}

/** The draft while it is still as the caller read it and not closed; locked until the end of the transaction. */
export async function openDraft(tx: Tx, id: Id, version: number): Promise<DraftRow> {
  await findDraft(tx, id)
  await prepared(tx, 'lock-order-draft', 'select id from order_drafts where id = $1 for update', [id])
  const row = await findDraft(tx, id)
  if (row.state === 'taken' || row.state === 'dropped')
    throw new Refusal('orderDraftClosed', 409, 'This order has been taken or dropped already.')
  if (row.version !== version) throw changedMeanwhile({ version: row.version })
  return row
}

/** Kept before the shape moved on, it may lack what has a default. */
export const draftOf = (row: DraftRow): OrderDraft => OrderDraft.parse(row.draft)

function draftFor(row: DraftRow, user: User): OrderDraft {
  const draft = draftOf(row)
  return user.rights.categories.finance.read || row.created_by === user.id ? draft : withoutMoney(draft)
}

const presentRow = (row: DraftRow, user: User) => ({
  id: row.id,
  number: row.number,
  state: row.state,
  channel: row.channel as never,
  account:
    row.account_id && row.account_number
      ? { id: row.account_id, number: row.account_number, name: row.account_name ?? '' }
      : null,
  customerReference: row.customer_reference,
  reasons: reasonsForReader(row.reasons, user.rights.categories.finance.read),
  createdBy: row.created_by && row.created_by_name ? { id: row.created_by, name: row.created_by_name } : null,
  receivedAt: row.received_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  closeReason: row.close_reason,
  version: row.version,
})
