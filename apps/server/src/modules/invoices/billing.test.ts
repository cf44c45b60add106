import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { type MoneyDesk, openMoneyDesk } from './for-tests.ts'

let { api, database, customer, write, read } = {} as MoneyDesk
beforeAll(async () => {
  ;({ api, database, customer, write, read } = await openMoneyDesk())
})

describe('orders', () => {
  test('are billed once, each with the usual tax of its service, and anew when the invoice is void', async () => {
    const id = await customer()
    const orderId = newId()
    await database.owner.query(
      `insert into orders (id, account_id, number, ordered_on, currency, reference, status) values ($1, $2, $3, '2026-01-05', 'CNY', 'PO-1', 'completed')`,
      [orderId, id, `O-${orderId}`],
    )
    for (const [no, service, amount] of [
      [1, 'road', 100_0000],
      [2, 'warehousing', 50_0000],
    ])
      await database.owner.query(
        `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service, amount_e4, origin, destination) values ($1, $2, $3, '2026-01-05', 'CNY', $4, $5, $6, '上海', '成都')`,
        [newId(), orderId, id, no, service, amount],
      )
    const billable = await api.call(contract.listBillableOrders, { query: { accountId: id } })
    expect(billable.body.orders).toMatchObject([{ id: orderId, lines: 2, netE4: 150_0000 }])
    const bill = () =>
      api.call(contract.billOrders, { body: { orderIds: [orderId], issuedOn: '2026-02-01', issue: true } })
    const [made] = (await bill()).body.invoices
    expect(made?.totalE4).toBe(109_0000 + 53_0000)
    const whole = await read(made?.id as string)
    expect(whole).toMatchObject({ reference: 'PO-1', lines: [{ taxBp: 900, service: 'road' }, { taxBp: 600 }] })
    expect((await bill()).body).toEqual({ invoices: [], left: [orderId] })
    await api.call(contract.voidInvoice, { params: { id: whole.id }, version: whole.version, body: { reason: 'x' } })
    const gross = await api.call(contract.billOrders, {
      body: { orderIds: [orderId], issuedOn: '2026-02-01', taxIncluded: true, each: 'customer' },
    })
    expect(gross.body.invoices[0]?.totalE4).toBe(150_0000)
    const billed = await read(gross.body.invoices[0]?.id as string)
    expect(billed.lines.map(({ orderLineNo, creditsLineNo }) => [orderLineNo, creditsLineNo])).toEqual([
      [1, null],
      [2, null],
    ])
  })

  test('taken back by a credit note are found from the note and from the order, by their lines', async () => {
    const id = await customer()
    const orderId = newId()
    await database.owner.query(
      `insert into orders (id, account_id, number, ordered_on, currency, status) values ($1, $2, $3, '2026-01-05', 'CNY', 'completed')`,
      [orderId, id, `O-${orderId}`],
    )
    for (const no of [1, 2])
      await database.owner.query(
        `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service, amount_e4) values ($1, $2, $3, '2026-01-05', 'CNY', $4, 'road', 1000000)`,
        [newId(), orderId, id, no],
      )
    const { body } = await api.call(contract.billOrders, {
      body: { orderIds: [orderId], issuedOn: '2026-02-01', issue: true },
    })
    const whole = await read(body.invoices[0]?.id as string)
    const { body: note } = await api.call(contract.creditInvoice, {
      params: { id: whole.id },
      body: {
        lines: [{ lineId: whole.lines[1]?.id as string, totalE4: 10_0000 }],
        reason: 'correction',
        issuedOn: '2026-02-02',
      },
    })
    expect(note.lines).toMatchObject([{ orderId, orderNumber: `O-${orderId}`, orderLineNo: 2, creditsLineNo: 2 }])
    const ofOrder = await api.call(contract.listInvoices, { query: { orderId } })
    expect(ofOrder.body.rows.map((row) => row.id).toSorted()).toEqual([whole.id, note.id].toSorted())
  })
})

