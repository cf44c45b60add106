import { Counter, Gauge, type Registry } from 'prom-client'
import type { Warehouse } from './feeder.ts'

/** How far the warehouse is behind its source and what it took in, for `/metrics`. */
export function measureWarehouse({ engine, state }: Warehouse, registry: Registry): void {
  new Gauge({
    name: 'quayside_warehouse_lag_seconds',
    help: 'Age of the last moment at which the warehouse held everything committed; +Inf before its first load',
    labelNames: ['engine'],
    registers: [registry],
    collect() {
      this.set({ engine: engine.name }, state().behindSeconds)
    },
  })
  let told = 0
  new Counter({
    name: 'quayside_warehouse_rows_moved_total',
    help: 'Rows brought into the warehouse or taken out of it by this node',
    labelNames: ['engine'],
    registers: [registry],
    collect() {
      const { rowsMoved } = state()
      this.inc({ engine: engine.name }, rowsMoved - told)
      told = rowsMoved
    },
  })
}
