import { createHash } from 'node:crypto'
import type { Route } from '@quayside/contract'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { holdOpen, type Tx } from '../database.ts'
import type { Id } from '../ids.ts'
import { Refusal } from '../refusal.ts'

/** After this a key may be used again; `forgetOldKeys` removes it. */
export const keyLifeHours = 24

const saneKey = /^[\x21-\x7e]{8,200}$/

/** The key the client sent, if this route takes one. */
export function idempotencyKey(route: Route, request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined || route.method !== 'POST') return undefined
  if (typeof key !== 'string' || !saneKey.test(key))
    throw new Refusal('badIdempotencyKey', 422, 'Idempotency-Key must be 8 to 200 printable characters without spaces.')
  if (route.kind !== 'json' || route.door === 'public' || route.secretReply)
    throw new Refusal('idempotencyNotSupported', 422, 'This operation does not take an Idempotency-Key.')
  return key
}

/**
 * Runs the work once per key: the reply is kept in the same transaction as what the work wrote, so either both are there
 * or neither. A refused request leaves nothing behind and may be sent again with the same key.
 */
export async function once<T>(
  tx: Tx,
  { userId, key, request }: { userId: Id; key: string; request: FastifyRequest },
  work: () => Promise<T>,
): Promise<{ reply: T; replayed: boolean }> {
  holdOpen(tx)
  await lockKey(tx, userId, key)
  const requestHash = hashOf(request)
  const known = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'reply'])
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known && known.request_hash !== requestHash)
    throw new Refusal('idempotencyKeyReused', 422, 'This Idempotency-Key was used for another request.')
  if (known) return { reply: known.reply as T, replayed: true }

  const reply = await work()
  await tx
    .insertInto('idempotency_keys')
    .values({ user_id: userId, key, request_hash: requestHash, reply: JSON.stringify(reply ?? null) })
    .execute()
  return { reply, replayed: false }
}

async function lockKey(tx: Tx, userId: Id, key: string): Promise<void> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 0)) as locked`.execute(tx)
  if (!rows[0]?.locked)
    throw new Refusal('requestInFlight', 409, 'A request with this Idempotency-Key is still being worked on.')
}

const hashOf = ({ method, url, body }: FastifyRequest) =>
  createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest('base64url')

export async function forgetOldKeys(tx: Tx, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keyLifeHours * 3_600_000)
  await tx.deleteFrom('idempotency_keys').where('created_at', '<', oldest).execute()
}
