import { CompositionBy, composition, inventory, listLinesBehind } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

const sumInSource = async (condition: string) => {
  const { rows } = await base.database.owner.query(
    `select count(*)::int as lines, coalesce(sum(l.amount_e4), 0)::float8 as revenue
     from order_lines l join accounts a on a.id = l.account_id where l.currency = 'CNY' and ${condition}`,
  )
  return rows[0]
}

test('the parts are the whole, and the whole is what the source holds', async () => {
  for (const by of CompositionBy.options) {
    const { body } = await base.app.call(composition.read, { query: { by, limit: 20 } })
    const source = await sumInSource('true')
    expect([body.total.lines, body.total.revenueE4]).toEqual([source.lines, source.revenue])
    expect(body.parts.reduce((sum, part) => sum + part.revenueE4, 0)).toBe(source.revenue)
    expect(body.parts.length).toBeLessThanOrEqual(21)
    expect(body.basis).toMatchObject({ currency: 'CNY', otherCurrencies: ['USD'], lines: source.lines })
    expect(body.months.reduce((sum, month) => sum + month.revenueE4, 0)).toBe(source.revenue)
  }
})

test('a year is held against the same days a year before, and who dealt only then is not forgotten', async () => {
  const [first, old] = await writeAsOwner(base.database, async (tx) => {
    const both = await anAccount(tx, { name: 'Both years' })
    const before = await anAccount(tx, { name: 'Last year only' })
    await anOrder(tx, both.id, 300, '2024-05-05', 'EUR')
    await anOrder(tx, both.id, 500, '2025-05-05', 'EUR')
    await anOrder(tx, before.id, 700, '2024-06-01', 'EUR')
    return [both, before]
  })
  await base.warehouse.catchUp()
  const query = { by: 'account', from: '2025-01-01', to: '2025-12-31', currency: 'EUR' } as const
  const { body } = await base.app.call(composition.read, { query })
  expect(body.former).toEqual({ from: '2024-01-01', to: '2024-12-31' })
  expect(body.parts.map((part) => [part.label, part.revenueE4, part.formerRevenueE4])).toEqual([
    [first?.name, 500, 300],
    [old?.name, 0, 700],
  ])
  expect(body.total).toMatchObject({ revenueE4: 500, formerRevenueE4: 1_000 })
})

test('gross margin counts the lines whose cost is known, and says how many those are', async () => {
  await base.database.owner.query(
    `update order_lines set cost_e4 = amount_e4 / 4 where id in (select id from order_lines where currency = 'USD')`,
  )
  await base.warehouse.catchUp()
  const { body } = await base.app.call(composition.read, { query: { currency: 'USD' } })
  expect(body.costKnown).toBe(1)
  // 123 − 30 of 123.
  expect(body.total).toMatchObject({ revenueE4: 123, grossProfitE4: 93 })
  expect(body.total.grossMargin).toBeCloseTo(93 / 123, 12)
})

test('turnover, cross and contribution ratio are those of the page of inventory, of customers and of services', async () => {
  const days = ['2025-01-31', '2025-06-30', '2026-02-28']
  const { rows } = await base.database.owner.query(
    `select id, name from accounts where name in ('Customer 0', 'Customer 5', 'Customer 10')`,
  )
  for (const [at, { id }] of rows.entries())
    for (const day of days)
      await base.database.owner.query(
        `insert into inventory_snapshots (id, account_id, day, site, sku, quantity, value_e4, currency)
         values (gen_random_uuid(), $1, $2, 'South', 'X', 1, $3, 'CNY'), (gen_random_uuid(), $1, $2, 'North', 'X', 1, 70000, 'CNY')`,
        [id, day, (at + 1) * 1e8],
      )
  await base.warehouse.catchUp()
  for (const period of [
    { from: '2025-06-01', to: '2026-05-31' },
    { from: '2026-01-01', to: '2026-12-31' },
  ]) {
    const query = { ...period, currency: 'CNY', limit: 500 } as const
    const stock = (await base.app.call(inventory.read, { query })).body
    const whole = (await base.app.call(composition.read, { query: { ...query, by: 'account' } })).body
    const close = (one: number | null | undefined, other: number | null | undefined) =>
      one === null || one === undefined ? expect(other).toBe(one) : expect(other).toBeCloseTo(one, 9)
    for (const name of ['turnover', 'crossRatio', 'contributionRatio'] as const) {
      close(stock.total[name], whole.total[name])
      for (const row of stock.rows) close(row[name], whole.parts.find((part) => part.key === row.account.id)?.[name])
    }
    const services = (await base.app.call(composition.read, { query })).body
    close(stock.total.turnover, services.total.turnover)
    // Of services the sales add up, and all stand against the same stock.
    close(
      stock.total.turnover,
      services.parts.reduce((sum, part) => sum + (part.turnover ?? 0), 0),
    )
    close(stock.total.contributionRatio, services.total.contributionRatio)
  }
  const year = { from: '2026-01-01', to: '2026-12-31', currency: 'CNY' } as const
  const former = (await base.app.call(composition.read, { query: { ...year, from: '2025-01-01', to: '2025-12-31' } }))
    .body
  const { total } = (await base.app.call(composition.read, { query: year })).body
  expect([total.formerTurnover, total.formerGrossMargin]).toEqual([former.total.turnover, former.total.grossMargin])
})

