import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { ensureAppRole, type Migrated, migrate } from './migrate.ts'

/** Brings a database, empty or old, to what this version of the application expects. `client` is the owner's connection. */
export async function prepareDatabase(client: pg.ClientBase, secret: string): Promise<Migrated> {
  await ensureAppRole(client, secret)
  const migrated = await migrate(client)
  await installQueue(client)
  return migrated
}

/** The library makes and migrates its own schema; two nodes that do so at once wait for each other. */
async function installQueue(client: pg.ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: 'pgboss',
    supervise: false,
    schedule: false,
  })
  const failures: Error[] = []
  boss.on('error', (error) => failures.push(error))
  await boss.start()
  await boss.stop({ graceful: false })
  if (failures[0]) throw failures[0]
}

/** Makes the partitions of the event spine for this month and the next. Called at start and daily. */
export async function ensureEventPartitions(owner: pg.Pool | pg.ClientBase, now: Date): Promise<void> {
  const month = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1))
  for (const first of [month(0), month(1)])
    await owner.query('select ensure_event_partition($1::date)', [first.toISOString().slice(0, 10)])
}
