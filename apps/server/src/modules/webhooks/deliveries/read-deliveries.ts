import type { listWebhookDeliveries, WebhookDelivery, WebhookDeliveryRow } from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, notFound } from '../../../platform/refusal.ts'
import { findEndpoint, mayReadDeliveries } from '../endpoints.queries.ts'

interface DeliveryRecord {
  id: Id
  endpoint_id: Id
  event_id: Id
  kind: string
  body: string
  state: string
  attempts: number
  status: number | null
  fault: string | null
  happened_at: Date
  last_attempt_at: Date | null
  next_attempt_at: Date | null
}

const columns = sql`
  id, endpoint_id, event_id, kind, body, state, attempts, status, fault, happened_at, last_attempt_at, next_attempt_at`
const Cursor = z.strictObject({ id: z.uuid() })

export async function listDeliveries(
  db: Db,
  user: User,
  endpointId: Id,
  query: z.output<(typeof listWebhookDeliveries)['query']>,
) {
  const endpoint = await findEndpoint(db, endpointId)
  if (!endpoint) throw notFound('endpoint')
  if (!mayReadDeliveries(user, endpoint)) throw forbidden('What was sent is read by the owner of the endpoint.')
  const { limit, cursor, state, kind, from, to } = query
  const where = [
    sql`endpoint_id = ${endpointId}`,
    ...(cursor ? [sql`id < ${decodeCursor(Cursor, cursor).id}`] : []),
    ...(state ? [sql`state = ${state}`] : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(from ? [sql`happened_at >= ${from}`] : []),
    ...(to ? [sql`happened_at <= ${to}`] : []),
  ]
  const { rows } = await sql<DeliveryRecord>`
    select ${columns} from webhook_deliveries where ${sql.join(where, sql` and `)} order by id desc limit ${limit + 1}`.execute(
    db,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(presentDelivery), next: rows.length > limit && last ? encodeCursor({ id: last.id }) : null }
}

export async function findDelivery(db: Db, id: Id): Promise<DeliveryRecord | undefined> {
  return (await sql<DeliveryRecord>`select ${columns} from webhook_deliveries where id = ${id}`.execute(db)).rows[0]
}

export async function readDelivery(db: Db, id: Id): Promise<z.input<typeof WebhookDelivery>> {
  const delivery = await findDelivery(db, id)
  if (!delivery) throw notFound('delivery')
  const log = await db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('delivery_id', '=', id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return {
    ...presentDelivery(delivery),
    endpointId: delivery.endpoint_id,
    body: delivery.body,
    log: log.map((attempt) => ({
      at: attempt.at.toISOString(),
      durationMs: attempt.duration_ms,
      status: attempt.status,
      fault: attempt.fault as never,
      requestHeaders: attempt.request_headers as Record<string, string>,
      responseHeaders: attempt.response_headers as Record<string, string>,
      responseBody: attempt.response_body,
    })),
  }
}

export const presentDelivery = (row: DeliveryRecord): z.input<typeof WebhookDeliveryRow> => ({
  id: row.id,
  kind: row.kind as never,
  messageId: row.event_id,
  state: row.state as never,
  attempts: row.attempts,
  status: row.status,
  fault: row.fault as never,
  happenedAt: row.happened_at.toISOString(),
  lastAttemptAt: row.last_attempt_at?.toISOString() ?? null,
  nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
})
