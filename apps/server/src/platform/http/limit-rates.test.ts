import { searchAccounts, similarAccounts } from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { costlyPerMinute } from './limit-rates.ts'

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await testDatabase()
  app = await testApp(database, { ratePerMinute: 6_000 })
})

describe('what costs much', () => {
  test('is limited by itself, and one person’s hurry stops neither his other work nor anybody else', async () => {
    const [hasty, calm] = [await aUser(database), await aUser(database)]
    const make = (as = hasty) =>
      app.inject({ as, method: 'POST', url: '/api/account-exports', payload: { columns: [] } })
    for (let n = 0; n < costlyPerMinute.export; n++) expect((await make()).statusCode).toBe(422)
    const refused = await make()
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'tooManyRequests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await make(calm)).statusCode).toBe(422)
    const others = [
      await app.inject({ as: hasty, method: 'GET', url: '/api/accounts' }),
      await app.inject({ as: hasty, method: 'POST', url: '/api/similar-accounts', payload: { name: 'Some company' } }),
    ]
    expect(others.map((reply) => reply.statusCode)).toEqual([200, 200])
  })

  test('says so in the contract: whatever makes files, takes them, starts jobs or compares many', () => {
    const named = (cost: string) => app.app.served.filter((route) => route.cost === cost).map(({ name }) => name)
    const exports = app.app.served.filter(({ name }) => name.startsWith('export')).map(({ name }) => name)
    expect(exports).toEqual(expect.arrayContaining(['exportAccounts', 'exportClassification', 'exportOrders']))
    expect(named('export')).toEqual(expect.arrayContaining(['downloadEdiFile', 'downloadFaultyRows', ...exports]))
    const uploads = app.app.served.filter(({ kind }) => kind === 'upload').map(({ name }) => name)
    expect(named('upload')).toEqual(expect.arrayContaining(uploads))
    expect(named('lookUp')).toEqual(expect.arrayContaining([similarAccounts.name, searchAccounts.name]))
    expect(named('job')).toEqual(
      expect.arrayContaining(['runImport', 'scanDuplicates', 'changeManyAccounts', 'tryEdiChannel']),
    )
  })
})
