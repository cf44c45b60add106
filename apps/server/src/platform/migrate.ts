import { createHash, createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const migrationsFolder = new URL('../../migrations/', import.meta.url)
/** Any fixed number: two nodes that start at once migrate one after the other. */
const migrationLock = 7_315_001

/** The application role's password follows from the owner's secret, so every node knows it without a shared store. */
export const appPassword = (secret: string) => createHmac('sha256', secret).update('quayside_app').digest('base64url')

/** Makes or mends the login without rights of its own that the application connects as. */
export async function ensureAppRole(client: pg.ClientBase, secret: string): Promise<void> {
  const password = pg.escapeLiteral(appPassword(secret))
  const found = await client.query('select rolsuper or rolbypassrls as above from pg_roles where rolname = $1', [
    'quayside_app',
  ])
  if (found.rows[0]?.above) throw new Error('The role quayside_app must not be a superuser or bypass row policies.')
  await client.query(
    `${found.rowCount ? 'alter' : 'create'} role quayside_app login nosuperuser nobypassrls password ${password}`,
  )
}

export interface Migrated {
  from: number
  to: number
}

/** Thrown when the database was written by a newer Quayside: starting would lose what this version does not know. */
export class NewerSchema extends Error {
  readonly found: number
  readonly known: number

  constructor(found: number, known: number) {
    super(`The database has schema ${found}; this Quayside knows up to ${known}. Start the newer version.`)
    this.found = found
    this.known = known
  }
}

/** Applies every file of `migrations/` not yet applied, each in its own transaction, once, in order. */
export async function migrate(client: pg.ClientBase, upTo = Number.POSITIVE_INFINITY): Promise<Migrated> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    await client.query(`create table if not exists schema_migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
    await client.query('revoke all on schema_migrations from public')
    const applied = await client.query<{ number: number; sha256: string }>(
      'select number, sha256 from schema_migrations order by number',
    )
    const files = await migrationFiles()
    const last = applied.rows.at(-1)?.number ?? 0
    const done = new Set(applied.rows.map((row) => row.number))
    const newest = files.at(-1)?.number ?? 0
    if (last > newest) throw new NewerSchema(last, newest)
    for (const file of files.filter((candidate) => !done.has(candidate.number) && candidate.number <= upTo))
      await apply(client, file)
    return { from: last, to: Math.min(newest, upTo) }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

let newest: Promise<number> | undefined

/** The number of the newest migration this version brings. */
export function newestMigration(): Promise<number> {
  newest ??= migrationFiles().then((files) => files.at(-1)?.number ?? 0)
  return newest
}

interface MigrationFile {
  number: number
  name: string
  text: string
}

async function migrationFiles(): Promise<MigrationFile[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => ({
      number: Number.parseInt(name, 10),
      name,
      text: await readFile(new URL(name, migrationsFolder), 'utf8'),
    })),
  )
}

async function apply(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  await client.query('begin')
  try {
    await client.query(file.text)
    const sha256 = createHash('sha256').update(file.text).digest('hex')
    await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
