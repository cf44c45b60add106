import type {
  EdiInterchange,
  EdiInterchangeRow,
  EdiIssueShown,
  listEdiInterchanges,
  Sentence,
} from '@quayside/contract'
import { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'

type Query = z.output<(typeof listEdiInterchanges)['query']>
const Cursor = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

interface InterchangeRecord extends Omit<EdiInterchangeRow, 'partner' | 'receivedAt' | 'sentAt' | 'dueAt'> {
  partner_id: Id | null
  partner: string | null
  received_at: Date
  sent_time: Date | null
  due_at: Date | null
  trouble: Sentence | null
}

const columns = `
  i.id, i.direction, i.standard, i.control, i.sender, i.receiver, i.partner_id, p.name as partner, i.state, s.messages, s.quarantined,
  s.types, f.way, f.id as "fileId", f.name as "fileName", i.test, i.received_at, i.sent_time, i.due_at, coalesce(i.trouble, c.trouble) as trouble`
const tables = `
  join edi_files f on f.id = i.file_id left join edi_partners p on p.id = i.partner_id
  left join edi_channels c on c.id = i.channel_id and i.state = 'waiting'
  cross join lateral (select count(*)::integer as messages, (count(*) filter (where m.status = 'quarantined'))::integer as quarantined,
                             coalesce(array_agg(distinct m.type), '{}') as types from edi_messages m where m.interchange_id = i.id) s`

export async function listInterchanges(db: Db, { limit, cursor, direction, state, partnerId, search }: Query) {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['true']
  if (direction) where.push(`i.direction = ${bind(direction)}`)
  if (state) where.push(`i.state = ${bind(state)}`)
  if (partnerId) where.push(`i.partner_id = ${bind(partnerId)}`)
  if (search?.trim()) where.push(`starts_with(ltrim(i.control, '0'), ltrim(${bind(search.trim())}, '0'))`)
  if (cursor) {
    const after = decodeCursor(Cursor, cursor)
    where.push(`(i.received_at, i.id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`)
  }
  const text = `
    with page as materialized (
      select * from edi_interchanges i where ${where.join(' and ')} order by i.received_at desc, i.id desc limit ${limit + 1})
    select ${columns} from page i ${tables} order by i.received_at desc, i.id desc`
  const { rows } = await connectionOf(db).query<InterchangeRecord & Record<string, unknown>>(text, values)
  const last = rows.slice(0, limit).at(-1)
  return {
    rows: rows.slice(0, limit).map(present),
    next: rows.length > limit && last ? encodeCursor({ at: last.received_at.toISOString(), id: last.id }) : null,
  }
}

const present = ({
  partner_id,
  partner,
  received_at,
  sent_time,
  due_at,
  ...row
}: InterchangeRecord): EdiInterchangeRow => ({
  id: row.id,
  direction: row.direction,
  standard: row.standard,
  control: row.control,
  sender: row.sender,
  receiver: row.receiver,
  partner: partner_id ? { id: partner_id, name: partner ?? '' } : null,
  state: row.state,
  messages: row.messages,
  quarantined: row.quarantined,
  types: row.types,
  way: row.way,
  fileId: row.fileId,
  fileName: row.fileName,
  test: row.test,
  receivedAt: received_at.toISOString(),
  sentAt: sent_time?.toISOString() ?? null,
  dueAt: due_at?.toISOString() ?? null,
  trouble: row.trouble,
})

interface Details {
  sha256: string
  bytes: number
  issues: EdiIssueShown[]
  repeats_id: Id | null
  repeats_at: Date | null
  receipt_id: Id | null
  receipt_control: string
  receipt_state: EdiInterchange['state']
}

export async function readInterchange(db: Db, id: Id): Promise<EdiInterchange> {
  const { rows } = await connectionOf(db).query<InterchangeRecord & Details & Record<string, unknown>>(
    `select ${columns}, f.sha256, f.bytes, i.issues, b.id as repeats_id, b.received_at as repeats_at, r.id as receipt_id,
            r.control as receipt_control, r.state as receipt_state
     from   edi_interchanges i ${tables} left join edi_interchanges b on b.id = i.repeats_id
            left join edi_interchanges r on r.answers_id = i.id or r.id = i.answers_id
     where  i.id = $1 limit 1`,
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('interchange')
  const { receipt_id, repeats_id, repeats_at } = row
  return {
    ...present(row),
    sha256: row.sha256,
    bytes: Number(row.bytes),
    faults: row.issues,
    repeats: repeats_id && repeats_at ? { id: repeats_id, receivedAt: repeats_at.toISOString() } : null,
    receipt: receipt_id ? { id: receipt_id, control: row.receipt_control, state: row.receipt_state } : null,
  }
}
