import { composition, rfm } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAsOwner } from '../../../platform/database.ts'
import { wholeCompany } from '../assessment/assess-accounts.ts'
import { aBase, anOrder, type Base, now } from '../for-tests.ts'
import { keepAnswersWarm } from './keep-answers-warm.ts'

let base: Base
let statements = 0
beforeAll(async () => {
  base = await aBase()
  const { engine } = base.warehouse
  const { columns, numbers } = engine
  engine.columns = (...statement) => {
    statements++
    return columns(...statement)
  }
  engine.numbers = <Name extends string>(...statement: Parameters<typeof numbers>) => {
    statements++
    return numbers<Name>(...statement)
  }
})
afterAll(() => base.close())

const ordersMore = async () => {
  const account = await base.database.owner.query<{ id: string }>(`select id from accounts where name = 'Customer 3'`)
  await writeAsOwner(base.database, (tx) => anOrder(tx, account.rows[0]?.id ?? '', 770_000, '2026-03-01', 'CNY'))
  await base.warehouse.catchUp()
}
/** Statements that a question takes. */
const taken = async (ask: () => Promise<unknown>) => {
  const before = statements
  await ask()
  return statements - before
}

test('what was asked lately is answered anew before anybody asks; what a seller asked is his own', async () => {
  const warm = keepAnswersWarm(base.database, base.warehouse, {
    clock: () => now,
    log: { error: (fields) => expect(fields).toBeUndefined() },
    beholder: wholeCompany,
  })
  const whole = async () => (await base.app.call(composition.read, { query: { by: 'service' } })).body
  const own = () => base.app.call(rfm.read, { as: base.seller, query: {} })
  const first = await whole()
  await own()
  await ordersMore()
  expect(await taken(warm.answerAgain)).toBeGreaterThan(0)
  expect(await taken(whole)).toBe(0)
  expect((await whole()).total.revenueE4).toBe(first.total.revenueE4 + 770_000)
  await ordersMore()
  expect(await taken(whole)).toBeGreaterThan(0)
  await warm.stop()
})
