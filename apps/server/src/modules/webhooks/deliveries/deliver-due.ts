import { sql } from 'kysely'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext, RunningJob } from '../../../platform/jobs/index.ts'
import { sealFor } from '../../../platform/seal.ts'
import { sendRequest } from '../send/send-request.ts'
import { signatureOf } from '../send/signature.ts'
import type { Due, Endpoint } from './attempt.ts'
import { disableEndpoint } from './disable-endpoint.ts'
import { keepFailed } from './keep-attempt.ts'
import { giveBack, keepDelivered, lease, type Turn } from './lease.ts'
import { mayKnow } from './may-know.ts'
import type { OrderDelivery } from './order-delivery.ts'

declare module '../../../platform/jobs/running-job.ts' {
  interface JobContext {
    /** The installation's secret. */
    secret?: string
  }
}

/** When another job sends to this endpoint, this one looks again: what it was ordered for may have come too late for the other. */
const lookAgainMs = 3_000
/** After so long an endpoint goes to the end of the queue: one that answers slowly, or has much to be told, leaves room for others. */
const turnMs = 10_000

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
  const began = performance.now()
  try {
    const sign = signer(context)
    for (let turn: Turn | 'busy' | undefined = first; turn && turn !== 'busy'; ) {
      await job.report({})
      if (turn.endpoint.resumes_at && turn.endpoint.resumes_at > clock()) break
      if (!turn.due || performance.now() - began > turnMs) break
      turn = await deliver(turn, turn.due, job, context, sign)
    }
  } finally {
    await giveBack(database, endpointId, job.id)
  }
  await orderNext(database, order, endpointId, clock())
}

const orderAt = (database: Database, order: OrderDelivery, endpointId: Id, now: Date, afterMs: number) =>
  writeAsOwner(database, (tx) => order(tx, endpointId, { now, at: new Date(now.getTime() + afterMs) }))

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

/** Returns whose turn it is next. */
async function deliver(
  { endpoint, allowed }: Turn,
  due: Due,
  job: RunningJob<unknown>,
  { database, clock }: JobContext,
  sign: Sign,
): Promise<Turn | 'busy' | undefined> {
  const again = () => lease(database, endpoint.id, job.id, clock())
  const knowledge = await mayKnow(database, endpoint, due)
  if (knowledge !== 'yes') {
    if (knowledge === 'rightLost') await disableEndpoint(database, endpoint, 'rightLost', clock())
    else await withhold(database, due.id)
    return again()
  }
  const at = clock()
  const headers = sign(endpoint, due, at)
  const began = performance.now()
  const answer = await sendRequest(endpoint.url, { allowed, headers, body: due.body, signal: job.signal })
  // This node stops: whether it arrived is not known, so it is sent again.
  if (job.signal.aborted && answer.status === null) return again()
  const attempt = {
    endpoint,
    due,
    at,
    headers,
    answer,
    durationMs: Math.round(performance.now() - began),
    now: clock(),
  }
  if (answer.fault === null) return keepDelivered(database, job.id, attempt)
  await keepFailed(database, attempt)
  return again()
}

type Sign = (endpoint: Endpoint, due: Due, at: Date) => Record<string, string>

function signer({ secret }: JobContext): Sign {
  if (secret === undefined) throw new TypeError('Webhooks cannot be signed without the installation’s secret.')
  const seal = sealFor(secret, 'webhooks')
  return (endpoint, due, at) => {
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
}

/** Of what its owner may not see, nothing is kept. What he was told before stays in his log. */
async function withhold(database: Database, id: Id): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    await sql`delete from webhook_deliveries where id = ${id} and state = 'unseen'`.execute(tx)
    await sql`update webhook_deliveries set state = 'failed', next_attempt_at = null where id = ${id}`.execute(tx)
  })
}
