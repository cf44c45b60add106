import { mergeAccounts } from '@quayside/contract'
import { beforeEach, expect, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { check, type Desk, run } from './for-tests.ts'

let desk: Desk
beforeEach(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const rowsOf = async (text: string, values: unknown[] = []) => (await desk.database.owner.query(text, values)).rows
const live = () =>
  rowsOf(
    'select external_key, credit_code, name, industry from accounts where deleted_at is null order by external_key',
  )
const header = '客户编号,客户名称,统一社会信用代码,行业\n'
const three = `${header}OLD-1,上海远洋物流公司,91310000132200821H,\nNEW-7,上海远洋物流有限公司,91310000717850344M,\nMID-3,上海远洋物流,,\n`

async function merge(winner: string, loser: string): Promise<void> {
  const found = await rowsOf('select external_key, id, version from accounts')
  const of = (key: string) => found.find((row) => row.external_key === key)
  await desk.app.call(mergeAccounts, {
    body: {
      winnerId: of(winner).id,
      loserId: of(loser).id,
      winnerVersion: of(winner).version,
      loserVersion: of(loser).version,
      choices: {},
    },
  })
}

beforeEach(async () => {
  await run(desk, (await check(desk, 'a.csv', three, { target: 'customers', duplicates: 'create' })).id)
  expect(await live()).toHaveLength(3)
})

test('a row whose key is that of a merged customer changes the one it was merged into, which keeps its own key and code', async () => {
  await merge('MID-3', 'OLD-1')
  await merge('NEW-7', 'MID-3')
  const update = `${header}OLD-1,上海远洋物流有限公司,91310000132200821H,海运\n`
  const checked = await check(desk, 'b.csv', update, { target: 'customers' })
  expect(checked.counts).toMatchObject({ good: 1, faulty: 0, duplicatesFound: 1 })
  expect((await run(desk, checked.id)).counts).toMatchObject({ accountsCreated: 0, accountsChanged: 1 })
  expect(await live()).toEqual([
    { external_key: 'NEW-7', credit_code: '91310000717850344M', name: '上海远洋物流有限公司', industry: '海运' },
  ])
})

test('orders of a merged customer go to the one it was merged into', async () => {
  await merge('NEW-7', 'OLD-1')
  const orders =
    'Order ID,Order Date,客户编号,客户名称,Product,Sales\nO-1,2026-03-01,OLD-1,上海远洋物流公司,Box,12.50\n'
  const { id } = await check(desk, 'o.csv', orders, { target: 'customersAndOrders' })
  expect((await run(desk, id)).counts).toMatchObject({ accountsCreated: 0, ordersCreated: 1 })
  expect(await rowsOf('select a.external_key from orders o join accounts a on a.id = o.account_id')).toEqual([
    { external_key: 'NEW-7' },
  ])
})

test('a key that is free again because its customer was thrown away makes a new customer', async () => {
  await rowsOf(`update accounts set deleted_at = now() where external_key = 'OLD-1'`)
  const { id } = await check(desk, 'b.csv', `${header}OLD-1,青岛海运有限公司,,\n`, { target: 'customers' })
  expect((await run(desk, id)).counts).toMatchObject({ accountsCreated: 1 })
})
