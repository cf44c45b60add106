import type { EdiIssueShown, EdiMessage, ReplyOf, readEdiMessage } from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { type Content, readContent, textOf } from '../take/message-content.ts'
import { documentOf } from './document-of.ts'
import { type MessageRecord, messageColumns, messageTables, presentMessage, seenBy } from './list-messages.ts'
import { tellsMoney } from './money-segments.ts'
import { type StoredMessage, storedMessage } from './stored-message.ts'

const segmentsShown = 2_000
/** A larger one is shown by its facts alone. */
const bytesShown = 2 * 1024 * 1024

type Shown = ReplyOf<typeof readEdiMessage>
interface Details {
  sender: string
  receiver: string
  file_id: Id
  file_name: string
  sha256: string
  at: number
  bytes: number
  faults: EdiIssueShown[]
  sending: Shown['sending']
  version: number
}

/** What a message says, as a person reads it; money only for those who see money. */
export async function readMessage(db: Db, files: FileStore, user: User, id: Id): Promise<EdiMessage> {
  const { rows } = await connectionOf(db).query<MessageRecord & Details & Record<string, unknown>>(
    `select ${messageColumns}, i.sender, i.receiver, f.id as file_id, f.name as file_name, f.sha256, m.at, m.bytes,
            m.syntax || m.issues as faults, m.version,
            case when m.status = 'waiting' then jsonb_build_object('attempts', i.attempts, 'trouble', i.trouble) end as sending
     from   edi_messages m ${messageTables} where m.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('message')
  const stored = await storedMessage(db, id)
  const content = await contentOf(files, stored, row.type)
  const seesMoney = user.rights.categories.finance.read
  const isMended = row.direction === 'in' && ['quarantined', 'rejected'].includes(row.status)
  return {
    ...presentMessage(seenBy(user, row)),
    sender: row.sender,
    receiver: row.receiver,
    fileId: row.file_id,
    fileName: row.file_name,
    sha256: row.sha256,
    at: Number(row.at),
    bytes: Number(row.bytes),
    faults: row.faults,
    document: content ? documentOf(stored.standard, row.type, content, seesMoney) : null,
    segments: content ? segmentsOf(row, content, seesMoney) : [],
    moreSegments: content === null || content.segments.length >= segmentsShown,
    corrections: await correctionsOf(db, id, seesMoney),
    answers: await answersOf(db, id),
    sending: row.sending,
    can: {
      mend: isMended && user.rights.modules.edi.change === 'all',
      seeMoney: seesMoney,
      download: seesMoney && user.rights.modules.edi.export === 'all',
    },
    version: row.version,
  }
}

async function contentOf(files: FileStore, stored: StoredMessage, type: string): Promise<Content | null> {
  if (type === 'TA1' || stored.bytes > bytesShown || !(await files.has(stored.sha256))) return null
  return readContent(files, stored, stored.delimiters)
}

const segmentsOf = (row: MessageRecord, { segments, delimiters }: Content, seesMoney: boolean): Shown['segments'] => [
  {
    number: 1,
    tag: row.standard === 'x12' ? 'ST' : 'UNH',
    text: [
      row.standard === 'x12' ? 'ST' : 'UNH',
      ...(row.standard === 'x12' ? [row.type, row.control] : [row.control, row.type]),
    ].join(String.fromCharCode(delimiters.element)),
  },
  ...segments.slice(0, segmentsShown - 1).map((segment, at) => ({
    number: at + 2,
    tag: segment.tag.toWellFormed().slice(0, 10),
    text: !seesMoney && tellsMoney(segment.tag) ? null : textOf(segment).slice(0, 100_000),
  })),
]

async function correctionsOf(db: Db, id: Id, seesMoney: boolean): Promise<Shown['corrections']> {
  const { rows } = await connectionOf(db).query<{
    id: Id
    at: Date
    by: string
    why: string
    edits: Shown['corrections'][number]['edits']
  }>(
    `select c.id, c.at, u.name as by, c.why, c.edits from edi_corrections c join users u on u.id = c.by_id
     where  c.message_id = $1 order by c.at desc, c.id desc limit 50`,
    [id],
  )
  const visible = (text: string | null) =>
    text !== null && !seesMoney && tellsMoney(/^[A-Z0-9]{2,3}/.exec(text)?.[0] ?? '') ? null : text
  return rows.map(({ at, edits, ...row }) => ({
    ...row,
    at: at.toISOString(),
    edits: edits.map(({ segment, was, now }) => ({ segment, was: visible(was), now: visible(now) })),
  }))
}

/** Our acknowledgement of what came, the partner's of what went. */
async function answersOf(db: Db, id: Id): Promise<Shown['answers']> {
  const { rows } = await connectionOf(db).query<{ id: Id; type: string; direction: 'in' | 'out'; at: Date }>(
    `select r.id, r.type, r.direction, r.received_at as at
     from   edi_messages m join edi_interchanges i on i.answers_id = m.interchange_id join edi_messages r on r.interchange_id = i.id
     where  m.id = $1 and m.direction = 'in'
     union all
     select r.id, r.type, r.direction, r.received_at from edi_messages m join edi_messages r on r.id = (m.about ->> 'answeredBy')::uuid
     where  m.id = $1 and m.direction = 'out' limit 20`,
    [id],
  )
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}
