import type { EdiMessageRow, listEdiMessages, Sentence } from '@quayside/contract'
import { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { reasonsForReader } from '../../orders/index.ts'

type Query = z.output<(typeof listEdiMessages)['query']>
const Cursor = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

export interface MessageRecord {
  id: string
  interchange_id: string
  direction: 'in' | 'out'
  standard: 'x12' | 'edifact'
  type: string
  release: string
  control: string
  interchange_control: string
  status: EdiMessageRow['status']
  outcome: string
  reasons: Sentence[]
  reference: string
  partner_id: string | null
  partner: string | null
  account_id: string | null
  account_number: string | null
  account: string | null
  order_id: string | null
  order_number: string | null
  shipment_id: string | null
  issues: number
  corrected: boolean
  way: string
  received_at: Date
  settled_at: Date | null
  due_at: Date | null
  acknowledged_at: Date | null
}

export const messageColumns = `
  m.id, m.interchange_id, m.direction, i.standard, m.type, m.release, m.control, i.control as interchange_control, m.status, m.outcome,
  m.reasons, m.reference, m.partner_id, p.name as partner, a.id as account_id, a.number as account_number, a.name as account,
  o.id as order_id, o.number as order_number, m.shipment_id, jsonb_array_length(m.issues) + jsonb_array_length(m.syntax) as issues,
  exists (select from edi_corrections c where c.message_id = m.id) as corrected, f.way, m.received_at, m.settled_at, m.due_at, m.acknowledged_at`
export const messageTables = `
  join edi_interchanges i on i.id = m.interchange_id join edi_files f on f.id = i.file_id
  left join edi_partners p on p.id = m.partner_id left join accounts a on a.id = m.account_id left join orders o on o.id = m.order_id`

/** Newest first unless asked otherwise. A search is for the beginning of a reference, a control number or a partner’s name. */
export async function listMessages(db: Db, user: User, query: Query) {
  const rows = await recordsOf(db, user, { ...query, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: page.map(presentMessage),
    next: rows.length > query.limit && last ? encodeCursor({ at: last.received_at.toISOString(), id: last.id }) : null,
  }
}

export async function recordsOf(db: Db, user: User, query: Query): Promise<MessageRecord[]> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = conditions(query, bind)
  const way = query.sort === 'receivedAt' ? 'asc' : 'desc'
  const order = `m.received_at ${way}, m.id ${way}`
  const text = `
    with page as materialized (
      select m.* from edi_messages m where ${where.join(' and ')} order by ${order} limit ${query.limit})
    select ${messageColumns} from page m ${messageTables} order by ${order}`
  const { rows } = await connectionOf(db).query<MessageRecord & Record<string, unknown>>(text, values)
  return rows.map((row) => seenBy(user, row))
}

/** Limits and prices stand in reasons too. */
export const seenBy = <One extends MessageRecord>(user: User, row: One): One => ({
  ...row,
  reasons: reasonsForReader(row.reasons, user.rights.categories.finance.read),
})

function conditions(query: Query, bind: (value: unknown) => string): string[] {
  const where = ['true']
  const { direction, status, type, partnerId, accountId, orderId, interchangeId, search, from, to, cursor } = query
  if (direction) where.push(`m.direction = ${bind(direction)}`)
  if (status && status.length > 0) where.push(`m.status = any (${bind(status)})`)
  if (type && type.length > 0) where.push(`m.type = any (${bind(type)})`)
  if (partnerId) where.push(`m.partner_id = ${bind(partnerId)}`)
  if (accountId) where.push(`m.account_id = ${bind(accountId)}`)
  if (orderId) where.push(`m.order_id = ${bind(orderId)}`)
  if (interchangeId) where.push(`m.interchange_id = ${bind(interchangeId)}`)
  if (from) where.push(`m.received_at >= ${bind(from)}`)
  if (to) where.push(`m.received_at < ${bind(to)}`)
  if (search?.trim()) {
    const text = bind(search.trim())
    where.push(`(starts_with(lower(m.reference), lower(${text})) or starts_with(m.control, ${text})
      or m.partner_id in (select id from edi_partners p where starts_with(lower(p.name), lower(${text})))
      or exists (select from edi_interchanges i where i.id = m.interchange_id and starts_with(ltrim(i.control, '0'), ltrim(${text}, '0'))))`)
  }
  if (cursor) {
    const after = decodeCursor(Cursor, cursor)
    where.push(
      `(m.received_at, m.id) ${query.sort === 'receivedAt' ? '>' : '<'} (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`,
    )
  }
  return where
}

export const presentMessage = (row: MessageRecord): EdiMessageRow => ({
  id: row.id,
  interchangeId: row.interchange_id,
  direction: row.direction,
  standard: row.standard,
  type: row.type,
  release: row.release,
  control: row.control,
  interchangeControl: row.interchange_control,
  status: row.status,
  outcome: row.outcome,
  reasons: row.reasons,
  reference: row.reference,
  partner: row.partner_id ? { id: row.partner_id, name: row.partner ?? '' } : null,
  account: row.account_id ? { id: row.account_id, number: row.account_number ?? '', name: row.account ?? '' } : null,
  order: row.order_id ? { id: row.order_id, number: row.order_number ?? '' } : null,
  shipmentId: row.shipment_id,
  issues: row.issues,
  corrected: row.corrected,
  way: row.way,
  receivedAt: row.received_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  dueAt: row.due_at?.toISOString() ?? null,
  acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
})
