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
  async handle(tx, events) {
    if (await unlessFails(tx, () => followEvents(tx, events))) return
    // What one of them cannot do keeps none of the others waiting: it is tried again by itself.
    const failed: SpineEvent[] = []
    for (const event of events) if (!(await unlessFails(tx, () => followEvents(tx, [event])))) failed.push(event)
    await sendJobs(
      tx,
      followAgainJob,
      failed.map(({ xid, seq }) => ({ data: { xid, seq }, singleKey: `${xid}/${seq}` })),
    )
  },
}

async function unlessFails(tx: Tx, work: () => Promise<void>): Promise<boolean> {
  const client = connectionOf(tx)
  await client.query('savepoint follow')
  try {
    await work()
    await client.query('release savepoint follow')
    return true
  } catch (error) {
    if (isOutage(error)) throw error
    await client.query('rollback to savepoint follow')
    return false
  }
}
