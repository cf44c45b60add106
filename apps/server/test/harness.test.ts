import { expect, test } from 'vitest'
import { readAs, writeAsOwner } from '../src/platform/database.ts'
import { anAccount, aTeam, aUser, rolledBack, testApp, testDatabase } from './harness.ts'

test('a clone has the whole schema and none of its neighbour’s rows', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  await writeAsOwner(one, (tx) => anAccount(tx))

  const count = async (database: typeof one) =>
    (await database.owner.query('select count(*)::int as n from accounts')).rows[0].n
  expect([await count(one), await count(other)]).toEqual([1, 0])
})

test('a user sees through row policies only what his rights reach', async () => {
  const database = await testDatabase()
  const team = await aTeam(database)
  const everyone = await aUser(database)
  const clerk = await aUser(database, {
    teams: [team],
    rights: { modules: { accounts: { read: 'team' } }, categories: { basic: { read: true } } },
  })
  await writeAsOwner(database, async (tx) => {
    await anAccount(tx, { name: 'theirs', team_id: team })
    await anAccount(tx, { name: 'others' })
  })
  const names = (id: string | null) =>
    readAs(database, id, (db) => db.selectFrom('accounts').select('name').orderBy('name').execute())

  expect(await names(everyone.id)).toEqual([{ name: 'others' }, { name: 'theirs' }])
  expect(await names(clerk.id)).toEqual([{ name: 'theirs' }])
  expect(await names(null)).toEqual([])
  expect(clerk.rights.modules.accounts).toMatchObject({ read: 'team', create: 'none' })
  expect(clerk.rights.categories).toMatchObject({ basic: { read: true, write: false }, finance: { read: false } })
})

test('what a rolled-back test writes is gone afterwards', async () => {
  const written = await rolledBack((tx) => anAccount(tx))
  const found = await rolledBack((tx) => tx.selectFrom('accounts').select('id').execute())
  expect(written.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(found).toEqual([])
})

test('an unknown path is answered as a problem', async () => {
  const { inject } = await testApp(await testDatabase())
  const reply = await inject({ method: 'GET', url: '/api/nothing' })
  expect(reply.statusCode).toBe(404)
  expect(reply.json()).toMatchObject({ code: 'notFound', status: 404 })
})