test('a seller’s composition and the rows behind it are of his own customers alone', async () => {
  const { body } = await base.app.call(composition.read, { as: base.seller, query: { by: 'account' } })
  const own = await sumInSource(`a.owner_id = '${base.seller.id}'`)
  expect([body.total.lines, body.total.revenueE4]).toEqual([own.lines, own.revenue])
  const behind = await base.app.call(listLinesBehind, { as: base.seller, query: { currency: 'CNY', limit: 500 } })
  expect(behind.body.rows).toHaveLength(own.lines)
  expect(behind.body.total).toBe(own.lines)
})

test('where orders reach less far than customers, an analysis reaches no further than orders', async () => {
  const reader = await aUser(base.database, {
    rights: {
      modules: { accounts: 'all', orders: 'own', analyses: 'all' },
      categories: { basic: true, finance: true },
    },
  })
  const { body } = await base.app.call(composition.read, { as: reader })
  expect(body.total.lines).toBe(0)
})

test('who may not see money is refused, and who may not take names away gets no file', async () => {
  const agent = await aUser(base.database, {
    rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
  })
  expect((await base.app.refused(composition.read, { as: agent })).body.code).toBe('financeHidden')
  const behind = await base.app.call(listLinesBehind, { as: agent, query: { limit: 5 } })
  expect(behind.body.rows.map((row) => row.amountE4)).toEqual([null, null, null, null, null])
  const reader = await aUser(base.database, {
    rights: {
      modules: { accounts: 'all', orders: 'all', analyses: 'all' },
      categories: { basic: { read: true }, finance: true },
    },
  })
  expect((await base.app.refused(composition.file, { as: reader })).status).toBe(403)
})

test('the rows behind a figure page through every line once, newest first', async () => {
  const found: string[] = []
  const days: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await base.app.call(listLinesBehind, {
      query: { currency: 'CNY', from: '2026-01-01', limit: 70, cursor },
    })
    found.push(...body.rows.map((row) => row.id))
    days.push(...body.rows.map((row) => row.orderedOn))
    cursor = body.next ?? undefined
  } while (cursor)
  expect(new Set(found).size).toBe(found.length)
  expect(found).toHaveLength((await sumInSource(`l.ordered_on >= '2026-01-01'`)).lines)
  expect(found.length).toBeGreaterThan(70)
  expect(days).toEqual(days.toSorted().reverse())
})

test('a composition leaves as a file in the language asked for', async () => {
  const { raw } = await base.app.call(composition.file, {
    query: { by: 'account', format: 'csv', locale: 'zh-CN', limit: 3 },
  })
  const [head, first] = raw.body.replace('\uFEFF', '').split('\r\n')
  expect(head).toBe(
    '客户,订单行,订单,收入,毛利,毛利率,收入占比,客户贡献率,上年同期收入,上年同期毛利率,商品周转率,上年同期周转率,交叉比率,贡献比率',
  )
  expect(first).toMatch(/^Customer 0,2,2,1000001(\.|,)/)
})
