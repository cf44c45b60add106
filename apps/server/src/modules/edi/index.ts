import type { FastifyInstance } from 'fastify'
import type { FileReference, FileStore } from '../../platform/files/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { sealFor } from '../../platform/seal.ts'
import { lookJob } from './channels/look.job.ts'
import { channelSeal } from './channels/open-way.ts'
import { inboxRoutes } from './inbox/inbox.routes.ts'
import { readFileJob } from './inbox/read-file.job.ts'
import { mendRoutes } from './mend/mend.routes.ts'
import { deliverJob } from './outbox/deliver.job.ts'
import { outboxRoutes } from './outbox/outbox.routes.ts'
import { tellJob } from './outbox/tell.job.ts'
import { watchJob } from './outbox/watch.job.ts'
import { partnerRoutes } from './partners/partners.routes.ts'
import { showRoutes } from './show/show.routes.ts'
import { takeInterchangeJob } from './take/take-interchange.job.ts'

export { tellPartners } from './outbox/tell-partners.ts'
export { watchEdi } from './outbox/watch.job.ts'
export { createPartner } from './partners/change-partner.ts'
export { takeAtOnce } from './take-at-once.ts'

export interface EdiDeps {
  files: FileStore
  /** The installation's secret, which seals what partners’ servers ask for. */
  secret: string
}

/** The EDI centre: trading partners, what came and went, what a person must see to. */
export function registerEdi(app: FastifyInstance, deps: EdiDeps): void {
  const { files, secret } = deps
  inboxRoutes(app, files)
  showRoutes(app, files)
  mendRoutes(app, files)
  outboxRoutes(app, files)
  partnerRoutes(app, sealFor(secret, channelSeal), secret)
}

export const ediJobs: readonly JobDefinition[] = [
  readFileJob,
  takeInterchangeJob,
  deliverJob,
  lookJob,
  tellJob,
  watchJob,
]

export const ediFileReferences: readonly FileReference[] = [{ table: 'edi_files' }, { table: 'edi_corrections' }]
