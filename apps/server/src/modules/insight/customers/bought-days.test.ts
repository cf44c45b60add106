import { expect, onTestFinished, test } from 'vitest'
import { anAccount } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder } from '../for-tests.ts'
import { basisOf } from '../frame/basis.ts'
import { boughtDays, keyOf } from './bought-days.ts'

/** A customer who ordered twice on the tenth, once on the eleventh, and gave something back on the twelfth. */
async function aBusyCustomer() {
  const { database, warehouse, boss, close } = await aBase()
  onTestFinished(close)
  const id = await writeAsOwner(database, async (tx) => {
    const account = await anAccount(tx)
    for (const day of ['2026-03-10', '2026-03-10', '2026-03-11']) await anOrder(tx, account.id, 1000, day, 'CNY')
    await anOrder(tx, account.id, -500, '2026-03-12', 'CNY')
    return account.id
  })
  await warehouse.catchUp()
  const found = await warehouse.engine.columns(`select account_key as key from dim_account where account_id = '${id}'`)
  return { warehouse, boss, key: Number(found.key?.[0]) }
}

test.each([
  { days: {}, bought: [10, 11] },
  { days: { to: '2026-03-10' }, bought: [10] },
  { days: { to: '2026-03-11' }, bought: [10, 11] },
  { days: { from: '2026-03-05', to: '2026-03-11' }, bought: [10, 11] },
  { days: { from: '2026-03-11' }, bought: [11] },
  { days: { region: '-' }, bought: [10, 11] },
  { days: { region: '-', to: '2026-03-10' }, bought: [10] },
])('a day on which a customer ordered twice stands once: $days', async ({ days, bought }) => {
  const { warehouse, boss, key } = await aBusyCustomer()
  const basis = await basisOf(warehouse, { ...days, currency: 'CNY' }, boss)
  const found = await boughtDays(warehouse, basis)
  const bits = [...found.days].filter((_, at) => keyOf(found.code[at] as number) === key)
  const told = bits.flatMap((month) =>
    Array.from({ length: 31 }, (_, at) => at + 1).filter((day) => (month >> (day - 1)) & 1),
  )
  expect(told.toSorted((one, other) => one - other)).toEqual(bought)
})
