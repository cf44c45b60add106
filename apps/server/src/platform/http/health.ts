import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import type { Database } from '../database.ts'
import { newestMigration } from '../migrate.ts'

export interface HealthOptions {
  database: Database
  registry: Registry
  /** Lets a scraper in from elsewhere than this machine: `Authorization: Bearer …`. */
  metricsToken?: string
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** For load balancers and monitors; outside `/api` and without sign-in. */
export function serveHealth(app: FastifyInstance, { database, registry, metricsToken }: HealthOptions): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.get('/health', async () => ({ status: 'ok' }))

  app.get('/ready', async (_request, reply) => {
    const state = stopping ? 'stopping' : await databaseState(database)
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state })
  })

  app.get('/metrics', async (request, reply) => {
    if (!mayScrape(request, metricsToken)) return reply.callNotFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function databaseState(database: Database): Promise<'ready' | 'databaseAway' | 'migrationsPending'> {
  try {
    const { rows } = await database.owner.query<{ last: number | null }>(
      'select max(number) as last from schema_migrations',
    )
    return (rows[0]?.last ?? 0) >= (await newestMigration()) ? 'ready' : 'migrationsPending'
  } catch {
    return 'databaseAway'
  }
}

function mayScrape(request: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined && isSame(request.headers.authorization, `Bearer ${token}`)) return true
  // A forwarded request comes from anywhere, though the proxy sits on this machine.
  return loopback.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
}

/** Without telling by its duration how much of it was right. */
function isSame(given = '', expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
