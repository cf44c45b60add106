import { listDuplicates, listImportRows, mendImportRow, runImport, undoImport } from '@quayside/contract'
import { beforeEach, expect, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { check, type Desk, run, work } from './for-tests.ts'

let desk: Desk
beforeEach(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const known = '客户名称,电话\n上海远洋物流有限公司,021-55881234\n深圳市顺达货运代理有限公司,0755-88886666\n'
const names = async () =>
  (await desk.database.owner.query('select name from accounts order by created_at, name')).rows.map((row) => row.name)

test('a row that looks like a customer is held back with the reason until somebody decides', async () => {
  await run(desk, (await check(desk, 'a.csv', known, { target: 'customers' })).id)
  const { id, counts } = await check(
    desk,
    'b.csv',
    '客户名称,电话\n上海遠洋物流公司,021-55881234\n青岛海运有限公司,\n',
    { target: 'customers' },
  )
  expect(counts).toMatchObject({ good: 1, duplicatesFound: 1, faulty: 0 })
  const held = await desk.app.call(listImportRows, { params: { id }, query: { state: 'duplicate' } })
  expect(held.body.rows[0]?.issues).toContainEqual(
    expect.objectContaining({ code: 'looksLike', messageZh: expect.stringContaining('上海远洋物流有限公司') }),
  )
  await desk.app.call(mendImportRow, { params: { id, rowNumber: 2 }, version: 1, body: { skip: false } })
  await run(desk, id)
  expect(await names()).toEqual(expect.arrayContaining(['上海遠洋物流公司', '青岛海运有限公司']))
})

test('a list without keys, imported twice, is held back whole the second time', async () => {
  await run(desk, (await check(desk, 'a.csv', known, { target: 'customers' })).id)
  const again = await run(desk, (await check(desk, 'a.csv', known, { target: 'customers' })).id)
  expect(again.counts).toMatchObject({ accountsCreated: 0, duplicatesFound: 2 })
  expect(await names()).toHaveLength(2)
})

test('two customers alike in one file are told, each by the row of the other', async () => {
  const { id } = await check(desk, 'a.csv', `${known}上海远洋物流公司,021-55881234\n`, {
    target: 'customers',
    duplicates: 'skip',
  })
  const skipped = await desk.app.call(listImportRows, { params: { id }, query: { state: 'skipped' } })
  expect(skipped.body.rows[0]?.issues).toContainEqual(
    expect.objectContaining({ code: 'looksLikeRow', params: expect.objectContaining({ row: 2 }) }),
  )
  expect((await run(desk, id)).counts).toMatchObject({ accountsCreated: 2, skipped: 1 })
})

test('whoever wants them gets them', async () => {
  await run(desk, (await check(desk, 'a.csv', known, { target: 'customers' })).id)
  const again = await run(desk, (await check(desk, 'a.csv', known, { target: 'customers', duplicates: 'create' })).id)
  expect(again.counts).toMatchObject({ accountsCreated: 2 })
})

test('a list without keys cannot go in twice at once, nor unseen after the other', async () => {
  const one = await check(desk, 'a.csv', known, { target: 'customers' })
  const other = await check(desk, 'a.csv', known, { target: 'customers' })
  await desk.app.call(runImport, { params: { id: one.id } })
  expect((await desk.app.refused(runImport, { params: { id: other.id } })).body.code).toBe('sameFileImporting')
})

const pairs = async () =>
  (await desk.app.call(listDuplicates, { query: { state: 'open' } })).body.rows.map(({ a, b }) =>
    [a.name, b.name].sort(),
  )

test.each([
  ['a small base, whose keys are sorted whole', 0],
  ['a large base, where the keys of the new ones are looked up', 120],
])('those that went in all the same stand in the work list of duplicates: %s', async (_, others) => {
  const filler = Array.from({ length: others }, (__, n) => `${n.toString(36).repeat(3)}${n}厂,`).join('\n')
  await run(desk, (await check(desk, 'a.csv', `${known}${filler}`, { target: 'customers' })).id)
  await desk.database.owner.query('delete from duplicate_pairs')
  await desk.database.owner.query('analyze accounts')
  const again =
    '客户名称,电话\n上海遠洋物流公司,021-55881234\n青岛海运有限公司,0532-88112233\n青岛海运公司,0532-88112233\n'
  const { id } = await run(desk, (await check(desk, 'b.csv', again, { target: 'customers', duplicates: 'create' })).id)
  expect((await pairs()).sort()).toEqual([
    ['上海远洋物流有限公司', '上海遠洋物流公司'],
    ['青岛海运公司', '青岛海运有限公司'],
  ])
  const ended = await desk.database.owner.query(
    `select data -> 'duplicatePairs' as pairs from events where kind = 'import.finished' and subject_id = $1`,
    [id],
  )
  // They share their telephone and the sound of their name: each is compared, and counted, once.
  expect(ended.rows[0].pairs).toBe(2)
  await desk.app.call(undoImport, { params: { id } })
  await work(desk, id)
  expect(await pairs()).toEqual([])
})
