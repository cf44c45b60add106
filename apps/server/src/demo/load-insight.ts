import { stockCounts } from '@quayside/demo-company'
import type pg from 'pg'
import { newId } from '../platform/ids.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import type { DemoWorld } from './demo-world.ts'

const stockCustomers = 40
/** Share of the monthly revenue that each pool costs. */
const pools = [
  ['订单处理', 'Order handling', 'orders', 0.016, false],
  ['客户服务', 'Customer service', 'lines', 0.01, false],
  ['仓内作业', 'Warehouse handling', 'weight', 0.012, false],
  ['开票催收', 'Invoicing', 'receivables', 0.006, false],
  ['客户经理', 'Key accounts', 'customers', 0.012, true],
] as const

/** What the pages of analysis rest on besides orders: stock counts, cost pools, terms of large customers, targets. */
export async function loadInsight(client: pg.ClientBase, world: DemoWorld): Promise<void> {
  const { rows } = await client.query<{ revenue: string; profit: string }>(
    'select coalesce(sum(amount_e4), 0) as revenue, coalesce(sum(amount_e4 - cost_e4), 0) as profit from account_figures',
  )
  const revenueE4 = Number(rows[0]?.revenue)
  if (revenueE4 <= 0) return
  const years = (world.seasons.last - world.seasons.first + 1) / 365.25
  await loadStock(client, world, years)
  await loadPools(client, world, revenueE4 / years / 12)
  await loadTerms(client, world)
  await loadTargets(client, world, { years, revenueE4, margin: Number(rows[0]?.profit) / revenueE4 })
}

/** Of those who store most. Their numbers tell which customers of the world they are. */
async function loadStock(client: pg.ClientBase, world: DemoWorld, years: number): Promise<void> {
  const { rows } = await client.query<{ id: string; number: string; cost: string }>(
    `select a.id, a.number, f.cost_e4 as cost
     from   account_months m join accounts a on a.id = m.account_id join account_figures f on f.account_id = a.id
     where  m.service = 'warehousing' and f.cost_e4 > 0
     group  by a.id, a.number, f.cost_e4 order by sum(m.amount_e4) desc, a.number limit ${stockCustomers}`,
  )
  function* counts(): Generator<CopyRow> {
    for (const { id, number, cost } of rows) {
      const index = Number(number.slice(2)) - 1
      for (const count of stockCounts(world, index, Number(cost) / years, world.period))
        yield [newId(), id, count.day, count.site, count.sku, count.quantity, count.unit, count.valueE4, 'CNY']
    }
  }
  const columns = ['id', 'account_id', 'day', 'site', 'sku', 'quantity', 'unit', 'value_e4', 'currency']
  await copyRows(client, 'inventory_snapshots', columns, counts())
}

async function loadPools(client: pg.ClientBase, { now }: DemoWorld, monthlyE4: number): Promise<void> {
  const rows = pools.map(([zh, en, driver, share, fixed], at): CopyRow => {
    const cost = roundTo(monthlyE4 * share, 100 * 10_000)
    return [newId(), zh, en, driver, cost, 'CNY', fixed, at, now.toISOString(), now.toISOString()]
  })
  const columns = [
    'id',
    'name_zh',
    'name_en',
    'driver',
    'monthly_e4',
    'currency',
    'is_fixed',
    'position',
    'created_at',
    'updated_at',
  ]
  await copyRows(client, 'cost_pools', columns, rows)
}

/** The largest have terms of their own: no day late, or a day or two of grace and a window before. */
async function loadTerms(client: pg.ClientBase, { now }: DemoWorld): Promise<void> {
  await client.query(
    `insert into service_definitions (id, account_id, early_days, grace_days, attested_by, note, created_at, updated_at)
     select gen_random_uuid(), account_id, (array[1, 2, null])[1 + (place % 3)::int], (array[0, 1, 2])[1 + (place % 3)::int],
            (array['consignee', 'proofOfDelivery', 'geofence'])[1 + (place % 3)::int], '年度运输合同', $1, $1
     from  (select account_id, row_number() over (order by amount_e4 desc, account_id) as place from account_figures) f where place <= 6`,
    [now],
  )
}

interface Sums {
  years: number
  revenueE4: number
  margin: number
}

/** For the years of the last twelve months: the company, its services and owners, each somewhat above what was reached. */
async function loadTargets(client: pg.ClientBase, world: DemoWorld, { years, revenueE4, margin }: Sums): Promise<void> {
  const { now } = world
  const yearlyE4 = (sumE4: number, growth: number) => roundTo((sumE4 / years) * growth, 10_000 * 10_000)
  const { rows: services } = await client.query<{ key: string; revenue: string }>(
    'select service as key, sum(amount_e4) as revenue from account_months group by service order by 1',
  )
  const { rows: owners } = await client.query<{ key: string; revenue: string }>(
    `select a.owner_id as key, sum(f.amount_e4) as revenue from account_figures f join accounts a on a.id = f.account_id
     where  a.owner_id is not null group by 1 order by 1`,
  )
  const lastYear = now.getUTCFullYear()
  const targets = [lastYear - 1, lastYear].flatMap((year, at) => {
    const growth = at === 0 ? 1.02 : 1.1
    const revenueOf = (scope: string, key: string | null, sum: number) =>
      [year, 'revenue', scope, key, 'CNY', yearlyE4(sum, growth)] as const
    return [
      revenueOf('company', null, revenueE4),
      [year, 'grossProfit', 'company', null, 'CNY', yearlyE4(revenueE4 * margin, growth * 1.03)] as const,
      [year, 'grossMargin', 'company', null, null, Math.round((margin + 0.005) * 10_000)] as const,
      [year, 'turnover', 'company', null, null, 8 * 10_000] as const,
      [year, 'otif', 'company', null, null, 8_500] as const,
      ...services.map(({ key, revenue }) => revenueOf('service', key, Number(revenue))),
      ...owners.map(({ key, revenue }) => revenueOf('owner', key, Number(revenue))),
    ]
  })
  const rows = targets.map(
    ([year, measure, scope, key, currency, value]): CopyRow => [
      newId(),
      measure,
      scope,
      key,
      'year',
      `${year}-01-01`,
      currency,
      value,
      now.toISOString(),
      now.toISOString(),
    ],
  )
  const columns = [
    'id',
    'measure',
    'scope',
    'of_key',
    'span',
    'starts_on',
    'currency',
    'value_e4',
    'created_at',
    'updated_at',
  ]
  await copyRows(client, 'targets', columns, rows)
  const changes = rows.map((row): CopyRow => [newId(), row[0] ?? null, now.toISOString(), row[7] ?? null])
  await copyRows(client, 'target_changes', ['id', 'target_id', 'at', 'is_e4'], changes)
}

const roundTo = (value: number, unit: number) => Math.round(value / unit) * unit
