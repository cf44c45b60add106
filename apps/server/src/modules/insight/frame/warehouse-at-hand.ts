import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'

export function requireWarehouse(warehouse: Warehouse | undefined): Warehouse {
  if (!warehouse)
    throw new Refusal('warehouseAway', 503, 'The warehouse is not running on this node. Try again in a moment.')
  return warehouse
}

/** While the first load runs there is nothing to analyse, which is not the same as no orders. */
export async function refuseUnread({ engine, state }: Warehouse): Promise<void> {
  if (state().asOf) return
  const found = await engine.columns('select xid from feeder_cursor')
  if (found.xid?.length) return
  throw new Refusal('warehouseLoading', 503, 'The orders are being read into the warehouse. Try again in a moment.')
}
