import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  board,
  classification,
  composition,
  lifetime,
  listLinesBehind,
  pivot,
  profitability,
  retention,
} from '@quayside/contract'
import { expect, onTestFinished, test } from 'vitest'
import { check, realData, run } from '../src/modules/accounts/imports/for-tests.ts'
import { openEngine } from '../src/warehouse/engine.ts'
import { startWarehouse } from '../src/warehouse/feeder.ts'
import { aUser, testApp, testDatabase, testFiles } from './harness.ts'

const now = new Date('2026-11-22T08:00:00Z')
const period = { from: '2019-01-01', to: '2022-12-31' } as const

interface Sale {
  order: string
  customer: string
  category: string
  mode: string
  salesE4: number
  profitE4: number
}

/** The file by itself: no cell holds a line end, amounts have at most four decimals. */
function salesOf(content: string): Sale[] {
  const [head = '', ...lines] = content.replace(/^\uFEFF/, '').split(/\r?\n/)
  const cellsOf = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    )
  const names = cellsOf(head)
  return lines
    .filter((line) => line !== '')
    .map(cellsOf)
    .map((cells) => {
      const cell = (name: string) => cells[names.indexOf(name)] ?? ''
      return {
        order: cell('Order ID'),
        customer: cell('Customer ID'),
        category: cell('Category'),
        mode: cell('Ship Mode'),
        salesE4: Math.round(Number(cell('Sales')) * 1e4),
        profitE4: Math.round(Number(cell('Profit')) * 1e4),
      }
    })
}

const sum = (sales: readonly Sale[], of: 'salesE4' | 'profitE4') => sales.reduce((total, sale) => total + sale[of], 0)

test('Superstore: composition, margins, repeat customers and profit are what the file itself says, on every page', async () => {
  const path = realData('superstore/superstore.csv')
  if (!path) return
  const database = await testDatabase()
  const stagingFolder = await mkdtemp(join(tmpdir(), 'quayside-sales-'))
  onTestFinished(() => rm(stagingFolder, { recursive: true, force: true }))
  const engine = await openEngine({ folder: null, stagingFolder })
  const log = { error: () => undefined, info: () => undefined }
  const warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
  onTestFinished(() => warehouse.stop())
  const files = testFiles(database)
  const app = await testApp(database, { as: await aUser(database), now, files, warehouse })
  const content = await readFile(path)
  const options = { target: 'customersAndOrders', currency: 'USD' } as const
  const checked = await check({ app, database, files, now }, 'superstore.csv', content, options)
  await run({ app, database, files, now }, checked.id)
  await warehouse.catchUp()
  const sales = salesOf(content.toString('utf8'))

  for (const by of ['category', 'mode'] as const) {
    const { body } = await app.call(composition.read, { query: { ...period, by } })
    const parts = Map.groupBy(sales, (sale) => sale[by])
    expect(body.total).toMatchObject({
      lines: 10_194,
      orders: 5_111,
      revenueE4: 23_265_343_543,
      grossProfitE4: 2_922_968_146,
    })
    expect(body.total.grossMargin).toBeCloseTo(292_296.8146 / 2_326_534.3543, 12)
    expect(new Set(body.parts.map(({ key }) => key))).toEqual(new Set(parts.keys()))
    for (const part of body.parts) {
      const own = parts.get(part.key) ?? []
      expect(part).toMatchObject({
        lines: own.length,
        orders: new Set(own.map(({ order }) => order)).size,
        revenueE4: sum(own, 'salesE4'),
        grossProfitE4: sum(own, 'profitE4'),
      })
      expect(part.grossMargin).toBeCloseTo(sum(own, 'profitE4') / sum(own, 'salesE4'), 12)
      expect(part.shareOfProfit).toBeCloseTo(sum(own, 'profitE4') / sum(sales, 'profitE4'), 12)
      const behind = await app.call(listLinesBehind, { query: { ...period, [by]: part.key, limit: 1 } })
      expect(behind.body.total).toBe(own.length)
    }
    const cross = await app.call(pivot.read, { query: { ...period, rows: by, measures: 'revenue,grossProfit,orders' } })
    const cells = new Map(cross.body.rowKeys.map((keys, at) => [keys.join(), cross.body.cells[at]]))
    for (const [key, own] of parts)
      expect(cells.get(key)?.slice(0, 2)).toEqual([sum(own, 'salesE4'), sum(own, 'profitE4')])
  }

  const customers = Map.groupBy(sales, ({ customer }) => customer)
  const ordersOf = (own: readonly Sale[]) => new Set(own.map(({ order }) => order)).size
  const repeated = [...customers.values()].filter((own) => ordersOf(own) > 1).length
  expect([customers.size, repeated]).toEqual([804, 792])
  const kept = await app.call(retention.read, { query: period })
  expect(kept.body.buyers).toBe(804)
  expect(kept.body.repeatRate).toBeCloseTo(792 / 804, 12)
  const lives = await app.call(lifetime.read, { query: { to: period.to } })
  expect([lives.body.customers, lives.body.oneTime]).toEqual([804, 12])

  const profits = await app.call(profitability.read, { query: { ...period, limit: 500 } })
  const losses = [...customers.values()].map((own) => sum(own, 'profitE4')).filter((profit) => profit < 0)
  expect(profits.body).toMatchObject({
    customers: 804,
    netE4: 2_922_968_146,
    unprofitable: losses.length,
    lossE4: -losses.reduce((total, loss) => total + loss, 0),
  })
  const keys = await database.owner.query('select id, external_key from accounts')
  const keyOf = new Map(keys.rows.map((row) => [row.id, row.external_key]))
  for (const row of profits.body.rows)
    expect(row.netE4).toBe(sum(customers.get(keyOf.get(row.account.id)) ?? [], 'profitE4'))

  const { body: tiers } = await app.call(classification.read, { query: { ...period, measure: 'amount' } })
  expect(tiers.tiers.map(({ accounts }) => accounts)).toEqual([9, 32, 120, 643])
  const { body: whole } = await app.call(board.read, { query: period })
  expect(whole).toMatchObject({ revenueE4: 23_265_343_543, grossProfitE4: 2_922_968_146, orders: 5_111 })
}, 180_000)
