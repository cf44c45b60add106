import {
  changeAnalysisView,
  exportSql,
  listEvents,
  listSqlRuns,
  readConsole,
  runSql,
  saveAnalysisView,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { catalogue, leftOut } from './catalogue.ts'
import { aConsole, type ConsoleBase } from './for-tests.ts'
import { typesOf } from './visible-tables.ts'

let base: ConsoleBase
beforeAll(async () => {
  base = await aConsole()
})
afterAll(() => base.close())

test('every table and column of the warehouse has a name in both languages, or is left out on purpose', async () => {
  const types = await typesOf(base.warehouse.engine)
  const there = [...types]
    .filter(([table]) => !leftOut.includes(table))
    .map(([table, columns]) => [table, Object.keys(columns).sort()])
  const named = Object.entries(catalogue).map(([table, { columns }]) => [table, Object.keys(columns).sort()])
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(there))
  for (const { words, about, columns } of Object.values(catalogue))
    for (const [zh, en] of [words, about, ...Object.values(columns)]) {
      expect(zh).toMatch(/[\u4e00-\u9fff]|UN\/LOCODE/)
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
    }
})

test('every example runs', async () => {
  const { body } = await base.app.call(readConsole)
  expect(body.examples.length).toBeGreaterThan(4)
  for (const { sql } of body.examples) await base.ask(sql)
  const poor = await aUser(base.database, {
    rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all', console: 'all' } },
  })
  for (const { sql } of (await base.app.call(readConsole, { as: poor })).body.examples) await base.ask(sql, poor)
})

test('what is wrong with a statement is told with its line and column', async () => {
  const places: [sql: string, line: number, column: number, said: RegExp][] = [
    ['selec 1', 1, 1, /syntax error/],
    [`select '汉' as a,\n  nothing_here\nfrom fact_order`, 2, 3, /nothing_here/],
    ['select 1\nfrom fact_order\nwhere ordered_on > 3', 3, 18, /compare|cast/i],
    ['explain select 1 from fact_order where nowhere = 2', 1, 40, /nowhere/],
    ['select sum(service) from fact_order_line', 1, 8, /sum/],
  ]
  for (const [sql, line, column, said] of places) {
    const { status, body } = await base.refused(sql)
    expect([sql, status, body.code, body.line, body.column]).toEqual([sql, 422, 'sqlWrong', line, column])
    expect(body.said).toMatch(said)
  }
  const { body } = await base.refused('select 1\nfrom no_such_table')
  expect([body.code, body.name, body.line, body.column]).toEqual(['sqlUnknownTable', 'no_such_table', 2, 6])
})

test('a statement that is none is refused with its field', async () => {
  for (const sql of ['', ' \n ', 'select \u0000', `select '\ud800'`, 'x'.repeat(8_001)]) {
    const { status, body } = await base.refused(sql)
    expect([status, body.errors?.[0]?.path]).toEqual([422, '/sql'])
  }
})

test('each run is recorded with who, when, what and what became of it, for himself and for administrators', async () => {
  await base.ask('select 42 as answer', base.seller)
  await base.refused('drop table fact_order', base.seller)
  await base.refused('select nonsense', base.seller)
  const mine = await base.app.call(listSqlRuns, { as: base.seller, query: { limit: 3 } })
  expect(mine.body.rows.map(({ sql, outcome, rows, person }) => [sql, outcome, rows, person.id])).toEqual([
    ['select nonsense', 'wrong', null, base.seller.id],
    ['drop table fact_order', 'refused', null, base.seller.id],
    ['select 42 as answer', 'done', 1, base.seller.id],
  ])
  const other = await aUser(base.database, { rights: { modules: { console: 'all' } } })
  expect((await base.app.call(listSqlRuns, { as: other, query: { whose: 'all' } })).body.rows).toEqual([])
  const all = await base.app.call(listSqlRuns, { query: { whose: 'all', limit: 2 } })
  expect(all.body.rows[0]).toMatchObject({ sql: 'select nonsense', person: { id: base.seller.id } })
  const rest = await base.app.call(listSqlRuns, { query: { whose: 'all', limit: 1, cursor: all.body.next ?? '' } })
  expect(rest.body.rows[0]?.sql).toBe('select 42 as answer')
  const audit = await base.app.call(listEvents, { query: { kind: 'consoleRun', limit: 1 } })
  expect(audit.body.rows[0]).toMatchObject({
    actor: { id: base.seller.id },
    data: { outcome: 'wrong', sql: 'select nonsense' },
  })
})

