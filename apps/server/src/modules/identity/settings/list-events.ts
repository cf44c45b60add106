import {
  type AuditEvent,
  Category,
  type listEvents as contractRoute,
  mayReadCategory,
  type QueryOf,
} from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'

type Wanted = Omit<QueryOf<typeof contractRoute>, 'limit'> & { limit: number }

/** Microseconds since 1970 and the event's sequence number: exact, unlike a time of JavaScript. */
const Position = z.tuple([z.int(), z.int()])

type Row = Omit<AuditEvent, 'at' | 'actor'> & {
  at: Date
  micros: number
  seq: number
  actorId: string | null
  actorName: string | null
}

/** Who did what to whom, newest first; names are read across the modules. The row policy lets through what concerns accounts the reader sees, and all to administrators. */
export async function listEvents(db: Db, user: User, wanted: Wanted) {
  const [micros, seq] = wanted.cursor ? decodeCursor(Position, wanted.cursor) : [null, null]
  const zone = sql`(select time_zone from company)`
  const found = await sql<Row>`
    select e.id, e.at, (extract(epoch from e.at) * 1000000)::bigint as micros, e.seq, e.kind, e.data,
           e.subject_type as "subjectType", e.subject_id as "subjectId", e.account_id as "accountId",
           e.actor_id as "actorId", u.name as "actorName",
           coalesce(a.name, s.name, t.name, r.name_zh, i.file_name,
                    case when e.subject_type = 'apiKey' then e.data ->> 'name' end) as "subjectName"
    from   events e
    left   join users u on u.id = e.actor_id
    left   join accounts a on a.id = e.account_id
    left   join users s on s.id = e.subject_id
    left   join teams t on t.id = e.subject_id
    left   join roles r on r.id = e.subject_id
    left   join imports i on i.id = e.subject_id
    where  ${sql.join(
      [
        sql`true`,
        ...(wanted.actorId ? [sql`e.actor_id = ${wanted.actorId}`] : []),
        ...(wanted.subjectId ? [sql`e.subject_id = ${wanted.subjectId}`] : []),
        ...(wanted.kind
          ? [wanted.kind.includes('.') ? sql`e.kind = ${wanted.kind}` : sql`starts_with(e.kind, ${`${wanted.kind}.`})`]
          : []),
        ...(wanted.from ? [sql`e.at >= ${wanted.from}::timestamp at time zone ${zone}`] : []),
        ...(wanted.until ? [sql`e.at < (${wanted.until}::date + 1)::timestamp at time zone ${zone}`] : []),
        ...(micros === null
          ? []
          : [sql`(e.at, e.seq) < ('epoch'::timestamptz + ${micros} * interval '1 microsecond', ${seq})`]),
      ],
      sql` and `,
    )}
    order  by e.at desc, e.seq desc limit ${wanted.limit + 1}`.execute(db)
  const rows = found.rows.slice(0, wanted.limit)
  const last = found.rows.length > wanted.limit ? rows.at(-1) : undefined
  return { rows: rows.map((row) => asEvent(row, user)), next: last ? encodeCursor([last.micros, last.seq]) : null }
}

/** What an event says of an account may be of any category: only who may read them all is shown it. */
function asEvent({ micros, seq, actorId, actorName, subjectName, at, data, ...row }: Row, user: User): AuditEvent {
  const all = Category.options.every((category) => mayReadCategory(user.rights, category))
  const open = row.accountId === null || all
  return {
    ...row,
    at: at.toISOString(),
    actor: actorId ? { id: actorId, name: actorName ?? '' } : null,
    subjectName: open ? subjectName : null,
    data: open ? data : null,
  }
}
