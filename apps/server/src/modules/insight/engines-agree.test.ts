import {
  ChurnBy,
  ClassificationMeasure,
  CompositionBy,
  ForecastBy,
  MatrixKind,
  PivotDimension,
  PivotMeasure,
  ServiceBy,
} from '@quayside/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZodError } from 'zod'
import { aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { loadWorld } from '../../demo/index.ts'
import { type Db, readAs } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { engineNames, testEngine } from '../../warehouse/both-engines-for-tests.ts'
import { startWarehouse, type Warehouse } from '../../warehouse/feeder.ts'
import { tablesIn } from '../../warehouse/reads.ts'
import { analyses } from './analyses.ts'
import { monthsWithin } from './frame/months-within.ts'
import { inCurrency, narrowed } from './frame/narrow.ts'
import { ordersWithin } from './frame/orders-within.ts'
import { type Tallies, talliesOf } from './service/tallies.ts'

const now = new Date('2026-11-22T08:00:00Z')
const log = { error: () => undefined, info: () => undefined }
let database: TestDatabase
let boss: User
/** Where and whose many lines are. */
let some: { region: string; ownerId: string; teamId: string }
const warehouses: Warehouse[] = []
const releases: (() => Promise<void>)[] = []
/** What DuckDB was asked. */
const statements = new Set<string>()

beforeAll(async () => {
  database = await testDatabase()
  await loadWorld(database.ownerConfig, { seed: 5, customers: 160, linesPerCustomer: 20 }, [], now, 1)
  boss = await aUser(database)
  const most = await database.owner.query<typeof some>(
    `select mode() within group (order by l.region) as region, mode() within group (order by a.owner_id) as "ownerId",
            mode() within group (order by a.team_id) as "teamId"
     from   order_lines l join accounts a on a.id = l.account_id`,
  )
  some = most.rows[0] ?? expect.fail()
  for (const name of engineNames) {
    const { engine, release } = await testEngine(name)
    const warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
    await warehouse.catchUp()
    warehouses.push(warehouse)
    if (name === 'duckdb') noteStatements(warehouse.engine)
    releases.push(release)
  }
})
afterAll(async () => {
  for (const release of releases) await release()
})

function noteStatements(engine: Warehouse['engine']): void {
  const { columns, numbers } = engine
  engine.columns = (sql, parameters) => columns(noted(sql), parameters)
  engine.numbers = <Name extends string>(...[sql, parameters]: Parameters<typeof numbers>) =>
    numbers<Name>(noted(sql), parameters)
}
const noted = (sql: string) => {
  statements.add(sql)
  return sql
}

const each = (name: string, values: readonly string[]) => values.map((value) => ({ [name]: value }))
const measures = PivotMeasure.options
/** What else than by default is asked. */
const questions: Record<string, readonly object[]> = {
  classification: [
    ...each('measure', ClassificationMeasure.options),
    ...each('measure', ClassificationMeasure.options).map((one) => ({ ...one, service: 'road' })),
    { scheme: 'pareto', from: '2026-01-01', to: '2026-06-30' },
  ],
  composition: each('by', CompositionBy.options),
  forecast: each('by', ForecastBy.options),
  churn: each('by', ChurnBy.options),
  'service-kpis': each('by', ServiceBy.options),
  rfm: [{}, { service: 'road' }],
  'customer-profitability': [{}, { service: 'road' }],
  matrices: each('kind', MatrixKind.options),
  pivot: [
    ...each('rows', PivotDimension.options),
    ...[0, 4, 8].map((at) => ({ rows: 'service', columns: 'year,tier', measures: measures.slice(at, at + 4).join() })),
  ],
  'cross-selling': [{ left: JSON.stringify(['road']), right: 'express' }],
}
const half = { from: '2026-01-01', to: '2026-06-30' }
/** Of each question; the first of each analysis is asked in every way. */
const ways = () => [
  {},
  { ...half, ...some, service: 'road' },
  half,
  { from: '1990-01-01', to: '1990-12-31' },
  ...Object.entries(some).map(([name, value]) => ({ [name]: value })),
]

test.each(analyses.map((analysis) => ({ ...analysis })))(
  '$name answers the same on both engines, to the last cent',
  async ({ name, parse, answer }) => {
    const read = <T>(work: (db: Db) => Promise<T>) => readAs(database, boss.id, work)
    let asked = 0
    for (const [at, question] of (questions[name] ?? [{}]).entries())
      for (const way of at === 0 ? ways() : ways().slice(0, 2)) {
        const query = fitting(() => parse({ ...question, ...way }))
        if (query === undefined) continue
        asked++
        const answers = []
        for (const warehouse of warehouses)
          answers.push(comparable(await answer({ warehouse, query, beholder: boss, now, read })))
        expect({ question, way, answer: answers[1] }).toEqual({ question, way, answer: answers[0] })
      }
    expect(asked).toBeGreaterThanOrEqual(questions[name]?.length ?? 1)
  },
)

test('months of customers and the days around them sum to what the orders of any period sum to', async () => {
  const day = fc.option(fc.integer({ min: 0, max: 1_200 }), { nil: undefined })
  const dayOf = (at: number | undefined) =>
    at === undefined ? undefined : new Date(Date.parse('2023-12-20') + at * 86_400_000).toISOString().slice(0, 10)
  const service = fc.constantFrom(undefined, undefined, 'road' as const)
  const sums = `count(distinct l.account_key)::integer as accounts, coalesce(sum(l.lines), 0)::integer as lines,
    coalesce(sum(l.amount_e4), 0)::double precision as amount, coalesce(sum(l.cost_e4), 0)::double precision as cost`
  await fc.assert(
    fc.asyncProperty(day, day, service, async (from, to, only) => {
      const filter = { from: dayOf(from), to: dayOf(to), service: only }
      for (const { engine } of warehouses) {
        const [within, whole] = [filter, { service: only }].map((one) => inCurrency(narrowed(one, boss), 'CNY'))
        if (!within || !whole) return expect.fail()
        const told = (orders: string, ends: string, source: string) =>
          engine.columns(`select ${sums}, ${orders}::integer as orders, ${ends} from ${source}`, within.parameters)
        const months = monthsWithin(filter, whole, within)
        const kept = await told(
          'coalesce(sum(l.orders), 0)',
          'min(l.first_on)::varchar as first, max(l.last_on)::varchar as last',
          months,
        )
        const orders = ordersWithin(filter, within)
        expect(kept).toEqual(
          await told('count(*)', 'min(l.ordered_on)::varchar as first, max(l.ordered_on)::varchar as last', orders),
        )
      }
    }),
    { numRuns: 25 },
  )
})

test('what the small numbers of lines and orders tell of promises is what their days tell, by whatever terms and on whatever day', async () => {
  const within = narrowed({}, boss)
  const days = fc.integer({ min: 0, max: 40 })
  const asked = fc.record({
    earlyDays: fc.option(days),
    graceDays: days,
    by: fc.constantFrom('service' as const, 'month' as const),
    today: fc.constantFrom('2026-11-22', '2026-11-22', '2026-06-30'),
  })
  await fc.assert(
    fc.asyncProperty(asked, async ({ by, today, ...company }) => {
      for (const warehouse of warehouses) {
        const found = await warehouse.engine.columns('select account_id::varchar as id from dim_account')
        // Whoever has terms of his own is judged by his days.
        const own = ((found.id ?? []) as string[]).map((accountId) => ({ accountId, terms: company }))
        const told = { within, by, parted: false, today }
        const byCode = await talliesOf(warehouse, { ...told, terms: { company, own: [] } })
        expect(sorted(byCode)).toEqual(sorted(await talliesOf(warehouse, { ...told, terms: { company, own } })))
      }
    }),
    { numRuns: 12 },
  )
})

const sorted = ({ parts, months }: Tallies) =>
  [parts, months].map((tallies) =>
    [...tallies.values()]
      .map(({ days, ...counts }) => ({ ...counts, days: [...days].toSorted(([one], [other]) => one - other) }))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  )

test('each of their statements reads no table but those that its answer is kept by', async () => {
  const { engine } = warehouses[0] ?? expect.fail()
  const those = [...statements].map((one) => [one, one])
  const views = await engine.columns('select view_name as name, sql from duckdb_views() where not internal')
  const shown = ((views.name ?? []) as string[]).map((name, at) => [
    `select * from ${name}`,
    String(views.sql?.[at]).replace(/^create view .*? as /i, ''),
  ])
  expect(those.length).toBeGreaterThan(100)
  expect(shown.length).toBeGreaterThan(3)
  const unknown: string[] = []
  for (const [told = '', sql = ''] of [...those, ...shown]) {
    const known = [...tablesIn(told), ...((views.name ?? []) as string[]), 'feeder_cursor']
    for (const name of await tablesRead(engine, sql)) if (!known.includes(name)) unknown.push(`${name} in ${told}`)
  }
  expect(unknown).toEqual([])
})

/** As DuckDB reads the statement. */
async function tablesRead(engine: Warehouse['engine'], sql: string): Promise<Set<string>> {
  const found = await engine.columns('select json_serialize_sql($sql::varchar) as tree', { sql })
  const [tables, own] = [new Set<string>(), new Set<unknown>()]
  const tree = JSON.parse(String(found.tree?.[0]), (key, value) => {
    if (value?.type === 'BASE_TABLE') tables.add(value.table_name)
    if (key === 'cte_map') for (const one of value.map) own.add(one.key)
    return value
  })
  expect(tree.error, sql).toBe(false)
  return new Set([...tables].filter((name) => !own.has(name)))
}

/** Undefined where the question has no such period. */
function fitting(parse: () => unknown): unknown {
  try {
    return parse()
  } catch (error) {
    if (error instanceof ZodError) return undefined
    throw error
  }
}

const ofTheRun = new Set(['engine', 'milliseconds', 'queryMilliseconds'])
const comparable = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (ofTheRun.has(key) ? undefined : value)))