test('a statement of many bytes and of signs beyond the first plane is recorded too', async () => {
  const sql = `select '${'😀'.repeat(3_900)}' as a`
  expect((await base.ask(sql)).body.rows[0]?.[0]).toHaveLength(4_001)
  expect((await base.app.call(listSqlRuns, { query: { limit: 1 } })).body.rows[0]?.sql).toBe(sql)
})

test('nobody can change or remove a record', async () => {
  for (const deed of [`update console_runs set sql = 'x'`, 'delete from console_runs'])
    await expect(base.database.app.query(deed)).rejects.toThrow('permission denied')
})

test('the right is one of its own: who reads analyses alone may not write SQL', async () => {
  const reader = await aUser(base.database, {
    rights: {
      modules: { accounts: 'all', orders: 'all', analyses: 'all' },
      categories: { basic: true, finance: true },
    },
  })
  for (const route of [readConsole, listSqlRuns])
    expect((await base.app.refused(route, { as: reader })).status).toBe(403)
  expect((await base.refused('select 1', reader)).status).toBe(403)
  const roles = await base.database.owner.query(
    `select r.code from role_rights g join roles r on r.id = g.role_id where g.module = 'console' and g.action = 'read' and g.scope <> 'none' and r.built_in order by 1`,
  )
  expect(roles.rows.map(({ code }) => code)).toEqual(['administrator', 'executive', 'finance'])
})

test('a file has the rows of the screen under their names, and no formula of somebody else’s', async () => {
  const sql = `select '=1+1' as a, 2.5::decimal(18, 4) as b, 9007199254740993 as c, date '2026-02-17' as d`
  const { raw } = await base.app.call(exportSql, { body: { sql, format: 'csv', locale: 'en' } })
  expect(raw.body.replace('\uFEFF', '').split('\r\n').slice(0, 2)).toEqual([
    'a,b,c,d',
    `'=1+1,2.5,9007199254740993,2026-02-17`,
  ])
  const book = await base.app.call(exportSql, { body: { sql, format: 'xlsx' } })
  expect(book.raw.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const run = await base.app.call(listSqlRuns, { query: { limit: 1 } })
  expect(run.body.rows[0]).toMatchObject({ format: 'xlsx', outcome: 'done', rows: 1 })
})

test('a file holds no more than may be taken away: no category without export, no more rows than fit', async () => {
  const looker = await aUser(base.database, {
    rights: {
      modules: { accounts: 'all', orders: 'all', analyses: 'all', console: { read: 'all', export: 'own' } },
      categories: { basic: true, finance: { read: true, export: false } },
    },
  })
  const sql = 'select sum(amount_e4) from fact_order_line'
  expect((await base.ask(sql, looker)).body.rows).toHaveLength(1)
  const { status, body } = await base.app.refused(exportSql, { as: looker, body: { sql, format: 'csv' } })
  expect([status, body.code]).toEqual([403, 'sqlHidden'])
  const counted = await base.app.call(exportSql, {
    as: looker,
    body: { sql: 'select count(*) as n from fact_order_line', format: 'csv' },
  })
  expect(counted.raw.body).toContain('\r\n0')
  const many = await base.app.refused(exportSql, { body: { sql: 'select * from range(100001)', format: 'csv' } })
  expect(many.body).toMatchObject({ code: 'sqlTooManyRows', rowsInFile: 100_000 })
})

test('a query is saved beside the analyses, shared, and never mailed', async () => {
  const kept = {
    analysis: 'sql-console',
    name: 'Mine',
    place: {},
    question: { sql: 'select 1' },
    period: 'all' as const,
    shared: 'all' as const,
  }
  const { body } = await base.app.call(saveAnalysisView, { body: kept })
  expect(body.fits).toBe(true)
  const wrong = await base.app.refused(changeAnalysisView, {
    params: { id: body.id },
    version: body.version,
    body: { question: { sql: '' } },
  })
  expect(wrong.body.code).toBe('questionUnfit')
})

test('an answer is not kept under an Idempotency-Key', async () => {
  const { body } = await base.app.refused(runSql, {
    body: { sql: 'select 1' },
    headers: { 'idempotency-key': 'abcdefgh' },
  })
  expect(body.code).toBe('idempotencyNotSupported')
})
