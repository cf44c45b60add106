import type { ApiKeyQuery, HeldApiKey } from '@quayside/contract'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import { forbidden } from '../../platform/refusal.ts'
import { mayAdminister } from './users.policy.ts'

// Keys lie in a table the application cannot read: this takes the owner's handle and asks for the right itself.

type Selected = Omit<HeldApiKey, 'can' | 'createdAt' | 'lastUsedAt' | 'expiresAt'> & {
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
  sortKey: string
}

/** Times as microseconds, so that a cursor compares exactly what the list orders. */
const micros = (time: RawBuilder<unknown>) => sql`(extract(epoch from ${time}) * 1000000)::bigint`
const sortKeys: Record<ApiKeyQuery['sort'], RawBuilder<unknown>> = {
  createdAt: micros(sql`k.created_at`),
  lastUsedAt: micros(sql`coalesce(k.last_used_at, 'epoch')`),
  expiresAt: micros(sql`coalesce(k.expires_at, '9999-01-01'::timestamptz)`),
  name: sql`k.name`,
}

const Position = z.strictObject({ key: z.string().max(300), id: z.uuid() })

export async function listHeldKeys(db: Db, actor: User, query: ApiKeyQuery, now: Date) {
  if (!mayAdminister(actor, 'read')) throw forbidden()
  const key = sortKeys[query.sort]
  const sort = z.literal(`${query.sort}.${query.direction}`)
  const [direction, beyond] = query.direction === 'asc' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  const position = query.cursor ? decodeCursor(Position.extend({ sort }), query.cursor) : null
  const type = query.sort === 'name' ? sql`text` : sql`bigint`
  const after = position
    ? sql`(${key}, k.id) ${beyond} (${position.key}::text::${type}, ${position.id}::uuid)`
    : sql`true`
  const found = await sql<Selected>`
    select k.id, k.name, k.start, k.read_only as "readOnly", k.modules, k.created_at as "createdAt", k.last_used_at as "lastUsedAt",
           k.expires_at as "expiresAt", coalesce(k.expires_at <= ${now}, false) as expired, (${key})::text as "sortKey",
           json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'image', u.image) as owner
    from   auth_api_keys k join users u on u.id = k.user_id
    where  ${filters(query, now)} and ${after}
    order  by ${key} ${direction}, k.id ${direction} limit ${query.limit + 1}`.execute(db)
  const count = await sql<{ n: number }>`
    select count(*) as n from auth_api_keys k join users u on u.id = k.user_id where ${filters(query, now)}`.execute(db)
  const rows = found.rows.slice(0, query.limit)
  const last = found.rows.length > query.limit ? rows.at(-1) : undefined
  return {
    rows: rows.map((row) => asHeldKey(row, actor)),
    next: last ? encodeCursor({ sort: sort.value, key: last.sortKey, id: last.id }) : null,
    total: count.rows[0]?.n ?? 0,
  }
}

function filters({ search, ownerId, state }: ApiKeyQuery, now: Date): RawBuilder<unknown> {
  const like = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  return sql.join(
    [
      sql`true`,
      ...(search ? [sql`(k.name ilike ${like} or u.name ilike ${like} or u.email ilike ${like})`] : []),
      ...(ownerId ? [sql`k.user_id = ${ownerId}`] : []),
      ...(state === 'expired' ? [sql`k.expires_at <= ${now}`] : []),
      ...(state === 'usable' ? [sql`(k.expires_at is null or k.expires_at > ${now})`] : []),
    ],
    sql` and `,
  )
}

const asHeldKey = ({ sortKey, ...row }: Selected, actor: User): HeldApiKey => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  can: { withdraw: mayAdminister(actor, 'change') },
})
