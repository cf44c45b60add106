import { addCostPool, changeCostPool, listCostPools, profitability, removeCostPool } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'
import { monthsBetween } from './months-between.ts'
import { profitabilityReport } from './profitability-report.ts'

describe.each(engineNames)('on %s', (engine) => {
  let base: Base
  beforeAll(async () => {
    base = await aBase(engine)
  })
  afterAll(() => base.close())

  const pool = {
    nameZh: '订单处理',
    nameEn: 'Order handling',
    driver: 'orders',
    monthlyE4: 600_000_000,
    currency: 'CNY',
    fixed: false,
  } as const
  // From the first order, 1 June 2025, to 22 November 2026: seventeen months and 22 of 30 days.
  const months = 17 + 22 / 30

  const ask = async (query: object = {}, as = base.boss) =>
    (await base.app.call(profitability.read, { as, query: { currency: 'CNY', limit: 500, ...query } })).body

  test('months count by their days', () => {
    expect(monthsBetween('2026-01-01', '2026-12-31')).toBe(12)
    expect(monthsBetween('2026-02-15', '2026-02-28')).toBe(0.5)
    expect(monthsBetween('2025-12-31', '2026-01-01')).toBeCloseTo(2 / 31, 12)
    expect(monthsBetween('2026-03-02', '2026-03-01')).toBe(0)
  })

  test('without pools what is left is the gross profit', async () => {
    const answer = await ask()
    const { rows } = await base.database.owner.query(
      `select sum(amount_e4)::float8 as revenue, sum(amount_e4 - cost_e4)::float8 as profit from order_lines where currency = 'CNY'`,
    )
    expect([answer.revenueE4, answer.grossProfitE4, answer.netE4, answer.serveE4]).toEqual([
      rows[0].revenue,
      rows[0].profit,
      rows[0].profit,
      0,
    ])
    expect(answer.pools).toEqual([])
    expect(answer.costed?.months).toBeCloseTo(months, 12)
  })

  test('a pool is laid on customers by their orders, to the last ten-thousandth', async () => {
    const { body } = await base.app.call(addCostPool, { body: pool })
    expect(body.pools).toMatchObject([{ ...pool, version: 1 }])
    const answer = await ask()
    const cost = Math.round(pool.monthlyE4 * months)
    expect(answer.serveE4).toBe(cost)
    expect(answer.pools).toMatchObject([{ laidE4: cost, costE4: cost }])
    expect(answer.netE4).toBe(answer.grossProfitE4 - cost)
    expect(answer.rows).toHaveLength(200)
    const { rows } = await base.database.owner.query(`
    select a.name, count(*)::int as orders, sum(l.amount_e4 - l.cost_e4)::float8 as profit, sum(count(*)) over ()::int as all_orders
    from   order_lines l join accounts a on a.id = l.account_id where l.currency = 'CNY' group by a.name`)
    for (const source of rows) {
      const row = answer.rows.find(({ account }) => account.name === source.name)
      const due = (cost * source.orders) / source.all_orders
      expect(Math.abs((row?.serveE4 ?? 0) - due)).toBeLessThan(1)
      expect(row?.netE4).toBe(source.profit - (row?.serveE4 ?? 0))
      expect(row?.steps.map(({ key }) => key)).toEqual(['revenue', 'goods', body.pools[0]?.id, 'net'])
    }
    const net = answer.rows.map(({ netE4 }) => netE4)
    expect(net).toEqual(net.toSorted((one, other) => one - other))
    expect(answer.unprofitable).toBe(net.filter((one) => one < 0).length)
    expect(answer.unprofitable).toBeGreaterThan(0)
    expect(answer.lossE4).toBe(0 - net.filter((one) => one < 0).reduce((sum, one) => sum + one, 0))
  })

  test('what would mend an unprofitable customer does: the price rise brings zero, the orders joined save the loss', async () => {
    const [worst, ...others] = (await ask()).rows
    const { mending, revenueE4, netE4, serveE4, orders } = worst as NonNullable<typeof worst>
    const cost = revenueE4 - netE4
    expect(Math.abs(revenueE4 * (1 + (mending?.priceRise ?? 0)) - cost)).toBeLessThan(1)
    const perOrder = serveE4 / orders
    if (mending?.fewerOrders) expect(mending.fewerOrders * perOrder).toBeGreaterThanOrEqual(-netE4)
    else expect(Math.ceil(-netE4 / perOrder)).toBeGreaterThanOrEqual(orders)
    expect(others.find(({ account }) => account.name === 'Customer 0')?.mending).toBeNull()
  })

  test('a service that costs more than it brings is named', async () => {
    const { rows } = await base.database.owner.query(`
    update order_lines set service = 'customs', cost_e4 = amount_e4 + 777
    where  id = (select l.id from order_lines l join accounts a on a.id = l.account_id
                 where a.name = 'Customer 199' and l.currency = 'CNY' order by l.amount_e4 limit 1) returning 1`)
    expect(rows).toHaveLength(1)
    await base.warehouse.catchUp()
    const row = (await ask({ from: '2025-06-01' })).rows.find(({ account }) => account.name === 'Customer 199')
    expect(row?.mending?.dropServices).toEqual([{ service: 'customs', lossE4: 777 }])
  })

  test('the services of a customer bear together what the customer bears', async () => {
    const { body } = await base.app.call(addCostPool, {
      body: { ...pool, nameEn: 'Account care', driver: 'customers' },
    })
    const serveOf = async (query: object) =>
      (await ask(query)).rows.find(({ account }) => account.name === 'Customer 199')?.serveE4 ?? 0
    const parts = (await serveOf({ service: 'customs' })) + (await serveOf({ service: 'goods' }))
    expect(Math.abs(parts - (await serveOf({})))).toBeLessThanOrEqual(4)
    const added = body.pools.at(-1)
    await base.app.call(removeCostPool, { params: { id: added?.id as string }, version: 1 })
  })

  test('a seller’s figures are of his own customers, who bear the same as before, and the company’s costs are not told', async () => {
    const mine = await ask({}, base.seller)
    expect(mine.rows).toHaveLength(20)
    expect(mine.pools.map(({ costE4 }) => costE4)).toEqual([null])
    const all = new Map((await ask()).rows.map((row) => [row.account.id, row]))
    for (const row of mine.rows)
      expect(Math.abs(row.netE4 - (all.get(row.account.id)?.netE4 ?? 0))).toBeLessThanOrEqual(1)
  })

  test('pools of another currency are left out and said so; a change needs the version read', async () => {
    const { body } = await base.app.call(addCostPool, { body: { ...pool, nameEn: 'Abroad', currency: 'USD' } })
    expect(await ask()).toMatchObject({ otherPools: 1, pools: [{ nameEn: 'Order handling' }] })
    const abroad = body.pools.find(({ currency }) => currency === 'USD')
    const params = { id: abroad?.id as string }
    const changed = await base.app.call(changeCostPool, { params, version: 1, body: { ...pool, driver: 'lines' } })
    expect(changed.body.pools.at(-1)).toMatchObject({ driver: 'lines', version: 2 })
    expect((await ask()).pools).toHaveLength(2)
    expect((await base.app.refused(changeCostPool, { params, version: 1, body: pool })).status).toBe(412)
    await base.app.call(removeCostPool, { params, version: 2 })
    expect((await ask()).pools).toHaveLength(1)
    const events = await base.database.owner.query(`select kind from events where subject_id = $1 order by seq`, [
      params.id,
    ])
    expect(events.rows.map(({ kind }) => kind)).toEqual(['costPool.created', 'costPool.changed', 'costPool.removed'])
  })

  test('who may not see money or change analyses is refused; a wrong pool names its field', async () => {
    const modules = { accounts: 'all', orders: 'all', analyses: 'all' } as const
    const blind = await aUser(base.database, { rights: { modules, categories: { basic: true, behaviour: true } } })
    expect((await base.app.refused(profitability.read, { as: blind })).body.code).toBe('financeHidden')
    expect((await base.app.refused(listCostPools, { as: blind })).body.code).toBe('financeHidden')
    const reader = await aUser(base.database, {
      rights: { modules: { ...modules, analyses: { read: 'all' } }, categories: { basic: true, finance: true } },
    })
    expect((await base.app.refused(addCostPool, { as: reader, body: pool })).status).toBe(403)
    const wrong = await base.app.refused(addCostPool, { body: { ...pool, monthlyE4: -1 } })
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/monthlyE4'])
  })

  test('the file holds what the page shows; a period without lines is an answer', async () => {
    const { raw } = await base.app.call(profitability.file, {
      query: { currency: 'CNY', order: 'best', limit: 1, format: 'csv', locale: 'zh-CN' },
    })
    const [head, first] = raw.body.replace('\uFEFF', '').split('\r\n')
    expect(head).toMatch(/^客户编号,客户,订单,收入,毛利,服务成本,净利/)
    expect(first).toMatch(/,Customer 0,2,1000001/)
    const short = await ask({ currency: 'CNY', limit: 1 })
    expect(profitabilityReport(short, 'en').notes).toContain(`The first 1 of ${short.customers} customers are listed.`)
    expect(await ask({ from: '1990-01-01', to: '1990-12-31' })).toMatchObject({ rows: [], customers: 0, costed: null })
  })
})
