import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aConsole, type ConsoleBase, secret } from './for-tests.ts'
import { judgeStatement } from './judge-statement.ts'
import { openLocked } from './locked-database.ts'
import { openSnapshots, type Snapshots } from './snapshots.ts'
import { typesOf, visibleTables } from './visible-tables.ts'

let base: ConsoleBase
let snapshots: Snapshots
let connection: DuckDBConnection
let names: Set<string>
beforeAll(async () => {
  base = await aConsole()
  snapshots = openSnapshots(base.warehouse)
  const tables = visibleTables(await typesOf(base.warehouse.engine), base.seller)
  names = new Set(tables.map(({ name }) => name))
  connection = await snapshots.use(tables, { fresh: true }, ({ path }) => openLocked(path, 512))
})
afterAll(async () => {
  connection.closeSync()
  await snapshots.close()
  await base.close()
})

const inside = ['fact_order_line', 'fact_order', 'dim_account', 'dim_goods', 'dim_staff', 'main.dim_lane']
const outside = [
  'duckdb_settings()',
  'duckdb_tables',
  'information_schema.tables',
  'pg_catalog.pg_class',
  'system.main.duckdb_views',
  'warehouse.fact_order_line',
  'account_change',
  'feeder_cursor',
  `read_csv('/etc/passwd')`,
  `query('select 1')`,
  `query_table('duckdb_settings')`,
  `'/etc/passwd'`,
  `glob('*')`,
  'pragma_database_list()',
]

/** A statement around one place where rows come from: however deep and whatever for. */
const around = (source: fc.Arbitrary<string>) =>
  fc.letrec<{ query: string; source: string }>((tie) => ({
    source: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      source,
      tie('query').map((query) => `(${query})`),
    ),
    query: tie('source').chain((from) =>
      fc.constantFrom(
        `select * from ${from}`,
        `from ${from}`,
        `select count(*) from ${from} t`,
        `select 1 where exists (select 1 from ${from})`,
        `with a as (select * from ${from}) select * from a`,
        `with recursive a as (select 1 as n union all select n + 1 from a where n < (select count(*) from ${from})) select n from a`,
        `select (select count(*) from ${from})`,
        `select 1 union all select count(*) from ${from}`,
        `select * from dim_staff, lateral (select count(*) as n from ${from}) l`,
        `select 1 as n order by (select count(*) from ${from})`,
        `values ((select count(*) from ${from}))`,
        `select list_transform([1], lambda x: x + 1), count(*) from ${from} group by all having count(*) > (select count(*) from ${from})`,
        `describe select * from ${from}`,
        `summarize select * from ${from}`,
        `select case when 1 in (select 1 from ${from}) then 1 end`,
        `select sum(1) filter (where exists (from ${from})) over () from dim_staff`,
        `select * from dim_staff limit (select count(*) from ${from})`,
        `from dim_staff tablesample 10 rows union by name select 1 as n from ${from}`,
      ),
    ),
  })).query

test('whatever is put around a place outside, it is refused', async () => {
  await fc.assert(
    fc.asyncProperty(around(fc.constantFrom(...outside)), async (sql) => {
      expect(await judgeStatement(connection, sql, names)).not.toBeNull()
    }),
    { numRuns: 300 },
  )
})

test('whatever is put around tables inside, it is let through, and yields no row of others', async () => {
  await fc.assert(
    fc.asyncProperty(around(fc.constantFrom(...inside)), async (sql) => {
      expect([sql, await judgeStatement(connection, sql, names)]).toEqual([sql, null])
      const answer = await connection.runAndReadUntil(sql, 500).then(
        (result) => JSON.stringify(result.getRowsJson()),
        () => '',
      )
      expect(answer).not.toContain(secret)
    }),
    { numRuns: 150 },
  )
})

const words =
  `select from where with as recursive union all ( ) , * ; ' " 1 null group by order limit fact_order_line dim_account duckdb_settings() read_csv('x')
  item copy to attach set pragma explain describe case when then end over lambda x: [ ] { } . :: -- /* */ $1 ? \n 汉 \\`.split(
    / +/,
  )

test('any text at all is judged or refused, never more', async () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((some) => some.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }).map((some) => some.replaceAll('\u0000', '')),
  )
  await fc.assert(
    fc.asyncProperty(text, async (sql) => {
      const judged = await judgeStatement(connection, sql, names)
      if (judged) return
      const answer = await connection.runAndReadUntil(sql, 500).then(
        (result) => JSON.stringify(result.getRowsJson()),
        () => '',
      )
      expect(answer).not.toContain(secret)
    }),
    { numRuns: 500 },
  )
})

test('the server answers whatever is sent, and goes on', async () => {
  const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 25 }).map((some) => some.join(' '))
  await fc.assert(
    fc.asyncProperty(text, async (sql) => {
      const raw = await base.app.inject({
        method: 'POST',
        url: '/api/analyses/console/runs',
        payload: { sql },
        as: base.seller,
      })
      expect([200, 403, 422]).toContain(raw.statusCode)
      expect(raw.body).not.toContain(secret)
    }),
    { numRuns: 8 },
  )
  // Nested deeper than parsers like to follow.
  for (const sql of [
    `select ${'('.repeat(3_900)}1${')'.repeat(3_900)}`,
    `select ${'not '.repeat(1_900)}true`,
    `select ${'['.repeat(7_900)}`,
  ]) {
    const raw = await base.app.inject({ method: 'POST', url: '/api/analyses/console/runs', payload: { sql } })
    expect([200, 422]).toContain(raw.statusCode)
  }
  expect((await base.ask('select 1 as a')).body.rows).toEqual([[1]])
})
