import { noDuckDb } from '../platform/embedded/index.ts'

/** Loaded when it is needed: where it has no build, the warehouse may lie on a PostgreSQL server and everything else goes on. */
export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api')
  } catch (error) {
    throw noDuckDb(`${process.platform}-${process.arch}`, error)
  }
}
