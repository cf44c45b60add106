import type pg from 'pg'
import { ensureAppRole, type Migrated, migrate } from './migrate.ts'

/** Brings a database, empty or old, to what this version of the application expects. `client` is the owner's connection. */
export async function prepareDatabase(client: pg.ClientBase, secret: string): Promise<Migrated> {
  await ensureAppRole(client, secret)
  return migrate(client)
}
