import { type BodyOf, type replayWebhooks, webhookTest } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { type EndpointRecord, findEndpoint, mayChange } from '../endpoints.queries.ts'
import { orderDelivery } from './order-delivery.ts'
import { findDelivery, presentDelivery } from './read-deliveries.ts'
import { replayWebhooksJob } from './replay.job.ts'

const spanDaysAtMost = 30

/** One message once more, with all its attempts before it. */
export async function replayDelivery(tx: Tx, user: User, id: Id, now: Date) {
  const delivery = await findDelivery(tx, id)
  if (!delivery) throw notFound('delivery')
  await ready(tx, user, delivery.endpoint_id)
  await sql`
    update webhook_deliveries set state = 'waiting', attempts = 0, next_attempt_at = ${now} where id = ${id}`.execute(
    tx,
  )
  await hurry(tx, delivery.endpoint_id, now)
  return presented(tx, id)
}

/** Orders the sending again of many as a job, which the person watches. */
export async function replayMany(tx: Tx, user: User, endpointId: Id, which: BodyOf<typeof replayWebhooks>, now: Date) {
  await ready(tx, user, endpointId)
  if (which.which === 'span') checkSpan(which)
  const jobId = await sendJob(tx, replayWebhooksJob, { endpointId, ...which }, { now, watchedBy: user.id })
  const subject = { type: 'webhookEndpoint', id: endpointId }
  await recordEvent(tx, { kind: 'webhookEndpoint.replayed', subject, actorId: user.id, at: now, data: which })
  return { jobId }
}

/** Goes the way of every event, but to this endpoint alone. */
export async function sendTest(tx: Tx, user: User, endpointId: Id, now: Date) {
  await ready(tx, user, endpointId)
  const id = newId()
  const told = { type: webhookTest, timestamp: now.toISOString(), data: { id: endpointId, accountId: null } }
  await tx
    .insertInto('webhook_deliveries')
    .values({
      id,
      endpoint_id: endpointId,
      event_id: newId(),
      kind: webhookTest,
      subject_type: 'webhook',
      subject_id: endpointId,
      body: JSON.stringify(told),
      happened_at: now,
      state: 'waiting',
      next_attempt_at: now,
      created_at: now,
    })
    .execute()
  await hurry(tx, endpointId, now)
  return presented(tx, id)
}

async function ready(tx: Tx, user: User, endpointId: Id): Promise<EndpointRecord> {
  const endpoint = await findEndpoint(tx, endpointId)
  if (!endpoint) throw notFound('endpoint')
  if (!mayChange(user, endpoint)) throw forbidden('Only its owner has an endpoint sent to.')
  if (endpoint.state !== 'active')
    throw new Refusal('endpointNotActive', 409, 'The endpoint is paused or disabled. Let it go on first.')
  return endpoint
}

function checkSpan({ from, to }: { from: string; to: string }): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days > 0 && days <= spanDaysAtMost) return
  const message = `The span must end after it begins and be at most ${spanDaysAtMost} days long.`
  throw new Refusal('badSpan', 422, message, { errors: [{ path: '/to', code: 'badSpan', message }] })
}

/** A person waits for it: a pause after failures ends. */
async function hurry(tx: Tx, endpointId: Id, now: Date): Promise<void> {
  await sql`update webhook_endpoints set resumes_at = null where id = ${endpointId}`.execute(tx)
  await orderDelivery(tx, endpointId, { now })
}

async function presented(tx: Tx, id: Id) {
  const delivery = await findDelivery(tx, id)
  if (!delivery) throw notFound('delivery')
  return presentDelivery(delivery)
}
