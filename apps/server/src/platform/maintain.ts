import type { Logger } from 'pino'
import { type Database, type Tx, writeAsOwner } from './database.ts'
import { type FileReference, type FileStore, sweepFiles } from './files/index.ts'
import { forgetOldKeys } from './http/idempotency.ts'
import { isOutage } from './outage.ts'
import { ensureEventPartitions } from './prepare-database.ts'

export interface MaintenanceOptions {
  database: Database
  files: FileStore
  clock(): Date
  log: Logger
  /** Tables of modules that refer to stored content. */
  fileReferences: readonly FileReference[]
  /** What modules forget after a while, before the files are swept; takes the owner's handle. */
  chores?: readonly ((tx: Tx, now: Date) => Promise<void>)[]
}

const everyMs = 6 * 3_600_000

/** Small housekeeping, at the start and a few times a day; every step may be done twice or by two nodes at once. */
export function maintain(options: MaintenanceOptions): { stop(): Promise<void> } {
  const round = () =>
    maintainOnce(options).catch((error: unknown) => {
      if (!isOutage(error)) options.log.error({ err: error }, 'Housekeeping failed.')
    })
  let running = round()
  const timer = setInterval(() => {
    running = round()
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

export async function maintainOnce({
  database,
  files,
  clock,
  fileReferences,
  chores = [],
}: MaintenanceOptions): Promise<void> {
  const now = clock()
  await ensureEventPartitions(database.owner, now)
  await writeAsOwner(database, (tx) => forgetOldKeys(tx, now))
  for (const chore of chores) await writeAsOwner(database, (tx) => chore(tx, now))
  await sweepFiles(database, files, { now, references: fileReferences })
}
