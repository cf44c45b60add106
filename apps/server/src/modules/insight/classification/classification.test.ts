import {
  applyClassification,
  ClassificationFilter,
  classification,
  listClassified,
  readWarehouse,
} from '@quayside/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount } from '../../../../test/harness.ts'
import { readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'
import { sightOfCustomers } from '../frame/visible-to.ts'
import { rankAccounts } from './rank-accounts.ts'

const everything = ClassificationFilter.parse({})
const everybody = { beholder: null, modules: sightOfCustomers }

describe.each(engineNames)('on %s', (engineName) => {
  let base: Base
  beforeAll(async () => {
    base = await aBase(engineName)
  })
  afterAll(() => base.close())

  test('the pyramid puts 1, 4, 15 and 80 percent of the customers into A, B, C and D, with sums that PostgreSQL confirms', async () => {
    const { body } = await base.app.call(classification.read, { query: { measure: 'amount' } })
    expect(body.tiers.map((tier) => tier.accounts)).toEqual([2, 8, 30, 160])
    expect(body).toMatchObject({
      population: 200,
      withoutOrders: 1,
      basis: { currency: 'CNY', otherCurrencies: ['USD'], accounts: 200, lines: 401 },
    })
    const expected = await readAsOwner(base.database, (db) =>
      sql<{ tier: number; value: number }>`
      with ranked as (select account_id, sum(amount_e4)::float8 as value, rank() over (order by sum(amount_e4) desc) as place from order_lines where currency = 'CNY' group by account_id)
      select case when place <= 2 then 0 when place <= 10 then 1 when place <= 40 then 2 else 3 end as tier, sum(value) as value from ranked group by 1 order by 1`.execute(
        db,
      ),
    )
    expect(body.tiers.map((tier) => tier.value)).toEqual(expected.rows.map((row) => row.value))
    expect(body.curve.length).toBeLessThanOrEqual(200)
    expect(body.curve.at(-1)).toEqual([1, 1])
  })

  test('a period counts only its own orders', async () => {
    const { body } = await base.app.call(classification.read, {
      query: { measure: 'orders', from: '2026-01-01', to: '2026-12-31', currency: 'CNY' },
    })
    expect(body).toMatchObject({ total: 201, basis: { lines: 201, accounts: 200 } })
  })

  test('the list behind a tier pages through every customer of it once, by rank', async () => {
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const { body } = await base.app.call(listClassified, {
        query: { tier: 'C', limit: 7, ...(cursor ? { cursor } : {}) },
      })
      seen.push(...body.rows.map((row) => row.rank))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => at + 11))
  })

  test('a warehouse that has not been loaded yet says so and does not speak of a company without orders', async () => {
    const young = await base.young()
    await expect(rankAccounts(young, everything, everybody)).rejects.toMatchObject({
      status: 503,
      code: 'warehouseLoading',
    })
    await young.catchUp()
    expect((await rankAccounts(young, everything, everybody)).keys.length).toBe(200)
    await young.stop()
  })

  test('applied tiers stand on the accounts, and each move is told once', async () => {
    const first = await base.app.call(applyClassification, { body: { measure: 'amount' } })
    expect(first.body).toMatchObject({ accounts: 200, moved: 200 })
    const again = await base.app.call(applyClassification, { body: { measure: 'amount' } })
    expect(again.body.moved).toBe(0)
    const tiers = await readAsOwner(base.database, (db) =>
      sql<{
        tier: string
        n: number
      }>`select tier, count(*)::int as n from account_figures where tier is not null group by 1 order by 1`.execute(db),
    )
    expect(tiers.rows).toEqual([
      { tier: 'A', n: 2 },
      { tier: 'B', n: 8 },
      { tier: 'C', n: 30 },
      { tier: 'D', n: 160 },
    ])
  })

  test('what stood before is told, and applied again it takes a classification back', async () => {
    const tiersNow = () =>
      readAsOwner(base.database, (db) =>
        sql`select account_id, tier from account_figures where tier is not null order by account_id`.execute(db),
      ).then(({ rows }) => rows)
    await base.app.call(applyClassification, { body: { measure: 'amount', cutA: 2, cutB: 10, cutC: 30 } })
    const tiers = await tiersNow()
    const { body } = await base.app.call(applyClassification, { body: { measure: 'orders', scheme: 'pareto' } })
    expect(body.before).toMatchObject({ measure: 'amount', scheme: 'pyramid', cutA: 2, cutB: 10, cutC: 30 })
    expect(await tiersNow()).not.toEqual(tiers)
    await base.app.call(applyClassification, { body: body.before })
    expect(await tiersNow()).toEqual(tiers)
    await base.app.call(applyClassification, { body: { measure: 'amount' } })
  })

  test('a customer outside the ranking loses his tier and is told of it; the choice of another classification is an event', async () => {
    const day = { measure: 'amount', from: '2026-02-01', to: '2026-02-01', currency: 'USD' } as const
    const { body } = await base.app.call(applyClassification, { body: day })
    expect(body.accounts).toBe(1)
    const told = await readAsOwner(base.database, (db) =>
      sql<{
        n: number
      }>`select count(*)::int as n from events where kind = 'account.tierMoved' and data ->> 'to' is null`.execute(db),
    )
    expect(told.rows[0]?.n).toBe(199)
    await base.app.call(applyClassification, { body: { ...day, scheme: 'pareto' } })
    const chosen = await readAsOwner(base.database, (db) =>
      sql<{
        data: object
      }>`select data from events where kind = 'classification.applied' order by seq desc limit 1`.execute(db),
    )
    expect(chosen.rows[0]?.data).toMatchObject({ scheme: 'pareto', currency: 'USD' })
    await base.app.call(applyClassification, { body: { measure: 'amount' } })
  })

  test('cut points that fall are refused with the reason', async () => {
    const refusal = await base.app.refused(classification.read, { query: { cutA: 50, cutB: 10 } })
    expect(refusal).toMatchObject({ status: 422, body: { code: 'cutsMustRise' } })
  })

  test('the file has a heading and one row per customer, the tiers beside them, and of one tier its own', async () => {
    const csv = async (query: object) => {
      const { raw } = await base.app.call(classification.file, { query: { format: 'csv', locale: 'zh-CN', ...query } })
      return raw.body.replace('\uFEFF', '').trim().split('\r\n')
    }
    const all = await csv({})
    expect(all[0]).toBe('名次,客户编号,客户,负责人,等级,现用等级,销售额,占比,累计占比,订单数,最近下单')
    expect(all).toHaveLength(201)
    expect(all[1]).toMatch(/^1,[^,]+,Customer 0,[^,]+,A,A,1000001,/)
    expect(await csv({ tier: 'B' })).toHaveLength(9)
    expect((await csv({ measure: 'orders', rows: 3 }))[0]).toContain(',订单数,占比,')
  })

  test('region, service and owner narrow a ranking, orders of it too', async () => {
    await writeAsOwner(base.database, async (tx) => {
      const account = await anAccount(tx, { name: 'Two lanes', owner_id: base.seller.id })
      for (const day of ['2026-03-01', '2026-03-02']) await anOrder(tx, account.id, 700, day, 'SEK')
      await anOrder(tx, (await anAccount(tx, { name: 'By sea' })).id, 900, '2026-03-03', 'SEK')
      await sql`update order_lines set service = 'sea', region = '华东' where currency = 'SEK' and amount_e4 = 900`.execute(
        tx,
      )
      await sql`update order_lines set service = 'rail' where currency = 'SEK' and amount_e4 = 700`.execute(tx)
    })
    await base.warehouse.catchUp()
    const totals = async (query: object) => {
      const { body } = await base.app.call(classification.read, { query: { currency: 'SEK', ...query } })
      return [body.total, body.population, body.basis.lines]
    }
    expect(await totals({})).toEqual([2300, 2, 3])
    expect(await totals({ service: 'rail' })).toEqual([1400, 1, 2])
    expect(await totals({ region: '华东' })).toEqual([900, 1, 1])
    expect(await totals({ ownerId: base.seller.id })).toEqual([1400, 1, 2])
    expect(await totals({ measure: 'orders' })).toEqual([3, 2, 3])
    expect(await totals({ measure: 'orders', service: 'rail' })).toEqual([2, 1, 2])
    expect(await totals({ measure: 'grossProfit', service: 'sea' })).toEqual([450, 1, 1])
    const list = await base.app.call(listClassified, { query: { currency: 'SEK', service: 'rail' } })
    expect(list.body.rows.map(({ account, value }) => [account.name, value])).toEqual([['Two lanes', 1400]])
  })

  test('whose cost is not known has no place by gross profit', async () => {
    await writeAsOwner(base.database, async (tx) => {
      for (const name of ['Costed', 'Without costs'])
        await anOrder(tx, (await anAccount(tx, { name })).id, 800, '2026-04-01', 'NOK')
      await sql`update order_lines l set cost_e4 = null from accounts a where a.id = l.account_id and a.name = 'Without costs'`.execute(
        tx,
      )
    })
    await base.warehouse.catchUp()
    const query = { measure: 'grossProfit', currency: 'NOK' } as const
    const { body } = await base.app.call(classification.read, { query })
    expect(body).toMatchObject({ population: 1, total: 400, basis: { accounts: 2, lines: 2 } })
    expect(body.rows.map(({ account }) => account.name)).toEqual(['Costed'])
  })

  test('tiers against potential count every ranked customer once, and each cell opens onto its own', async () => {
    await base.database.owner.query(`update accounts set potential = 5 where name in ('Customer 1', 'Customer 2')`)
    await base.warehouse.catchUp()
    const { body } = await base.app.call(classification.read, { query: { currency: 'CNY' } })
    const cells = body.potential ?? []
    expect(cells.reduce((sum, cell) => sum + cell.accounts, 0)).toBe(body.population)
    expect(cells.filter(({ potential }) => potential === 5)).toEqual([
      { tier: 'A', potential: 5, accounts: 1 },
      { tier: 'B', potential: 5, accounts: 1 },
    ])
    const b5 = await base.app.call(listClassified, { query: { currency: 'CNY', tier: 'B', potential: 5 } })
    expect([b5.body.total, ...b5.body.rows.map(({ account }) => account.name)]).toEqual([1, 'Customer 2'])
    for (const { tier, potential, accounts } of cells) {
      const behind = await base.app.call(listClassified, { query: { currency: 'CNY', tier, potential, limit: 1 } })
      expect(behind.body.total).toBe(accounts)
    }
  })

  test('the warehouse tells its totals', async () => {
    const { body } = await base.app.call(readWarehouse)
    expect(body).toMatchObject({ accounts: 205, orders: 407, lines: 407, engine: engineName, state: 'following' })
  })
})
