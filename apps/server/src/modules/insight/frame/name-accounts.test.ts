import { expect, test } from 'vitest'
import { anAccount, aUser, testDatabase } from '../../../../test/harness.ts'
import { readAs, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { nameAccounts } from './name-accounts.ts'

test('more customers are named at once than a statement takes parameters, and only those in sight', async () => {
  const database = await testDatabase()
  const reader = await aUser(database, { rights: { modules: { accounts: 'own' }, categories: { basic: true } } })
  const [own, other] = await writeAsOwner(database, async (tx) => [
    await anAccount(tx, { name: 'Own', owner_id: reader.id }),
    await anAccount(tx, { name: 'Other' }),
  ])
  const ids = [...Array.from({ length: 70_000 }, newId), own?.id ?? '', other?.id ?? '']
  const names = await readAs(database, reader.id, (db) => nameAccounts(db, ids))
  expect([...names.values()].map(({ name }) => name)).toEqual(['Own'])
  await database.drop()
})
