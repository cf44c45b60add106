import { chmod, rm } from 'node:fs/promises'
import type pg from 'pg'
import { loadDuckDb } from './load-duckdb.ts'
import { copyOut, rowsOf, staged } from './staging.ts'

/** A table of an extract: what a query over the star schema yields. */
export interface Extracted {
  name: string
  /** Without parameters, in the words of both engines. */
  select: string
  /** Types of its columns as DuckDB names them, in order. */
  columns: Readonly<Record<string, string>>
}

export const quotedPath = (path: string) => `'${path.replaceAll("'", "''")}'`

/** Queries of a PostgreSQL transaction as tables of a new DuckDB file. */
export async function extractFromPostgres(client: pg.ClientBase, file: string, tables: readonly Extracted[]) {
  const { DuckDBInstance } = await loadDuckDb()
  const instance = await DuckDBInstance.create(file, { memory_limit: '512MB', threads: '1' })
  const connection = await instance.connect()
  const rows = `${file}.rows`
  try {
    for (const { name, select, columns } of tables) {
      const read = rowsOf(client, select)
      await copyOut(read, rows)
      await connection.run(`create table ${name} as select * from ${staged(rows, columns, read.hasEscapes())} s`)
    }
    await chmod(file, 0o600)
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(rows, { force: true })
  }
}
