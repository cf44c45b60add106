import type { Engine } from './engine.ts'

/** Every place where the two engines are told different things; all else is one text. */

/**
 * A condition that lets DuckDB's zone maps skip the search for former selves: new facts have newer (time-ordered) ids than
 * every fact already there. PostgreSQL has an index, and before version 18 no least UUID.
 */
export const olderThanAll = (engine: Engine['name'], key: string): string =>
  engine === 'duckdb' ? `${key} >= (select min(${key}) from incoming) and ` : ''
