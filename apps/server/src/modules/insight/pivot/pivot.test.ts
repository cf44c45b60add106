import { listLinesBehind, type PivotDimension, pivot, type ReplyOf } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { aBase, type Base } from '../for-tests.ts'
import { dimensions } from '../frame/dimensions.ts'

type Answer = ReplyOf<(typeof pivot)['read']>

let base: Base
beforeAll(async () => {
  base = await aBase()
  await base.database.owner.query(`
    update order_lines set region = (array['华东', '华南', null])[1 + (amount_e4 % 3 + 3) % 3],
           service = (array['sea', 'air'])[1 + (amount_e4 % 2 + 2) % 2], weight_g = 1500,
           promised_on = '2026-01-10', delivered_on = case when amount_e4 % 5 = 0 then date '2026-01-11' else date '2026-01-10' end`)
  await base.database.owner.query(`update accounts set industry = 'retail'`)
  await base.database.owner.query(
    `insert into account_figures (account_id, tier) select id, (array['A', 'B'])[1 + length(name) % 2] from accounts
     on conflict (account_id) do update set tier = excluded.tier`,
  )
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

const ask = async (query: object) => (await base.app.call(pivot.read, { query: query as never })).body
/** The values of one place, in the order of the measures; undefined: there is no such place. */
function at({ rowKeys, columnKeys, cells, measures }: Answer, row: string[], column: string[] = []) {
  const place = (paths: string[][], path: string[]) =>
    paths.findIndex((one) => JSON.stringify(one) === JSON.stringify(path))
  const [r, c] = [place(rowKeys, row), place(columnKeys, column)]
  return r < 0 || c < 0 ? undefined : cells[r]?.slice(c * measures.length, (c + 1) * measures.length)
}

test('every cell, subtotal and total is what the source holds', async () => {
  const answer = await ask({
    rows: 'service,region',
    columns: 'year',
    measures: 'revenue,customers,grossMargin,onTimeShare',
    currency: 'CNY',
  })
  const source = (condition: string) =>
    base.database.owner.query(
      `select sum(amount_e4)::float8 as revenue, count(distinct account_id)::float8 as customers,
              sum(amount_e4 - cost_e4)::float8 / sum(amount_e4)::float8 as margin, avg((delivered_on <= promised_on)::int)::float8 as on_time
       from order_lines where currency = 'CNY' and ${condition}`,
    )
  const places: [string[], string[], string][] = [
    [[], [], 'true'],
    [['sea'], [], `service = 'sea'`],
    [['air', '华东'], [], `service = 'air' and region = '华东'`],
    [['sea', '-'], ['2025-01-01'], `service = 'sea' and region is null and ordered_on < '2026-01-01'`],
    [[], ['2026-01-01'], `ordered_on >= '2026-01-01'`],
  ]
  for (const [row, column, condition] of places) {
    const [truth] = (await source(condition)).rows
    const [revenue, customers, margin, onTime] = at(answer, row, column) ?? []
    expect([revenue, customers], condition).toEqual([truth.revenue, truth.customers])
    expect(margin, condition).toBeCloseTo(truth.margin, 12)
    expect(onTime, condition).toBeCloseTo(truth.on_time, 12)
  }
  expect(answer.rowKeys.at(-1)).toEqual([])
  expect(answer.columnKeys).toEqual([['2025-01-01'], ['2026-01-01'], []])
  expect(answer.basis).toMatchObject({ currency: 'CNY', otherCurrencies: ['USD'] })
})

test('every dimension and every measure answers', async () => {
  for (const rows of Object.keys(dimensions)) {
    const answer = await ask({ rows, measures: 'lines,revenuePerOrder,quantity,freight' })
    expect(at(answer, [])?.[0], rows).toBe(answer.basis.lines)
    expect(
      answer.rowKeys.slice(0, -1).reduce((sum, path) => sum + (at(answer, path)?.[0] ?? 0), 0),
      rows,
    ).toBe(answer.basis.lines)
  }
  const whole = await ask({ measures: 'weight,cost,grossProfit,orders' })
  expect(at(whole, [])?.[0]).toBe(whole.basis.lines * 1_500)
})

test('parts stand with their subtotal, the largest first or by name', async () => {
  const answer = await ask({ rows: 'tier,service', measures: 'revenue' })
  const [first, second] = answer.rowKeys
  expect([first?.length, second?.length, second?.[0]]).toEqual([1, 2, first?.[0]])
  const tops = answer.rowKeys.filter((path) => path.length === 1).map((path) => at(answer, path)?.[0] ?? 0)
  expect(tops).toEqual(tops.toSorted((a, b) => b - a))
  const named = await ask({ rows: 'tier', sort: 'name' })
  expect(named.rowKeys).toEqual([['A'], ['B'], []])
})

test('the lines behind a cell are as many as the cell counts, whatever it is parted by', async () => {
  const wanted: PivotDimension[][] = [
    ['tier', 'region'],
    ['industry', 'month'],
    ['owner', 'service'],
    ['account', 'quarter'],
  ]
  for (const rows of wanted) {
    const answer = await ask({
      rows: rows.join(','),
      measures: 'lines',
      only: 'service=sea&service=air',
      currency: 'CNY',
    })
    const pair = (name: string, value: string): [string, string] => [name, value]
    const path = answer.rowKeys.find((one) => one.length === 2) ?? []
    // What a cell is of goes before the values the whole was narrowed to.
    const whole = ['sea', 'air'].flatMap((service) => (rows.includes('service') ? [] : [pair('service', service)]))
    const only = new URLSearchParams([...whole, ...rows.map((name, level) => pair(name, path[level] ?? ''))])
    const { body } = await base.app.call(listLinesBehind, { query: { currency: 'CNY', only: String(only), limit: 1 } })
    expect(body.total, rows.join()).toBe(at(answer, path)?.[0])
    expect(body.total).toBeGreaterThan(0)
  }
})

test('conditions narrow to what they name, and a value is a value, whatever it looks like', async () => {
  const answer = await ask({ rows: 'service', columns: '', measures: 'lines', only: 'region=-&service=sea' })
  expect(answer.rowKeys).toEqual([['sea'], []])
  expect(answer.basis.lines).toBe(at(answer, [])?.[0])
  const attack = `region=${encodeURIComponent("'; drop table fact_order_line; --")}`
  expect((await ask({ only: attack, measures: 'lines' })).rowKeys).toEqual([[]])
  expect((await ask({ measures: 'lines' })).basis.lines).toBeGreaterThan(300)
})

test('a seller’s pivot never counts what he may not see, nor names whom he may not', async () => {
  const { body } = await base.app.call(pivot.read, {
    as: base.seller,
    query: { rows: 'account', measures: 'customers', currency: 'CNY' },
  })
  expect(at(body, [])).toEqual([20])
  expect(Object.keys(body.names.account ?? {})).toHaveLength(20)
  const blind = await aUser(base.database, {
    rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
  })
  expect((await base.app.refused(pivot.read, { as: blind })).body.code).toBe('financeHidden')
})

test('a name that is none, one twice or too many is refused with its field', async () => {
  for (const [field, value] of [
    ['rows', 'colour'],
    ['rows', 'tier,tier'],
    ['rows', ''],
    ['columns', 'tier,region,mode'],
    ['measures', 'revenue); drop table x'],
    ['only', 'colour=red'],
  ] as const) {
    const { status, body } = await base.app.refused(pivot.read, { query: { [field]: value } as never })
    expect([status, body.errors?.[0]?.path]).toEqual([422, `/query/${field}`])
  }
})

test('a table of a million cells is refused with a way out', async () => {
  const { status, body } = await base.app.refused(pivot.read, {
    query: { rows: 'account,month,item', columns: 'account,month', measures: 'revenue,cost,lines,orders' },
  })
  expect([status, body.code]).toEqual([422, 'pivotTooLarge'])
  expect(body.detail).toContain('narrow it')
})

test('no lines at all are an empty table, not a fault', async () => {
  const answer = await ask({ rows: 'tier', columns: 'month', from: '1999-01-01', to: '1999-12-31' })
  expect([answer.rowKeys, answer.columnKeys]).toEqual([[[]], [[]]])
  expect(answer.basis.lines).toBe(0)
})

test('the file has the figures of the page under readable headings', async () => {
  const { raw } = await base.app.call(pivot.file, {
    query: {
      rows: 'service,region',
      columns: 'year',
      measures: 'revenue,weight',
      format: 'csv',
      locale: 'zh-CN',
      currency: 'CNY',
    },
  })
  const lines = raw.body.replace('\uFEFF', '').trim().split('\r\n')
  expect(lines[0]).toBe(
    '服务,区域,2025 · 收入,2025 · 重量（千克）,2026 · 收入,2026 · 重量（千克）,合计 · 收入,合计 · 重量（千克）',
  )
  expect(lines[1]).toMatch(/^(海运|空运),小计,/)
  expect(lines.at(-1)).toMatch(/^合计,,/)
})
