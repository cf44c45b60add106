import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api'
import { writeNumbers } from './column-of-numbers.ts'
import type { Columns, Engine, Writer } from './engine.ts'
import { type Extracted, quotedPath } from './extract.ts'
import { loadDuckDb } from './load-duckdb.ts'
import { schemaText, signatureOf } from './schema-text.ts'
import { copyOut, staged } from './staging.ts'
import { takingTurns } from './taking-turns.ts'

export interface EngineOptions {
  /** Folder of the warehouse file; null keeps it in memory (tests). */
  folder: string | null
  stagingFolder: string
  memoryLimit?: string
  threads?: number
}

export interface DuckDbEngine extends Engine {
  name: 'duckdb'
  /** Scratch folder for staging files, emptied at start. */
  staging: string
}

/**
 * Analyses at the same time. Each takes a thread of libuv while it runs, of which there are four: one is the feeder's, one is
 * left for files.
 */
const readers = 2

/**
 * Groups of small whole numbers are counted in a table addressed directly if they fit into so many bits: six times as fast as a table of
 * hashes (decision 22).
 */
const bitsCounted = 20

/** DuckDB in process: one writer connection for the feeder, others for analyses. */
export async function openEngine(options: EngineOptions): Promise<DuckDbEngine> {
  const staging = join(options.stagingFolder, 'staging')
  let opened: Promise<Opened> | undefined = open(options, staging)
  await opened
  /** After a disk that was full, say, DuckDB wants to be opened anew, which it is for whoever asks next: the file holds all that was committed. */
  const using = async <T>(work: (now: Opened) => Promise<T>): Promise<T> => {
    opened ??= open(options, staging)
    const mine = opened
    try {
      return await work(await mine)
    } catch (error) {
      if (opened === mine && isBeyondUse(error)) {
        opened = undefined
        await mine.then(closeAll, () => undefined)
      }
      throw error
    }
  }
  return {
    name: 'duckdb',
    staging,
    columns: (sql, parameters) => using(({ inTurn }) => inTurn((reader) => columnsOf(reader, sql, parameters))),
    numbers: (sql, parameters) => using(({ inTurn }) => inTurn((reader) => numbersOf(reader, sql, parameters))),
    glance: (sql) => using(({ writer }) => columnsOf(writer, sql)),
    write: (work) => using(({ writer }) => inTransaction(writer, () => work(writerOf(writer, staging)))),
    extract: (file, tables) => using(({ instance }) => extract(instance, file, tables)),
    close: async () => {
      const mine = opened
      opened = undefined
      await mine?.then(closeAll, () => undefined)
    },
  }
}

interface Opened {
  instance: DuckDBInstance
  writer: DuckDBConnection
  reading: readonly DuckDBConnection[]
  inTurn: ReturnType<typeof takingTurns<DuckDBConnection>>
}

async function open(options: EngineOptions, staging: string): Promise<Opened> {
  const { folder, stagingFolder, memoryLimit = '2GB', threads = 2 } = options
  // What is copied here is customers' data past the row policies.
  for (const place of [stagingFolder, ...(folder ? [folder] : [])]) await makePrivate(place)
  const { DuckDBInstance } = await loadDuckDb()
  const instance = await DuckDBInstance.create(folder ? join(folder, 'warehouse.duckdb') : ':memory:', {
    memory_limit: memoryLimit,
    threads: String(threads),
    preserve_insertion_order: 'false',
    perfect_ht_threshold: String(bitsCounted),
  })
  try {
    // Only whoever holds the file may clear up beside it.
    await rm(staging, { recursive: true, force: true })
    await makePrivate(staging)
    const writer = await instance.connect()
    const reading = await Promise.all(Array.from({ length: readers }, () => instance.connect()))
    await prepareSchema(writer)
    return { instance, writer, reading, inTurn: takingTurns(reading) }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

function closeAll({ reading, writer, instance }: Opened): void {
  for (const reader of reading) reader.closeSync()
  writer.closeSync()
  instance.closeSync()
}

/** What DuckDB says of an instance that it lets nobody use any longer, first with the reason and then at every statement. */
const isBeyondUse = (error: unknown) =>
  error instanceof Error && /^(FATAL|INTERNAL) Error|database has been invalidated/.test(error.message)

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
}

/** A file of another version is emptied: it is loaded anew from the source. */
async function prepareSchema(connection: DuckDBConnection): Promise<void> {
  const text = await schemaText('duckdb')
  const signature = signatureOf(text)
  await inTransaction(connection, async () => {
    const found = await columnsOf(
      connection,
      `select table_name as name, table_type as type from information_schema.tables where table_schema = 'main' order by table_type desc`,
    )
    const names = (found.name ?? []) as string[]
    if (names.includes('star_schema')) {
      const known = await columnsOf(connection, 'select signature from star_schema')
      if (known.signature?.[0] === signature) return
    }
    for (const [at, name] of names.entries())
      await connection.run(`drop ${found.type?.[at] === 'VIEW' ? 'view' : 'table'} ${name}`)
    await connection.run('drop sequence if exists account_keys')
    await connection.run(text)
    await connection.run(`create table star_schema as select '${signature}' as signature`)
  })
}

async function columnsOf(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Record<string, DuckDBValue>,
): Promise<Columns> {
  const result = await connection.runAndReadAll(sql, parameters)
  return result.getColumnsObjectJS()
}

async function numbersOf<Name extends string>(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Record<string, DuckDBValue>,
): Promise<Record<Name, Float64Array>> {
  const result = await connection.run(sql, parameters)
  const chunks = await result.fetchAllChunks()
  const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0)
  const names = result.columnNames()
  const columns = names.map(() => new Float64Array(rows))
  let row = 0
  for (const [at, chunk] of chunks.entries()) {
    // Millions of rows take longer than anybody else should wait for this thread.
    if (at % chunksAtOnce === chunksAtOnce - 1) await breath()
    for (const [place, column] of columns.entries()) writeNumbers(column, row, chunk.getColumnVector(place))
    row += chunk.rowCount
  }
  return Object.fromEntries(names.map((name, at) => [name, columns[at]])) as Record<Name, Float64Array>
}

/** Of 2,048 rows each: some milliseconds. */
const chunksAtOnce = 64

let extracts = 0

/** Beside the other readers, on a connection of its own: one transaction sees all tables as of one moment. */
async function extract(instance: DuckDBInstance, file: string, tables: readonly Extracted[]): Promise<void> {
  const connection = await instance.connect()
  const place = `extract_${extracts++}`
  try {
    await connection.run(`attach ${quotedPath(file)} as ${place}`)
    await chmod(file, 0o600)
    await inTransaction(connection, async () => {
      for (const { name, select } of tables) await connection.run(`create table ${place}.${name} as ${select}`)
    })
  } finally {
    await connection.run(`detach database if exists ${place}`)
    connection.closeSync()
  }
}

let files = 0

const writerOf = (connection: DuckDBConnection, staging: string): Writer => ({
  run: (sql, parameters) => columnsOf(connection, sql, parameters),
  take: async (rows, columns, use) => {
    const file = join(staging, `rows-${files++}.txt`)
    try {
      await copyOut(rows, file)
      return await use(staged(file, columns, rows.hasEscapes()))
    } finally {
      await rm(file, { force: true })
    }
  },
})

async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('begin')
  try {
    await work()
    await connection.run('commit')
  } catch (error) {
    await connection.run('rollback')
    throw error
  }
}
