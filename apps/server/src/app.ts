import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { harden } from './platform/http/harden.ts'
import { serveHealth } from './platform/http/health.ts'
import { limitRates } from './platform/http/limit-rates.ts'
import { observeRequests } from './platform/http/observe-requests.ts'
import { answerProblems } from './platform/http/problems.ts'
import { serverOptions, uploadLimits } from './platform/http/requests.ts'
import type { HttpDeps } from './platform/http/serve.ts'
import { silentLog } from './platform/log.ts'
import { openRegistry } from './platform/measure.ts'

export interface AppDeps extends HttpDeps {
  log?: Logger
  trustProxy?: boolean
  /** Served over https, directly or behind a proxy. */
  https?: boolean
  /** Of one user; 0 or absent: unlimited. */
  ratePerMinute?: number
  metricsToken?: string
  /** Measure this process too; once per process. */
  processMetrics?: boolean
}

/** The table of contents: the ground first, then one line per module. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { database, log = silentLog, metricsToken } = deps
  const app = Fastify(serverOptions(deps))
  const registry = openRegistry(database, deps)
  app.decorate('served', [])
  app.decorate('http', deps)
  answerProblems(app, log)
  observeRequests(app, log, registry)
  await harden(app, { https: deps.https ?? false })
  await limitRates(app, { ratePerMinute: deps.ratePerMinute ?? 0 })
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'deflate'] })
  await app.register(multipart, { limits: uploadLimits })
  serveHealth(app, { database, registry, metricsToken })
  return app
}
