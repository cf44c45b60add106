import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface FollowUpRow {
  id: Id
  account_id: Id
  account_number: string
  account_name: string
  team_id: Id | null
  contact_id: Id | null
  contact_name: string | null
  owner_id: Id
  owner_name: string
  title: string
  note: string
  due_at: Date
  key: string
  all_day: boolean
  done_at: Date | null
  version: number
}

const followUps = `
  select w.id, w.account_id, a.number as account_number, a.name as account_name, a.team_id, w.contact_id, c.name as contact_name,
         w.owner_id, o.name as owner_name, w.title, w.note, w.due_at, w.due_at::text as key, w.all_day, w.done_at, w.version
  from   follow_ups w
  join   accounts a on a.id = w.account_id and a.deleted_at is null
  join   users o on o.id = w.owner_id
  left   join contacts c on c.id = w.contact_id`

export async function findFollowUp(db: Db, id: Id): Promise<FollowUpRow | undefined> {
  const [row] = await prepared<FollowUpRow & Record<string, unknown>>(
    db,
    'follow-up-by-id',
    `${followUps} where w.id = $1`,
    [id],
  )
  return row
}

export interface FollowUpsWanted {
  ownerId: Id | null
  accountId?: Id | undefined
  state: 'open' | 'done' | 'overdue'
  from?: Date | undefined
  until?: Date | undefined
  after: { key: string; id: Id } | null
  limit: number
  now: Date
}

/** What is due for a whole day is overdue when that day is over, where the company is. */
const overdue = (now: string) =>
  `case when w.all_day then w.due_at < date_trunc('day', ${now} at time zone (select time_zone from company)) at time zone (select time_zone from company)
        else w.due_at < ${now} end`

/** Open ones by their day, the next first; done ones the latest first. */
export async function findFollowUps(db: Db, wanted: FollowUpsWanted): Promise<FollowUpRow[]> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const done = wanted.state === 'done'
  const conditions = [done ? 'w.done_at is not null' : 'w.done_at is null']
  if (wanted.ownerId) conditions.push(`w.owner_id = ${bind(wanted.ownerId)}`)
  if (wanted.accountId) conditions.push(`w.account_id = ${bind(wanted.accountId)}`)
  // The first, plain bound is what the index can use.
  if (wanted.state === 'overdue') {
    const now = `${bind(wanted.now)}::timestamptz`
    conditions.push(`w.due_at < ${now}`, overdue(now))
  }
  if (wanted.from) conditions.push(`w.due_at >= ${bind(wanted.from)}`)
  if (wanted.until) conditions.push(`w.due_at < ${bind(wanted.until)}`)
  const sign = done ? '<' : '>'
  if (wanted.after)
    conditions.push(`(w.due_at, w.id) ${sign} (${bind(wanted.after.key)}::timestamptz, ${bind(wanted.after.id)}::uuid)`)
  const direction = done ? 'desc' : 'asc'
  const text = `${followUps} where ${conditions.join(' and ')} order by w.due_at ${direction}, w.id ${direction} limit ${wanted.limit}`
  return (await connectionOf(db).query<FollowUpRow & Record<string, unknown>>(text, values)).rows
}

export async function countOverdue(db: Db, ownerId: Id, now: Date): Promise<number> {
  const text = `select count(*)::int as n from follow_ups w join accounts a on a.id = w.account_id and a.deleted_at is null
    where w.done_at is null and w.owner_id = $1 and w.due_at < $2 and ${overdue('$2::timestamptz')}`
  const [row] = await prepared<{ n: number }>(db, 'overdue-count', text, [ownerId, now])
  return row?.n ?? 0
}

export async function insertFollowUp(tx: Tx, values: Record<string, unknown>): Promise<void> {
  const names = Object.keys(values)
  const places = names.map((_, at) => `$${at + 1}`).join(', ')
  await connectionOf(tx).query(`insert into follow_ups (${names.join(', ')}) values (${places})`, Object.values(values))
}

export async function updateFollowUp(
  tx: Tx,
  id: Id,
  version: number,
  values: Record<string, unknown>,
): Promise<boolean> {
  const changes = Object.keys(values).map((name, at) => `${name} = $${at + 3}`)
  const text = `update follow_ups set version = version + 1, ${changes.join(', ')} where id = $1 and version = $2`
  return (await connectionOf(tx).query(text, [id, version, ...Object.values(values)])).rowCount === 1
}

export async function deleteFollowUp(tx: Tx, id: Id, version: number): Promise<boolean> {
  const text = 'delete from follow_ups where id = $1 and version = $2'
  return (await connectionOf(tx).query(text, [id, version])).rowCount === 1
}

/** Beginning of today, of tomorrow and of the day a week ahead, where the company is. */
export async function findDays(db: Db, now: Date): Promise<{ today: Date; tomorrow: Date; week: Date }> {
  const text = `
    select d.today at time zone z.time_zone as today, (d.today + interval '1 day') at time zone z.time_zone as tomorrow,
           (d.today + interval '8 days') at time zone z.time_zone as week
    from   company z, lateral (select date_trunc('day', $1::timestamptz at time zone z.time_zone) as today) d`
  const [row] = await prepared<{ today: Date; tomorrow: Date; week: Date }>(db, 'days-of-now', text, [now])
  if (!row) throw new TypeError('There is one company.')
  return row
}
