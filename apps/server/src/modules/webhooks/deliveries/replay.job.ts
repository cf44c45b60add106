import { Id, Instant, webhookEvents } from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import { defineJob, type JobContext, type RunningJob } from '../../../platform/jobs/index.ts'
import type { SpineEvent } from '../../../platform/read-events.ts'
import { deliveryRow, insertDeliveries } from './fan-out-rows.ts'
import { orderDelivery } from './order-delivery.ts'
import { isToldOf } from './payload.ts'

const Replay = z.discriminatedUnion('which', [
  z.strictObject({ endpointId: Id, which: z.literal('failed') }),
  z.strictObject({ endpointId: Id, which: z.literal('span'), from: Instant, to: Instant }),
])
type Replay = z.infer<typeof Replay>

const batch = 500

/** Doing it twice sends nothing twice that is still waiting. */
export const replayWebhooksJob = defineJob('webhooks.replay', Replay, replay)

async function replay(job: RunningJob<Replay>, { database, clock }: JobContext): Promise<void> {
  const now = clock()
  const { data } = job
  const sent =
    data.which === 'failed'
      ? await wakeFailed(database, data.endpointId, now)
      : await wakeSpan(job, data, database, now)
  await writeAsOwner(database, (tx) => orderDelivery(tx, data.endpointId, { now }))
  job.finishWith({ result: { messages: sent } })
}

const isActive = (endpointId: string) =>
  sql`exists (select from webhook_endpoints where id = ${endpointId} and state = 'active')`

async function wakeFailed(database: Database, endpointId: string, now: Date): Promise<number> {
  return writeAsOwner(database, async (tx) => {
    const { numAffectedRows = 0n } = await sql`
      update webhook_deliveries set state = 'waiting', attempts = 0, next_attempt_at = ${now}
      where  endpoint_id = ${endpointId} and state = 'failed' and ${isActive(endpointId)}`.execute(tx)
    return Number(numAffectedRows)
  })
}

/** Everything that happened in the span and the endpoint asks for: also what it missed while it was paused or disabled. */
async function wakeSpan(
  job: RunningJob<Replay>,
  { endpointId, from, to }: Extract<Replay, { which: 'span' }>,
  database: Database,
  now: Date,
): Promise<number> {
  let after = { at: new Date(from), seq: 0 }
  for (let sent = 0; ; ) {
    await job.report({ done: sent })
    const { rows } = await writeAsOwner(database, (tx) =>
      sql<SpineEvent & { seq: number }>`
        select e.id, e.at, e.xid::text as xid, e.seq, e.actor_id as "actorId", e.account_id as "accountId", e.kind, e.data,
               jsonb_build_object('type', e.subject_type, 'id', e.subject_id) as subject
        from   events e join webhook_endpoints w on w.id = ${endpointId} and w.state = 'active' and e.kind = any (w.events)
        where  (e.at, e.seq) > (${after.at}, ${after.seq}::bigint) and e.at >= ${from} and e.at <= ${to}
        and    e.kind = any (${Object.keys(webhookEvents)})
        order  by e.at, e.seq limit ${batch}`.execute(tx),
    )
    const last = rows.at(-1)
    if (!last) return sent
    await wake(database, endpointId, rows, now)
    sent += rows.length
    after = { at: last.at, seq: last.seq }
  }
}

async function wake(database: Database, endpointId: string, events: readonly SpineEvent[], now: Date): Promise<void> {
  const rows = events.flatMap((event) =>
    isToldOf(event.kind) ? [deliveryRow(endpointId, { ...event, kind: event.kind }, now)] : [],
  )
  await writeAsOwner(database, async (tx) => {
    await sql`
      update webhook_deliveries set state = 'waiting', attempts = 0, next_attempt_at = ${now}
      where  endpoint_id = ${endpointId} and state in ('delivered', 'failed') and event_id = any (${events.map(({ id }) => id)})`.execute(
      tx,
    )
    await insertDeliveries(tx, rows)
  })
}
