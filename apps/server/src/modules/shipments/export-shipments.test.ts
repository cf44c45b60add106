import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { anAccount, aUser, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'

test('a list of any length leaves whole, each shipment once', async () => {
  const database = await testDatabase()
  const dispatcher = await aUser(database, { roles: ['dispatcher'] })
  const api = await testApp(database, { as: dispatcher, now: new Date('2026-11-20T08:00:00Z') })
  const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: dispatcher.id }))
  // Opened in the same moment, as an import opens them: only their ids tell them apart.
  await database.owner.query(
    `insert into shipments (id, account_id, mode, opened_at)
     select gen_random_uuid(), $1, 'road', timestamptz '2026-11-01' + (n / 1500) * interval '1 day' from generate_series(1, 4500) n`,
    [account.id],
  )
  const { raw } = await api.call(contract.exportShipments, { query: { format: 'csv' } })
  const [, ...rows] = raw.body.trim().split('\r\n')
  expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(4_500)
  expect(rows).toHaveLength(4_500)
})
