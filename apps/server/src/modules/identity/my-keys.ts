import type { ApiKeyRow, NewApiKey, SessionRow } from '@quayside/contract'
import type { Db, Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { forgetDevices } from './sign-in/forget-devices.ts'
import { hashOf, newToken } from './sign-in/secrets.ts'

// Sessions and keys lie in tables the application cannot read: every query here names its owner, and takes the owner's handle.

const keysAtMost = 20
const shown = ['id', 'name', 'start', 'read_only', 'modules', 'created_at', 'last_used_at', 'expires_at'] as const

export async function listApiKeys(db: Db, userId: Id): Promise<ApiKeyRow[]> {
  const rows = await db
    .selectFrom('auth_api_keys')
    .select(shown)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    start: row.start,
    readOnly: row.read_only,
    modules: row.modules as ApiKeyRow['modules'],
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }))
}

/** Makes a key; its secret leaves the server this once. */
export async function createApiKey(tx: Tx, userId: Id, wanted: Required<NewApiKey>, now: Date) {
  const held = await listApiKeys(tx, userId)
  if (held.length >= keysAtMost)
    throw new Refusal('tooManyKeys', 409, `A person may hold ${keysAtMost} keys. Withdraw one that is not used.`)
  const id = newId()
  const secret = `qs_${newToken()}`
  const days = wanted.expiresInDays
  await tx
    .insertInto('auth_api_keys')
    .values({
      id,
      user_id: userId,
      name: wanted.name,
      start: secret.slice(0, 8),
      secret_hash: hashOf(secret),
      read_only: wanted.readOnly,
      modules: wanted.modules,
      created_at: now,
      expires_at: days === null ? null : new Date(now.getTime() + days * 86_400_000),
    })
    .execute()
  const data = { name: wanted.name, readOnly: wanted.readOnly, modules: wanted.modules }
  await recordEvent(tx, { kind: 'apiKey.created', subject: { type: 'apiKey', id }, actorId: userId, at: now, data })
  const key = (await listApiKeys(tx, userId)).find((row) => row.id === id)
  if (!key) throw notFound('API key')
  return { key, secret }
}

export async function deleteApiKey(tx: Tx, userId: Id, id: Id, now: Date): Promise<void> {
  const gone = await tx
    .deleteFrom('auth_api_keys')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('name')
    .executeTakeFirst()
  if (!gone) throw notFound('API key')
  const subject = { type: 'apiKey', id }
  await recordEvent(tx, { kind: 'apiKey.deleted', subject, actorId: userId, at: now, data: { name: gone.name } })
}

export async function listSessions(db: Db, userId: Id, currentId: Id | null, now: Date): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('auth_sessions')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'updated_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.updated_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }))
}

export async function endSession(tx: Tx, userId: Id, id: Id, now: Date): Promise<void> {
  const gone = await tx
    .deleteFrom('auth_sessions')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw notFound('session')
  const subject = { type: 'user', id: userId }
  await recordEvent(tx, { kind: 'user.sessionEnded', subject, actorId: userId, at: now })
}

export async function endOtherSessions(tx: Tx, userId: Id, currentId: Id | null, now: Date): Promise<void> {
  await tx
    .deleteFrom('auth_sessions')
    .where('user_id', '=', userId)
    .$if(currentId !== null, (query) => query.where('id', '<>', currentId as Id))
    .execute()
  await forgetDevices(tx, userId)
  const subject = { type: 'user', id: userId }
  await recordEvent(tx, { kind: 'user.otherSessionsEnded', subject, actorId: userId, at: now })
}
