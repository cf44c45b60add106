import type { Role } from './config.ts'
import { accountJobs, forgetImportSources, scheduleQuality } from './modules/accounts/index.ts'
import { ediFileReferences, ediJobs, tellPartners, watchEdi } from './modules/edi/index.ts'
import { insightJobs, reorderReports } from './modules/insight/index.ts'
import { orderFiles, orderJobs } from './modules/orders/index.ts'
import { followShipments, scheduleWatch, shipmentJobs } from './modules/shipments/index.ts'
import { forgetDeliveries, webhookConsumer, webhookJobs } from './modules/webhooks/index.ts'
import { consumeEvents, type EventConsumer } from './platform/consume-events.ts'
import { type EventSignal, openSignal } from './platform/event-signal.ts'
import type { FileReference } from './platform/files/index.ts'
import { type JobContext, type JobDefinition, openJobs } from './platform/jobs/index.ts'
import { maintain } from './platform/maintain.ts'
import type { Doors } from './platform/open-doors.ts'

/** Every kind of job: one line each. */
export const jobs: readonly JobDefinition[] = [
  ...accountJobs({ serviceOrders: orderFiles }),
  ...orderJobs,
  ...shipmentJobs,
  ...ediJobs,
  ...webhookJobs,
]

/** Kinds of job that need the warehouse: for nodes that have it. */
const warehouseJobs: readonly JobDefinition[] = [...insightJobs]

/** Everyone who follows the event spine: one line each. */
export const consumers: readonly EventConsumer[] = [tellPartners, followShipments, webhookConsumer]

/** Tables whose column `sha256` refers to the file store. */
export const fileReferences: readonly FileReference[] = [
  { table: 'attachments' },
  { table: 'order_attachments' },
  { table: 'shipment_proofs' },
  { table: 'money_imports' },
  ...ediFileReferences,
  { table: 'imports', column: { isNull: 'source_removed_at' } },
]

export interface WorkDeps {
  doors: Doors
  roles: ReadonlySet<Role>
  context: JobContext
  /** Told of new events. */
  signal: EventSignal
}

/**
 * What this node does besides answering requests: a worker everything but what needs a warehouse, a node with a warehouse that, for
 * the two may be different processes. Returns how to end it.
 */
export async function startWork({ doors, roles, context, signal }: WorkDeps): Promise<() => Promise<void>> {
  const isWorker = roles.has('worker')
  // Where every node reads the warehouse, workers do this work; a feeder does it where only it can.
  const doesReports = context.warehouse !== undefined && (isWorker || roles.has('feeder'))
  const taken = [...(isWorker ? jobs : []), ...(doesReports ? warehouseJobs : [])]
  if (taken.length === 0) return async () => undefined
  const { database, log } = context
  const jobSignal = openSignal(doors.owner, { channel: 'quayside_jobs', lookEveryMs: 60_000 })
  if (doesReports) await reorderReports(database, context.clock())
  if (isWorker) await scheduleQuality(database, context.clock())
  if (isWorker) await watchEdi(database, context.clock())
  if (isWorker) await scheduleWatch(database, context.clock())
  const queue = await openJobs({ owner: doors.owner, context, jobs: taken, signal: jobSignal })
  const following = isWorker ? consumers.map((consumer) => consumeEvents(database, signal, consumer, log)) : []
  const housekeeping = isWorker
    ? maintain({ ...context, fileReferences, chores: [forgetImportSources, forgetDeliveries] })
    : { stop: async () => undefined }
  return async () => {
    await Promise.all([queue.stop(), housekeeping.stop(), ...following.map((consumer) => consumer.stop())])
    await jobSignal.close()
  }
}
