import { fourQuestions } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'
import { rankWanted } from './rank-wanted.ts'
import { spansOf } from './spans.ts'

describe.each(engineNames)('on %s', (engine) => {
  let base: Base
  beforeAll(async () => {
    base = await aBase(engine)
    await writeAsOwner(base.database, async (tx) => {
      const keen = await anAccount(tx, { name: 'Keen prospect' })
      await tx.updateTable('accounts').set({ potential: 5, industry: 'retail' }).where('id', '=', keen.id).execute()
      const gone = await anAccount(tx, { name: 'Gone', owner_id: base.seller.id })
      await anOrder(tx, gone.id, 9e10, '2025-03-01', 'CNY')
      await complaints(tx, gone.id, ['2025-04-01', '2025-09-01', '2024-05-05'])
      const calm = await tx
        .selectFrom('accounts')
        .select('id')
        .where('name', '=', 'Customer 1')
        .executeTakeFirstOrThrow()
      await complaints(tx, calm.id, ['2025-07-07'])
    })
    await base.database.owner.query(
      `insert into account_figures (account_id, tier) select id, 'A' from accounts where name in ('Customer 0', 'Customer 1')
     on conflict (account_id) do update set tier = excluded.tier`,
    )
    await base.warehouse.catchUp()
  })
  afterAll(() => base.close())

  async function complaints(tx: Tx, accountId: string, days: string[]) {
    for (const day of days)
      await tx
        .insertInto('interactions')
        .values({
          id: newId(),
          account_id: accountId,
          kind: 'complaint',
          at: `${day}T08:00:00Z`,
          subject: 'Late again',
        })
        .execute()
  }

  const ask = async (query: object = {}, as = base.boss) =>
    (await base.app.call(fourQuestions.read, { as, query: { currency: 'CNY', limit: 200, ...query } })).body

  test('this year is held against the same days and the whole of last year', async () => {
    expect(spansOf({}, '2026-11-22')).toEqual({
      thisYear: { from: '2026-01-01', to: '2026-11-22' },
      sameDays: { from: '2025-01-01', to: '2025-11-22' },
      lastYear: { from: '2025-01-01', to: '2025-12-31' },
      twelveMonths: { from: '2025-11-23', to: '2026-11-22' },
    })
    const { thisYear, sameDays, lastYear } = await ask()
    expect([thisYear.to, sameDays.to, lastYear.to]).toEqual(['2026-11-22', '2025-11-22', '2025-12-31'])
  })

  test('last year’s biggest are those of the source, and who bought nothing since is counted', async () => {
    const { bought } = await ask({ biggest: 5 })
    const { rows } = await base.database.owner.query(`
    select a.name, sum(l.amount_e4) filter (where l.ordered_on between '2025-01-01' and '2025-12-31')::float8 as last_year,
           coalesce(sum(l.amount_e4) filter (where l.ordered_on between '2026-01-01' and '2026-11-22'), 0)::float8 as this_year
    from   order_lines l join accounts a on a.id = l.account_id where l.currency = 'CNY' group by a.name
    order  by 2 desc nulls last limit 5`)
    expect(bought.rows.map((row) => [row.account.name, row.lastYearE4, row.thisYearE4])).toEqual(
      rows.map((row) => [row.name, row.last_year, row.this_year]),
    )
    expect(bought.rows[0]).toMatchObject({ account: { name: 'Gone' }, change: -1, rank: 1 })
    expect(bought).toMatchObject({ none: 1, less: 4, more: 0 })
  })

  test('a big customer who complained twice last year is named; one complaint, or one of another year, is not enough', async () => {
    const { complaints: told } = await ask()
    expect(told).toMatchObject({ seen: true, recorded: 3, ever: 4 })
    expect(told.rows.map((row) => [row.account.name, row.complaints, row.lastOn])).toEqual([['Gone', 2, '2025-09-01']])
  })

  test('who may not read what was said is told so, and no complaint is counted', async () => {
    const reader = await aUser(base.database, {
      rights: {
        modules: { accounts: 'all', orders: 'all', analyses: 'all' },
        categories: { basic: true, finance: true, behaviour: true },
      },
    })
    expect((await ask({}, reader)).complaints).toEqual({ seen: false, recorded: 0, ever: 0, rows: [] })
  })

  test('the wanted are those who did not buy this year; every factor of their worth is told', async () => {
    const { wanted } = await ask()
    const names = wanted.rows.map(({ account }) => account.name)
    expect(names.toSorted()).toEqual(['Gone', 'Keen prospect', 'Never ordered'])
    expect(wanted.candidates).toBe(3)
    for (const row of wanted.rows) expect(row.worthE4).toBeCloseTo(row.sizeE4 * row.growth * row.chance, 6)
    expect(wanted.rows.find(({ account }) => account.name === 'Gone')?.former).toBe(true)
  })

  test('worth is size of the potential × growth of the industry × chance, worked out by hand', () => {
    const account = (key: number, potential: number, orders: number, inPeriod: number) => ({
      key,
      industry: 1,
      potential,
      tier: Number.NaN,
      orders,
      in_period: inPeriod,
      in_twelve: inPeriod,
      before_twelve: orders - inPeriod,
      in_last: orders,
      before_last: 0,
    })
    const buyers = [1, 2, 3, 4, 5].map((key) => account(key, 2, 1, 1))
    const bought = (key: number) => ({ key, this_year: 150, same_days: 100, last_year: 100, twelve_months: 100 * key })
    const columns = <Row extends Record<string, number>>(rows: readonly Row[], like: Row) =>
      Object.fromEntries(
        Object.keys(like).map((name) => [name, Float64Array.from(rows, (row) => row[name] as number)]),
      ) as Record<keyof Row, Float64Array>
    const accounts = (rows: readonly ReturnType<typeof account>[]) => columns(rows, account(0, 0, 0, 0))
    const revenues = columns(
      buyers.map(({ key }) => bought(key)),
      bought(0),
    )
    const { candidates, rows } = rankWanted(accounts([...buyers, account(9, 4, 0, 0)]), revenues, 5)
    const [wanted] = rows
    expect(candidates).toBe(1)
    // Twice the potential of customers who bring 300 each. Of six who had not bought a year ago five have since.
    expect(wanted).toMatchObject({ key: 9, sizeE4: 600, growth: 1.5, former: false })
    expect(wanted?.chance).toBeCloseTo(5 / 6, 12)
    expect(wanted?.worthE4).toBeCloseTo(600 * 1.5 * (5 / 6), 9)
    expect(rankWanted(accounts([]), columns([], bought(0)), 5)).toEqual({ candidates: 0, rows: [] })
    const alike = [7, 5, 6, 8].map((key) => account(key, 3, 0, 0))
    expect(rankWanted(accounts([...buyers, ...alike]), revenues, 2).rows.map(({ key }) => key)).toEqual([5, 6])
  })

  test('A, B and C are the tiers shown everywhere', async () => {
    const { tiers } = await ask()
    expect(tiers.counts.map(({ tier, accounts }) => [tier, accounts])).toEqual([
      ['A', 2],
      ['B', 0],
      ['C', 0],
      ['D', 0],
    ])
    expect(tiers.rows.map(({ account }) => account.name).toSorted()).toEqual(['Customer 0', 'Customer 1'])
  })

  test('a seller’s answers are of his own customers; without money there are none', async () => {
    const mine = await ask({}, base.seller)
    expect(mine.bought.rows).toHaveLength(20)
    expect(mine.wanted.rows.map(({ account }) => account.name)).toEqual(['Gone'])
    expect(mine.tiers.counts[0]).toMatchObject({ tier: 'A', accounts: 1 })
    const blind = await aUser(base.database, {
      rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
    })
    expect((await base.app.refused(fourQuestions.read, { as: blind })).body.code).toBe('financeHidden')
    const wrong = await base.app.refused(fourQuestions.read, { query: { biggest: 0 } })
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/biggest'])
  })

  test('the answers leave in a file; a year without dealings is an answer', async () => {
    const { raw } = await base.app.call(fourQuestions.file, { query: { format: 'csv', locale: 'zh-CN' } })
    expect(raw.body.replace('\uFEFF', '').split('\r\n')[0]).toBe(
      '编号,客户,行业,潜力,曾经合作,规模,行业增长,赢得机会,期望价值',
    )
    const empty = await ask({ from: '1990-01-01', to: '1990-12-31' })
    expect(empty.bought.rows).toEqual([])
    expect(empty.basis.lines).toBe(0)
  })
})