describe('what is billed of orders', () => {
  const order = async (accountId: string, amounts: readonly number[], more: Record<string, unknown> = {}) => {
    const id = newId()
    const { status = 'completed', currency = 'CNY', fee = 0, kind = 'goods' } = more
    await database.owner.query(
      `insert into orders (id, account_id, number, ordered_on, currency, status, fee_e4, kind, cancelled_at)
       values ($1, $2, $3, '2026-01-05', $4, $5, $6, $7, case when $5 = 'cancelled' then now() end)`,
      [id, accountId, `O-${id}`, currency, status, fee, kind],
    )
    for (const [at, amount] of amounts.entries())
      await database.owner.query(
        `insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service, amount_e4) values ($1, $2, $3, '2026-01-05', $4, $5, 'road', $6)`,
        [newId(), id, accountId, currency, at + 1, amount],
      )
    return id
  }
  const bill = (orderIds: string[], more: object = {}) =>
    api.call(contract.billOrders, { body: { orderIds, issuedOn: '2026-02-01', issue: true, ...more } })

  test('is rounded to what the currency pays, and its lines are its sum in every split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 7 }),
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        fc.boolean(),
        async (amounts, currency, taxIncluded) => {
          const unit = { CNY: 100, JPY: 10_000, KWD: 10 }[currency] as number
          const exact = amounts.reduce((sum, amount) => sum + amount, 0)
          const id = await order(await customer(), amounts, { currency })
          const [made] = (await bill([id], { taxIncluded, issue: false })).body.invoices
          const told = await read(made?.id as string)
          const whole = Math.floor((exact + unit / 2) / unit) * unit
          expect(taxIncluded ? told.totalE4 : told.netE4).toBe(whole)
          expect(told.lines.reduce((sum, one) => sum + one.netE4, 0)).toBe(told.netE4)
          expect(told.lines.reduce((sum, one) => sum + one.netE4 + one.taxE4, 0)).toBe(told.totalE4)
          for (const [at, one] of told.lines.entries()) {
            expect([one.netE4 % unit, one.taxE4 % unit]).toEqual([0, 0])
            const billed = taxIncluded ? one.netE4 + one.taxE4 : one.netE4
            expect(Math.abs(billed - (amounts[at] as number))).toBeLessThan(unit)
          }
        },
      ),
      { numRuns: 15 },
    )
  }, 60_000)

  test('is what was delivered, and the rest later, whoever may not see the shipments', async () => {
    const accountId = await customer()
    const id = await order(accountId, [100_0000, 70_0000, 30_0000], { status: 'inTransit', kind: 'service' })
    const ship = (line: number, state: string) =>
      database.owner.query(
        `insert into shipments (id, account_id, order_id, line_no, mode, state, opened_at, delivered_at, delivered_on)
         values ($1, $2, $3, $4, 'road', $5, '2026-01-05', case when $5 = 'delivered' then timestamptz '2026-01-07' end,
                 case when $5 = 'delivered' then date '2026-01-07' end)`,
        [newId(), accountId, id, line, state],
      )
    const list = async (as?: User) =>
      (await api.call(contract.listBillableOrders, { query: { accountId }, ...(as && { as }) })).body.orders
    await ship(1, 'inTransit')
    await ship(2, 'planned')
    // Nobody waits for the third: no shipment carries it out.
    expect(await list()).toEqual([])
    const arrive = (line: number) =>
      database.owner.query(
        `update shipments set state = 'delivered', delivered_at = '2026-01-07', delivered_on = '2026-01-07' where order_id = $1 and line_no = $2`,
        [id, line],
      )
    await arrive(1)
    const blind = await aUser(database, {
      rights: {
        modules: { accounts: 'all', orders: 'all', invoices: 'all' },
        categories: { basic: true, finance: true },
      },
    })
    expect(await list(blind)).toMatchObject([{ id, lines: 2, waiting: 1, short: 0, netE4: 130_0000 }])
    // An order agrees one price for a line: what arrived short is billed whole, and told.
    await database.owner.query(
      'update shipments set packages = 10, delivered_packages = 6 where order_id = $1 and line_no = 1',
      [id],
    )
    expect(await list(blind)).toMatchObject([{ id, lines: 2, short: 1, netE4: 130_0000 }])
    const [first] = (
      await api.call(contract.billOrders, { as: blind, body: { orderIds: [id], issuedOn: '2026-02-01' } })
    ).body.invoices
    expect((await read(first?.id as string)).lines.map(({ netE4 }) => netE4)).toEqual([100_0000, 30_0000])
    expect((await bill([id])).body).toEqual({ invoices: [], left: [id] })
    await arrive(2)
    expect(await list()).toMatchObject([{ id, lines: 1, waiting: 0, netE4: 70_0000 }])
    const [rest] = (await bill([id])).body.invoices
    expect((await read(rest?.id as string)).lines.map(({ netE4 }) => netE4)).toEqual([70_0000])
  })

  test('is billed once however many clerks bill at once, fees of changes and cancelling with it', async () => {
    const accountId = await customer()
    const changed = await order(accountId, [100_0000], { fee: 20_0000 })
    const cancelled = await order(accountId, [70_0000], { status: 'cancelled', fee: 30_0000, kind: 'service' })
    const held = await order(accountId, [50_0000], { status: 'held' })
    const list = (await api.call(contract.listBillableOrders, { query: { accountId } })).body.orders
    expect(list.map(({ id, netE4, feeE4 }) => ({ id, netE4, feeE4 }))).toEqual(
      expect.arrayContaining([
        { id: changed, netE4: 120_0000, feeE4: 20_0000 },
        { id: cancelled, netE4: 30_0000, feeE4: 30_0000 },
      ]),
    )
    expect(list).toHaveLength(2)
    const ids = [changed, cancelled, held]
    const tried = await Promise.allSettled([1, 2, 3, 4].map(() => bill(ids, { each: 'customer', taxBp: 0 })))
    const papers = tried.flatMap((one) => (one.status === 'fulfilled' ? one.value.body.invoices : []))
    expect(papers.map(({ totalE4 }) => totalE4)).toEqual([150_0000])
    expect((await bill(ids)).body).toEqual({ invoices: [], left: ids })
  })

  test('is what still stands: an order that is cancelled while somebody bills it is not billed', async () => {
    const accountId = await customer()
    const ids = [await order(accountId, [80_0000]), await order(accountId, [90_0000])]
    const undoing = await database.owner.connect()
    try {
      await undoing.query('begin')
      await undoing.query('select from orders where id = $1 for update', [ids[0]])
      const billed = bill(ids, { each: 'order', taxBp: 0 })
      const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = $1`
      await expect.poll(async () => (await database.owner.query(waiting, [database.name])).rowCount).toBe(1)
      await undoing.query(`update orders set status = 'cancelled', cancelled_at = now() where id = $1`, [ids[0]])
      await undoing.query('commit')
      expect((await billed).body).toMatchObject({ invoices: [{ totalE4: 90_0000 }], left: [ids[0]] })
    } finally {
      undoing.release()
    }
  })

  test('is billed once where the one who pays is out of the next clerk’s sight', async () => {
    const near = await aUser(database, {
      rights: {
        modules: { accounts: 'own', orders: 'own', invoices: 'own' },
        categories: { basic: true, finance: true },
      },
    })
    const [accountId, payerId] = [await customer({ owner_id: near.id }), await customer()]
    const changed = await order(accountId, [100_0000], { fee: 20_0000 })
    const cancelled = await order(accountId, [], { status: 'cancelled', fee: 30_0000 })
    const ids = [changed, cancelled]
    const query = { accountId }
    const offered = async () => (await api.call(contract.listBillableOrders, { as: near, query })).body.orders
    expect(await offered()).toHaveLength(2)
    // The same order in other letters is the same order.
    const upper = ids.map((id) => id.toUpperCase())
    expect((await bill(upper, { payerId, taxBp: 0 })).body).toMatchObject({ invoices: [{}, {}], left: [] })
    expect(await offered()).toEqual([])
    const again = { orderIds: ids, issuedOn: '2026-02-01', issue: true }
    expect((await api.call(contract.billOrders, { as: near, body: again })).body).toEqual({ invoices: [], left: ids })
    const paper = await write(accountId)
    const byHand = `insert into invoice_lines (id, invoice_id, account_id, line_no, text, net_e4, order_id, order_fee_e4)
                    values ($1, $2, $3, 2, 'x', 0, $4, 1)`
    const twice = database.owner.query(byHand, [newId(), paper.id, accountId, cancelled])
    await expect(twice).rejects.toMatchObject({ constraint: 'invoice_lines_fee_once' })
  })

  test('goes to whoever pays, and tells when the order was changed or cancelled afterwards', async () => {
    const [accountId, payerId] = [await customer(), await customer({ name: '付款公司' })]
    const id = await order(accountId, [100_0000, 40_0000])
    const partly = await order(accountId, [10_0000], { status: 'inTransit' })
    await database.owner.query(
      `insert into order_parties (id, order_id, position, role, account_id) values ($1, $2, 1, 'payer', $3)`,
      [newId(), id, payerId],
    )
    const list = async () => (await api.call(contract.listBillableOrders, { query: { accountId } })).body
    // What is on its way yet is not offered; whoever asks for it by name bills it ahead.
    expect((await list()).orders).toMatchObject([{ id, payer: { id: payerId } }])
    expect((await bill([partly], { taxBp: 0 })).body.invoices).toMatchObject([{ totalE4: 10_0000 }])
    const [made] = (await bill([id], { payerId, issue: false })).body.invoices
    const draft = await read(made?.id as string)
    expect(draft).toMatchObject({ account: { id: payerId }, buyer: { title: '付款公司' } })
    const back = await api.call(contract.changeInvoice, {
      params: { id: draft.id },
      version: draft.version,
      body: {
        accountId,
        lines: draft.lines.map(
          ({ id: _, lineNo, orderNumber, orderLineNo, creditsLineNo, creditedE4, taxE4, ...one }) => one,
        ),
      },
    })
    expect(back.body).toMatchObject({ account: { id: accountId }, totalE4: draft.totalE4 })
    expect((await list()).differing).toEqual([])
    await database.owner.query('update order_lines set amount_e4 = 150000 where order_id = $1 and line_no = 2', [id])
    await database.owner.query('delete from order_lines where order_id = $1 and line_no = 1', [id])
    await database.owner.query(`update orders set updated_at = now() + interval '1 minute' where id = $1`, [id])
    expect((await list()).differing).toMatchObject([{ id, billedE4: 140_0000, nowE4: 15_0000, cancelled: false }])
    await database.owner.query(`update orders set status = 'cancelled' where id = $1`, [id])
    expect((await list()).differing).toMatchObject([{ id, nowE4: 0, cancelled: true, invoices: [{ id: draft.id }] }])
  })
})
