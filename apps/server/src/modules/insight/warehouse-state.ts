import { type ReplyOf, readWarehouse } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve, type User } from '../../platform/http/serve.ts'
import { forbidden } from '../../platform/refusal.ts'
import type { Warehouse } from '../../warehouse/feeder.ts'

export function warehouseRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serve(app, readWarehouse, ({ user }) => {
    if (user.rights.modules.analyses.read !== 'all')
      throw forbidden('The totals of the warehouse are for who may see all analyses.')
    return warehouseState(warehouseOf(), user.rights)
  })
}

/** What the warehouse holds and how far it is behind its source. */
async function warehouseState(
  warehouse: Warehouse,
  { categories }: User['rights'],
): Promise<ReplyOf<typeof readWarehouse>> {
  const { state, behindSeconds, lastLoadedAt } = warehouse.state()
  const found = await warehouse.engine.columns(
    `select (select count(*) from dim_account where not is_gone)::double as accounts, (select count(*) from fact_order)::double as orders,
            (select count(*) from fact_order_line)::double as lines, (select coalesce(sum(amount_e4), 0) from fact_order_line)::double as amount`,
  )
  const figure = (name: string) => Number(found[name]?.[0] ?? 0)
  return {
    engine: warehouse.engine.name,
    state,
    behindSeconds: Number.isFinite(behindSeconds) ? behindSeconds : 0,
    accounts: figure('accounts'),
    orders: figure('orders'),
    lines: figure('lines'),
    amountE4: categories.finance.read ? figure('amount') : null,
    lastLoadedAt: lastLoadedAt?.toISOString() ?? null,
  }
}
