import { forecast } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base, now } from '../for-tests.ts'
import { forecastReport } from './forecast-report.ts'
import { filled, firstOpenMonth, monthAfter, specialDays } from './months.ts'
import { keepForecasts } from './tracks.ts'

let base: Base
let big: { id: string }
/** Francs: 30 whole months of the large customer at 100 by road, and from the 20th on as much again of the seller's at 10 by sea. */
const months = 30
const first = '2024-05-01'

async function francs(tx: Tx, account_id: string, amount: number, day: string, service: string) {
  const id = newId()
  const common = { account_id, ordered_on: day, currency: 'CHF' }
  await tx
    .insertInto('orders')
    .values({ id, number: `F-${id}`, ...common })
    .execute()
  await tx
    .insertInto('order_lines')
    .values({ id: newId(), order_id: id, ...common, line_no: 1, amount_e4: amount, service })
    .execute()
}

const inFrancs = { currency: 'CHF' } as const

describe.each(engineNames)('on %s', (engineName) => {
  beforeAll(async () => {
    base = await aBase(engineName)
    big = await writeAsOwner(base.database, async (tx) => {
      const large = await anAccount(tx, { name: 'Large' })
      const small = await anAccount(tx, { name: 'Small', owner_id: base.seller.id })
      for (let at = 0; at <= months; at++) {
        const day = monthAfter(first, at).replace(/01$/, '05')
        await francs(tx, large.id, 1_000_000, day, 'road')
        if (at >= 20 && at < months) await francs(tx, small.id, 100_000, day, 'sea')
      }
      return large
    })
    await base.warehouse.catchUp()
  })
  afterAll(() => base.close())

  test('the history is what the source holds month by month, without the month that runs', async () => {
    const { body } = await base.app.call(forecast.read, { query: inFrancs })
    const { rows } = await base.database.owner.query(
      `select to_char(date_trunc('month', ordered_on), 'YYYY-MM-DD') as month, sum(amount_e4)::float8 as value
     from order_lines where currency = 'CHF' and ordered_on < '2026-11-01' group by 1 order by 1`,
    )
    expect(body.history).toEqual(rows)
    expect(body.history).toHaveLength(months)
    expect(body.running).toEqual({ month: '2026-11-01', value: 1_000_000 })
  })

  test('what never changes is forecast as it is, without a mistake, month after month', async () => {
    const query = { ...inFrancs, by: 'account', key: big.id, horizon: 3 } as const
    const { body } = await base.app.call(forecast.read, { query })
    expect(body).toMatchObject({ label: 'Large', needed: null, tracked: null })
    expect(body.forecast?.months.map(({ month, mean }) => [month, Math.round(mean)])).toEqual([
      ['2026-11-01', 1_000_000],
      ['2026-12-01', 1_000_000],
      ['2027-01-01', 1_000_000],
    ])
    expect(body.forecast?.tried.origins).toBe(9)
    expect(body.forecast?.tried.all.smape).toBeCloseTo(0, 6)
    expect(body.forecast?.seasonal).toBe(true)
  })

  test('a history too short says how many months are needed, and months without orders count as none sold', async () => {
    const early = await base.app.call(forecast.read, { query: { ...inFrancs, from: '2026-07-01' } })
    expect(early.body).toMatchObject({ needed: 6, forecast: null })
    expect(early.body.history).toHaveLength(4)
    const found = [
      { month: '2026-01-01', value: 3, firstOn: '2026-01-07' },
      { month: '2026-04-01', value: 5, firstOn: '2026-04-30' },
      { month: '2026-05-01', value: 1, firstOn: '2026-05-02' },
    ]
    expect(filled(found, '2026-05-01')).toEqual({
      history: [
        { month: '2026-01-01', value: 3 },
        { month: '2026-02-01', value: 0 },
        { month: '2026-03-01', value: 0 },
        { month: '2026-04-01', value: 5 },
      ],
      running: { month: '2026-05-01', value: 1 },
    })
    // Of January the period holds a part.
    expect(filled(found, '2026-05-01', '2026-01-15').history).toEqual([{ month: '2026-04-01', value: 5 }])
    // Who began late in a month has a part of it, unless the period begins with that month.
    expect(filled(found.slice(1), '2026-05-01').history).toEqual([])
    expect(filled(found.slice(1), '2026-05-01', '2026-04-01').history).toEqual([{ month: '2026-04-01', value: 5 }])
  })

  test('a period that ends within a month leaves that month out', () => {
    expect(firstOpenMonth('2026-11-22', undefined)).toBe('2026-11-01')
    expect(firstOpenMonth('2026-11-22', '2026-11-22')).toBe('2026-11-01')
    expect(firstOpenMonth('2026-11-22', '2026-09-30')).toBe('2026-10-01')
    expect(firstOpenMonth('2026-11-22', '2026-09-29')).toBe('2026-09-01')
    expect(firstOpenMonth('2026-11-22', '2030-01-01')).toBe('2026-11-01')
  })

  test('the week of the Spring Festival falls into the months of its year', async () => {
    // First days of the lunar year: 2025-01-29, 2026-02-17, 2027-02-06.
    const [festival] = await specialDays(base.warehouse, '2025-01-01', 26)
    expect(festival?.[0]).toBe(4)
    expect(festival?.[1]).toBe(4)
    expect(festival?.[13]).toBe(8)
    expect(festival?.[25]).toBe(8)
    expect(festival?.reduce((sum, days) => sum + days)).toBe(24)
  })

  test('forecasts are kept once a month and held against what comes', async () => {
    const keep = (at: string) => keepForecasts(base.database, base.warehouse, new Date(at))
    const tracks = async (condition: string) =>
      (await base.database.owner.query(`select * from forecast_tracks where ${condition} order by step`)).rows
    // In the currency of most lines, yuan so far: three months of the company and of its one service, by three measures.
    expect(await keep('2026-11-22T08:00:00Z')).toBe(18)
    await writeAsOwner(base.database, async (tx) => {
      for (let at = 0; at < 20; at++)
        for (let line = 0; line < 45; line++)
          await francs(tx, big.id, 20_000, monthAfter('2025-04-01', at).replace(/01$/, '09'), 'rail')
    })
    await base.warehouse.catchUp()
    const kept = await keep('2026-11-22T08:00:00Z')
    expect(kept).toBeGreaterThan(0)
    expect(await keep('2026-11-30T08:00:00Z')).toBe(0)
    const whole = await tracks(`scope = 'all' and measure = 'lines' and currency = 'CHF'`)
    expect(whole.map((row) => [row.currency, row.step, row.made_by])).toEqual([
      ['CHF', 1, null],
      ['CHF', 2, null],
      ['CHF', 3, null],
    ])
    expect(new Set((await tracks(`scope = 'service' and currency = 'CHF'`)).map((row) => row.key))).toEqual(
      new Set(['rail', 'road', 'sea']),
    )

    // As if it had been kept three months ago: its months are over now.
    await base.database.owner.query(
      `update forecast_tracks set after = after - interval '3 months', month = month - interval '3 months', mean = 1200000,
            lower = 900000, upper = 1500000, scale = 100000 where scope = 'all' and measure = 'revenue'`,
    )
    const ask = (as = base.boss) => base.app.call(forecast.read, { as, query: { ...inFrancs, horizon: 4 } })
    const { tracked, history } = (await ask()).body
    expect(tracked?.rows.map((row) => [row.month, row.step, row.actual])).toEqual([
      ['2026-10-01', 3, history.at(-1)?.value],
      ['2026-09-01', 2, history.at(-2)?.value],
      ['2026-08-01', 1, history.at(-3)?.value],
    ])
    // 1,000,000 + 100,000 + 45 × 20,000 came in each of the months: 2,000,000 against 1,200,000.
    expect(tracked?.all).toMatchObject({ count: 3, mase: 8, bias: -0.4, coverage: 0 })
    expect(tracked?.all.smape).toBeCloseTo((200 * 800_000) / 3_200_000, 9)
    expect((await ask(base.seller)).body.tracked).toBeNull()
  }, 60_000)

  test('a seller’s forecast is of his own customers alone', async () => {
    const { body } = await base.app.call(forecast.read, { as: base.seller, query: inFrancs })
    expect(body.history.map(({ value }) => value)).toEqual(Array.from({ length: 10 }, () => 100_000))
    const foreign = await base.app.call(forecast.read, {
      as: base.seller,
      query: { ...inFrancs, by: 'account', key: big.id },
    })
    expect(foreign.body).toMatchObject({ history: [], needed: 6, label: big.id })
  })

  test('orders and lines are counted, services and regions told apart, the largest first', async () => {
    const query = { ...inFrancs, by: 'service', measure: 'orders', to: '2025-03-31' } as const
    const { body } = await base.app.call(forecast.read, { query })
    expect(body).toMatchObject({ key: 'road', keys: [{ key: 'road', label: 'road', revenueE4: 11_000_000 }] })
    expect(body.history.map(({ value }) => value)).toEqual(Array.from({ length: 11 }, () => 1))
  })

  test('who may not see money is refused, and so is a question that is none', async () => {
    const agent = await aUser(base.database, {
      rights: {
        modules: { accounts: 'all', orders: 'all', analyses: 'all' },
        categories: { basic: true, behaviour: true },
      },
    })
    expect((await base.app.refused(forecast.read, { as: agent })).body.code).toBe('financeHidden')
    const wrong = await base.app.refused(forecast.read, { query: { horizon: 13 } })
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ path: '/query/horizon' }] })
    const never = await base.app.call(forecast.read, { query: { to: '1999-12-31' } })
    expect(never.body).toMatchObject({ history: [], needed: 6, forecast: null })
  })

  test('a forecast leaves as a file in the language asked for', async () => {
    const query = { ...inFrancs, by: 'service', key: 'sea', format: 'csv', locale: 'zh-CN', horizon: 2 } as const
    const { raw } = await base.app.call(forecast.file, { query })
    const [head, ...rows] = raw.body.replace('\uFEFF', '').trim().split('\r\n')
    expect(head).toBe('月份,预测,80% 下限,80% 上限,95% 下限,95% 上限')
    expect(rows.map((row) => row.slice(0, 10))).toEqual(['2026-11-01', '2026-12-01'])
    expect(now.toISOString()).toContain('2026-11-22')
  })

  test.each([
    ['zh-CN', '方法：组合，'],
    ['en', 'Method: combination,'],
  ] as const)(
    'a file in %s names the method in its language, and pretends to no tenth of a cent',
    async (locale, named) => {
      const { body } = await base.app.call(forecast.read, { query: inFrancs })
      expect(forecastReport(body, locale).notes.filter((note) => note.startsWith(named))).toHaveLength(1)
      const amounts = forecastReport(body, locale).tables[0]?.rows.flatMap((row) => row.slice(1)) ?? []
      expect(amounts.length).toBeGreaterThan(0)
      expect(amounts.map((amount) => Math.round(Number(amount) * 100) / 100)).toEqual(amounts)
    },
  )
})
