import type { BodyOf, changeWebhookEndpoint } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound } from '../../platform/refusal.ts'
import type { Seal } from '../../platform/seal.ts'
import { checkedUrl } from './create-endpoint.ts'
import { orderDelivery } from './deliveries/order-delivery.ts'
import { type EndpointRecord, findEndpoint, lockEndpoint, mayChange, presentEndpoint } from './endpoints.queries.ts'
import { newWebhookSecret } from './send/signature.ts'

type Change = BodyOf<typeof changeWebhookEndpoint>

export async function changeEndpoint(tx: Tx, user: User, id: Id, version: number, change: Change, now: Date) {
  const endpoint = await lockEndpoint(tx, id)
  if (!endpoint) throw notFound('endpoint')
  const touches = change.url ?? change.events ?? change.description
  const isOwners = touches !== undefined || change.state === 'active'
  if (isOwners && !mayChange(user, endpoint)) throw notYours()
  if (endpoint.version !== version) throw changedMeanwhile(presentEndpoint(endpoint, user, now))

  await tx
    .updateTable('webhook_endpoints')
    .set({
      ...(change.url === undefined ? {} : { url: await checkedUrl(tx, change.url) }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.events === undefined ? {} : { events: [...new Set(change.events)] }),
      ...stateColumns(change, endpoint),
      version: sql`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  const subject = { type: 'webhookEndpoint', id }
  const data = { changed: Object.keys(change), ...(change.state ? { state: change.state } : {}) }
  await recordEvent(tx, { kind: 'webhookEndpoint.changed', subject, actorId: user.id, at: now, data })
  if (change.state === 'active') await orderDelivery(tx, id, { now })
  return presented(tx, user, id, now)
}

const notYours = () =>
  forbidden('This endpoint tells what its owner sees: only he may change it. You may pause or remove it.')

/** Whoever lets it go on wants to see at once whether it works: earlier failures are forgotten. */
function stateColumns({ state, url }: Change, { state: was }: EndpointRecord) {
  if (state === undefined || state === was) return url === undefined ? {} : afresh
  return { state, disabled_at: null, disabled_reason: null, ...(state === 'active' ? afresh : {}) }
}
const afresh = { failing_since: null, failures_in_a_row: 0, resumes_at: null }

export async function rotateSecret(
  tx: Tx,
  user: User,
  id: Id,
  { keepPreviousHours, seal, now }: { keepPreviousHours: number; seal: Seal; now: Date },
) {
  const endpoint = await lockEndpoint(tx, id)
  if (!endpoint) throw notFound('endpoint')
  if (!mayChange(user, endpoint)) throw notYours()
  const secret = newWebhookSecret()
  const keeps = keepPreviousHours > 0
  await tx
    .updateTable('webhook_endpoints')
    .set({
      previous_secret: keeps ? sql`secret` : null,
      previous_secret_until: keeps ? new Date(now.getTime() + keepPreviousHours * 3_600_000) : null,
      secret: seal.close(secret),
      version: sql`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  const subject = { type: 'webhookEndpoint', id }
  const data = { keepPreviousHours }
  await recordEvent(tx, { kind: 'webhookEndpoint.secretRotated', subject, actorId: user.id, at: now, data })
  return { endpoint: await presented(tx, user, id, now), secret }
}

export async function deleteEndpoint(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const gone = await tx.deleteFrom('webhook_endpoints').where('id', '=', id).returning('url').executeTakeFirst()
  if (!gone) throw notFound('endpoint')
  const subject = { type: 'webhookEndpoint', id }
  const data = { host: new URL(gone.url).host }
  await recordEvent(tx, { kind: 'webhookEndpoint.deleted', subject, actorId: user.id, at: now, data })
}

async function presented(tx: Tx, user: User, id: Id, now: Date) {
  const endpoint = await findEndpoint(tx, id)
  if (!endpoint) throw notFound('endpoint')
  return presentEndpoint(endpoint, user, now)
}
