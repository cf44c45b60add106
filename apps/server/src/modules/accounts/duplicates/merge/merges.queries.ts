import { sql } from 'kysely'
import { connectionOf, type Db, type Tx } from '../../../../platform/database.ts'
import type { Id } from '../../../../platform/ids.ts'
import type { ColumnValues } from '../../accounts.queries.ts'
import type { Held } from '../pairs.queries.ts'
import type { Choices } from './merge-choices.ts'
import type { Person } from './same-person.ts'
import type { Place } from './same-place.ts'

export interface MergeRow {
  id: Id
  winner_id: Id
  winner_number: string
  winner_name: string
  loser_id: Id
  loser_number: string
  loser_name: string
  by_id: Id | null
  by_name: string | null
  at: Date
  undone_at: Date | null
  /** Null where the reader does not see the account. */
  winner: (Held & { live: boolean }) | null
  loser: Held | null
  /** A later merge that stands and touches one of the two: it has to be undone before. */
  followed_by: Id | null
}

const columns = `
  select m.id, m.winner_id, m.winner_number, m.winner_name, m.loser_id, m.loser_number, m.loser_name, m.by_id, u.name as by_name, m.at, m.undone_at,
         case when w.id is null then null else json_build_object('owner_id', w.owner_id, 'team_id', w.team_id, 'live', w.deleted_at is null) end as winner,
         case when l.id is null then null else json_build_object('owner_id', l.owner_id, 'team_id', l.team_id) end as loser,
         (select n.id from account_merges n
          where  n.undone_at is null and n.seq > m.seq and (n.winner_id in (m.winner_id, m.loser_id) or n.loser_id in (m.winner_id, m.loser_id))
          order  by n.seq desc limit 1) as followed_by
  from   account_merges m
  left   join users u on u.id = m.by_id
  left   join accounts w on w.id = m.winner_id
  left   join accounts l on l.id = m.loser_id`

export async function findMerge(db: Db, id: Id): Promise<MergeRow | undefined> {
  return (await connectionOf(db).query<MergeRow>(`${columns} where m.id = $1`, [id])).rows[0]
}

export interface MergesWanted {
  accountId: Id | undefined
  after: { at: string; id: Id } | null
  limit: number
}

export async function findMerges(db: Db, { accountId, after, limit }: MergesWanted): Promise<MergeRow[]> {
  const values: unknown[] = [limit]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['true']
  if (accountId) {
    const account = bind(accountId)
    where.push(`(m.winner_id = ${account} or m.loser_id = ${account})`)
  }
  if (after) where.push(`(m.at, m.id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`)
  const text = `${columns} where ${where.join(' and ')} order by m.at desc, m.id desc limit $1`
  return (await connectionOf(db).query<MergeRow>(text, values)).rows
}

export async function lockAccounts(tx: Tx, one: Id, other: Id): Promise<void> {
  await sql`select lock_accounts_to_merge(${one}, ${other})`.execute(tx)
}

const personColumns =
  'id, name, name_en, job_title, department, mobile, phone, email, wechat, preferred_channel, birthday, character_note'

/** Active ones: who has left the company stands for nobody. */
export async function findPeople(tx: Tx, accountId: Id): Promise<Person[]> {
  const text = `select ${personColumns} from contacts where account_id = $1 and active order by is_primary desc, id`
  return (await connectionOf(tx).query<Person>(text, [accountId])).rows
}

export async function findPlaces(tx: Tx, accountId: Id): Promise<Place[]> {
  const text = `select id, kind, country, province, city, district, street, postcode, unlocode from addresses where account_id = $1 order by id`
  return (await connectionOf(tx).query<Place>(text, [accountId])).rows
}

export interface Move {
  id: Id
  winnerId: Id
  loserId: Id
  doubles: ReadonlyMap<Id, Id>
  leftBehind: readonly Id[]
  choices: Choices
  now: Date
}

/** Returns how many rows of each table went over. */
export async function moveHangers(tx: Tx, move: Move): Promise<Record<string, number>> {
  const { id, winnerId, loserId, leftBehind, now } = move
  const doubles = JSON.stringify(Object.fromEntries(move.doubles))
  const text = 'select move_for_merge($1, $2, $3, $4::jsonb, $5::uuid[], $6::jsonb, $7) as moved'
  const values = [id, winnerId, loserId, doubles, leftBehind, JSON.stringify(move.choices), now]
  const { rows } = await connectionOf(tx).query<{ moved: Record<string, number> }>(text, values)
  return rows[0]?.moved ?? {}
}

export async function finishMerge(
  tx: Tx,
  id: Id,
  winner: ColumnValues,
  people: Readonly<Record<Id, Partial<Person>>>,
): Promise<void> {
  await sql`select finish_merge(${id}, ${JSON.stringify(winner)}::jsonb, ${JSON.stringify(people)}::jsonb)`.execute(tx)
}

export interface UndoReport {
  returned: number
  changedSince: number
  gone: number
  exact: boolean
}

export async function takeBack(tx: Tx, id: Id, now: Date): Promise<UndoReport> {
  const { rows } = await sql<{ report: UndoReport }>`select undo_merge(${id}, ${now}) as report`.execute(tx)
  if (!rows[0]) throw new TypeError('Undoing answers with one row.')
  return rows[0].report
}

export async function deriveAfterUndo(tx: Tx, id: Id, accountId: Id, derived: object): Promise<void> {
  await sql`select derive_after_undo(${id}, ${accountId}, ${JSON.stringify(derived)}::jsonb)`.execute(tx)
}
