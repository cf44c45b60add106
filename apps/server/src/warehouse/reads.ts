import { AsyncLocalStorage } from 'node:async_hooks'
import type { Engine } from './engine.ts'

/** What a piece of work was made of. */
export interface Reading {
  /** Of the star schema, without views. */
  tables: Set<string>
  /** The moment of the oldest state that is in it, where that is older than the work itself. */
  oldest: Date | null
}

/** The tables that a view shows. */
const behindViews: Readonly<Record<string, readonly string[]>> = {
  dim_account_history: ['dim_account', 'account_change'],
  dim_service: ['fact_order_line'],
  dim_goods: ['fact_order_line'],
  dim_lane: ['fact_order_line'],
  dim_channel: ['fact_order'],
}

/** The tables a statement names. Values from outside are parameters: no text in it looks like a table. */
export const tablesIn = (sql: string): string[] =>
  [...new Set(sql.match(/\b(?:(?:dim|fact)_[a-z_]+|account_change)\b/g))].flatMap((name) => behindViews[name] ?? [name])

const readings = new AsyncLocalStorage<readonly Reading[]>()

/** Notes into `reading` what `work` reads, and whatever it waits for. */
export const noteReading = <T>(reading: Reading, work: () => T): T =>
  readings.run([...(readings.getStore() ?? []), reading], work)

/** What goes into the work that goes on here. */
export function alsoRead({ tables, oldest }: { tables: Iterable<string>; oldest: Date | null }): void {
  for (const reading of readings.getStore() ?? []) {
    for (const table of tables) reading.tables.add(table)
    if (oldest && (!reading.oldest || oldest < reading.oldest)) reading.oldest = oldest
  }
}

/** An engine of whose questions it is noted which tables they read. */
export const notingReads = (engine: Engine): Engine => ({
  ...engine,
  columns: (sql, parameters) => {
    alsoRead({ tables: tablesIn(sql), oldest: null })
    return engine.columns(sql, parameters)
  },
  numbers: (sql, parameters) => {
    alsoRead({ tables: tablesIn(sql), oldest: null })
    return engine.numbers(sql, parameters)
  },
})
