import { association, readAlsoUses } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'

/** 30 buy air and customs, 10 air alone, 4 customs alone, 6 air, customs and rail; one bought air long ago. */
const bought = [
  { buys: ['air', 'customs'], customers: 30 },
  { buys: ['air'], customers: 10 },
  { buys: ['customs'], customers: 4 },
  { buys: ['air', 'customs', 'rail'], customers: 6 },
]

describe.each(engineNames)('on %s', (engine) => {
  let base: Base
  const one: Record<string, string> = {}

  beforeAll(async () => {
    base = await aBase(engine)
    const buy = (name: string, services: string[], on: string, owner: string | null = null) =>
      writeAsOwner(base.database, async (tx) => {
        const { id } = await anAccount(tx, { name, owner_id: owner })
        const order = { id: newId(), account_id: id, ordered_on: on, currency: 'CNY' }
        await tx
          .insertInto('orders')
          .values({ ...order, number: `A-${order.id}` })
          .execute()
        for (const [at, service] of services.entries())
          await tx
            .insertInto('order_lines')
            .values({ ...order, id: newId(), order_id: order.id, line_no: at + 1, service, amount_e4: 1 })
            .execute()
        one[services.join()] ??= id
        return id
      })
    for (const { buys, customers } of bought)
      for (let at = 0; at < customers; at++) await buy(`${buys.join('+')} ${at}`, buys, '2026-03-03')
    one.longAgo = await buy('Long ago', ['air'], '2024-03-03')
    one.ofSeller = await buy('Of the seller', ['air'], '2026-03-03', base.seller.id)
    await base.warehouse.catchUp()
  }, 60_000)
  afterAll(() => base.close())

  const ask = async (who: string, as = base.boss) =>
    (await base.app.call(readAlsoUses, { params: { id: one[who] ?? '' }, as })).body

  test('who buys air is told that customs go with it, as surely as the page of association says', async () => {
    const { uses, rules, baskets } = await ask('air')
    expect(uses).toEqual(['air'])
    // 36 of the 47 who buy air in the year buy customs too.
    expect(rules).toMatchObject([{ from: ['air'], to: 'customs', count: 36, fromCount: 47 }])
    const { body } = await base.app.call(association.read, { query: { from: '2025-11-23' } })
    expect(body.baskets).toBe(baskets)
    expect(body.rules).toContainEqual(rules[0])
  })

  test('nothing is told that he buys already, nor of what he does not buy', async () => {
    expect((await ask('air,customs')).rules.map(({ to }) => to)).not.toContain('customs')
    for (const who of ['air,customs', 'customs', 'air,customs,rail']) {
      const { uses, rules } = await ask(who)
      expect(rules.every((rule) => !uses.includes(rule.to) && rule.from.every((item) => uses.includes(item)))).toBe(
        true,
      )
      expect(new Set(rules.map(({ to }) => to)).size).toBe(rules.length)
    }
  })

  test('of one who bought nothing in the year nothing follows', async () =>
    expect(await ask('longAgo')).toMatchObject({ uses: [], rules: [] }))

  test('a seller’s rules rest on his own customers alone, and others’ customers are not there', async () => {
    expect(await ask('ofSeller', base.seller)).toMatchObject({ uses: ['air'], rules: [] })
    const refused = await base.app.refused(readAlsoUses, { params: { id: one.air ?? '' }, as: base.seller })
    expect(refused.status).toBe(404)
  })

  test('who may not see how customers behave is refused', async () => {
    const agent = await aUser(base.database, {
      rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
    })
    const refused = await base.app.refused(readAlsoUses, { params: { id: one.air ?? '' }, as: agent })
    expect(refused.body.code).toBe('behaviourHidden')
  })
})
