import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type InventoryFault, inventory, listLinesBehind, uploadInventory } from '@quayside/contract'
import { writeXlsx } from '@quayside/tabular'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { rowsAtMost } from '../../../platform/tables/read-table.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'

const january = { from: '2026-01-01', to: '2026-01-31', currency: 'EUR' } as const
const head = '客户编号,仓库,货品编码,盘点日期,数量,单位,库存金额,币种'

function sent(content: string | Buffer, name = 'stock.csv') {
  const start = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(start), Buffer.from(content), Buffer.from('\r\n--b--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  }
}

const upload = async (base: Base, lines: readonly string[], as: User = base.boss) => {
  const { body } = await base.app.call(uploadInventory, { ...sent(lines.join('\n')), as })
  await base.warehouse.catchUp()
  return body
}

/** A sale in whole units; without a cost where none is known. */
async function aSale(base: Base, accountId: string, day: string, amount: number, cost: number | null) {
  await writeAsOwner(base.database, async (tx) => {
    const id = newId()
    const common = { account_id: accountId, ordered_on: day, currency: 'EUR' }
    await tx
      .insertInto('orders')
      .values({ id, number: `O-${id}`, ...common })
      .execute()
    await tx
      .insertInto('order_lines')
      .values({
        id: newId(),
        order_id: id,
        line_no: 1,
        ...common,
        amount_e4: amount * 1e4,
        cost_e4: cost && cost * 1e4,
      })
      .execute()
  })
}

const customer = (base: Base, name: string, more = {}) =>
  writeAsOwner(base.database, async (tx) => {
    const { id } = await anAccount(tx, { name, ...more })
    return tx.selectFrom('accounts').select(['id', 'number']).where('id', '=', id).executeTakeFirstOrThrow()
  })

const stored = async (base: Base) =>
  (await base.database.owner.query('select count(*)::int as n from inventory_snapshots')).rows[0].n as number

const told = (faults: readonly InventoryFault[]) => faults.map(({ row, column, en }) => [row, column, en])

describe.each(engineNames)('on %s', (engine) => {
  let base: Base
  beforeAll(async () => {
    base = await aBase(engine)
  })
  afterAll(() => base.close())

  test('an example worked by hand comes out of an uploaded file', async () => {
    const mill = await customer(base, 'Paper mill', { external_key: 'ERP-77' })
    const shop = await customer(base, 'Tea shop')
    await aSale(base, mill.id, '2026-01-12', 600, 500)
    await aSale(base, mill.id, '2026-01-25', 400, 300)
    await aSale(base, mill.id, '2026-01-25', 999, null)
    await aSale(base, mill.id, '2025-12-31', 5_000, 4_000)
    await aSale(base, shop.id, '2026-01-31', 250, 100)
    await aSale(base, (await customer(base, 'Without stock')).id, '2026-01-31', 70, 60)
    const before = await base.app.call(inventory.read, { query: january })
    expect(before.body).toMatchObject({
      customers: 0,
      rows: [],
      months: [],
      total: { turnover: null, averageE4: null },
    })

    const answer = await upload(base, [
      head,
      // South holds 400, then 200: on average 300. North holds 100. Together 400.
      `${mill.number},South,X,2026-01-10,10,pcs,100,EUR`,
      `${mill.number},South,Y,2026-01-10,3.5,pcs,"300.00",EUR`,
      `ERP-77,South,X,2026-01-20,20,pcs,200,EUR`,
      `${mill.number},North,X,2026-01-15,1,pcs,100,EUR`,
      `${shop.number},South,Tea,2026/1/31,8,kg,100,EUR`,
      // Beyond the month, and in another currency.
      `${shop.number},South,Tea,2026-02-01,8,kg,7000,EUR`,
      `${shop.number},South,Cup,2026-01-31,8,kg,7000,USD`,
    ])
    expect(answer).toMatchObject({ rows: 7, added: 7, corrected: 0, unchanged: 0, faulty: 0, faults: [] })
    expect(answer.columns.map(({ field }) => field)).toEqual([
      'customer',
      'site',
      'sku',
      'day',
      'quantity',
      'unit',
      'value',
      'currency',
    ])

    const { body } = await base.app.call(inventory.read, { query: january })
    expect(body).toMatchObject({
      days: 31,
      customers: 2,
      counted: { snapshots: 5, unvalued: 0, inOtherCurrencies: 1 },
    })
    const [first, second] = body.rows
    // Mill: 800 ÷ 400 = 2; 31 ÷ 2; margin 200 ÷ 1,000; cross 0.2 × 2; share 1,000 ÷ 1,250; contribution 0.4 × 0.8.
    expect(first).toMatchObject({
      account: { name: 'Paper mill' },
      sites: 2,
      lastDay: '2026-01-20',
      revenueE4: 1_000_0000,
      costE4: 800_0000,
      averageE4: 400_0000,
      turnover: 2,
      daysOfStock: 15.5,
      shareOfSales: 0.8,
    })
    expect(first?.grossMargin).toBeCloseTo(0.2, 12)
    expect(first?.crossRatio).toBeCloseTo(0.4, 12)
    expect(first?.contributionRatio).toBeCloseTo(0.32, 12)
    // Shop: 100 ÷ 100 = 1; margin 150 ÷ 250; contribution 0.6 × 0.2.
    expect(second).toMatchObject({ account: { name: 'Tea shop' }, averageE4: 100_0000, turnover: 1, daysOfStock: 31 })
    expect(second?.contributionRatio).toBeCloseTo(0.12, 12)
    // Together: 900 ÷ 500; margin 350 ÷ 1,250.
    expect(body.total).toMatchObject({ revenueE4: 1_250_0000, costE4: 900_0000, averageE4: 500_0000, turnover: 1.8 })
    expect(body.total.grossMargin).toBeCloseTo(0.28, 12)
    expect(body.total.crossRatio).toBeCloseTo(0.504, 12)
    expect(body.total.shareOfSales).toBe(1)
    expect(body.months).toEqual([
      {
        month: '2026-01-01',
        revenueE4: 1_250_0000,
        costE4: 900_0000,
        averageE4: 500_0000,
        turnover: 1.8,
        daysOfStock: 31 / 1.8,
      },
    ])
    const behind = await base.app.call(listLinesBehind, { query: { ...january, stock: 'counted' } })
    expect(behind.body.rows.map(({ costE4 }) => costE4).toSorted()).toEqual([100_0000, 300_0000, 500_0000])
    const file = await base.app.call(inventory.file, { query: { ...january, format: 'csv', locale: 'en' } })
    expect(file.raw.body).toContain('Paper mill,1000,800,400,2,15.5,')
    expect(file.raw.body).toContain('Total,1250,900,500,1.8,')
  })

  test('a count without a value is no stock of nothing: the day of that site is left out, and it is said', async () => {
    const one = await customer(base, 'Half known')
    await aSale(base, one.id, '2024-05-02', 500, 300)
    await upload(base, [
      head,
      `${one.number},S,A,2024-05-01,1,,150,EUR`,
      `${one.number},S,A,2024-05-02,1,,900,EUR`,
      `${one.number},S,B,2024-05-02,1,,,EUR`,
    ])
    const may = { from: '2024-05-01', to: '2024-05-31', currency: 'EUR' } as const
    const { body } = await base.app.call(inventory.read, { query: may })
    expect(body.counted).toMatchObject({ snapshots: 3, unvalued: 1 })
    expect(body.rows[0]).toMatchObject({ averageE4: 150_0000, turnover: 2 })
    await upload(base, [head, `${one.number},T,A,2024-05-02,1,,,EUR`])
    const now = await base.app.call(inventory.read, { query: may })
    expect(now.body.rows[0]).toMatchObject({ averageE4: null, turnover: null, contributionRatio: null, sites: 2 })
    expect(now.body.total).toMatchObject({ averageE4: null, costE4: 0 })
  })
})

describe('a file of stock counts', () => {
  let base: Base
  let own: Awaited<ReturnType<typeof customer>>
  let others: Awaited<ReturnType<typeof customer>>
  let keeper: User
  beforeAll(async () => {
    base = await aBase()
    keeper = await aUser(base.database, {
      rights: {
        modules: { accounts: 'all', orders: 'own', imports: 'own', analyses: 'all' },
        categories: { basic: true, finance: true },
      },
    })
    own = await customer(base, 'Own', { owner_id: keeper.id })
    others = await customer(base, 'Others', { owner_id: base.seller.id })
  })
  afterAll(() => base.close())

  test('keeps the right rows and says of each other row where and what is wrong', async () => {
    const before = await stored(base)
    const answer = await upload(base, [
      'Customer,Warehouse,SKU,Date,Qty,Value,Currency',
      `${own.number},W,A,2026-03-01,1,1,CNY`,
      `C-NOBODY,W,A,2026-03-01,1,1,CNY`,
      `${own.number},W,A,2026-13-01,1,1,CNY`,
      `${own.number},W,B,2026-11-23,1,1,CNY`,
      `${own.number},W,C,2026-03-01,-1,1,CNY`,
      `${own.number},W,D,2026-03-01,1,-0.01,CNY`,
      `${own.number},W,E,2026-03-01,1,1,yuan`,
      `${own.number},,F,2026-03-01,1,1,CNY`,
      `${own.number},W,G,2026-03-01,many,1,CNY`,
      `${own.number},W,A,2026-03-01,2,1,CNY`,
      `${own.number},W,H,2026-03-01,2,,`,
    ])
    expect(answer).toMatchObject({ rows: 11, added: 2, faulty: 9 })
    expect(told(answer.faults)).toEqual([
      [3, 'A', 'There is no customer “C-NOBODY” that you can see.'],
      [4, 'D', expect.stringContaining('2026-13-01')],
      [5, 'D', 'The day lies in the future.'],
      [6, 'E', 'It must not be below 0.'],
      [7, 'F', 'It must not be below 0.'],
      [8, 'G', 'Write the currency in three letters, e.g. CNY.'],
      [9, 'B', 'This cell must not be empty.'],
      [10, 'E', expect.stringContaining('many')],
      [11, null, 'Repeats row 2: the same customer, site, SKU and day.'],
    ])
    for (const { zh } of answer.faults) expect(zh).toMatch(/\p{Script=Han}/u)
    expect(await stored(base)).toBe(before + 2)
    const { rows } = await base.database.owner.query(
      `select quantity::text, value_e4, currency from inventory_snapshots where sku = 'H'`,
    )
    expect(rows).toEqual([{ quantity: '2.0000', value_e4: null, currency: 'CNY' }])
  })

  test('changes nothing the second time, and corrects what a later file says otherwise', async () => {
    const lines = [head, `${own.number},W,I,2026-04-01,5,pcs,10,CNY`, `${own.number},W,J,2026-04-01,5,pcs,10,CNY`]
    expect(await upload(base, lines)).toMatchObject({ added: 2, corrected: 0, unchanged: 0 })
    const before = await stored(base)
    expect(await upload(base, lines)).toMatchObject({ added: 0, corrected: 0, unchanged: 2 })
    lines[2] = `${own.number},W,J,2026-04-01,6,pcs,12,CNY`
    expect(await upload(base, lines)).toMatchObject({ added: 0, corrected: 1, unchanged: 1 })
    expect(await stored(base)).toBe(before)
    const { rows } = await base.database.owner.query(
      `select sku, quantity::float8, value_e4::float8, version from inventory_snapshots where day = '2026-04-01' order by sku`,
    )
    expect(rows).toEqual([
      { sku: 'I', quantity: 5, value_e4: 10_0000, version: 1 },
      { sku: 'J', quantity: 6, value_e4: 12_0000, version: 2 },
    ])
    const events = await base.database.owner.query(
      `select data from events where kind = 'inventory.imported' order by id desc limit 1`,
    )
    expect(events.rows[0].data).toMatchObject({ fileName: 'stock.csv', rows: 2, corrected: 1, unchanged: 1 })
  })

  test('comes as a workbook too', async () => {
    const columns = head.split(',').map((header) => ({ header, kind: 'text' as const }))
    const content = await buffer(
      Readable.from(writeXlsx(columns, [[own.number, 'W', 'K', '2026-05-01', '1', 'pcs', '2.5', 'CNY']])),
    )
    const { body } = await base.app.call(uploadInventory, sent(content, 'stock.xlsx'))
    expect(body).toMatchObject({ rows: 1, added: 1, faults: [] })
  })

  test('is taken only for customers whose orders one may write, and tells nothing of those out of sight', async () => {
    const before = await stored(base)
    const lines = [head, `${own.number},W,L,2026-06-01,1,,1,CNY`, `${others.number},W,L,2026-06-01,1,,1,CNY`]
    const kept = await upload(base, lines, keeper)
    expect(kept).toMatchObject({ added: 1, faulty: 1 })
    expect(told(kept.faults)).toEqual([
      [3, 'A', `Your roles do not let you record stock of customer “${others.number}”.`],
    ])
    const blind = await aUser(base.database, {
      rights: {
        modules: { accounts: 'own', orders: 'own', imports: 'own', analyses: 'all' },
        categories: { basic: true },
      },
    })
    const unseen = await upload(base, lines, blind)
    expect(unseen).toMatchObject({ added: 0, faulty: 2 })
    for (const { en } of unseen.faults) expect(en).toMatch(/^There is no customer/)
    expect(await stored(base)).toBe(before + 1)
  })

  test('answers a seller from his own customers’ stock alone', async () => {
    await aSale(base, own.id, '2025-02-01', 20, 10)
    await aSale(base, others.id, '2025-02-01', 20, 10)
    await upload(base, [head, `${own.number},W,M,2025-02-01,1,,5,EUR`, `${others.number},W,M,2025-02-01,1,,10,EUR`])
    const query = { from: '2025-02-01', to: '2025-02-28', currency: 'EUR' } as const
    const all = await base.app.call(inventory.read, { query })
    expect(all.body).toMatchObject({ customers: 2, total: { averageE4: 15_0000 } })
    for (const [as, name, average] of [
      [keeper, 'Own', 5_0000],
      [base.seller, 'Others', 10_0000],
    ] as const) {
      const { body } = await base.app.call(inventory.read, { query, as })
      expect(body.rows.map(({ account }) => account.name)).toEqual([name])
      expect(body).toMatchObject({ total: { averageE4: average, shareOfSales: 1 }, counted: { snapshots: 1 } })
    }
  })

  test('is refused to who may not import, who may not write orders, and its answer to who may not see money', async () => {
    const content = sent(`${head}\n${own.number},W,N,2026-06-01,1,,1,CNY`)
    const rights = { categories: { basic: true, finance: true } }
    for (const modules of [
      { accounts: 'all', orders: 'all', analyses: 'all' },
      { accounts: 'all', imports: 'all', analyses: 'all', orders: { read: 'all', create: 'all' } },
    ] as const) {
      const as = await aUser(base.database, { rights: { ...rights, modules } })
      expect((await base.app.refused(uploadInventory, { ...content, as })).status).toBe(403)
    }
    const agent = await aUser(base.database, {
      rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
    })
    expect((await base.app.refused(inventory.read, { as: agent })).body.code).toBe('financeHidden')
  })

  test('that is no table, lacks columns or is too long is refused as a whole, and says so in both languages', async () => {
    const before = await stored(base)
    const refused = async (content: string | Buffer) => (await base.app.refused(uploadInventory, sent(content))).body
    expect(await refused('%PDF-1.7 something')).toMatchObject({ code: 'binaryFile', status: 422 })
    expect(await refused(`Customer,SKU,Qty\n${own.number},A,1`)).toMatchObject({
      code: 'columnsMissing',
      messageEn: expect.stringContaining('site, day'),
      messageZh: expect.stringContaining('仓库、日期'),
    })
    const line = `${own.number},W,A,2026-03-01,1,,1,CNY\n`
    expect(await refused(`${head}\n${line.repeat(rowsAtMost + 1)}`)).toMatchObject({
      code: 'tooManyRows',
      messageEn: expect.stringContaining('200,000'),
      messageZh: expect.stringContaining('200,000'),
    })
    expect(await stored(base)).toBe(before)
  })

  test('tells of 200 faulty rows at most, and counts them all', async () => {
    const answer = await upload(base, [
      head,
      ...Array.from({ length: 250 }, (_, at) => `nobody-${at},W,A,2026-03-01,1,,1,CNY`),
    ])
    expect(answer).toMatchObject({ rows: 250, faulty: 250 })
    expect(answer.faults).toHaveLength(200)
    expect(answer.faults[0]?.row).toBe(2)
  })
})
