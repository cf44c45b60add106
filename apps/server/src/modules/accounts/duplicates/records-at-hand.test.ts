import { addAddress, addContact, createAccount, deleteAccount } from '@quayside/contract'
import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../../test/harness.ts'
import { readAsOwner } from '../../../platform/database.ts'
import { readyForComparing } from './compare-blocks.ts'
import { RecordsAtHand } from './records-at-hand.ts'

test('records at hand are those the scan compares, however few are kept', async () => {
  const database = await testDatabase()
  const api = await testApp(database, { as: await aUser(database) })
  const ids: string[] = []
  for (const name of ['上海远洋物流有限公司', '青岛海运有限公司', '宁波港务有限公司', '厦门航空货运有限公司']) {
    const body = { kind: 'enterprise' as const, name, phone: `021-5588${ids.length}234` }
    ids.push((await api.call(createAccount, { body })).body.id)
  }
  const [first = '', second = '', third = '', gone = ''] = ids
  const at = { params: { id: first } }
  await api.call(addContact, { ...at, body: { name: '甲', mobile: '13812345678' } })
  await api.call(addAddress, {
    ...at,
    body: { kind: 'office', province: '上海市', city: '上海市', district: '浦东新区', street: '世纪大道100号' },
  })
  await api.call(deleteAccount, { params: { id: gone }, version: 1 })

  await readAsOwner(database, async (db) => {
    const asScanned = await readyForComparing(db, ids)
    const records = new RecordsAtHand(2)
    const same = (...of: string[]) => {
      for (const id of of) expect(records.get(id)).toEqual(asScanned.get(id)?.record)
    }
    await records.take(db, [first, second, third, gone])
    same(first, second, third)
    expect(records.get(first)?.phones).toContain('13812345678')
    expect(records.get(first)?.street?.numbers).toEqual(['100'])
    expect(records.get(gone)).toBeUndefined()
    await records.take(db, [third, first])
    same(third, first)
    await records.take(db, [second, first])
    same(second, first)
    expect(records.get(third)).toBeUndefined()
  })
})
