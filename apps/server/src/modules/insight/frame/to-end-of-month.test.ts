import { expect, onTestFinished, test } from 'vitest'
import { anAccount } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder } from '../for-tests.ts'
import { basisOf } from './basis.ts'
import { toEndOfMonth } from './to-end-of-month.ts'

/** Orders on the first of a month, and one on its tenth. */
async function aBaseWithinAMonth() {
  const { database, warehouse, boss, close } = await aBase()
  onTestFinished(close)
  await writeAsOwner(database, async (tx) => {
    const { id } = await anAccount(tx)
    await anOrder(tx, id, 77_0000, '2026-02-10', 'CNY')
  })
  await warehouse.catchUp()
  return { warehouse, boss }
}

test.each(['2026-02-01', '2026-02-09', '2026-02-10'])(
  'a period that ends on %s counts no order of a later day of the month, however it is summed',
  async (to) => {
    const { warehouse, boss } = await aBaseWithinAMonth()
    expect(await toEndOfMonth(warehouse, { to })).toEqual({ to: to === '2026-02-10' ? '2026-02-28' : to })
    const basis = await basisOf(warehouse, { to, currency: 'CNY' }, boss)
    const sum = async (from: string) => {
      const found = await warehouse.engine.columns(
        `select sum(l.lines)::integer as lines from ${from}`,
        basis.within.parameters,
      )
      return found.lines?.[0]
    }
    const lines = await sum(basis.orders)
    expect([await sum(basis.months), await sum(basis.services), basis.told().lines]).toEqual([lines, lines, lines])
    expect(basis.told().to).toBe(to)
  },
)

test('where nothing is asked but whole months, nothing is changed', async () => {
  const { warehouse } = await aBaseWithinAMonth()
  for (const days of [{}, { from: '2026-02-01' }, { to: '2026-02-28' }])
    expect(await toEndOfMonth(warehouse, days)).toEqual(days)
})
