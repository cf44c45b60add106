import {
  board,
  churn,
  classification,
  composition,
  forecast,
  profitability,
  retention,
  serviceKpis,
} from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'
import { monthAfter } from '../forecast/months.ts'

describe.each(engineNames)('on %s', (engineName) => {
  let base: Base
  /** Pounds: 100 by road in each of 18 months; 50 by sea in all but the last of them, which has 1. */
  beforeAll(async () => {
    base = await aBase(engineName)
    await writeAsOwner(base.database, async (tx) => {
      const account = await anAccount(tx, { name: 'Steady', owner_id: base.seller.id })
      for (let at = 0; at < 18; at++) {
        const day = monthAfter('2025-05-01', at).replace(/01$/, '03')
        await pounds(tx, account.id, 1_000_000, day, 'road')
        await pounds(tx, account.id, at === 17 ? 10_000 : 500_000, day, 'sea')
      }
    })
    await base.warehouse.catchUp()
  })
  afterAll(() => base.close())

  async function pounds(tx: Tx, account_id: string, amount: number, day: string, service: string) {
    const id = newId()
    const common = { account_id, ordered_on: day, currency: 'GBP' }
    await tx
      .insertInto('orders')
      .values({ id, number: `B-${id}`, ...common })
      .execute()
    await tx
      .insertInto('order_lines')
      .values({
        id: newId(),
        order_id: id,
        ...common,
        line_no: 1,
        amount_e4: amount,
        cost_e4: amount / 4,
        service,
        promised_on: day,
        delivered_on: service === 'road' ? day : '2026-11-01',
      })
      .execute()
  }

  const year = { currency: 'GBP', from: '2025-11-23', to: '2026-11-22' } as const

  test('each figure is that of the page it opens', async () => {
    const { app } = base
    const { body } = await app.call(board.read, { query: year })
    const parts = (await app.call(composition.read, { query: year })).body
    expect(body).toMatchObject({
      revenueE4: parts.total.revenueE4,
      formerRevenueE4: parts.total.formerRevenueE4,
      grossProfitE4: parts.total.grossProfitE4,
      grossMargin: parts.total.grossMargin,
    })
    const net = (await app.call(profitability.read, { query: year })).body
    expect(body.contribution).toMatchObject({ netE4: net.netE4, unprofitable: net.unprofitable, pools: 0 })
    expect(body.contribution.netE4).toBe(body.grossProfitE4)
    const kpis = (await app.call(serviceKpis.read, { query: year })).body.total
    expect(body.otif).toEqual({ share: kpis.otifShare, orders: kpis.orders, kept: kpis.otif, lateLines: kpis.late })
    const kept = (await app.call(retention.read, { query: year })).body
    expect(body.retention).toMatchObject({ rate: kept.retentionRate, activeAtEnd: kept.activeAtEnd })
    const radar = (await app.call(churn.read, { query: { currency: 'GBP', to: year.to } })).body.rhythm
    expect(body.alerts.churn.slipping).toBe(radar.slipping)
    const coming = (await app.call(forecast.read, { query: { currency: 'GBP' } })).body.forecast
    const shown = coming?.months.slice(0, 3).map(({ lower95: _low, upper95: _high, ...month }) => month)
    expect(body.forecast).toEqual(shown)
    const { from, to, currency } = year
    const tiers = (await app.call(classification.read, { query: { measure: 'amount', from, to, currency } })).body
    expect(body.tiers.parts.map(({ accounts }) => accounts)).toEqual(tiers.tiers.map(({ accounts }) => accounts))
  })

  test('the figures are those of the source, counted by hand', async () => {
    const { body } = await base.app.call(board.read, { query: year })
    // December 2025 to October 2026: eleven months by road and ten by sea, and the last.
    const revenue = 11 * 1_000_000 + 10 * 500_000 + 10_000
    expect(body).toMatchObject({ revenueE4: revenue, orders: 22, grossProfitE4: revenue * 0.75, grossMargin: 0.75 })
    // By road all on their day; by sea all later than promised.
    expect(body.otif).toMatchObject({ orders: 22, kept: 11, share: 0.5, lateLines: 11 })
    expect(body.retention).toMatchObject({ rate: 1, activeAtStart: 1, activeAtEnd: 1, new: 0, lost: 0 })
  })

  test('a service far below its own past is told, and one that keeps its own is not', async () => {
    const { alerts } = (await base.app.call(board.read, { query: year })).body
    expect(alerts.belowSeason).toMatchObject({ month: '2026-10-01', checked: 3 })
    const [sea] = alerts.belowSeason.rows.filter(({ service }) => service === 'sea')
    expect(sea?.actualE4).toBe(10_000)
    expect(sea?.expectedE4).toBeCloseTo(500_000, -1)
    expect(alerts.belowSeason.rows.map(({ service }) => service)).not.toContain('road')
  })

  test('a seller’s board is of his own customers alone', async () => {
    const { body } = await base.app.call(board.read, { as: base.seller, query: { currency: 'CNY' } })
    const { rows } = await base.database.owner.query(
      `select sum(l.amount_e4)::float8 as revenue from order_lines l join accounts a on a.id = l.account_id
       where l.currency = 'CNY' and a.owner_id = $1`,
      [base.seller.id],
    )
    expect(body.revenueE4).toBe(rows[0].revenue)
    expect(body.tiers.population).toBe(20)
    expect(body.formerRevenueE4).toBeNull()
    expect(body.alerts.tierMoves).toBeNull()
  })

  test('receivables are not known without an invoice, and of the customers one may see with some', async () => {
    const open = async (as = base.boss) =>
      (await base.app.call(board.read, { as, query: { currency: 'GBP', from: '2026-01-02' } })).body.receivablesE4
    expect(await open()).toBeNull()
    await base.warehouse.engine.write(async ({ run }) => {
      for (const [name, amount] of [
        ['is not null', 700],
        ['is null', 300],
      ] as const)
        await run(
          `insert into fact_invoice (invoice_id, account_key, invoiced_on, due_on, status, amount_e4, open_e4, currency)
           select account_id, account_key, date '2026-10-01', date '2026-11-01', 'open', ${amount}, ${amount}, 'GBP'
           from dim_account where account_key = (select min(account_key) from dim_account where owner_id ${name})`,
        )
    })
    const asked = async (as = base.boss) =>
      (await base.app.call(board.read, { as, query: { currency: 'GBP', from: '2026-01-03' } })).body.receivablesE4
    expect([await asked(), await asked(base.seller)]).toEqual([1_000, 700])
  })

  test('the file says what receivables are once there are invoices, and not that they are unknown', async () => {
    const { raw } = await base.app.call(board.file, {
      query: { currency: 'GBP', from: '2026-01-04', format: 'csv', locale: 'en' },
    })
    expect(raw.body).toMatch(/^Receivables,0\.1,GBP,Open amounts of all invoices\r?$/m)
  })

  test('who may not see money is refused; a period without orders is empty, not a mistake', async () => {
    const agent = await aUser(base.database, {
      rights: {
        modules: { accounts: 'all', orders: 'all', analyses: 'all' },
        categories: { basic: true, behaviour: true },
      },
    })
    expect((await base.app.refused(board.read, { as: agent })).body.code).toBe('financeHidden')
    const { body } = await base.app.call(board.read, { query: { from: '1999-01-01', to: '1999-12-31' } })
    expect(body).toMatchObject({ revenueE4: 0, grossMargin: null, otif: { share: null } })
    const wrong = await base.app.refused(board.read, { query: { from: 'yesterday' } as never })
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ path: '/query/from' }] })
  })

  test('the board leaves as a file in the language asked for', async () => {
    const { raw } = await base.app.call(board.file, { query: { ...year, format: 'csv', locale: 'zh-CN' } })
    const [head, revenue] = raw.body.replace('\uFEFF', '').split('\r\n')
    expect(head).toBe('指标,值,单位,说明')
    expect(revenue).toBe('收入,1601,GBP,期间内订单行金额之和')
  })

  test('in the file each figure says what it is counted in, and a share is written as the percentage it reads as', async () => {
    const { raw } = await base.app.call(board.file, { query: { ...year, format: 'csv', locale: 'en' } })
    const lines = raw.body.split('\r\n').map((line) => line.split(',').slice(0, 3).join(','))
    expect(lines).toEqual(
      expect.arrayContaining([
        'Gross margin,75,%',
        'On time in full,50,%',
        'Orders due,22,orders',
        'New customers,0,customers',
        'Revenue of the lost,0,GBP',
      ]),
    )
  })
})
