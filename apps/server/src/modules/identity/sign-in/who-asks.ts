import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { asUser, narrowed, type UserWithRights, userWithRights } from './load-user.ts'
import { hashOf } from './secrets.ts'
import { sessionCookies } from './session-cookie.ts'

/** How a caller proved himself. */
export interface Caller {
  user: User
  /** The session, for "this one" in the list of sessions; null when an API key was shown. */
  sessionId: Id | null
}

/** What a request shows of its sender. */
type Shows = Pick<FastifyRequest, 'headers'>

export interface WhoAsks {
  caller(request: Shows): Promise<Caller | null>
  forget(): void
}

/** A change on another node is heard through NOTIFY; should that line be down, nothing older than this is believed. */
const believedMs = 5_000
const rememberedAtMost = 10_000
/** A session's last use is written at most this often. */
const touchEveryMs = 300_000

interface Remembered {
  caller: Caller
  until: number
}

/** Resolves callers by cookie or API key: from memory, else by one query. `cookieKey` is the key better-auth signs with. */
export function whoAsks(database: Database, cookieKey: string): WhoAsks {
  const remembered = new Map<string, Remembered>()
  const touched = new Map<string, number>()
  let generation = 0

  const touch = (proof: string, sql: string, id: Id) => {
    const now = performance.now()
    if (now - (touched.get(proof) ?? Number.NEGATIVE_INFINITY) < touchEveryMs) return
    touched.set(proof, now)
    evictOldest(touched)
    // Losing a time stamp is harmless, and an outage shows itself in the request's own queries.
    database.owner.query(sql, [id]).catch(() => undefined)
  }

  const lookUp = async (shown: Shown, proof: string): Promise<Caller | null> => {
    const asked = generation
    const caller = shown.kind === 'session' ? await bySession(shown.token) : await byApiKey(shown.secret)
    if (caller && asked === generation) {
      remembered.set(proof, { caller, until: performance.now() + believedMs })
      evictOldest(remembered)
    }
    return caller
  }

  const bySession = async (token: string): Promise<Caller | null> => {
    const { rows } = await database.owner.query<UserWithRights & { session_id: Id }>({
      name: 'who-asks-session',
      text: `select s.id as session_id, ${userWithRights}
             from auth_sessions s join users u on u.id = s.user_id and u.active
             where s.token = $1 and s.expires_at > now()`,
      values: [token],
    })
    const row = rows[0]
    if (!row) return null
    touch(token, touchSession, row.session_id)
    return { user: asUser(row), sessionId: row.session_id }
  }

  const byApiKey = async (secret: string): Promise<Caller | null> => {
    const { rows } = await database.owner.query<
      UserWithRights & { key_id: Id; read_only: boolean; modules: string[] | null }
    >({
      name: 'who-asks-api-key',
      text: `select k.id as key_id, k.read_only, k.modules, ${userWithRights}
             from auth_api_keys k join users u on u.id = k.user_id and u.active
             where k.secret_hash = $1 and (k.expires_at is null or k.expires_at > now())`,
      values: [hashOf(secret)],
    })
    const row = rows[0]
    if (!row) return null
    touch(secret, 'update auth_api_keys set last_used_at = now() where id = $1', row.key_id)
    return {
      user: narrowed(asUser(row), { id: row.key_id, readOnly: row.read_only, modules: row.modules }),
      sessionId: null,
    }
  }

  return {
    async caller(request) {
      const shown = whatIsShown(request, cookieKey)
      if (!shown) return null
      const proof = hashOf(shown.kind === 'session' ? shown.token : shown.secret)
      const known = remembered.get(proof)
      if (known && known.until > performance.now()) return known.caller
      remembered.delete(proof)
      return lookUp(shown, proof)
    },
    forget() {
      generation++
      remembered.clear()
    },
  }
}

const touchSession = `
  with used as (update auth_sessions set updated_at = now() where id = $1 returning user_id)
  update users set last_seen_at = now() from used where users.id = used.user_id`

/** A Map iterates in order of insertion, so its first key is the oldest. */
function evictOldest(map: Map<string, unknown>): void {
  if (map.size <= rememberedAtMost) return
  const oldest = map.keys().next().value
  if (oldest !== undefined) map.delete(oldest)
}

type Shown = { kind: 'session'; token: string } | { kind: 'apiKey'; secret: string }

/** An API key speaks before a cookie: a program that sends both means the key. */
function whatIsShown(request: Shows, cookieKey: string): Shown | null {
  const secret = apiKeyIn(request)
  if (secret) return { kind: 'apiKey', secret }
  const token = sessionTokenIn(request.headers.cookie, cookieKey)
  return token ? { kind: 'session', token } : null
}

function apiKeyIn(request: Shows): string | undefined {
  const header = request.headers['x-api-key']
  if (typeof header === 'string') return header
  return /^Bearer (qs_\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** The session's token, if the cookie bears our signature (`token.base64(HMAC-SHA-256)`, as better-auth writes it). */
export function sessionTokenIn(cookieHeader: string | undefined, cookieKey: string): string | null {
  for (const cookie of (cookieHeader ?? '').split(';')) {
    const [name = '', value = ''] = cookie.trim().split(/=(.*)/s)
    if (sessionCookies.includes(name)) return verified(value, cookieKey)
  }
  return null
}

function verified(value: string, cookieKey: string): string | null {
  let plain: string
  try {
    plain = decodeURIComponent(value)
  } catch {
    return null
  }
  const dot = plain.lastIndexOf('.')
  const token = plain.slice(0, Math.max(dot, 0))
  const expected = createHmac('sha256', cookieKey).update(token).digest()
  const given = Buffer.from(plain.slice(dot + 1), 'base64')
  return token !== '' && given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
