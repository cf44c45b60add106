import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { statementName } from '../statement-name.ts'

export interface EntryRow {
  type: 'interaction' | 'order' | 'event'
  id: Id
  at: Date
  /** `at` in microseconds, for the cursor. */
  key: string
  interaction: InteractionRow | null
  order: { number: string; status: string; lines: number; amount_e4: number; currency: string } | null
  event: {
    kind: string
    actor_id: Id | null
    actor_name: string | null
    data: Record<string, unknown>
    /** Of the account it happened to, when that was merged into this one. */
    merged_number: string | null
  } | null
}

export interface InteractionRow {
  kind: string
  direction: string
  subject: string
  body: string
  outcome: string | null
  duration_seconds: number | null
  author_id: Id | null
  author_name: string | null
  team_id: Id | null
  contact_id: Id | null
  contact_name: string | null
  mentions: { id: Id; name: string }[]
  attachments: { id: Id; name: string; media_type: string; bytes: number; created_at: string }[]
  source: Record<string, unknown>
  version: number
}

export type Part = 'interactions' | 'orders' | 'events'

export interface TimelineWanted {
  accountId: Id
  parts: readonly Part[]
  /** Only interactions of this kind. */
  kind: string | null
  search: string | null
  after: { key: string; id: Id } | null
  limit: number
}

const interactionJson = `json_build_object('kind', i.kind, 'direction', i.direction, 'subject', i.subject, 'body', i.body, 'outcome', i.outcome,
  'duration_seconds', i.duration_seconds, 'author_id', i.author_id, 'author_name', u.name, 'team_id', a.team_id, 'contact_id', i.contact_id,
  'contact_name', c.name, 'source', i.source, 'version', i.version,
  'mentions', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name), '[]') from users m where m.id = any (i.mentions)),
  'attachments', (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'media_type', t.media_type, 'bytes', t.bytes,
                   'created_at', t.created_at) order by t.id), '[]') from attachments t where t.interaction_id = i.id))`

/** An order stands at the beginning of its day, where the company is. */
const orderAt = '(o.ordered_on::timestamp at time zone (select time_zone from company))'

/**
 * Interactions, orders and events, each walked newest first by its own index and merged: the cost is that of one page,
 * whether the account has ten entries or ten thousand.
 */
export async function findEntries(db: Db, wanted: TimelineWanted): Promise<EntryRow[]> {
  const { accountId, parts, kind, search, after, limit } = wanted
  const values: unknown[] = [accountId]
  const bind = (value: unknown) => `$${values.push(value)}`
  const [key, id] = after ? [`${bind(after.key)}::timestamptz`, `${bind(after.id)}::uuid`] : ['', '']
  const before = (at: string, its: string) => (after ? `and (${at}, ${its}) < (${key}, ${id})` : '')
  const words = search ? `${bind(search)}` : ''
  const holds = (text: string) => (search ? `and position(lower(${words}) in lower(${text})) > 0` : '')
  const branch: Record<Part, string> = {
    interactions: `select 'interaction' as type, i.id, i.at from interactions i
      where i.account_id = $1 and i.deleted_at is null ${kind ? `and i.kind = ${bind(kind)}` : ''} ${holds("i.subject || ' ' || i.body")}
      ${before('i.at', 'i.id')} order by i.at desc, i.id desc limit ${limit}`,
    orders: `select 'order', o.id, ${orderAt} as at from orders o
      where o.account_id = $1 ${holds("o.number || ' ' || coalesce(o.reference, '')")}
      ${after ? `and o.ordered_on <= (${key} at time zone (select time_zone from company))::date` : ''} ${before(orderAt, 'o.id')}
      order by o.ordered_on desc, o.id desc limit ${limit}`,
    events: `select 'event', e.id, e.at from own cross join lateral (
        select e.id, e.at from events e
        where  e.account_id = own.id and e.subject_type not in ('interaction', 'attachment', 'followUp')
               and (own.number is null or e.kind <> 'account.mergedInto') ${before('e.at', 'e.id')}
        order  by e.at desc, e.id desc limit ${limit}) e
      order by e.at desc, e.id desc limit ${limit}`,
  }
  const text = `
    with own (id, number) as materialized (
      select $1::uuid, null union all select m.id, m.number from merged_accounts($1) m
    ), page as materialized (
      select * from (${parts.map((part) => `(${branch[part]})`).join(' union all ')}) merged (type, id, at) order by at desc, id desc limit ${limit}
    )
    select p.type, p.id, p.at, p.at::text as key,
           case when p.type = 'interaction' then
             (select ${interactionJson} from interactions i join accounts a on a.id = i.account_id
              left join users u on u.id = i.author_id left join contacts c on c.id = i.contact_id where i.id = p.id) end as interaction,
           case when p.type = 'order' then
             (select json_build_object('number', o.number, 'status', o.status, 'currency', o.currency, 'lines', count(l.id), 'amount_e4', coalesce(sum(l.amount_e4), 0))
              from orders o left join order_lines l on l.order_id = o.id where o.id = p.id group by o.id) end as "order",
           case when p.type = 'event' then
             (select json_build_object('kind', e.kind, 'actor_id', e.actor_id, 'actor_name', u.name, 'data', e.data,
                      'merged_number', own.number)
              from events e join own on own.id = e.account_id left join users u on u.id = e.actor_id where e.at = p.at and e.id = p.id) end as event
    from   page p
    order  by p.at desc, p.id desc`
  return prepared<EntryRow & Record<string, unknown>>(db, statementName(text), text, values)
}

