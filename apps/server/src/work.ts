import type { Role } from './config.ts'
import { accountJobs, forgetImportSources, scheduleQuality } from './modules/accounts/index.ts'
import { insightJobs, reorderReports } from './modules/insight/index.ts'
import { consumeEvents, type EventConsumer } from './platform/consume-events.ts'
import { type EventSignal, openSignal } from './platform/event-signal.ts'
import type { FileReference } from './platform/files/index.ts'
import { type JobContext, type JobDefinition, openJobs } from './platform/jobs/index.ts'
import { maintain } from './platform/maintain.ts'
import type { Doors } from './platform/open-doors.ts'

/** Every kind of job: one line each. */
export const jobs: readonly JobDefinition[] = [...accountJobs]

/** Kinds of job that need the warehouse: for nodes that have it. */
const warehouseJobs: readonly JobDefinition[] = [...insightJobs]

/** Everyone who follows the event spine: one line each. */
export const consumers: readonly EventConsumer[] = []

/** Tables whose column `sha256` refers to the file store. */
export const fileReferences: readonly FileReference[] = [
  { table: 'attachments' },
  { table: 'imports', column: { isNull: 'source_removed_at' } },
]

export interface WorkDeps {
  doors: Doors
  roles: ReadonlySet<Role>
  context: JobContext
  /** Told of new events. */
  signal: EventSignal
}

/** What this node does besides answering requests. Returns how to end it. */
export async function startWork({ doors, roles, context, signal }: WorkDeps): Promise<() => Promise<void>> {
  if (!roles.has('worker')) return async () => undefined
  const { database, log } = context
  const jobSignal = openSignal(doors.owner, { channel: 'quayside_jobs', lookEveryMs: 60_000 })
  await scheduleQuality(database, context.clock())
  await reorderReports(database, context.clock())
  const queue = await openJobs({
    owner: doors.owner,
    context,
    jobs: context.warehouse ? [...jobs, ...warehouseJobs] : jobs,
    signal: jobSignal,
  })
  const following = consumers.map((consumer) => consumeEvents(database, signal, consumer, log))
  const housekeeping = maintain({ ...context, fileReferences, chores: [forgetImportSources] })
  return async () => {
    await Promise.all([queue.stop(), housekeeping.stop(), ...following.map((consumer) => consumer.stop())])
    await jobSignal.close()
  }
}
