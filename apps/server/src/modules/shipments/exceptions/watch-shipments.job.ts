import { z } from 'zod'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import { defineJob, sendJob } from '../../../platform/jobs/index.ts'
import { watchShipments } from './watch-shipments.ts'

const everyMs = 5 * 60_000

/** Looks for what should have happened by now, and orders the next look. */
export const watchShipmentsJob = defineJob('shipments.watch', z.strictObject({}), async (_, { database, clock }) => {
  await writeAsOwner(database, (tx) => watchShipments(tx, clock()))
  await scheduleWatch(database, clock())
})

/** At start and by each round for the next; only one waits. */
export async function scheduleWatch(database: Database, now: Date): Promise<void> {
  const startAt = new Date(now.getTime() + everyMs)
  await writeAsOwner(database, (tx) => sendJob(tx, watchShipmentsJob, {}, { now, startAt, singleKey: 'next' }))
}
