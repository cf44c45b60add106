import { association, crossSelling } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import type { BasketColumns } from '../compute/find-rules.ts'
import { aBase, type Base } from '../for-tests.ts'
import { basisOf } from '../frame/basis.ts'
import { countItems, readBaskets } from './baskets.ts'
import { basketsOfServices, countServices, servicesOf } from './baskets-of-services.ts'

let base: Base
const bought = [
  { buys: ['air', 'customs'], customers: 30 },
  { buys: ['air'], customers: 10 },
  { buys: ['customs'], customers: 4 },
  { buys: ['road'], customers: 50 },
  { buys: ['road', 'warehousing'], customers: 6 },
]

/** The baskets as texts, whatever they are numbered. */
function textOf({ basket, item }: BasketColumns): string[] {
  const baskets = new Map<number, number[]>()
  basket.forEach((code, row) => {
    baskets.set(code, [...(baskets.get(code) ?? []), item[row] as number])
  })
  return [...baskets.values()].map((items) => items.toSorted().join()).sort()
}

interface Line {
  service: string
  amount: number
  category?: string
  origin?: string
  destination?: string
}

async function anOrderOf(tx: Tx, account_id: string, lines: Line[], ordered_on = '2026-03-03') {
  const id = newId()
  const common = { account_id, ordered_on, currency: 'EUR' }
  await tx
    .insertInto('orders')
    .values({ id, number: `A-${id}`, ...common })
    .execute()
  for (const [at, { amount, ...line }] of lines.entries())
    await tx
      .insertInto('order_lines')
      .values({ id: newId(), order_id: id, ...common, line_no: at + 1, amount_e4: amount, ...line })
      .execute()
}

const euros = { currency: 'EUR' } as const

