import { pipeline } from 'node:stream/promises'
import type { DuckDBValue } from '@duckdb/node-api'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { distribution } from './distribute.ts'
import type { Columns, Engine, Writer } from './engine.ts'
import { type Extracted, extractFromPostgres } from './extract.ts'
import { columnsOfRows, numbered, valueTypes } from './postgres-values.ts'
import { schemaText, signatureOf } from './schema-text.ts'

/** Any fixed number: nodes that feed the same warehouse do it one after the other. */
const writerLock = 7_315_020
const readers = 4
/** Its own schema beside whatever else lies in that database; moments without a zone are UTC there. */
const place = '-c search_path=warehouse -c timezone=UTC'

/** The star schema in the schema `warehouse` of a PostgreSQL server, spread over its nodes where that is Citus. */
export async function openPostgresEngine(server: string | pg.PoolConfig): Promise<Engine> {
  const config = typeof server === 'string' ? { connectionString: server } : server
  const common = { ...config, application_name: 'quayside-warehouse', keepAlive: true }
  const writing = new pg.Pool({ ...common, max: 1, options: place })
  const reading = new pg.Pool({ ...common, max: readers, options: `${place} -c default_transaction_read_only=on` })
  for (const pool of [writing, reading]) {
    // Without listeners a connection that breaks would end the process.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
  }
  const close = async () => void (await Promise.all([writing.end(), reading.end()]))
  try {
    await inTransaction(writing, prepareSchema)
  } catch (error) {
    await close()
    throw error
  }
  return {
    name: 'postgres',
    columns: (sql, parameters) => columnsOf(reading, sql, parameters),
    numbers: async (sql, parameters) => numbersIn(await columnsOf(reading, sql, parameters)),
    glance: (sql) => columnsOf(writing, sql),
    write: (work) => inTransaction(writing, (client) => work(writerOf(client))),
    extract: (file, tables) => extract(reading, file, tables),
    close,
  }
}

async function columnsOf(
  client: pg.ClientBase | pg.Pool,
  sql: string,
  parameters: Record<string, DuckDBValue> = {},
): Promise<Columns> {
  return columnsOfRows(await client.query({ ...numbered(sql, parameters), rowMode: 'array', types: valueTypes }))
}

const numbersIn = <Name extends string>(columns: Columns) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [
      name,
      Float64Array.from(values, (value) => Number(value ?? Number.NaN)),
    ]),
  ) as Record<Name, Float64Array>

/** All tables as of one moment. */
async function extract(pool: pg.Pool, file: string, tables: readonly Extracted[]): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    await extractFromPostgres(client, file, tables)
    await client.query('commit')
  } catch (error) {
    // In the middle of a COPY the connection is good for nothing else.
    broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [writerLock])
    await work(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** A schema of another version is made anew: it is loaded from the source again. */
async function prepareSchema(client: pg.PoolClient): Promise<void> {
  const text = await schemaText('postgres')
  const signature = signatureOf(text)
  const found = await client.query<{ known: boolean }>(
    `select to_regclass('warehouse.star_schema') is not null as known`,
  )
  if (found.rows[0]?.known) {
    const known = await client.query<{ signature: string }>('select signature from warehouse.star_schema')
    if (known.rows[0]?.signature === signature) return
  }
  await client.query('drop schema if exists warehouse cascade; create schema warehouse')
  await client.query(text)
  await distribute(client)
  await client.query('create table star_schema (signature varchar not null)')
  await client.query('insert into star_schema values ($1)', [signature])
}

async function distribute(client: pg.PoolClient): Promise<void> {
  const tables = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'warehouse'::regnamespace and relkind = 'r' order by relname`,
  )
  const citus = await client.query(`select from pg_extension where extname = 'citus'`)
  const statements = distribution(
    tables.rows.map(({ name }) => name),
    citus.rowCount === 1,
  )
  for (const statement of statements) await client.query(statement)
}

function writerOf(client: pg.PoolClient): Writer {
  let taken = 0
  let last: Promise<unknown> = Promise.resolve()
  /** One connection does one thing at a time, however many lanes ask it. */
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.catch(() => undefined).then(work)
    last = done
    return done
  }
  return {
    run: (sql, parameters) => next(() => columnsOf(client, sql, parameters)),
    take: async (rows, columns, use) => {
      const table = `staged_${taken++}`
      const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
      await next(async () => {
        await client.query(`create temp table ${table} (${types.join(', ')})`)
        await pipeline(rows.stream, client.query(copyFrom(`copy ${table} from stdin (null e'\\b')`)))
      })
      const result = await use(table)
      await next(() => client.query(`drop table ${table}`))
      return result
    },
  }
}
