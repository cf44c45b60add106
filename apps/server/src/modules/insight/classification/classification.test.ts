import {
  applyClassification,
  ClassificationQuery,
  exportTier,
  listTier,
  readClassification,
  readWarehouse,
} from '@quayside/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Db, readAs, readAsOwner } from '../../../platform/database.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'
import { tierRows } from './export-tier.ts'
import { rankAccounts } from './rank-accounts.ts'

describe.each(engineNames)('on %s', (engineName) => {
  let base: Base
  beforeAll(async () => {
    base = await aBase(engineName)
  })
  afterAll(() => base.close())

  test('the pyramid puts 1, 4, 15 and 80 percent of the customers into A, B, C and D, with sums that PostgreSQL confirms', async () => {
    const { body } = await base.app.call(readClassification, { query: { measure: 'amount' } })
    expect(body.tiers.map((tier) => tier.accounts)).toEqual([2, 8, 30, 160])
    expect(body).toMatchObject({ population: 200, withoutOrders: 1, currency: 'CNY', otherCurrencies: ['USD'] })
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
    const { body } = await base.app.call(readClassification, {
      query: { measure: 'orders', from: '2026-01-01', to: '2026-12-31', currency: 'CNY' },
    })
    expect(body.total).toBe(201)
  })

  test('the list behind a tier pages through every customer of it once, by rank', async () => {
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const { body } = await base.app.call(listTier, { query: { tier: 'C', limit: 7, ...(cursor ? { cursor } : {}) } })
      seen.push(...body.rows.map((row) => row.rank))
      cursor = body.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => at + 11))
  })

  test('a warehouse that has not been loaded yet says so and does not speak of a company without orders', async () => {
    const young = await base.young()
    await expect(rankAccounts(young, ClassificationQuery.parse({}), null)).rejects.toMatchObject({
      status: 503,
      code: 'warehouseLoading',
    })
    await young.catchUp()
    expect((await rankAccounts(young, ClassificationQuery.parse({}), null)).keys.length).toBe(200)
    await young.stop()
  })

  test('applied tiers stand on the accounts, and each move is told once', async () => {
    const first = await base.app.call(applyClassification, { body: { measure: 'amount' } })
    expect(first.body).toEqual({ accounts: 200, moved: 200 })
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
    const refusal = await base.app.refused(readClassification, { query: { cutA: 50, cutB: 10 } })
    expect(refusal).toMatchObject({ status: 422, body: { code: 'cutsMustRise' } })
  })

  test('the export has a heading and one row per customer', async () => {
    const { raw } = await base.app.call(exportTier, { query: { format: 'csv', locale: 'zh-CN' } })
    const lines = raw.body.trim().split('\r\n')
    expect(lines[0]).toContain('客户名称')
    expect(lines).toHaveLength(201)
  })

  test('an export holds no connection while it is taken away, however slowly', async () => {
    let held = 0
    const read = async <T>(work: (db: Db) => Promise<T>) => {
      held++
      return readAs(base.database, base.boss.id, work).finally(() => held--)
    }
    let rows = 0
    for await (const _ of tierRows(read, base.warehouse, ClassificationQuery.parse({}), base.boss, undefined)) {
      rows++
      expect(held).toBe(0)
    }
    expect(rows).toBe(200)
  })

  test('the warehouse tells its totals', async () => {
    const { body } = await base.app.call(readWarehouse)
    expect(body).toMatchObject({ accounts: 201, orders: 402, lines: 402, engine: engineName, state: 'following' })
  })
})
