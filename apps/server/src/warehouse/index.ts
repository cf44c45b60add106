import { join } from 'node:path'
import { type Engine, openEngine } from './engine.ts'
import { startWarehouse, type Warehouse, type WarehouseOptions } from './feeder.ts'
import { placeOf } from './rebuilds.ts'

export type { Warehouse, WarehouseState } from './feeder.ts'
export { loadDuckDb } from './load-duckdb.ts'

export interface Whereabouts {
  dataDir: string
  /** A PostgreSQL server to hold it; undefined: a DuckDB file in the data folder. */
  warehouseUrl?: string | undefined
}

export async function openEngineAt({ dataDir, warehouseUrl }: Whereabouts): Promise<Engine> {
  if (warehouseUrl !== undefined) {
    const { openPostgresEngine } = await import('./postgres-engine.ts')
    return openPostgresEngine(warehouseUrl)
  }
  const folder = join(dataDir, 'warehouse')
  return openEngine({ folder, stagingFolder: folder })
}

/** Opens the warehouse and follows the source from where it stopped. What lies there may be deleted at any time while stopped: it is loaded anew. */
export async function openWarehouse(
  options: Omit<WarehouseOptions, 'engine' | 'place'> & Whereabouts,
): Promise<Warehouse> {
  const place = placeOf(options.dataDir, options.warehouseUrl)
  return startWarehouse({ ...options, place, engine: await openEngineAt(options) })
}
