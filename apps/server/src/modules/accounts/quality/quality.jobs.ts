import { z } from 'zod'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { defineJob, sendJob } from '../../../platform/jobs/index.ts'
import { countQuality } from './quality-bands.queries.ts'
import { rescoreQuality } from './rescore-quality.ts'

/** 18:30 UTC is half past two at night in Shanghai. */
const nightlyAt = { hour: 18, minute: 30 }
const countEveryMs = 15 * 60_000

export const rescoreQualityJob = defineJob(
  'accounts.rescoreQuality',
  z.strictObject({}),
  async (job, { database, clock }) => {
    const now = clock()
    const result = await rescoreQuality(database, now, (done, total) => job.report({ done, total }))
    await writeAsOwner(database, (tx) =>
      recordEvent(tx, {
        kind: 'accounts.qualityRescored',
        subject: { type: 'job', id: job.id },
        actorId: null,
        at: clock(),
        data: { ...result },
      }),
    )
    await scheduleQuality(database, clock())
  },
)

/** Keeps the counts of a large base young. */
export const countQualityJob = defineJob(
  'accounts.countQuality',
  z.strictObject({}),
  async (_, { database, clock }) => {
    await writeAsOwner(database, (tx) => countQuality(tx, clock()))
    await scheduleQuality(database, clock())
  },
)

/** Sends the next night's scoring and the next count, unless they wait already; at start and by each round for the next. */
export async function scheduleQuality(database: Database, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    await sendJob(tx, rescoreQualityJob, {}, { now, startAt: nextNight(now), singleKey: 'nightly' })
    const startAt = new Date(now.getTime() + countEveryMs)
    await sendJob(tx, countQualityJob, {}, { now, startAt, singleKey: 'next' })
  })
}

export function nextNight(now: Date): Date {
  const night = new Date(now)
  night.setUTCHours(nightlyAt.hour, nightlyAt.minute, 0, 0)
  if (night <= now) night.setUTCDate(night.getUTCDate() + 1)
  return night
}
