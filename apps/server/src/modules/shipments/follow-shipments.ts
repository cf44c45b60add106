import type { EventConsumer } from '../../platform/consume-events.ts'
import { connectionOf, type Tx } from '../../platform/database.ts'
import { sendJobs } from '../../platform/jobs/index.ts'
import { isOutage } from '../../platform/outage.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { followAgainJob } from './follow-again.job.ts'
import { followEvents } from './follow-events.ts'

/**
 * Follows the spine: an order confirmed opens its shipments and goes on with them, what was told of them before is
 * put on them, a milestone moves the expected arrival, and what concerns the customer is put into the outbox. Exactly once, whatever dies.
 */
export const followShipments: EventConsumer = {
  name: 'shipments.follow',
  batch: 200,
  async handle(tx, events, log) {
    if ((await failureOf(tx, () => followEvents(tx, events))) === undefined) return
    // What one of them cannot do keeps none of the others waiting: it is tried again by itself.
    const failed: SpineEvent[] = []
    for (const event of events) {
      const failure = await failureOf(tx, () => followEvents(tx, [event]))
      if (failure === undefined) continue
      const { kind, subject, xid, seq } = event
      log.error({ err: failure, kind, subject, xid, seq }, 'An event could not be followed and is tried again.')
      failed.push(event)
    }
    await sendJobs(
      tx,
      followAgainJob,
      failed.map(({ xid, seq }) => ({ data: { xid, seq }, singleKey: `${xid}/${seq}` })),
    )
  },
}

/** What went wrong, with nothing of it written; undefined when it is done. */
async function failureOf(tx: Tx, work: () => Promise<void>): Promise<unknown> {
  const client = connectionOf(tx)
  await client.query('savepoint follow')
  try {
    await work()
    await client.query('release savepoint follow')
    return undefined
  } catch (error) {
    if (isOutage(error)) throw error
    await client.query('rollback to savepoint follow')
    return error ?? new Error('It failed without saying why.')
  }
}
