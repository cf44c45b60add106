import { join } from 'node:path'
import { openEngine } from './engine.ts'
import { startWarehouse, type Warehouse, type WarehouseOptions } from './feeder.ts'

export type { Warehouse, WarehouseState } from './feeder.ts'

/** Opens the warehouse file in the data folder and follows the source from where it stopped. The file may be deleted at any time while stopped: it is loaded anew. */
export async function openWarehouse(
  options: Omit<WarehouseOptions, 'engine'> & { dataDir: string },
): Promise<Warehouse> {
  const folder = join(options.dataDir, 'warehouse')
  return startWarehouse({ ...options, engine: await openEngine({ folder, stagingFolder: folder }) })
}
