import { sql } from 'kysely'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext, RunningJob } from '../../../platform/jobs/index.ts'
import { sealFor } from '../../../platform/seal.ts'
import { allowedHosts } from '../send/allowed-hosts.ts'
import { sendRequest } from '../send/send-request.ts'
import { signatureOf } from '../send/signature.ts'
import { disableEndpoint } from './disable-endpoint.ts'
import { keepAttempt } from './keep-attempt.ts'
import { type Endpoint, giveBack, lease } from './lease.ts'
import { mayKnow } from './may-know.ts'
import type { OrderDelivery } from './order-delivery.ts'

declare module '../../../platform/jobs/running-job.ts' {
  interface JobContext {
    /** The installation's secret. */
    secret?: string
  }
}

export interface Due {
  id: Id
  event_id: Id
  kind: string
  subject_type: string
  subject_id: Id
  body: string
  attempts: number
}

/** When another job sends to this endpoint, this one looks again: what it was ordered for may have come too late for the other. */
const lookAgainMs = 3_000

/**
 * Sends one after the other, oldest first, until nothing is due or the endpoint shows that it is away. Killed in between, the
 * message in hand is sent again: at least once, with the same `webhook-id`.
 */
export async function deliverDue(job: RunningJob<{ endpointId: Id }>, context: JobContext, order: OrderDelivery) {
  const { database, clock } = context
  const { endpointId } = job.data
  const first = await lease(database, endpointId, job.id, clock())
  if (first === undefined) return
  if (first === 'busy') return orderAt(database, order, endpointId, clock(), lookAgainMs)
  try {
    for (let endpoint: Awaited<ReturnType<typeof lease>> = first; endpoint && endpoint !== 'busy'; ) {
      await job.report({})
      if (endpoint.resumes_at && endpoint.resumes_at > clock()) break
      const due = await nextDue(database, endpointId, clock())
      if (!due) break
      await deliver(endpoint, due, job, context)
      endpoint = await lease(database, endpointId, job.id, clock())
    }
  } finally {
    await giveBack(database, endpointId, job.id)
  }
  await orderNext(database, order, endpointId, clock())
}

const orderAt = (database: Database, order: OrderDelivery, endpointId: Id, now: Date, afterMs: number) =>
  writeAsOwner(database, (tx) => order(tx, endpointId, { now, at: new Date(now.getTime() + afterMs) }))

async function nextDue(database: Database, endpointId: Id, now: Date): Promise<Due | undefined> {
  const { rows } = await writeAsOwner(database, (tx) =>
    sql<Due>`
      select id, event_id, kind, subject_type, subject_id, body, attempts
      from   webhook_deliveries
      where  endpoint_id = ${endpointId} and state in ('unseen', 'waiting') and next_attempt_at <= ${now}
      order  by id limit 1`.execute(tx),
  )
  return rows[0]
}

/** The next attempt of all, no earlier than the endpoint resumes. */
async function orderNext(database: Database, order: OrderDelivery, endpointId: Id, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const { rows } = await sql<{ at: Date | null }>`
      select greatest(min(d.next_attempt_at), e.resumes_at) as at
      from   webhook_endpoints e join webhook_deliveries d on d.endpoint_id = e.id and d.state in ('unseen', 'waiting')
      where  e.id = ${endpointId} and e.state = 'active' group by e.id`.execute(tx)
    const at = rows[0]?.at
    if (at) await order(tx, endpointId, at > now ? { now, at } : { now })
  })
}

async function deliver(endpoint: Endpoint, due: Due, job: RunningJob<unknown>, context: JobContext): Promise<void> {
  const { database, clock } = context
  const knowledge = await mayKnow(database, endpoint, due)
  if (knowledge === 'rightLost') return disableEndpoint(database, endpoint, 'rightLost', clock())
  if (knowledge === 'no') return withhold(database, due.id)
  const at = clock()
  const headers = headersFor(endpoint, due, at, context)
  const began = performance.now()
  const allowed = await allowedHosts(database)
  const answer = await sendRequest(endpoint.url, { allowed, headers, body: due.body, signal: job.signal })
  // This node stops: whether it arrived is not known, so it is sent again.
  if (job.signal.aborted && answer.status === null) return
  const durationMs = Math.round(performance.now() - began)
  await keepAttempt(database, { endpoint, due, at, headers, answer, durationMs, now: clock() })
}

function headersFor(endpoint: Endpoint, due: Due, at: Date, { secret }: JobContext): Record<string, string> {
  if (secret === undefined) throw new TypeError('Webhooks cannot be signed without the installation’s secret.')
  const seal = sealFor(secret, 'webhooks')
  const secrets = [seal.open(endpoint.secret)]
  if (endpoint.previous_secret && endpoint.previous_secret_until && endpoint.previous_secret_until > at)
    secrets.push(seal.open(endpoint.previous_secret))
  const timestamp = Math.floor(at.getTime() / 1_000)
  return {
    'content-type': 'application/json',
    'user-agent': 'Quayside-Webhooks/1',
    'webhook-id': due.event_id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf({ id: due.event_id, timestamp, body: due.body }, secrets),
  }
}

/** Of what its owner may not see, nothing is kept. What he was told before stays in his log. */
async function withhold(database: Database, id: Id): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    await sql`delete from webhook_deliveries where id = ${id} and state = 'unseen'`.execute(tx)
    await sql`update webhook_deliveries set state = 'failed', next_attempt_at = null where id = ${id}`.execute(tx)
  })
}