export interface StoredInteraction {
  id: Id
  account_id: Id
  author_id: Id | null
  team_id: Id | null
  contact_id: Id | null
  deleted_at: Date | null
  mentions: Id[]
  subject: string
  version: number
}

/** Removed ones too: to undo the removal. */
export async function findInteraction(db: Db, id: Id): Promise<StoredInteraction | undefined> {
  const text = `
    select i.id, i.account_id, i.author_id, a.team_id, i.contact_id, i.deleted_at, i.mentions, i.subject, i.version
    from   interactions i join accounts a on a.id = i.account_id
    where  i.id = $1 and a.deleted_at is null`
  const [row] = await prepared<StoredInteraction & Record<string, unknown>>(db, 'interaction-by-id', text, [id])
  return row
}

/** One entry as the timeline shows it. */
export async function findEntry(db: Db, id: Id): Promise<EntryRow | undefined> {
  const text = `
    select 'interaction' as type, i.id, i.at, i.at::text as key, ${interactionJson} as interaction, null as "order", null as event
    from   interactions i join accounts a on a.id = i.account_id
    left   join users u on u.id = i.author_id left join contacts c on c.id = i.contact_id
    where  i.id = $1 and i.deleted_at is null`
  const [row] = await prepared<EntryRow & Record<string, unknown>>(db, 'timeline-entry', text, [id])
  return row
}

export async function insertInteraction(tx: Tx, values: Record<string, unknown>): Promise<void> {
  const names = Object.keys(values)
  const places = names.map((_, at) => `$${at + 1}`).join(', ')
  await connectionOf(tx).query(
    `insert into interactions (${names.join(', ')}) values (${places})`,
    Object.values(values),
  )
}

export async function updateInteraction(
  tx: Tx,
  id: Id,
  version: number,
  values: Record<string, unknown>,
): Promise<boolean> {
  const changes = Object.keys(values).map((name, at) => `${name} = $${at + 3}`)
  const text = `update interactions set version = version + 1, ${changes.join(', ')} where id = $1 and version = $2`
  return (await connectionOf(tx).query(text, [id, version, ...Object.values(values)])).rowCount === 1
}

/** Hangs files already uploaded to the account on the interaction; returns how many. */
export async function attachFiles(
  tx: Tx,
  interactionId: Id,
  accountId: Id,
  userId: Id,
  files: readonly Id[],
): Promise<number> {
  const text = `
    update attachments set interaction_id = $1
    where  id = any ($4::uuid[]) and account_id = $2 and uploaded_by = $3 and interaction_id is null`
  return (await connectionOf(tx).query(text, [interactionId, accountId, userId, files])).rowCount ?? 0
}

export async function isContactOf(db: Db, contactId: Id, accountId: Id): Promise<boolean> {
  const text = 'select exists (select from contacts where id = $1 and account_id = $2) as found'
  const [row] = await prepared<{ found: boolean }>(db, 'contact-of-account', text, [contactId, accountId])
  return row?.found ?? false
}

/** Of these users, the active ones who would see the account. */
export async function whoMaySee(db: Db, userIds: readonly Id[], accountId: Id): Promise<Id[]> {
  if (userIds.length === 0) return []
  const text = 'select id from unnest($1::uuid[]) as wanted (id) where may_see_account(id, $2)'
  const rows = await prepared<{ id: Id }>(db, 'who-may-see', text, [userIds, accountId])
  return rows.map((row) => row.id)
}