describe.each(engineNames)('on %s', (engineName) => {
  beforeAll(async () => {
    base = await aBase(engineName)
    await writeAsOwner(base.database, async (tx) => {
      for (const { buys, customers } of bought)
        for (let at = 0; at < customers; at++) {
          const account = await anAccount(tx, {
            name: `${buys.join('+')} ${String(at).padStart(2, '0')}`,
            owner_id: at === 0 ? base.seller.id : null,
          })
          // The revenue of a service: 100 and the number of the customer; customs half of it.
          await anOrderOf(
            tx,
            account.id,
            buys.map((service) => ({ service, amount: (100 + at) * 10_000 * (service === 'customs' ? 0.5 : 1) })),
          )
        }
    })
    await base.warehouse.catchUp()
  })
  afterAll(() => base.close())

  test('rules hold what a count by hand gives', async () => {
    const { body } = await base.app.call(association.read, { query: { ...euros, confidence: 0.5 } })
    expect(body).toMatchObject({ baskets: 100, minimumCount: 1, linesWithout: 0, tooMany: null })
    expect(body.itemCounts).toEqual([
      { item: 'road', baskets: 56 },
      { item: 'air', baskets: 40 },
      { item: 'customs', baskets: 34 },
      { item: 'warehousing', baskets: 6 },
    ])
    const customs = body.rules.find((rule) => rule.from[0] === 'customs')
    // 30 of 34 who buy customs buy air, which 40 of 100 buy: 0.882 ÷ 0.4.
    expect(customs).toMatchObject({ to: 'air', count: 30, fromCount: 34, support: 0.3 })
    expect(customs?.confidence).toBeCloseTo(30 / 34, 12)
    expect(customs?.lift).toBeCloseTo(30 / 34 / 0.4, 12)
    expect(customs?.adjusted).toBeLessThan(1e-9)
    // Everybody who stores also drives, which more than half do: 6 of 6 by chance is 56!/50! ÷ 100!/94! = 0.027.
    const storing = body.rules.find((rule) => rule.from[0] === 'warehousing')
    expect(storing?.conviction).toBeNull()
    expect(storing?.pValue).toBeCloseTo((56 * 55 * 54 * 53 * 52 * 51) / (100 * 99 * 98 * 97 * 96 * 95), 12)
  })

  test('an order is another basket than a customer, and a line that names no such item is in none', async () => {
    await writeAsOwner(base.database, async (tx) => {
      const account = await anAccount(tx, { name: 'Two orders' })
      await anOrderOf(tx, account.id, [
        { service: 'sea', amount: 1, category: 'glass' },
        { service: 'sea', amount: 1, category: 'paper' },
      ])
      await anOrderOf(tx, account.id, [
        { service: 'sea', amount: 1, category: 'glass' },
        { service: 'rail', amount: 1 },
      ])
    })
    await base.warehouse.catchUp()
    const question = { ...euros, items: 'category', significance: 1, confidence: 0.1 } as const
    const ask = async (basket: 'customer' | 'order') =>
      (await base.app.call(association.read, { query: { ...question, basket } })).body
    expect(await ask('customer')).toMatchObject({ baskets: 1, linesWithout: 137 })
    const byOrder = await ask('order')
    expect(byOrder).toMatchObject({ baskets: 2, linesWithout: 137 })
    expect(byOrder.itemCounts).toEqual([
      { item: 'glass', baskets: 2 },
      { item: 'paper', baskets: 1 },
    ])
  })

  test('a lane is where a line begins and ends; without either it is none', async () => {
    await writeAsOwner(base.database, async (tx) => {
      const account = await anAccount(tx, { name: 'Lanes' })
      const common = { service: 'rail', amount: 1 }
      await anOrderOf(tx, account.id, [
        { ...common, origin: 'Xi’an', destination: 'Hamburg' },
        { ...common, origin: 'Hamburg', destination: 'Xi’an' },
        { ...common, origin: 'Xi’an' },
      ])
    })
    await base.warehouse.catchUp()
    const query = { ...euros, items: 'lane', confidence: 0.5, significance: 1 } as const
    const { body } = await base.app.call(association.read, { query })
    expect(body.itemCounts.map(({ item }) => item).sort()).toEqual(['Hamburg → Xi’an', 'Xi’an → Hamburg'])
    expect(body.baskets).toBe(1)
  })

  test('rules can be asked for that hold an item, on either side', async () => {
    const query = { ...euros, confidence: 0.1, significance: 1, item: 'customs' }
    const { body } = await base.app.call(association.read, { query })
    expect(body.found).toBeGreaterThan(0)
    expect(body.rules.every((rule) => [...rule.from, rule.to].includes('customs'))).toBe(true)
  })

  test('who buys the left side and not the right is listed, largest expected first', async () => {
    const query = { ...euros, left: JSON.stringify(['air']), right: 'customs', limit: 4 }
    const { body } = await base.app.call(crossSelling.read, { query })
    expect(body).toMatchObject({ buyersOfLeft: 40, buyersOfBoth: 30, total: 10 })
    expect(body.ratio).toBeCloseTo(0.5, 12)
    expect(body.rows.map((row) => row.account.name)).toEqual(['air 09', 'air 08', 'air 07', 'air 06'])
    // 30 of 40 buy it, for half of what they spend on air: ¾ × ½ × 109.
    expect(body.rows[0]).toMatchObject({ revenueE4: 1_090_000, expectedE4: 408_750, lastOrderOn: '2026-03-03' })
    const rest = await base.app.call(crossSelling.read, { query: { ...query, limit: 10, cursor: body.next ?? '' } })
    expect(rest.body.rows).toHaveLength(6)
    expect(rest.body.next).toBeNull()
  })

  test('a seller’s rules and lists are of his own customers alone', async () => {
    const { body } = await base.app.call(association.read, { as: base.seller, query: euros })
    expect(body.baskets).toBe(bought.length)
    const list = await base.app.call(crossSelling.read, {
      as: base.seller,
      query: { ...euros, left: '["air"]', right: 'customs' },
    })
    expect(list.body).toMatchObject({ buyersOfLeft: 2, buyersOfBoth: 1, total: 1 })
    expect(list.body.rows.map((row) => row.account.name)).toEqual(['air 00'])
  })

  test('who may not see how customers behave is refused, and for the list also who may not see money', async () => {
    const modules = { accounts: 'all', orders: 'all', analyses: 'all' } as const
    const agent = await aUser(base.database, { rights: { modules, categories: { basic: true } } })
    const { body } = await base.app.refused(association.read, { as: agent })
    expect(body.code).toBe('behaviourHidden')
    const dispatcher = await aUser(base.database, {
      rights: { modules, categories: { basic: true, behaviour: true } },
    })
    expect((await base.app.call(association.read, { as: dispatcher })).status).toBe(200)
    const refused = await base.app.refused(crossSelling.read, {
      as: dispatcher,
      query: { left: '["air"]', right: 'customs' },
    })
    expect(refused.body.code).toBe('financeHidden')
  })

  test('an impossible question is refused by the field at fault', async () => {
    const refused = async (query: Record<string, unknown>) =>
      (await base.app.refused(association.read, { query: query as never })).body
    expect(await refused({ support: 0 })).toMatchObject({ status: 422, errors: [{ path: '/query/support' }] })
    expect(await refused({ support: 2 })).toMatchObject({ status: 422 })
    expect(await refused({ items: 'weather' })).toMatchObject({ errors: [{ path: '/query/items' }] })
    const list = await base.app.refused(crossSelling.read, { query: { left: 'air', right: 'customs' } })
    expect(list.body).toMatchObject({ status: 422, errors: [{ path: '/query/left' }] })
  })

  test('a period without orders has no baskets and no rules', async () => {
    const { body } = await base.app.call(association.read, { query: { from: '2031-01-01', to: '2031-12-31' } })
    expect(body).toMatchObject({ baskets: 0, found: 0, rules: [], tooMany: null })
  })

  test('the lists leave as files in the language asked for', async () => {
    const rules = await base.app.call(association.file, { query: { ...euros, format: 'csv', locale: 'zh-CN' } })
    const [head, first] = rules.raw.body.replace('\uFEFF', '').split('\r\n')
    expect(head).toBe('买了,也买,篮数,支持度,置信度,提升度,调整后 p 值')
    expect(first).toMatch(/^仓储,公路,6,/)
    const list = await base.app.call(crossSelling.file, {
      query: { ...euros, left: '["air"]', right: 'customs', format: 'csv', locale: 'en' },
    })
    expect(list.raw.body).toContain('air 09')
    expect(list.raw.body.trim().split('\r\n')).toHaveLength(11)
  })

  test('read in pieces the baskets are those read at once', async () => {
    await writeAsOwner(base.database, async (tx) => {
      const account = await anAccount(tx, { name: 'On other days' })
      for (const [at, services] of [['road', 'air'], ['sea'], ['air', 'customs', 'road']].entries())
        await anOrderOf(
          tx,
          account.id,
          services.map((service) => ({ service, amount: 1 })),
          `2026-04-0${at + 1}`,
        )
    })
    await base.warehouse.catchUp()
    const basis = await basisOf(base.warehouse, euros, base.boss)
    for (const basketOf of ['customer', 'order'] as const) {
      const counted = await countItems(base.warehouse, basis, basketOf, 'service', 0.001)
      const whole = await readBaskets(base.warehouse, basis, basketOf, 'service', counted)
      const pieces = await readBaskets(base.warehouse, basis, basketOf, 'service', counted, 2)
      expect(pieces.baskets).toBe(counted.baskets)
      expect(new Set(pieces.basket).size).toBe(counted.baskets)
      expect(textOf(pieces)).toEqual(textOf(whole))
      // What orders know of their services is what their lines say.
      for (const filter of [euros, { ...euros, service: 'air' as const }]) {
        const part = await basisOf(base.warehouse, filter, base.boss)
        const ofLines = await countItems(base.warehouse, part, basketOf, 'service', 0.1)
        const services = await servicesOf(base.warehouse, part, basketOf)
        expect(countServices(services, 0.1)).toEqual(ofLines)
        expect(textOf(basketsOfServices(services, ofLines))).toEqual(
          textOf(await readBaskets(base.warehouse, part, basketOf, 'service', ofLines)),
        )
      }
    }
  })
})
