import { Id } from '@quayside/contract'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { defineJob, sendJob } from '../../../platform/jobs/index.ts'
import { forbidden } from '../../../platform/refusal.ts'
import { scanDuplicates } from './scan-duplicates.ts'

export const scanDuplicatesJob = defineJob(
  'accounts.scanDuplicates',
  z.strictObject({ actorId: Id.nullable() }),
  async (job, { database, clock }) => {
    const now = clock()
    const result = await scanDuplicates(database, now, (done, total) => job.report({ done, total }))
    await writeAsOwner(database, (tx) =>
      recordEvent(tx, {
        kind: 'accounts.duplicatesScanned',
        subject: { type: 'job', id: job.id },
        actorId: job.data.actorId,
        at: clock(),
        data: { ...result },
      }),
    )
    job.finishWith({ result: { ...result } })
  },
)

/** The scan looks past what one person sees, so it is for those whose right to change reaches every account. */
export async function startScan(tx: Tx, user: User, now: Date): Promise<{ jobId: string }> {
  if (user.rights.modules.accounts.change !== 'all')
    throw forbidden('Only somebody who may change every account may scan them all.')
  return { jobId: await sendJob(tx, scanDuplicatesJob, { actorId: user.id }, { now, watchedBy: user.id }) }
}
