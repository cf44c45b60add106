import { z } from 'zod'
import { readAsOwner, writeAsOwner } from '../../platform/database.ts'
import { defineJob, type JobDefinition } from '../../platform/jobs/index.ts'
import { readEvents } from '../../platform/read-events.ts'
import { followEvents } from './follow-events.ts'

/** Where on the spine it stands. */
const Event = z.strictObject({ xid: z.string(), seq: z.int() })

/** Follows one event that could not be followed with the others, until it can be; what failed twenty times stays with the failed jobs. */
export const followAgainJob: JobDefinition<typeof Event> = defineJob(
  'shipments.followAgain',
  Event,
  async ({ data: { xid, seq } }, { database }) => {
    const [event] = await readAsOwner(database, (db) => readEvents(db, { xid, seq: seq - 1 }, 1))
    if (event?.seq === seq) await writeAsOwner(database, (tx) => followEvents(tx, [event]))
  },
  { retryLimit: 20 },
)
