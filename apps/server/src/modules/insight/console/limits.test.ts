import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { consoleLimits, listSqlRuns, runSql } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { aConsole, type ConsoleBase } from './for-tests.ts'
import { runStatement } from './run-statement.ts'
import { openSnapshots } from './snapshots.ts'
import { typesOf, visibleTables } from './visible-tables.ts'

let base: ConsoleBase
beforeAll(async () => {
  base = await aConsole()
})
afterAll(() => base.close())

/** One run with limits of the test’s own. */
async function run(sql: string, limits: Partial<Parameters<typeof runStatement>[0]> = {}) {
  const snapshots = openSnapshots(base.warehouse)
  const tables = visibleTables(await typesOf(base.warehouse.engine), base.boss)
  const { megabytes, valueLength, milliseconds } = consoleLimits
  const ran = await snapshots.use(tables, { fresh: false }, ({ path }) =>
    runStatement({
      path,
      sql,
      tables: tables.map(({ name }) => name),
      rows: 5_000,
      characters: 2 ** 23,
      milliseconds: milliseconds * 3,
      megabytes,
      valueLength,
      signal: new AbortController().signal,
      ...limits,
    }),
  )
  await snapshots.close()
  return ran
}

const endless = `select count(*) from range(1000000000000) t (a) where md5(a::varchar) = 'x'`

test.each([
  ['counts without end', endless],
  [
    'calls itself without end',
    'with recursive r as (select 1 as a union all select a + 1 from r) select count(*) from r',
  ],
])('a statement that %s is out of time', async (_, sql) => {
  expect(await run(sql, { milliseconds: 1_500 })).toEqual({ is: 'outOfTime' })
})

test.each([
  ['sorts more than fits', 'select a from range(200000000) t (a) order by md5(a::varchar) limit 10 offset 100000000'],
  ['makes one endless list', 'select len(list(a)) from range(1000000000) t (a)'],
  [
    'multiplies itself',
    'with recursive r as (select range(100000) as a union all select list_concat(a, a) from r) select count(*) from r',
  ],
  ['repeats a text by the gigabyte', `select sum(length(repeat('x', 500000000) || a)) from range(30) t (a)`],
])('a statement that %s is out of memory', async (_, sql) => {
  expect(['outOfMemory', 'outOfTime']).toContain((await run(sql, { megabytes: 384 })).is)
})

test('of many rows the first are shown, and that there are more', async () => {
  const ran = await run('select a from range(100000) t (a)', { rows: 2_500 })
  expect(ran).toMatchObject({ is: 'done', more: true })
  if (ran.is === 'done') expect(ran.rows.map(([a]) => a)).toEqual(Array.from({ length: 2_500 }, (__, at) => at))
  expect(await run('select a from range(2500) t (a)', { rows: 2_500 })).toMatchObject({ is: 'done', more: false })
})

test('a long value is cut, and an answer too large is refused', async () => {
  const ran = await run(`select repeat('长', 5000) as a, 'b' as b`)
  if (ran.is !== 'done') throw new Error(ran.is)
  expect(ran.cutValues).toBe(1)
  expect(ran.rows[0]?.[0]).toHaveLength(consoleLimits.valueLength + 1)
  expect(await run(`select repeat('x', 3000) from range(5000)`)).toEqual({ is: 'tooMuch' })
})

test('whoever closes the connection ends his run, and may start another; meanwhile others and analyses are answered', async () => {
  await base.app.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = base.app.app.server.address() as AddressInfo
  let answered = false
  const send = () => {
    answered = false
    const sent = request({
      port,
      method: 'POST',
      path: '/api/analyses/console/runs',
      headers: { 'content-type': 'application/json', 'x-quayside-csrf': '1', 'x-test-user': base.boss.id },
    })
    sent.on('error', () => undefined)
    sent.on('response', (response) => {
      answered = true
      response.resume()
    })
    sent.end(JSON.stringify({ sql: endless }))
    return sent
  }
  let sent = send()
  const askSecond = () =>
    base.app.inject({ method: 'POST', url: '/api/analyses/console/runs', payload: { sql: 'select 1' } })
  // His second is refused for as long as the first runs; one that was quicker than the first had that refused instead.
  let second = await askSecond()
  while (second.statusCode === 200) {
    if (answered) sent = send()
    second = await askSecond()
  }
  expect(second.json().code).toBe('sqlOneAtATime')
  expect((await base.ask('select 1 as a', base.seller)).body.rows).toEqual([[1]])
  sent.destroy()
  let outcome: string | undefined
  while (outcome !== 'cancelled')
    outcome = (await base.app.call(listSqlRuns, { query: { limit: 1 } })).body.rows[0]?.outcome
  expect((await base.ask('select 1 as a')).body.rows).toEqual([[1]])
})

test('whoever gives up while his rows are copied waits no longer, and the copy serves the next', async () => {
  const snapshots = openSnapshots(base.warehouse)
  const tables = visibleTables(await typesOf(base.warehouse.engine), base.boss)
  const gone = new AbortController()
  const first = snapshots.use(tables, { fresh: false, signal: gone.signal }, async () => 'worked')
  gone.abort(new Error('given up'))
  await expect(first).rejects.toThrow('given up')
  const paths = [await snapshots.use(tables, { fresh: false }, async ({ path }) => path)]
  paths.push(await snapshots.use(tables, { fresh: true }, async ({ path }) => path))
  // The warehouse stands as it did: nothing is fresher.
  expect(new Set(paths).size).toBe(1)
  await snapshots.close()
  await expect(stat(paths[0] ?? '')).rejects.toThrow('ENOENT')
})

test('few run at once: the next is told to wait', async () => {
  const people = await Promise.all(Array.from({ length: consoleLimits.atOnce + 2 }, () => aUser(base.database)))
  const answers = await Promise.all(
    people.map((as) =>
      base.app.inject({
        method: 'POST',
        url: `/api${runSql.path}`,
        as,
        payload: { sql: 'select count(*) from range(20000000) t (a) where a % 7 = 3' },
      }),
    ),
  )
  const codes = answers.map((answer) => (answer.statusCode === 200 ? 'done' : answer.json().code))
  expect(codes.filter((code) => code === 'done')).toHaveLength(consoleLimits.atOnce)
  expect(codes.filter((code) => code === 'sqlBusy')).toHaveLength(2)
})
