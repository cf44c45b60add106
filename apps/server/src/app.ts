import Fastify, { type FastifyInstance } from 'fastify'
import { answerProblems } from './platform/http/problems.ts'
import type { HttpDeps } from './platform/http/serve.ts'

export interface AppDeps extends HttpDeps {}

/** The table of contents: one line per module. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({ logger: false })
  app.decorate('served', [])
  app.decorate('http', deps)
  answerProblems(app)
  return app
}
