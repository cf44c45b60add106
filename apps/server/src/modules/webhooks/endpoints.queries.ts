import type { WebhookEndpoint } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'

export interface EndpointRecord {
  id: Id
  owner_id: Id
  owner_name: string
  api_key_id: Id | null
  url: string
  description: string
  events: string[]
  state: string
  disabled_reason: string | null
  disabled_at: Date | null
  previous_secret_until: Date | null
  last_delivered_at: Date | null
  failing_since: Date | null
  waiting: number
  failed: number
  created_at: Date
  version: number
}

const columns = sql`
  e.id, e.owner_id, u.name as owner_name, e.api_key_id, e.url, e.description, e.events, e.state, e.disabled_reason, e.disabled_at,
  e.previous_secret_until, e.last_delivered_at, e.failing_since, e.created_at, e.version,
  (select count(*) from webhook_deliveries d where d.endpoint_id = e.id and d.state = 'waiting')::int as waiting,
  (select count(*) from webhook_deliveries d where d.endpoint_id = e.id and d.state = 'failed')::int as failed`

/** Newest first. */
export async function findEndpoints(db: Db, after: Id | null, limit: number): Promise<EndpointRecord[]> {
  const { rows } = await sql<EndpointRecord>`
    select ${columns} from webhook_endpoints e join users u on u.id = e.owner_id
    where  ${after === null ? sql`true` : sql`e.id < ${after}`} order by e.id desc limit ${limit}`.execute(db)
  return rows
}

export async function findEndpoint(db: Db, id: Id): Promise<EndpointRecord | undefined> {
  const { rows } = await sql<EndpointRecord>`
    select ${columns} from webhook_endpoints e join users u on u.id = e.owner_id where e.id = ${id}`.execute(db)
  return rows[0]
}

/** Locks the row: two who change it, or a job that disables it, come one after the other. */
export async function lockEndpoint(tx: Tx, id: Id): Promise<EndpointRecord | undefined> {
  await sql`select from webhook_endpoints where id = ${id} for update`.execute(tx)
  return findEndpoint(tx, id)
}

export const presentEndpoint = (row: EndpointRecord, user: User, now: Date): z.input<typeof WebhookEndpoint> => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events as never,
  state: row.state as never,
  disabledReason: row.disabled_reason as never,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  owner: { id: row.owner_id, name: row.owner_name },
  throughKey: row.api_key_id !== null,
  previousSecretUntil:
    row.previous_secret_until && row.previous_secret_until > now ? row.previous_secret_until.toISOString() : null,
  lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
  failingSince: row.failing_since?.toISOString() ?? null,
  waiting: row.waiting,
  failed: row.failed,
  createdAt: row.created_at.toISOString(),
  version: row.version,
  can: {
    change: mayChange(user, row),
    pause: user.rights.modules.webhooks.change !== 'none',
    delete: user.rights.modules.webhooks.delete !== 'none',
    readDeliveries: mayReadDeliveries(user, row),
  },
})

/** Where it goes, what it tells and its secret are its owner's alone: it tells what he sees, so nobody else may turn it to himself. */
export const mayChange = (user: User, { owner_id }: Pick<EndpointRecord, 'owner_id'>): boolean =>
  owner_id === user.id && user.rights.modules.webhooks.change !== 'none'

export const mayReadDeliveries = (user: User, { owner_id }: Pick<EndpointRecord, 'owner_id'>): boolean =>
  owner_id === user.id || (!user.key && user.rights.modules.administration.read === 'all')
