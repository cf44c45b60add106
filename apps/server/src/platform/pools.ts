import pg from 'pg'
import { safeInteger } from './read-json.ts'
import { prepareOpenings } from './turn.ts'

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger)
const anyInstant: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instant)

/** The driver reads every form of PostgreSQL; this one, of a server in UTC, the engine reads itself in a fifth of the time. */
function instant(text: string): Date {
  const usual = text.endsWith('+00') && text.charCodeAt(10) === 32
  return usual ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : anyInstant(text)
}

export interface PoolOptions {
  ownerUrl: string | pg.PoolConfig
  appUrl: string | pg.PoolConfig
  /** Connections of the application pool; the owner's pool has a quarter of it, at least two. */
  connections?: number
}

export function openPools({ ownerUrl, appUrl, connections = 16 }: PoolOptions): { app: pg.Pool; owner: pg.Pool } {
  const app = new pg.Pool({
    ...asConfig(appUrl),
    ...patience,
    max: connections,
    application_name: 'quayside',
    options: `-c plan_cache_mode=force_generic_plan ${shortLists}`,
    onConnect: prepareOpenings,
  })
  const owner = new pg.Pool({
    ...asConfig(ownerUrl),
    ...patience,
    max: Math.max(4, connections >> 2),
    application_name: 'quayside-owner',
    options: shortLists,
  })
  for (const pool of [app, owner]) surviveBreaks(pool)
  return { app, owner }
}

/** Every search reads what waits unsorted in its index: at PostgreSQL's usual 4 MB hundreds of pages, at 64 kB eight. */
const shortLists = '-c gin_pending_list_limit=64'

/** A request waits this long for a connection, then is told that the database is away. */
const patience = { connectionTimeoutMillis: 5_000, keepAlive: true } as const

/** A connection that breaks, idle or in use, is replaced at its next use; without listeners Node would end the process. */
function surviveBreaks(pool: pg.Pool): void {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
}

const asConfig = (url: string | pg.PoolConfig): pg.PoolConfig =>
  typeof url === 'string' ? { connectionString: url } : url
