import { webhookEvents } from '@quayside/contract'
import { sql } from 'kysely'
import { type Tx, writeAsOwner } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { JobContext } from '../../platform/jobs/index.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { sealFor } from '../../platform/seal.ts'
import { deliveryRow, insertDeliveries, type Told } from './deliveries/fan-out-rows.ts'
import { isToldOf } from './deliveries/payload.ts'
import { newWebhookSecret } from './send/signature.ts'

const minute = 60_000
const hour = 60 * minute

interface DemoEndpoint {
  url: string
  description: string
  subjects: readonly string[]
  /** None is active: a demonstration calls nobody, not even a name server. */
  state: { state: 'paused' } | { state: 'disabled'; disabled_reason: 'failing'; disabled_at: Date; failing_since: Date }
  /** What came of the newest message, of the one before it, and so on; all older ones were taken. */
  fates: readonly Fate[]
  /** Of those it was offered for a day, one. */
  refusedOne: boolean
}

interface Fate {
  state: 'waiting' | 'delivered' | 'failed'
  /** Minutes after it happened, and what the receiver said; `null` said nothing. */
  attempts: readonly (readonly [minutes: number, status: number | null, fault?: 'timedOut' | 'refused'])[]
}

const taken: Fate = { state: 'delivered', attempts: [[0, 204]] }
const takenLate: Fate = {
  state: 'delivered',
  attempts: [
    [0, 500],
    [0.1, null, 'timedOut'],
    [5, 204],
  ],
}
const waits: Fate = { state: 'waiting', attempts: [[0, 503]] }
const notLiked: Fate = {
  state: 'failed',
  attempts: [0, 0.1, 5, 36, 158, 400, 765, 1_190, 1_660].map((minutes) => [minutes, 422] as const),
}
const unheard: Fate = { state: 'failed', attempts: [[0, null, 'refused']] }

const endpoints = (now: Date): DemoEndpoint[] => [
  {
    url: 'https://wms.yuanhang.example/quayside',
    description: '仓库系统 Warehouse system',
    subjects: ['order', 'shipment'],
    state: { state: 'paused' },
    fates: [waits, waits, takenLate],
    refusedOne: true,
  },
  {
    url: 'https://erp.yuanhang.example/hooks/quayside',
    description: '财务系统 Accounting system',
    subjects: ['invoice', 'account'],
    state: {
      state: 'disabled',
      disabled_reason: 'failing',
      disabled_at: new Date(now.getTime() - 26 * hour),
      failing_since: new Date(now.getTime() - 98 * hour),
    },
    fates: [unheard, unheard, unheard],
    refusedOne: false,
  },
]

/** Two endpoints of the administrator, with what was sent to them and what came of it. */
export async function demoWebhooks({ database, clock, secret }: JobContext): Promise<void> {
  if (secret === undefined)
    throw new TypeError('The secrets of webhooks cannot be sealed without that of the installation.')
  const seal = sealFor(secret, 'webhooks')
  const now = clock()
  await writeAsOwner(database, async (tx) => {
    const { rows } = await sql<{ id: Id }>`
      select u.id from users u join user_roles r on r.user_id = u.id join roles o on o.id = r.role_id
      where  o.code = 'administrator' order by u.email limit 1`.execute(tx)
    const [owner] = rows
    if (!owner) return
    for (const one of endpoints(now)) await addEndpoint(tx, owner.id, one, seal.close(newWebhookSecret()), now)
  })
}

async function addEndpoint(tx: Tx, ownerId: Id, one: DemoEndpoint, secret: string, now: Date): Promise<void> {
  const { url, description, subjects, state } = one
  const events = Object.entries(webhookEvents).flatMap(([kind, { subject }]) =>
    subjects.includes(subject) ? kind : [],
  )
  const told = await lastTold(tx, events)
  const id = newId()
  const fates = fatesOf(one, told, now)
  const delivered = told.find((_, at) => fates[at]?.state === 'delivered')
  await tx
    .insertInto('webhook_endpoints')
    .values({
      id,
      owner_id: ownerId,
      url,
      description,
      events,
      secret,
      created_at: new Date(now.getTime() - 60 * 24 * hour),
      last_delivered_at: delivered?.at ?? null,
      ...state,
    })
    .execute()
  await insertDeliveries(
    tx,
    [...told].reverse().map((event) => deliveryRow(id, event, event.at)),
  )
  for (const [at, event] of told.entries()) await addAttempts(tx, id, event, fates[at] ?? taken, now)
}

function fatesOf({ fates, refusedOne }: DemoEndpoint, told: readonly Told[], now: Date): Fate[] {
  const longAgo = told.findIndex(({ at }, place) => place >= fates.length && now.getTime() - at.getTime() > 30 * hour)
  return told.map((_, place) => (refusedOne && place === longAgo ? notLiked : (fates[place] ?? taken)))
}

/** Newest first. */
async function lastTold(tx: Tx, kinds: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<SpineEvent>`
    select id, at, xid::text, seq, actor_id as "actorId", json_build_object('type', subject_type, 'id', subject_id) as subject,
           account_id as "accountId", kind, data
    from   events where kind = any (${kinds as string[]}) order by at desc, id desc limit 24`.execute(tx)
  return rows.filter((event): event is Told => isToldOf(event.kind))
}

async function addAttempts(tx: Tx, endpointId: Id, event: Told, { state, attempts }: Fate, now: Date): Promise<void> {
  const made = attempts.map(([minutes, status, fault]) => ({
    at: new Date(event.at.getTime() + 400 + minutes * minute),
    status,
    fault: fault ?? (status === 204 ? null : 'status'),
  }))
  // What has not happened yet is not told.
  const known = made.filter(({ at }) => at <= now)
  const last = known.at(-1)
  const next = state === 'waiting' || known.length < made.length ? new Date(now.getTime() + 5 * minute) : null
  const { rows } = await sql<{ id: Id }>`
    update webhook_deliveries set state = ${next ? 'waiting' : state}, attempts = ${known.length}, status = ${last?.status ?? null},
           fault = ${last?.fault ?? null}, last_attempt_at = ${last?.at ?? null}, next_attempt_at = ${next}
    where  endpoint_id = ${endpointId} and event_id = ${event.id} returning id`.execute(tx)
  const [delivery] = rows
  if (!delivery) return
  for (const { at, status, fault } of known)
    await tx
      .insertInto('webhook_attempts')
      .values({
        id: newId(),
        delivery_id: delivery.id,
        at,
        duration_ms: fault === 'timedOut' ? 15_000 : 40 + (at.getTime() % 90),
        status,
        fault,
        request_headers: JSON.stringify({
          'content-type': 'application/json',
          'user-agent': 'Quayside-Webhooks/1',
          'webhook-id': event.id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': 'v1,…',
        }),
        response_headers: JSON.stringify(status === null ? {} : { server: 'nginx', date: at.toUTCString() }),
        response_body: status === 422 ? '{"error":"unknown reference"}' : '',
      })
      .execute()
}
