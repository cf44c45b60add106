import { type Colleague, Locale, type UserQuery, type UserRow } from '@quayside/contract'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { mayAdminister } from './users.policy.ts'

type Selected = Omit<UserRow, 'can' | 'lockedUntil' | 'lastSeenAt' | 'createdAt'> & {
  lockedUntil: Date | null
  lastSeenAt: Date | null
  createdAt: Date
  sortKey: string
}

const state = (now: Date) => sql<UserRow['state']>`
  case when not u.active then 'deactivated' when u.locked_until > ${now} then 'locked' when u.invited then 'invited' else 'active' end`

/** Times as microseconds, so that a cursor compares exactly what the index orders. */
const sortKeys: Record<Exclude<UserQuery['sort'], 'name'>, RawBuilder<unknown>> = {
  email: sql`u.email`,
  lastSeenAt: sql`(extract(epoch from coalesce(u.last_seen_at, 'epoch')) * 1000000)::bigint`,
  createdAt: sql`(extract(epoch from u.created_at) * 1000000)::bigint`,
}

/** As readers of the language look names up (0183_name_order.sql). */
const collations: Record<User['locale'], RawBuilder<unknown>> = {
  'zh-CN': sql.ref('names_zh_cn'),
  'zh-TW': sql.ref('names_zh_tw'),
  en: sql.ref('names_en'),
}
const nameOrder = (locale: User['locale']) => sql`u.name collate ${collations[locale]}`

const selectUsers = (now: Date, sortKey: RawBuilder<unknown>) => sql`
  select u.id, u.name, u.email, u.image, u.locale, ${state(now)} as state, u.two_factor_enabled as "twoFactorEnabled",
         case when u.locked_until > ${now} then u.locked_until end as "lockedUntil", u.last_seen_at as "lastSeenAt",
         u.created_at as "createdAt", u.version, (${sortKey})::text as "sortKey",
         coalesce((select json_agg(json_build_object('id', r.id, 'code', r.code, 'nameZh', r.name_zh, 'nameEn', r.name_en) order by r.code)
                   from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id), '[]') as roles,
         coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'lead', m.lead) order by t.name)
                   from team_members m join teams t on t.id = m.team_id where m.user_id = u.id), '[]') as teams
  from   users u`

function filters(query: UserQuery, now: Date): RawBuilder<unknown> {
  const like = `%${(query.search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  return sql.join(
    [
      sql`true`,
      ...(query.search ? [sql`(u.name ilike ${like} or u.email ilike ${like})`] : []),
      ...(query.state ? [sql`${state(now)} = ${query.state}`] : []),
      ...(query.roleId
        ? [sql`exists (select from user_roles x where x.user_id = u.id and x.role_id = ${query.roleId})`]
        : []),
      ...(query.teamId
        ? [sql`exists (select from team_members x where x.user_id = u.id and x.team_id = ${query.teamId})`]
        : []),
    ],
    sql` and `,
  )
}

/** `order`: whoever changes his language in the middle of a list goes on in the order he began. */
const Position = z.strictObject({ sort: z.string(), order: Locale, key: z.string().max(300), id: z.uuid() })

export async function listUsers(db: Db, actor: User, query: UserQuery, now: Date) {
  const sort = `${query.sort}.${query.direction}`
  const [direction, beyond] = query.direction === 'asc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  const isTime = query.sort === 'lastSeenAt' || query.sort === 'createdAt'
  const position = query.cursor ? decodeCursor(Position.extend({ sort: z.literal(sort) }), query.cursor) : null
  const order = position?.order ?? actor.locale
  const key = query.sort === 'name' ? nameOrder(order) : sortKeys[query.sort]
  const after = position
    ? sql`(${key}, u.id) ${beyond} (${position.key}${isTime ? sql`::bigint` : sql`::text`}, ${position.id}::uuid)`
    : sql`true`
  const found = await sql<Selected>`
    ${selectUsers(now, key)} where ${filters(query, now)} and ${after}
    order by ${key} ${direction}, u.id ${direction} limit ${query.limit + 1}`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from users u where ${filters(query, now)}`.execute(db)
  const rows = found.rows.slice(0, query.limit)
  const last = found.rows.length > query.limit ? rows.at(-1) : undefined
  return {
    rows: rows.map((row) => asUserRow(row, actor)),
    next: last ? encodeCursor({ sort, order, key: last.sortKey, id: last.id }) : null,
    total: count.rows[0]?.n ?? 0,
  }
}

export async function findUser(db: Db, actor: User, id: Id, now: Date): Promise<UserRow | undefined> {
  const found = await sql<Selected>`${selectUsers(now, sql`u.name`)} where u.id = ${id}`.execute(db)
  return found.rows[0] && asUserRow(found.rows[0], actor)
}

function asUserRow({ sortKey, ...row }: Selected, actor: User): UserRow {
  const change = mayAdminister(actor, 'change')
  return {
    ...row,
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    can: { change, deactivate: change && row.id !== actor.id && row.state !== 'deactivated' },
  }
}

/** Locks the row: two administrators changing one user take turns. */
export async function lockUser(tx: Tx, id: Id) {
  return tx
    .selectFrom('users')
    .select(['id', 'name', 'email', 'locale', 'active', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function emailTaken(db: Db, email: string, exceptId: Id | null): Promise<boolean> {
  const found = await db
    .selectFrom('users')
    .select('id')
    .where('email', '=', email)
    .$if(exceptId !== null, (query) => query.where('id', '<>', exceptId as Id))
    .executeTakeFirst()
  return found !== undefined
}

/** Whether an active administrator besides this user remains. */
export async function anotherAdministrator(db: Db, exceptId: Id): Promise<boolean> {
  const found = await db
    .selectFrom('users')
    .innerJoin('user_roles', 'user_roles.user_id', 'users.id')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select('users.id')
    .where('roles.code', '=', 'administrator')
    .where('users.active', '=', true)
    .where('users.id', '<>', exceptId)
    .executeTakeFirst()
  return found !== undefined
}

export async function listColleagues(db: Db, actor: User): Promise<Colleague[]> {
  const found = await sql<Colleague>`
    select u.id, u.name, u.image, u.active,
           array(select m.team_id from team_members m where m.user_id = u.id) as "teamIds"
    from   users u order by ${nameOrder(actor.locale)}, u.id`.execute(db)
  return found.rows
}
