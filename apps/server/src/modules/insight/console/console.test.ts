import { pivot, readConsole } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aConsole, type ConsoleBase } from './for-tests.ts'

describe.each(engineNames)('over a warehouse on %s', (engine) => {
  let base: ConsoleBase
  beforeAll(async () => {
    base = await aConsole(engine)
  })
  afterAll(() => base.close())

  test('a statement is answered with columns, kinds and rows', async () => {
    const { body } = await base.ask(
      `select 1 as n, 2.5::decimal(18, 4) as d, 9007199254740993 as big, 12345678901234567.8901::decimal(38, 4) as wide, true as yes,
              date '2026-02-17' as day, timestamp '2026-02-17 08:00:00' as moment, null as nothing, 'é汉' as text, [1, 2] as list, 'nan'::double as nan`,
    )
    expect(body.rows).toEqual([
      [
        1,
        2.5,
        '9007199254740993',
        '12345678901234567.8901',
        true,
        '2026-02-17',
        '2026-02-17 08:00:00',
        null,
        'é汉',
        '[1, 2]',
        'NaN',
      ],
    ])
    expect(body.columns.map(({ kind }) => kind).join(' ')).toBe(
      'number number number number truth day moment number text text number',
    )
    expect(body.more).toBe(false)
  })

  test('a seller’s sum is his pivot’s, and the executive’s is everybody’s', async () => {
    const sql = `select sum(amount_e4) as revenue, count(distinct account_key) as customers from fact_order_line where currency = 'CNY'`
    for (const as of [base.seller, base.boss]) {
      const { body } = await base.ask(sql, as)
      const whole = await base.app.call(pivot.read, {
        as,
        query: { rows: 'service', measures: 'revenue,customers', currency: 'CNY' },
      })
      const total = whole.body.cells.at(-1)?.slice(-2)
      expect(body.rows[0]?.map(Number)).toEqual(total)
    }
    const [own, all] = [await base.ask(sql, base.seller), await base.ask(sql)]
    expect(own.body.rows[0]?.[1]).toBe(20)
    expect(all.body.rows[0]?.[1]).toBe(200)
  })

  test('who has no customers counts none, in any table', async () => {
    const nobody = await aUser(base.database, {
      rights: {
        modules: { accounts: 'own', orders: 'own', analyses: 'all', timeline: 'own', console: 'all' },
        categories: { basic: true, address: true, finance: true, behaviour: true, shared: true },
      },
    })
    const { body } = await base.app.call(readConsole, { as: nobody })
    const counted = body.tables.map(({ name }) => `select '${name}' as name, count(*) as n from ${name}`)
    const found = await base.ask(counted.join(' union all '), nobody)
    const full = found.body.rows.filter(([, n]) => n !== 0).map(([name]) => name)
    expect(full.sort()).toEqual(['dim_date', 'dim_staff'])
  })

  test('a customer’s parent beyond sight is not told', async () => {
    await base.database.owner.query(
      `update accounts set parent_id = (select id from accounts where name = 'Customer 1') where name in ('Customer 10', 'Customer 11')`,
    )
    await base.database.owner.query(
      `update accounts set parent_id = (select id from accounts where name = 'Customer 20') where name = 'Customer 30'`,
    )
    await base.warehouse.catchUp()
    const sql = 'select count(parent_id) as n from dim_account'
    expect((await base.ask(sql, base.seller)).body.rows).toEqual([[1]])
    expect((await base.ask(sql)).body.rows).toEqual([[3]])
  })

  test('an erased customer is not there', async () => {
    const sql = `select count(*) as n from dim_account`
    const before = Number((await base.ask(sql)).body.rows[0]?.[0])
    await base.database.owner.query(`update accounts set deleted_at = now() where name = 'Never ordered'`)
    await base.warehouse.catchUp()
    expect((await base.ask(sql)).body.rows).toEqual([[before - 1]])
  })
})
