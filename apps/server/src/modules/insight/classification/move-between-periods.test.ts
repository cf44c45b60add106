import { classification, listTierMovers } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'
import { periodBefore } from './move-between-periods.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

test('the period before is as long and ends the day before', () => {
  expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' })
  expect(periodBefore({ from: '2026-03-01' })).toBeNull()
})

test('moves between two periods lose nobody, and each link opens onto its customers', async () => {
  await writeAsOwner(base.database, async (tx) => {
    const [rises, stays, goes, comes] = [
      await anAccount(tx, { name: 'Rises' }),
      await anAccount(tx, { name: 'Stays' }),
      await anAccount(tx, { name: 'Goes' }),
      await anAccount(tx, { name: 'Comes' }),
    ]
    await anOrder(tx, rises.id, 10, '2023-06-01', 'GBP')
    await anOrder(tx, rises.id, 900, '2024-06-01', 'GBP')
    await anOrder(tx, stays.id, 90, '2023-06-01', 'GBP')
    await anOrder(tx, stays.id, 100, '2024-06-01', 'GBP')
    await anOrder(tx, goes.id, 100, '2023-06-01', 'GBP')
    await anOrder(tx, comes.id, 5, '2024-06-01', 'GBP')
  })
  await base.warehouse.catchUp()
  const query = {
    from: '2024-01-01',
    to: '2024-12-30',
    currency: 'GBP',
    scheme: 'pyramid',
    cutA: 34,
    cutB: 67,
    cutC: 100,
  } as const
  const { body } = await base.app.call(classification.read, { query })
  const { moves } = body
  expect(moves?.before).toEqual({ from: '2023-01-01', to: '2023-12-31' })
  expect(moves).toMatchObject({ new: 1, gone: 1, up: 1, down: 0, stability: 0.5 })
  const total = (moves?.links ?? []).reduce((sum, link) => sum + link.customers, 0)
  expect(total).toBe(4)
  const names: string[] = []
  for (const link of moves?.links ?? []) {
    const behind = await base.app.call(listTierMovers, { query: { ...query, moveFrom: link.from, moveTo: link.to } })
    expect(behind.body.rows).toHaveLength(link.customers)
    names.push(...behind.body.rows.map((row) => row.account.name))
  }
  expect(names.toSorted()).toEqual(['Comes', 'Goes', 'Rises', 'Stays'])
  const none = await base.app.call(classification.read, { as: base.seller, query })
  expect(none.body.moves?.links).toEqual([])
  const open = await base.app.call(classification.read, { query: { ...query, from: undefined } })
  expect(open.body.moves).toBeNull()
})
