import { grossMargin } from '@quayside/analytics'
import { type AnalysisFilter, type CompositionBy, type CompositionPart, composition } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { inCurrency, narrowed, notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { answered } from '../frame/serve-analysis.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { compositionReport } from './composition-report.ts'
import { yearBefore } from './year-before.ts'

/** Of the rest beyond the rows shown, as one row. */
const rest = '*'

const keys: Record<CompositionBy, string> = {
  account: 'd.account_id::varchar',
  service: 'l.service',
  mode: 'l.mode',
  category: 'l.category',
  region: 'l.region',
  channel: 'l.channel',
}

export const compositionAnalysis = answered(composition, {
  categories: ['finance'],
  answer: async ({ warehouse, query, beholder, read }) => {
    const { by, limit, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const former = yearBefore(filter.from, filter.to)
    const sums = await sumsOf(warehouse, basis, by)
    const before = former
      ? await revenueBefore(warehouse, { ...filter, ...former }, basis.currency, by, beholder)
      : null
    const parts = partsOf(sums, before)
    const shown = parts.slice(0, limit)
    if (parts.length > limit) shown.push(joined(rest, parts.slice(limit)))
    const total = { ...joined('total', parts), orders: await ordersOf(warehouse, basis) }
    if (by === 'account') {
      const names = await read((db) =>
        nameAccounts(
          db,
          shown.map((part) => part.key).filter((key) => key !== rest),
        ),
      )
      for (const part of shown) part.label = names.get(part.key)?.name ?? part.label
    }
    const costLines = parts.reduce((sum, part) => sum + part.costLines, 0)
    return {
      basis: basis.told(),
      by,
      former,
      total: shared(total, total),
      costKnown: total.lines > 0 ? costLines / total.lines : null,
      parts: shown.map((part) => shared(part, total)),
      months: await monthsOf(warehouse, basis),
    }
  },
  report: compositionReport,
})

interface Part extends Omit<CompositionPart, 'shareOfRevenue' | 'shareOfProfit' | 'grossMargin'> {
  costLines: number
  /** Of lines whose cost is known. */
  costedRevenueE4: number
}

const sumsOf = ({ engine }: Warehouse, { within }: Basis, by: CompositionBy) =>
  engine.columns(
    `select coalesce(${keys[by]}, '${notGiven}') as key, count(*)::integer as lines, count(distinct l.order_id)::integer as orders,
            sum(l.amount_e4)::double precision as revenue, sum(l.amount_e4 - l.cost_e4)::double precision as profit,
            count(l.cost_e4)::integer as costed, sum(case when l.cost_e4 is not null then l.amount_e4 end)::double precision as costed_revenue
     from   ${linesAndAccounts}
     where  ${within.sql}
     group  by 1 order by revenue desc, key`,
    within.parameters,
  )

async function revenueBefore(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  currency: string,
  by: CompositionBy,
  beholder: Beholder,
): Promise<Map<string, number>> {
  const { sql, parameters } = inCurrency(narrowed(filter, beholder), currency)
  const found = await engine.columns(
    `select coalesce(${keys[by]}, '${notGiven}') as key, sum(l.amount_e4)::double precision as revenue
     from   ${linesAndAccounts} where ${sql} group by 1 order by 1`,
    parameters,
  )
  return new Map((found.key as string[] | undefined)?.map((key, at) => [key, found.revenue?.[at] as number]))
}

function partsOf(found: Columns, before: Map<string, number> | null): Part[] {
  const parts = ((found.key ?? []) as string[]).map(
    (key, at): Part => ({
      key,
      label: key,
      lines: Number(found.lines?.[at]),
      orders: Number(found.orders?.[at]),
      revenueE4: Number(found.revenue?.[at]),
      grossProfitE4: (found.profit?.[at] as number | null) ?? null,
      formerRevenueE4: before ? (before.get(key) ?? 0) : null,
      costLines: Number(found.costed?.[at]),
      costedRevenueE4: Number(found.costed_revenue?.[at] ?? 0),
    }),
  )
  const now = new Set(parts.map(({ key }) => key))
  // Who dealt a year before and no longer does counts too: that is what one looks for.
  const gone = [...(before ?? [])].filter(([key, revenue]) => !now.has(key) && revenue !== 0)
  return [...parts, ...gone.map(([key, formerRevenueE4]) => ({ ...nothing(key), formerRevenueE4 }))]
}

const nothing = (key: string): Part => ({
  key,
  label: key,
  lines: 0,
  orders: 0,
  revenueE4: 0,
  grossProfitE4: null,
  formerRevenueE4: null,
  costLines: 0,
  costedRevenueE4: 0,
})

/** An order with lines in several parts counts in each of them, but once in all. */
async function ordersOf({ engine }: Warehouse, { within }: Basis): Promise<number> {
  const found = await engine.columns(
    `select count(distinct l.order_id)::integer as orders from ${linesAndAccounts} where ${within.sql}`,
    within.parameters,
  )
  return Number(found.orders?.[0])
}

function joined(key: string, parts: readonly Part[]): Part {
  const sum = nothing(key)
  for (const part of parts) {
    for (const name of ['lines', 'orders', 'revenueE4', 'costLines', 'costedRevenueE4'] as const)
      sum[name] += part[name]
    for (const name of ['grossProfitE4', 'formerRevenueE4'] as const)
      if (part[name] !== null) sum[name] = (sum[name] ?? 0) + part[name]
  }
  return sum
}

function shared({ costLines, costedRevenueE4, ...part }: Part, total: Part): CompositionPart {
  return {
    ...part,
    grossMargin:
      part.grossProfitE4 === null || costedRevenueE4 === 0
        ? null
        : grossMargin({ revenue: costedRevenueE4, cost: costedRevenueE4 - part.grossProfitE4 }),
    shareOfRevenue: total.revenueE4 > 0 ? part.revenueE4 / total.revenueE4 : null,
    shareOfProfit:
      total.grossProfitE4 !== null && total.grossProfitE4 > 0 && part.grossProfitE4 !== null
        ? part.grossProfitE4 / total.grossProfitE4
        : null,
  }
}

async function monthsOf({ engine }: Warehouse, { within, currency }: Basis) {
  const found = await engine.columns(
    `select date_trunc('month', l.ordered_on)::date::varchar as month, sum(l.amount_e4)::double precision as revenue,
            sum(l.amount_e4 - l.cost_e4)::double precision as profit
     from   ${linesAndAccounts} where ${within.sql} group by 1 order by 1`,
    within.parameters,
  )
  return ((found.month ?? []) as string[]).map((month, at) => ({
    month,
    revenueE4: Number(found.revenue?.[at]),
    grossProfitE4: (found.profit?.[at] as number | null) ?? null,
    currency,
  }))
}
