import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { FileStore } from '../../platform/files/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { serveAccounts } from './accounts.routes.ts'
import { changeAccountsJob, exportAccountsJob, undoAccountsJob } from './bulk/bulk.jobs.ts'
import { serveBulk } from './bulk/bulk.routes.ts'
import { serveDuplicates } from './duplicates/duplicates.routes.ts'
import { scanDuplicatesJob } from './duplicates/scan-duplicates.job.ts'
import { serveFollowUps } from './follow-ups/follow-ups.routes.ts'
import { type BroughtTargets, importJobWith, serveImports } from './imports/index.ts'
import { serveLists } from './lists/lists.routes.ts'
import { serveMyDay } from './my-day/my-day.routes.ts'
import { openRecentAccounts } from './my-day/recent-accounts.ts'
import { servePeople } from './people/people.routes.ts'
import { countQualityJob, rescoreQualityJob } from './quality/quality.jobs.ts'
import { serveQuality } from './quality/quality.routes.ts'
import { serveSavedViews } from './saved-views/saved-views.routes.ts'
import { serveTimeline } from './timeline/timeline.routes.ts'

export interface AccountsDeps {
  files: FileStore
  /** Kinds of file that modules above bring to the import wizard. */
  brought: BroughtTargets
  log: Pick<Logger, 'warn'>
}

/** The customer database: accounts, their people and places, lists, search, the timeline, my day. */
export function registerAccounts(app: FastifyInstance, { files, log, brought }: AccountsDeps): void {
  const recent = openRecentAccounts(app.http.database, log)
  app.addHook('onClose', () => recent.close())
  serveAccounts(app, recent)
  serveLists(app)
  serveBulk(app)
  serveSavedViews(app)
  servePeople(app)
  serveTimeline(app, files)
  serveFollowUps(app)
  serveMyDay(app, recent)
  serveDuplicates(app)
  serveQuality(app)
  serveImports(app, files, brought)
}

/** Slow work of this module, to be run by a worker. */
export const accountJobs = (brought: BroughtTargets) =>
  [
    changeAccountsJob,
    undoAccountsJob,
    exportAccountsJob,
    importJobWith(brought),
    scanDuplicatesJob,
    rescoreQualityJob,
    countQualityJob,
  ] as unknown as readonly JobDefinition[]

// For the modules above: what they may make and read of accounts without going through HTTP.
export {
  type Held,
  mayChangeOrdersOf,
  mayExportOrdersOf,
  mayReleaseOrdersOf,
  mayTakeOrdersOf,
} from './accounts.policy.ts'
export { adviseAll } from './advice/keep-advice.ts'
export { inZone } from './bulk/export-zone.ts'
export { accountQuality, deriveAccount } from './derive-account.ts'
export { createFollowUp } from './follow-ups/change-follow-ups.ts'
export { choiceOf } from './imports/choices.ts'
export { importCommand, importUsage } from './imports/command.ts'
export {
  type BroughtTarget,
  type BroughtTargets,
  forgetImportSources,
  type Said,
  type Setting,
  type Unit,
} from './imports/index.ts'
export type { FieldSpec } from './imports/targets/field-spec.ts'
export type { UndoStep } from './imports/undoing.ts'
export { badFilter, type Condition, joined, readFilter, standIn } from './lists/filter-accounts.ts'
export type { Bind, FilterTarget } from './lists/filter-fields.ts'
export { comparison } from './lists/filter-operators.ts'
export { scheduleQuality } from './quality/quality.jobs.ts'
export { findView } from './saved-views/saved-views.ts'
export { statementName } from './statement-name.ts'
export { receiveAttachment } from './timeline/attachments.ts'
