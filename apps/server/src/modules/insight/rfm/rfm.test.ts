import { listRfm, listRfmIds, rfm } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { aBase, type Base } from '../for-tests.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

/** Quintiles in SQL on the source, as the field writes them down. */
const scoresInSource = async (condition: string) => {
  const fifth = (value: string) =>
    `ceil(5.0 * (rank() over (order by ${value}) - 1 + count(*) over (partition by ${value}) / 2.0) / count(*) over ())::int`
  const { rows } = await base.database.owner.query(
    `with base as (
       select a.id, '2026-11-22'::date - max(o.ordered_on) filter (where l.amount_e4 >= 0) as days,
              count(distinct o.id) filter (where l.amount_e4 >= 0)::int as orders, sum(l.amount_e4)::float8 as revenue
       from   accounts a join orders o on o.account_id = a.id join order_lines l on l.order_id = o.id
       where  o.currency = 'CNY' and ${condition} group by a.id)
     select id, days, orders, revenue, ${fifth('-days')} as r, ${fifth('orders')} as f, ${fifth('revenue')} as m
     from base order by revenue desc, id`,
  )
  return rows as { id: string; days: number; orders: number; revenue: number; r: number; f: number; m: number }[]
}

test('every customer has the scores that quintiles in SQL on the source give', async () => {
  const source = await scoresInSource('true')
  const { body } = await base.app.call(rfm.read, { query: { rows: 500 } })
  expect(body.customers).toBe(200)
  expect(body.rows.map((row) => [row.account.id, row.recency, row.frequency, row.monetary, row.orders])).toEqual(
    source.map((row) => [row.id, row.r, row.f, row.m, row.orders]),
  )
  expect(body.rows.map((row) => row.revenueE4)).toEqual(source.map((row) => row.revenue))
  for (const cell of body.cells) {
    const inCell = source.filter((row) => row.r === cell.recency && row.f === cell.frequency)
    expect(cell.customers).toBe(inCell.length)
    expect(cell.revenueE4).toBe(inCell.reduce((sum, row) => sum + row.revenue, 0))
  }
  expect(body.segments.reduce((sum, segment) => sum + segment.customers, 0)).toBe(200)
})

test('a cell opens its customers, page by page, each once', async () => {
  const { body } = await base.app.call(rfm.read, { query: { rows: 500 } })
  const cell = body.cells.toSorted((one, other) => other.customers - one.customers)[0]
  if (!cell) throw new Error('no cell')
  const { recency, frequency, customers } = cell
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await base.app.call(listRfm, { query: { recency, frequency, limit: 33, cursor } })
    expect(page.body.total).toBe(customers)
    found.push(...page.body.rows.map((row) => row.account.id))
    cursor = page.body.next ?? undefined
  } while (cursor)
  const expected = body.rows.filter((row) => row.recency === recency && row.frequency === frequency)
  expect(found).toEqual(expected.map((row) => row.account.id))
})

test('a seller is scored among his own customers alone', async () => {
  const source = await scoresInSource(`a.owner_id = '${base.seller.id}'`)
  const { body } = await base.app.call(rfm.read, { as: base.seller, query: { rows: 500 } })
  expect(body.rows.map((row) => [row.account.id, row.recency, row.frequency, row.monetary])).toEqual(
    source.map((row) => [row.id, row.r, row.f, row.m]),
  )
  expect(body.rows.length).toBe(20)
  const list = await base.app.call(listRfm, { as: base.seller, query: { limit: 500 } })
  expect(list.body.total).toBe(20)
})

test('the customers of a cell and of a segment are had by id, to act on, each reader his own', async () => {
  for (const query of [{ recency: 5, frequency: 5 }, { segment: 'champions' }, {}] as const) {
    const list = await base.app.call(listRfm, { query: { ...query, limit: 500 } })
    const { body } = await base.app.call(listRfmIds, { query })
    expect(body).toEqual({ ids: list.body.rows.map((row) => row.account.id), total: list.body.total })
  }
  const mine = await base.app.call(listRfmIds, { as: base.seller })
  expect(mine.body.ids).toHaveLength(20)
})

test('another currency is scored apart, and a period without orders scores nobody', async () => {
  const dollars = await base.app.call(rfm.read, { query: { currency: 'USD' } })
  expect([dollars.body.customers, dollars.body.revenueE4]).toEqual([1, 123])
  const empty = await base.app.call(rfm.read, { query: { from: '2020-01-01', to: '2020-12-31' } })
  expect([empty.body.customers, empty.body.rows.length]).toEqual([0, 0])
  expect(empty.body.cells).toHaveLength(25)
})

test('what is dated in the future has not happened', async () => {
  const { body } = await base.app.call(rfm.read, { query: { to: '2030-01-01' } })
  expect(body.asOf).toBe('2026-11-22')
})

test('who may not see money or behaviour is refused, in the list too; a wrong score names its field', async () => {
  for (const [categories, code] of [
    [{ basic: true, behaviour: true }, 'financeHidden'],
    [{ basic: true, finance: true }, 'behaviourHidden'],
  ] as const) {
    const as = await aUser(base.database, {
      rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories },
    })
    expect((await base.app.refused(rfm.read, { as })).body.code).toBe(code)
    expect((await base.app.refused(listRfm, { as })).body.code).toBe(code)
    expect((await base.app.refused(listRfmIds, { as })).body.code).toBe(code)
  }
  const wrong = await base.app.refused(listRfm, { query: { recency: 6 } })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/recency'])
})

test('the grid leaves as a file in the language asked for', async () => {
  const { raw } = await base.app.call(rfm.file, { query: { format: 'csv', locale: 'zh-CN', rows: 2 } })
  const [head, first] = raw.body.replace('\uFEFF', '').split('\r\n')
  expect(head).toBe('客户编号,客户,等级,负责人,R,F,M,分群,最近订单,距今天数,订单,收入')
  expect(first).toContain('Customer 0,')
})
