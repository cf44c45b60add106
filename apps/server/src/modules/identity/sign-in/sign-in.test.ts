import { readMe } from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { demoPassword, demoUsers } from '../index.ts'
import { cookieFrom } from './sign-in-for-tests.ts'

let database: TestDatabase
let app: TestApp

beforeAll(async () => {
  database = await testDatabase()
  await writeAsOwner(database, async (tx) => {
    await tx.updateTable('company').set({ is_demo: true }).execute()
    await demoUsers(tx, new Date())
  })
  app = await testApp(database, { whoAsks: undefined })
})

const signIn = (email: string, password: string, headers = {}) =>
  app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password }, headers })

test('the right password opens a session that says who I am', async () => {
  const reply = await signIn('Sales@demo.quayside', demoPassword)
  expect(reply.statusCode, reply.body).toBe(200)
  const cookie = cookieFrom(reply)
  const me = await app.call(readMe, { headers: { cookie } })
  expect(me.body.user).toMatchObject({ name: '李强 Li Qiang', locale: 'zh-CN', twoFactorEnabled: false })
  expect(me.body.roles).toMatchObject([{ code: 'salesRepresentative', nameZh: '销售代表' }])
  expect(me.body.teams).toMatchObject([{ name: '华东销售 East China sales', lead: false }])
  expect(me.body.rights.modules.accounts).toMatchObject({ read: 'own', delete: 'none' })
  expect(me.body.demoSignIns).toHaveLength(10)
})
