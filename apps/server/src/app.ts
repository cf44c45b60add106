import { readFileSync } from 'node:fs'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { registerAccounts } from './modules/accounts/index.ts'
import { registerEdi } from './modules/edi/index.ts'
import { type OidcProvider, openIdentity, registerIdentity } from './modules/identity/index.ts'
import { registerInsight } from './modules/insight/index.ts'
import { registerInvoices } from './modules/invoices/index.ts'
import { orderFiles, registerOrders } from './modules/orders/index.ts'
import { registerPricing } from './modules/pricing/index.ts'
import { registerShipments } from './modules/shipments/index.ts'
import { registerWebhooks } from './modules/webhooks/index.ts'
import { type EventSignal, silentSignal } from './platform/event-signal.ts'
import type { FileStore } from './platform/files/index.ts'
import { serveApiDocs } from './platform/http/api-docs.ts'
import { harden } from './platform/http/harden.ts'
import { serveHealth } from './platform/http/health.ts'
import { serveJobs } from './platform/http/job-routes.ts'
import { answerToOurNames } from './platform/http/known-hosts.ts'
import { limitRates } from './platform/http/limit-rates.ts'
import { serveLive } from './platform/http/live.ts'
import { observeRequests } from './platform/http/observe-requests.ts'
import { answerProblems } from './platform/http/problems.ts'
import { refuseWhileStopping } from './platform/http/refuse-while-stopping.ts'
import { bytesOfReply, serverOptions, uploadLimits } from './platform/http/requests.ts'
import type { HttpDeps } from './platform/http/serve.ts'
import { serveWeb } from './platform/http/serve-web.ts'
import { endUnusedConnections } from './platform/http/unused-connections.ts'
import { silentLog } from './platform/log.ts'
import type { Mailer } from './platform/mail/index.ts'
import { openRegistry } from './platform/measure.ts'
import type { Warehouse } from './warehouse/feeder.ts'
import { measureWarehouse } from './warehouse/measure-warehouse.ts'

export interface AppDeps extends Omit<HttpDeps, 'whoAsks'> {
  /** The installation's secret: sessions and second factors are bound to it. */
  secret: string
  /** The one address people use; absent: whatever address a request came to. */
  publicUrl?: string | undefined
  oidc?: readonly OidcProvider[]
  /** In place of cookies and API keys; for tests. */
  whoAsks?: HttpDeps['whoAsks']
  /** Attachments and results of jobs. */
  files: FileStore
  /** The built staff application; absent: only the API is served. */
  webFolder?: string
  /** Wakes what follows the event spine; absent: nothing does. */
  signal?: EventSignal
  /** How often live streams are checked; for tests. */
  heartbeatMs?: number
  log?: Logger
  trustProxy?: boolean
  /** Names this server is known under, besides IP addresses and `localhost`. */
  trustedHosts?: readonly string[]
  /** Served over https, directly or behind a proxy. */
  https?: boolean
  /** Of one user; 0 or absent: unlimited. */
  ratePerMinute?: number
  metricsToken?: string | undefined
  /** Measure this process too; once per process. */
  processMetrics?: boolean
  /** Reports leave by mail; absent: colleagues are told here. */
  mail?: Mailer | undefined
  /** Absent on a node without the feeder role: analyses answer 503. */
  warehouse?: Warehouse
  /** For copies out of the warehouse that live for minutes; emptied by its owner at start. */
  scratchFolder?: string
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** The table of contents: the ground first, then one line per module. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { database, log = silentLog, metricsToken } = deps
  const app = Fastify(serverOptions(deps))
  // Bytes are as good as a text; the published type knows the text only.
  app.setReplySerializer(bytesOfReply as (payload: unknown) => string)
  const registry = openRegistry(database, deps)
  if (deps.warehouse) measureWarehouse(deps.warehouse, registry)
  app.decorate('served', [])
  const people = openIdentity(deps)
  app.decorate('http', { database, clock: deps.clock, whoAsks: deps.whoAsks ?? people.whoAsks })
  answerProblems(app, log)
  observeRequests(app, log, registry)
  refuseWhileStopping(app)
  endUnusedConnections(app)
  answerToOurNames(app, deps.trustedHosts ?? [])
  await harden(app, { https: deps.https ?? false, publicUrl: deps.publicUrl })
  await limitRates(app, { ratePerMinute: deps.ratePerMinute ?? 0 })
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'deflate'] })
  await app.register(multipart, { limits: uploadLimits })
  serveHealth(app, { database, registry, metricsToken })
  serveJobs(app, deps.files)
  const signal = deps.signal ?? silentSignal
  serveLive(app, { database, log, heartbeatMs: deps.heartbeatMs, signal, onIdentityChange: people.onChange })
  registerInsight(app, {
    warehouse: deps.warehouse,
    files: deps.files,
    mail: deps.mail,
    scratchFolder: deps.scratchFolder,
  })
  registerIdentity(app, people, deps.files)
  registerAccounts(app, { files: deps.files, log, brought: { serviceOrders: orderFiles } })
  registerPricing(app, deps.files)
  registerOrders(app, deps.files)
  registerShipments(app, { files: deps.files, secret: deps.secret })
  registerInvoices(app, { files: deps.files, mail: deps.mail })
  registerEdi(app, { files: deps.files, secret: deps.secret })
  registerWebhooks(app, deps)
  serveApiDocs(app, version)
  if (deps.webFolder) await serveWeb(app, deps.webFolder)
  return app
}
