import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../../test/harness.ts'
import { openFileStore } from '../../../platform/files/index.ts'
import { check, type Desk, run } from './for-tests.ts'

let desk: Desk
beforeAll(async () => {
  const database = await testDatabase()
  const files = openFileStore(join(tmpdir(), `quayside-imports-${database.name}`))
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const customers = `客户编号,客户名称,统一社会信用代码,电话,联系人,手机,邮箱,省份,城市,地址
K1,上海远洋物流有限公司,,021-55881234,王芳,13800138000,info@yuanyang.example,上海市,上海市,浦东大道1号
K2,深圳市顺达货运代理有限公司,,0755-88886666,李雷,13900139000,,广东省,深圳市,南山路2号
K3,,,,,,,,,
`

test('a list of customers goes in with people and places, and its faulty row stays behind with the reason', async () => {
  const checked = await check(desk, '客户.csv', customers, { target: 'customers' })
  expect(checked).toMatchObject({ state: 'checked', counts: { rows: 3, good: 2, faulty: 1 } })
  const done = await run(desk, checked.id)
  expect(done).toMatchObject({ state: 'done', counts: { accountsCreated: 2, contactsCreated: 2 } })
})
