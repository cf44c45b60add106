import type { BasketOf } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { servicesIn, servicesOfOrders } from '../../../warehouse/order-totals.ts'
import type { BasketColumns } from '../compute/find-rules.ts'
import type { Basis } from '../frame/basis.ts'
import type { Counted } from './baskets.ts'

/** The services of baskets as bits, and how many baskets have just these. */
export type ServicesOfBaskets = ReadonlyMap<number, number>

/** Every order knows its services, and every line has one: no line is looked at. */
export async function servicesOf(
  { engine }: Warehouse,
  { within, orders }: Basis,
  of: BasketOf,
): Promise<ServicesOfBaskets> {
  const bits =
    of === 'order'
      ? servicesOfOrders(orders)
      : `select bit_or(l.services)::integer as services from ${orders} group by l.account_key`
  const found = await engine.numbers<'services' | 'baskets'>(
    `select b.services as services, count(*)::integer as baskets from (${bits}) b group by b.services order by b.services`,
    within.parameters,
  )
  return new Map(Array.from(found.services, (services, at) => [services, found.baskets[at] as number] as const))
}

/** As `countItems` counts lines: most frequent first, those in baskets enough. */
export function countServices(services: ServicesOfBaskets, support: number): Counted {
  const counts = new Map<string, number>()
  let baskets = 0
  for (const [bits, count] of services) {
    baskets += count
    for (const service of servicesIn(bits)) counts.set(service, (counts.get(service) ?? 0) + count)
  }
  const least = Math.max(1, Math.ceil(support * baskets - 1e-9))
  const items = [...counts]
    .filter(([, count]) => count >= least)
    .map(([item, count]) => ({ item, baskets: count }))
    .sort((one, other) => other.baskets - one.baskets || (one.item < other.item ? -1 : 1))
  return { baskets, linesWithout: 0, items }
}

/** Baskets with their frequent services by code. */
export function basketsOfServices(services: ServicesOfBaskets, { items, baskets }: Counted): BasketColumns {
  const codeOf = new Map(items.map(({ item }, code) => [item, code]))
  const kinds = [...services].map(([bits, count]) => ({
    count,
    codes: servicesIn(bits).flatMap((service) => codeOf.get(service) ?? []),
  }))
  const rows = kinds.reduce((sum, { codes, count }) => sum + (codes.length > 0 ? codes.length * count : 0), 0)
  const columns = { basket: new Int32Array(rows), item: new Int32Array(rows), baskets }
  let [basket, row] = [0, 0]
  for (const { codes, count } of kinds) {
    if (codes.length === 0) continue
    for (let one = 0; one < count; one++, basket++)
      for (const code of codes) {
        columns.basket[row] = basket
        columns.item[row++] = code
      }
  }
  return columns
}
