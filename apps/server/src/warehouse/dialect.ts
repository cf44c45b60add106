import type { Engine } from './engine.ts'

/** Every place where the two engines are told different things; all else is one text. */

/**
 * A condition that lets DuckDB's zone maps skip most of the search for rows by the keys in `wanted`: new facts have newer
 * (time-ordered) ids than every fact already there. PostgreSQL has an index, and before version 18 no least UUID.
 */
export const amongAges = (engine: Engine['name'], key: string, wanted: string, column = key): string =>
  engine === 'duckdb'
    ? `${key} between (select min(${column}) from ${wanted}) and (select max(${column}) from ${wanted}) and `
    : ''
