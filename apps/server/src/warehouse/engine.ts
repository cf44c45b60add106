import type { DuckDBValue } from '@duckdb/node-api'
import type { Extracted } from './extract.ts'
import type { Rows } from './staging.ts'

export type Columns = Record<string, unknown[]>
/** Runs one statement and returns its result column by column. */
export type Run = (sql: string, parameters?: Record<string, DuckDBValue>) => Promise<Columns>

/** What the feeder does within its transaction. */
export interface Writer {
  run: Run
  /** Takes rows in, for as long as it takes `use` to read them as a table expression from within `run`. Returns what `use` does. */
  take<T>(rows: Rows, columns: Readonly<Record<string, string>>, use: (from: string) => Promise<T>): Promise<T>
}

/** Where the star schema lies. Readers see the last committed feed and never wait for the next. */
export interface Engine {
  name: 'duckdb' | 'postgres'
  /** Runs a query with `$name` parameters and returns it column by column: 100 k rows cross the border in milliseconds. */
  columns(sql: string, parameters?: Record<string, DuckDBValue>): Promise<Columns>
  /**
   * The same for columns of numbers alone, named by the caller as the query does; NaN where there is none. A million rows cross in
   * tens of milliseconds, without a JavaScript value for each.
   */
  numbers<Name extends string>(
    sql: string,
    parameters?: Record<string, DuckDBValue>,
  ): Promise<Record<Name, Float64Array>>
  /** The feeder's own look, between its writes: behind no analysis, however long. */
  glance(sql: string): Promise<Columns>
  /** Runs statements of the feeder in one transaction: all or nothing. One at a time, whoever else feeds the same warehouse. */
  write(work: (writer: Writer) => Promise<void>): Promise<void>
  /** Writes tables, all of one moment, into a new DuckDB file: nothing else gets into it. What is left of a failure is removed by the caller. */
  extract(file: string, tables: readonly Extracted[]): Promise<void>
  close(): Promise<void>
}

export { type EngineOptions, openEngine } from './duckdb-engine.ts'
