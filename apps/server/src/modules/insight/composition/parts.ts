import { grossMargin } from '@quayside/analytics'
import type { CompositionBy, CompositionPart } from '@quayside/contract'
import { serviceOfNumber } from '../../../warehouse/days-code.ts'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { countOfOrders, servicesIn, servicesOfOrders } from '../../../warehouse/order-totals.ts'
import type { Basis } from '../frame/basis.ts'
import { notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'

/** Of the rest beyond the rows shown, as one row. */
export const rest = '*'

export const keys: Record<CompositionBy, string> = {
  account: 'd.account_id::varchar',
  service: 'l.service',
  mode: 'l.mode',
  category: 'l.category',
  region: 'l.region',
  channel: 'l.channel',
  tier: 'd.tier',
  owner: 'd.owner_id::varchar',
  team: 'd.team_id::varchar',
}
/** Parts by these are customers, who have their own stock. */
export const ofCustomers: ReadonlySet<CompositionBy> = new Set(['account', 'tier', 'owner', 'team'])

type Summed = Pick<
  CompositionPart,
  'key' | 'label' | 'lines' | 'orders' | 'revenueE4' | 'grossProfitE4' | 'formerRevenueE4'
>
export interface Part extends Summed {
  costLines: number
  /** Of lines whose cost is known. */
  costedRevenueE4: number
  formerProfitE4: number | null
  formerCostedE4: number
}

/** `orders`, `services`: the same as `within`, over orders with the sums of their lines and over months by service. */
type Within = Pick<Basis, 'within' | 'orders' | 'services'>

/** Sums of each part. Orders are told apart in lines only where they must be: whose customer's they are, and which services are in them, is known of each. */
export async function sumsOf(
  { engine }: Warehouse,
  { within, orders, services }: Within,
  by: CompositionBy,
): Promise<Columns> {
  if (ofCustomers.has(by))
    return engine.columns(
      `select coalesce(${keys[by]}, '${notGiven}') as key, sum(l.lines)::integer as lines, ${countOfOrders}::integer as orders,
              sum(l.amount_e4)::double precision as revenue,
              (case when sum(l.costed_lines) > 0 then sum(l.costed_e4 - l.cost_e4) end)::double precision as profit,
              sum(l.costed_lines)::integer as costed, sum(l.costed_e4)::double precision as costed_revenue
       from   ${orders}
       group  by 1 order by revenue desc, key`,
      within.parameters,
    )
  if (by === 'service') return sumsOfServices(engine, { within, orders, services })
  return engine.columns(
    `select coalesce(${keys[by]}, '${notGiven}') as key, count(*)::integer as lines, count(distinct l.order_id)::integer as orders,
            sum(l.amount_e4)::double precision as revenue, sum(l.amount_e4 - l.cost_e4)::double precision as profit,
            count(l.cost_e4)::integer as costed, sum(case when l.cost_e4 is not null then l.amount_e4 end)::double precision as costed_revenue
     from   ${linesAndAccounts}
     where  ${within.sql}
     group  by ${keys[by]} order by revenue desc, key`,
    within.parameters,
  )
}

async function sumsOfServices(engine: Warehouse['engine'], { within, orders, services }: Within): Promise<Columns> {
  const [found, ordersIn] = await Promise.all([
    engine.columns(
      `select ${serviceOfNumber('s.service_no')} as key, s.*
       from  (select l.service_no as service_no, sum(l.lines)::integer as lines, sum(l.amount_e4)::double precision as revenue,
                     (case when sum(l.costed_lines) > 0 then sum(l.costed_e4 - l.cost_e4) end)::double precision as profit,
                     sum(l.costed_lines)::integer as costed,
                     (case when sum(l.costed_lines) > 0 then sum(l.costed_e4) end)::double precision as costed_revenue
              from   ${services} group by l.service_no) s
       order  by revenue desc, key`,
      within.parameters,
    ),
    ordersByService(engine, { within, orders }),
  ])
  return { ...found, orders: ((found.key ?? []) as string[]).map((service) => ordersIn.get(service) ?? 0) }
}

/** An order counts for each of its services. */
async function ordersByService(
  engine: Warehouse['engine'],
  { within, orders }: Pick<Within, 'within' | 'orders'>,
): Promise<Map<string, number>> {
  const found = await engine.columns(
    `select o.services as services, count(*)::integer as orders from (${servicesOfOrders(orders)}) o group by o.services`,
    within.parameters,
  )
  const counts = new Map<string, number>()
  for (const [at, bits] of ((found.services ?? []) as number[]).entries())
    for (const service of servicesIn(bits)) counts.set(service, (counts.get(service) ?? 0) + Number(found.orders?.[at]))
  return counts
}

export const partsIn = (found: Columns): Part[] =>
  ((found.key ?? []) as string[]).map((key, at) => ({
    key,
    label: key,
    lines: Number(found.lines?.[at]),
    orders: Number(found.orders?.[at]),
    revenueE4: Number(found.revenue?.[at]),
    grossProfitE4: (found.profit?.[at] as number | null) ?? null,
    formerRevenueE4: null,
    formerProfitE4: null,
    formerCostedE4: 0,
    costLines: Number(found.costed?.[at]),
    costedRevenueE4: Number(found.costed_revenue?.[at] ?? 0),
  }))

export function partsOf(now: readonly Part[], before: readonly Part[] | null): Part[] {
  if (!before) return [...now]
  const former = new Map(before.map((part) => [part.key, part]))
  const withFormer = (part: Part): Part => {
    const was = former.get(part.key)
    return {
      ...part,
      formerRevenueE4: was?.revenueE4 ?? 0,
      formerProfitE4: was?.grossProfitE4 ?? null,
      formerCostedE4: was?.costedRevenueE4 ?? 0,
    }
  }
  const known = new Set(now.map(({ key }) => key))
  // Who dealt a year before and no longer does counts too: that is what one looks for.
  const gone = before.filter(({ key, revenueE4 }) => !known.has(key) && revenueE4 !== 0).map(({ key }) => nothing(key))
  return [...now, ...gone].map(withFormer)
}

const nothing = (key: string): Part => ({
  key,
  label: key,
  lines: 0,
  orders: 0,
  revenueE4: 0,
  grossProfitE4: null,
  formerRevenueE4: null,
  formerProfitE4: null,
  formerCostedE4: 0,
  costLines: 0,
  costedRevenueE4: 0,
})

export function joined(key: string, parts: readonly Part[]): Part {
  const sum = nothing(key)
  for (const part of parts) {
    for (const name of ['lines', 'orders', 'revenueE4', 'costLines', 'costedRevenueE4', 'formerCostedE4'] as const)
      sum[name] += part[name]
    for (const name of ['grossProfitE4', 'formerRevenueE4', 'formerProfitE4'] as const)
      if (part[name] !== null) sum[name] = (sum[name] ?? 0) + part[name]
  }
  return sum
}

const marginOf = (profitE4: number | null, revenue: number) =>
  profitE4 === null || revenue === 0 ? null : grossMargin({ revenue, cost: revenue - profitE4 })

export function shared({ costLines: _, costedRevenueE4, formerProfitE4, formerCostedE4, ...part }: Part, total: Part) {
  return {
    ...part,
    grossMargin: marginOf(part.grossProfitE4, costedRevenueE4),
    formerGrossMargin: marginOf(formerProfitE4, formerCostedE4),
    shareOfRevenue: total.revenueE4 > 0 ? part.revenueE4 / total.revenueE4 : null,
    shareOfProfit:
      total.grossProfitE4 !== null && total.grossProfitE4 > 0 && part.grossProfitE4 !== null
        ? part.grossProfitE4 / total.grossProfitE4
        : null,
  }
}
