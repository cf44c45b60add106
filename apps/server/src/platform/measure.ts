import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Database } from './database.ts'

/** Everything measured about this node, for `/metrics`. */
export function openRegistry(database: Database, options: { processMetrics?: boolean } = {}): Registry {
  const registry = new Registry()
  if (options.processMetrics) collectDefaultMetrics({ register: registry, prefix: 'quayside_' })
  measurePools(database, registry)
  measureEventLag(database, registry)
  measureJobs(database, registry)
  return registry
}

function measurePools(database: Database, registry: Registry): void {
  new Gauge({
    name: 'quayside_database_connections',
    help: 'Connections of this node by pool and state; waiting counts requests without one',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const pool of ['app', 'owner'] as const) {
        const { totalCount, idleCount, waitingCount } = database[pool]
        this.set({ pool, state: 'busy' }, totalCount - idleCount)
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
}

function measureEventLag(database: Database, registry: Registry): void {
  new Gauge({
    name: 'quayside_event_lag_seconds',
    help: 'Age of the oldest event a consumer has not read',
    labelNames: ['consumer'],
    registers: [registry],
    async collect() {
      const { rows } = await database.owner.query<{ consumer: string; lag: number }>(`
        select c.consumer, coalesce(extract(epoch from now() - next.at), 0)::float8 as lag
        from   event_cursors c
        left   join lateral (
          select at from events e where (e.xid, e.seq) > (c.xid, c.seq) order by e.xid, e.seq limit 1) next on true`)
      this.reset()
      for (const { consumer, lag } of rows) this.set({ consumer }, Math.max(0, lag))
    },
  })
}

function measureJobs(database: Database, registry: Registry): void {
  new Gauge({
    name: 'quayside_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      const { rows } = await database.owner.query<{ name: string; state: string; count: number }>(
        'select name, state::text, count(*)::int as count from pgboss.job group by 1, 2',
      )
      this.reset()
      for (const { name, state, count } of rows) this.set({ queue: name, state }, count)
    },
  })
}
