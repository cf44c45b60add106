import { LOYALTY_CREDIT, PROSPECT_GROWTH, VALUE_COST } from '@quayside/analytics'
import {
  addCostPool,
  listMatrix,
  listMatrixIds,
  MatrixCell,
  MatrixKind,
  matrices,
  profitability,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
  await writeAsOwner(base.database, async (tx) => {
    const add = async (name: string, potential: number | null, days: Record<string, number>, sellers = false) => {
      const { id } = await anAccount(tx, { name, potential, owner_id: sellers ? base.seller.id : null })
      for (const [day, amount] of Object.entries(days)) await anOrder(tx, id, amount, day, 'USD')
    }
    await add('Star', 5, { '2025-03-01': 1000, '2026-03-01': 1500 }, true)
    await add('Trader', 2, { '2025-03-01': 1000, '2026-03-01': 1100 })
    await add('Ages', 4, { '2025-03-01': 1000, '2026-03-01': 900 })
    await add('Goes', 1, { '2025-03-01': 1000 })
    await add('New', 5, { '2026-03-01': 700 })
    await add('Unjudged', null, { '2025-03-01': 1000, '2026-03-01': 1000 })
  })
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

const year = { currency: 'USD', from: '2026-01-01', to: '2026-11-22' } as const

test('every type of packages/analytics is one of the contract', () => {
  const kinds = [PROSPECT_GROWTH, LOYALTY_CREDIT, VALUE_COST]
  expect(kinds.map(({ key }) => key)).toEqual(MatrixKind.options)
  const keys = kinds.flatMap(({ cells: { highX, lowX } }) =>
    [highX.highY, highX.lowY, lowX.highY, lowX.lowY].map(({ key }) => key),
  )
  expect([...keys, 'unknown'].toSorted()).toEqual([...MatrixCell.options].toSorted())
})

test('prospect × growth by hand: potential of the account, revenue against a year before', async () => {
  const { body } = await base.app.call(matrices.read, { query: year })
  const found = new Map(body.rows.map((row) => [row.account.name, row]))
  const cellOf = (name: string) => found.get(name)?.cell
  expect(['Star', 'Trader', 'Ages', 'Goes', 'New', 'Unjudged'].map(cellOf)).toEqual([
    'star',
    'transactional',
    'ageing',
    'eliminate',
    'unknown',
    'unknown',
  ])
  expect(found.get('Star')?.y).toBeCloseTo(0.5, 9)
  expect(found.get('Goes')?.y).toBe(-1)
  expect(body.x).toMatchObject({ cut: 4, rule: 'usual' })
  expect(body.cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(body.customers)
})

test('cut points are the reader’s', async () => {
  const { body } = await base.app.call(matrices.read, { query: { ...year, cutX: 2, cutY: 0.3 } })
  const found = new Map(body.rows.map((row) => [row.account.name, row.cell]))
  expect([found.get('Star'), found.get('Trader')]).toEqual(['star', 'ageing'])
  expect(body.y).toMatchObject({ cut: 0.3, rule: 'chosen' })
})

test('loyalty × credit by hand: tenure, repetition, regularity; the grade as kept', async () => {
  await writeAsOwner(base.database, async (tx) => {
    const loyal = await anAccount(tx, { name: 'Golden', credit_grade: 'AA' })
    await anOrder(tx, loyal.id, 100, '2020-01-15', 'EUR')
    for (let month = 1; month <= 12; month++) {
      const day = month < 12 ? `2026-${String(month - 0).padStart(2, '0')}-10` : '2025-12-10'
      await anOrder(tx, loyal.id, 100, day, 'EUR')
    }
    const once = await anAccount(tx, { name: 'Avoid', credit_grade: 'C' })
    await anOrder(tx, once.id, 100, '2026-11-22', 'EUR')
  })
  await base.warehouse.catchUp()
  const query = { currency: 'EUR', kind: 'loyaltyCredit' } as const
  const { body } = await base.app.call(matrices.read, { query })
  expect(body.rows.map((row) => [row.account.name, row.cell, row.y, row.creditGrade])).toEqual([
    ['Golden', 'golden', 5, 'AA'],
    ['Avoid', 'avoid', 2, 'C'],
  ])
  expect(body.rows[0]?.x).toBeCloseTo(100, 9)
  // No tenure, no repetition, one month of twelve.
  expect(body.rows[1]?.x).toBeCloseTo(100 / 3 / 12, 9)
})

test('value × cost: gross profit and cost share of the source, parted at their medians', async () => {
  const { rows } = await base.database.owner.query(
    `select account_id as id, sum(amount_e4 - cost_e4)::float8 as profit, sum(cost_e4)::float8 / sum(amount_e4) as cost
     from   order_lines where currency = 'CNY' and ordered_on > '2025-11-22' group by account_id`,
  )
  const query = { currency: 'CNY', kind: 'valueCost', rows: 500 } as const
  const { body } = await base.app.call(matrices.read, { query })
  const source = new Map(rows.map((row) => [row.id, row]))
  expect(body.rows).toHaveLength(rows.length)
  for (const row of body.rows) {
    expect(row.x).toBe(source.get(row.account.id)?.profit)
    const { cost, profit } = source.get(row.account.id)
    // Customer 5 returned more than he bought.
    if (profit + cost > 0 && row.y !== null) expect(row.y).toBeCloseTo(cost, 9)
  }
  expect(body.x.rule).toBe('median')
  const high = body.rows.filter((row) => row.x !== null && row.x >= Number(body.x.cut)).length
  expect(high).toBeGreaterThanOrEqual(body.rows.length / 2)
})

test('value × cost to serve: the cost of the pools laid on each customer, as his profitability has it', async () => {
  const query = { currency: 'CNY', kind: 'valueCost', rows: 500 } as const
  expect((await base.app.call(matrices.read, { query })).body).toMatchObject({ pools: 0, otherPools: 0 })
  const pool = { nameZh: '订单处理', nameEn: 'Order handling', monthlyE4: 600_000_000, fixed: false } as const
  await base.app.call(addCostPool, { body: { ...pool, driver: 'orders', currency: 'CNY' } })
  await base.app.call(addCostPool, { body: { ...pool, driver: 'revenue', currency: 'CNY' } })
  await base.app.call(addCostPool, { body: { ...pool, driver: 'orders', currency: 'USD' } })
  const { body } = await base.app.call(matrices.read, { query })
  expect(body).toMatchObject({ pools: 2, otherPools: 1 })
  const period = { from: body.from, to: body.to, currency: 'CNY', limit: 500 } as const
  const profits = (await base.app.call(profitability.read, { query: period })).body.rows
  const profitOf = new Map(profits.map((row) => [row.account.id, row]))
  expect(body.rows).toHaveLength(profits.length)
  for (const row of body.rows) {
    const { serveE4 = Number.NaN, revenueE4 = 0, grossProfitE4 } = profitOf.get(row.account.id) ?? {}
    expect(row.x).toBe(grossProfitE4)
    if (revenueE4 > 0) expect(Math.abs((row.y ?? Number.NaN) * revenueE4 - serveE4)).toBeLessThan(1)
  }
  // By orders alone a small customer costs a larger share of what he brings.
  const shares = body.rows.filter(({ revenueE4 }) => revenueE4 > 0).map(({ y }) => Number(y))
  expect(shares.at(-1)).toBeGreaterThan(Number(shares[0]))
  const mine = await base.app.call(matrices.read, { as: base.seller, query })
  const all = new Map(body.rows.map((row) => [row.account.id, row.y]))
  for (const row of mine.body.rows) expect(row.y).toBeCloseTo(all.get(row.account.id) as number, 2)
})

test('a cell opens its customers, and their ids to act on', async () => {
  const query = { ...year, cell: 'star' } as const
  const list = await base.app.call(listMatrix, { query })
  expect(list.body.rows.map((row) => row.account.name)).toEqual(['Star'])
  const { body } = await base.app.call(listMatrixIds, { query })
  expect(body).toEqual({ ids: list.body.rows.map((row) => row.account.id), total: 1 })
})

test('a seller sees his own in the cells, in the list and among the ids', async () => {
  const { body } = await base.app.call(matrices.read, { as: base.seller, query: year })
  expect(body.rows.map((row) => row.account.name)).toEqual(['Star'])
  expect(body.customers).toBe(1)
  const ids = await base.app.call(listMatrixIds, { as: base.seller, query: year })
  expect(ids.body.total).toBe(1)
})

test('nobody in the period, no hidden money, no cut that is none', async () => {
  const { body } = await base.app.call(matrices.read, { query: { ...year, from: '2019-01-01', to: '2019-12-31' } })
  expect([body.customers, body.rows.length]).toEqual([0, 0])
  const median = await base.app.call(matrices.read, {
    query: { ...year, kind: 'valueCost', from: '2019-01-01', to: '2019-12-31' },
  })
  expect(median.body.x.cut).toBeNull()
  const as = await aUser(base.database, {
    rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
  })
  for (const route of [matrices.read, listMatrix, listMatrixIds])
    expect((await base.app.refused(route, { as })).body.code).toBe('financeHidden')
  const wrong = await base.app.refused(matrices.read, { query: { cutX: 'high' as never } })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/cutX'])
})

test('leaves as a file with the types named in the language asked for', async () => {
  const { raw } = await base.app.call(matrices.file, { query: { ...year, format: 'csv', locale: 'zh-CN' } })
  const [head, first] = raw.body.replace('\uFEFF', '').split('\r\n')
  expect(head).toBe('客户编号,客户,等级,负责人,类型,发展前景,成长性,收入')
  expect(first).toContain('明星客户')
})
