import * as contract from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'

let database: TestDatabase
let api: TestApp
let seller: User
const now = new Date('2026-03-15T04:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  const clerk = await aUser(database, { roles: ['finance'] })
  seller = await aUser(database, { roles: ['salesRepresentative'] })
  api = await testApp(database, { as: clerk, now })
})

const customer = (more: Record<string, unknown> = {}) =>
  writeAsOwner(database, async (tx) => (await anAccount(tx, { payment_days: 30, ...more })).id)
const line = (netE4: number, taxBp = 900) => ({ text: '运费', netE4, taxBp })
const write = async (accountId: string, more: Record<string, unknown> = {}) =>
  (
    await api.call(contract.createInvoice, {
      body: {
        accountId,
        issuedOn: '2026-02-01',
        currency: 'CNY',
        lines: [line(1000_0000)],
        issue: true,
        ...more,
      } as never,
    })
  ).body
const pay = async (accountId: string | null, amountE4: number, more: Record<string, unknown> = {}) =>
  (
    await api.call(contract.createPayment, {
      body: { accountId, receivedOn: '2026-03-01', currency: 'CNY', amountE4, ...more } as never,
    })
  ).body
const read = async (id: string) => (await api.call(contract.readInvoice, { params: { id } })).body
const settle = (paymentId: string, parts: { invoiceId: string; amountE4: number }[]) =>
  api.call(contract.allocate, { body: { source: { paymentId }, parts } })

describe('an invoice', () => {
  test('is written with 增值税 by line, falls due as agreed, and names the buyer as he was', async () => {
    const id = await customer({ name: '远航', tax_title: '远航贸易有限公司', credit_code: '91310000MA1K35Q12X' })
    const made = await write(id, {
      lines: [line(1000_0000), line(333_3333, 600), { ...line(50_0000, 0), taxTreatment: 'exempt' }],
    })
    expect(made).toMatchObject({
      status: 'issued',
      standing: 'overdue',
      dueOn: '2026-03-03',
      overdueDays: 12,
      netE4: 1383_3333,
      taxE4: 90_0000 + 20_0000,
      buyer: { title: '远航贸易有限公司', taxNumber: '91310000MA1K35Q12X' },
    })
    expect(made.totalE4).toBe(made.netE4 + made.taxE4)
    expect(made.number).toMatch(/^INV-2026-\d{6}$/)
  })

  test('sent again with the same key is the same invoice', async () => {
    const id = await customer()
    const first = await write(id, { externalKey: 'ERP-1' })
    expect((await write(id, { externalKey: 'ERP-1' })).id).toBe(first.id)
  })

  test('is a draft until it is issued; then only fapiao, due day, reference and note change', async () => {
    const draft = await write(await customer(), { issue: false })
    expect(draft).toMatchObject({ standing: 'draft', openE4: 0 })
    const changed = await api.call(contract.changeInvoice, {
      params: { id: draft.id },
      version: draft.version,
      body: { lines: [line(20_0000)] as never },
    })
    const issued = await api.call(contract.issueInvoice, { params: { id: draft.id }, version: changed.body.version })
    expect(issued.body).toMatchObject({ status: 'issued', openE4: 21_8000 })
    const refused = await api.refused(contract.changeInvoice, {
      params: { id: draft.id },
      version: issued.body.version,
      body: { currency: 'USD' },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'invoiceIssued'])
    const stale = await api.refused(contract.changeInvoice, {
      params: { id: draft.id },
      version: 1,
      body: { note: 'x' },
    })
    expect(stale.status).toBe(412)
    await api.call(contract.changeInvoice, {
      params: { id: draft.id },
      version: issued.body.version,
      body: { fapiaoNumber: '24312000000000000001' },
    })
    const twice = await api.refused(contract.createInvoice, {
      body: {
        accountId: await customer(),
        issuedOn: '2026-02-01',
        currency: 'CNY',
        lines: [line(1)],
        fapiaoNumber: '24312000000000000001',
      } as never,
    })
    expect([twice.status, twice.body.code]).toEqual([409, 'fapiaoTaken'])
  })

  test('with a field that is wrong is refused and the field is named', async () => {
    const accountId = await customer()
    const body = { accountId, issuedOn: '2026-02-01', currency: 'CNY', lines: [line(1)] }
    for (const [change, path] of [
      [{ dueOn: '2026-01-01' }, '/dueOn'],
      [{ accountId: newId() }, '/accountId'],
      [{ lines: [] }, '/lines'],
      [{ lines: [{ ...line(1), taxTreatment: 'exempt' }] }, '/lines/0/taxBp'],
      [{ currency: 'RMB元' }, '/currency'],
      [{ lines: [{ ...line(1), orderId: newId() }] }, '/lines'],
    ] as const) {
      const refused = await api.refused(contract.createInvoice, { body: { ...body, ...change } as never })
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path])
    }
  })

  test('is credited in part and as a whole: open goes down, what was paid becomes credit', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 500_0000)
    await settle(payment.id, [{ invoiceId: made.id, amountE4: 500_0000 }])
    const note = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'discount', issuedOn: '2026-03-10', totalE4: 109_0000 },
    })
    expect(note.body).toMatchObject({ kind: 'creditNote', netE4: 100_0000, taxE4: 9_0000, openE4: 0 })
    expect((await read(made.id)).openE4).toBe(1090_0000 - 500_0000 - 109_0000)
    const rest = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'correction', issuedOn: '2026-03-10', note: '' },
    })
    expect(rest.body).toMatchObject({ totalE4: 981_0000, openE4: 500_0000 })
    expect(await read(made.id)).toMatchObject({ openE4: 0, standing: 'paid' })
    const { body } = await api.call(contract.readAccountReceivables, { params: { id } })
    expect(body.exposure).toMatchObject([{ openE4: 0, creditE4: 500_0000 }])
    const again = await api.refused(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'other', issuedOn: '2026-03-10' },
    })
    expect(again.body.code).toBe('beyondInvoice')
  })

  test('taken back by lines and sums is the invoice again to the last fen, and never more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ net: fc.integer({ min: 1, max: 999_999 }), bp: fc.constantFrom(1300, 900, 600, 100, 0) }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        fc.array(
          fc.record({ way: fc.constantFrom('sum', 'line'), share: fc.integer({ min: 1, max: 100 }), pick: fc.nat(9) }),
          {
            maxLength: 4,
          },
        ),
        async (written, steps) => {
          const made = await write(await customer(), { lines: written.map(({ net, bp }) => line(net * 100, bp)) })
          const credit = (body: object) =>
            api.call(contract.creditInvoice, {
              params: { id: made.id },
              body: { reason: 'discount', issuedOn: '2026-03-10', ...body } as never,
            })
          for (const { way, share, pick } of steps) {
            const { creditableE4, lines } = await read(made.id)
            const from = lines[pick % lines.length] as (typeof lines)[number]
            const leftE4 = Math.min(
              creditableE4,
              way === 'sum' ? creditableE4 : from.netE4 + from.taxE4 - from.creditedE4,
            )
            const totalE4 = Math.floor((leftE4 * share) / 100 / 100) * 100
            if (totalE4 <= 0) continue
            const asked = way === 'sum' ? { totalE4 } : { lines: [{ lineId: from.id, totalE4 }] }
            // After sums it may be that a line's own net is left no more: that is refused, never written.
            await credit(asked).catch((error: Error) => expect(error.message).toContain('beyondInvoice'))
          }
          if ((await read(made.id)).creditableE4 > 0) await credit({})
          const { rows } = await database.owner.query(
            `select sum(net_e4)::bigint as net, sum(tax_e4)::bigint as tax, bool_and(net_e4 % 100 = 0 and tax_e4 % 100 = 0) as fen
             from invoices where credits_id = $1`,
            [made.id],
          )
          expect(rows).toEqual([{ net: made.netE4, tax: made.taxE4, fen: true }])
          expect(await read(made.id)).toMatchObject({ creditableE4: 0, openE4: 0, can: { credit: false } })
        },
      ),
      {
        numRuns: 12,
        // After the sum, the second line has more tax left than the whole document.
        examples: [
          [
            [
              { net: 5, bp: 0 },
              { net: 363, bp: 900 },
            ],
            [
              { way: 'sum', share: 26, pick: 0 },
              { way: 'line', share: 99, pick: 1 },
            ],
          ],
        ],
      },
    )
  }, 60_000)

  test('is voided only when nothing is settled by it', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 10_0000)
    const { body } = await settle(payment.id, [{ invoiceId: made.id, amountE4: 10_0000 }])
    const version = (await read(made.id)).version
    const refused = await api.refused(contract.voidInvoice, {
      params: { id: made.id },
      version,
      body: { reason: 'wrong' },
    })
    expect(refused.body.code).toBe('settledInPart')
    await api.call(contract.takeBackAllocations, { body: { ids: body.allocations.map((one) => one.id) } })
    const voided = await api.call(contract.voidInvoice, {
      params: { id: made.id },
      version: (await read(made.id)).version,
      body: { reason: 'wrong' },
    })
    expect(voided.body).toMatchObject({ standing: 'void', openE4: 0 })
  })
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
    expect(await list(blind)).toMatchObject([{ id, lines: 2, waiting: 1, netE4: 130_0000 }])
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
      body: { accountId, lines: draft.lines.map(({ id: _, lineNo, orderNumber, creditedE4, taxE4, ...one }) => one) },
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

describe('a payment', () => {
  test('settles several invoices, keeps what is over as credit, and is taken back exactly', async () => {
    const id = await customer()
    const [one, two] = [await write(id), await write(id, { lines: [line(500_0000, 0)] })]
    const before = [await read(one.id), await read(two.id)].map(({ openE4, standing }) => ({ openE4, standing }))
    const payment = await pay(id, 2000_0000)
    const { body } = await settle(payment.id, [
      { invoiceId: one.id, amountE4: 1090_0000 },
      { invoiceId: two.id, amountE4: 200_0000 },
    ])
    expect(body.allocations).toHaveLength(2)
    expect(await read(one.id)).toMatchObject({ openE4: 0, standing: 'paid', settledOn: '2026-03-01' })
    const left = (await api.call(contract.readPayment, { params: { id: payment.id } })).body
    expect(left).toMatchObject({ freeE4: 710_0000, allocatedE4: 1290_0000 })
    const beyond = await api.refused(contract.allocate, {
      body: { source: { paymentId: payment.id }, parts: [{ invoiceId: two.id, amountE4: 300_0001 }] },
    })
    expect([beyond.status, beyond.body.code]).toEqual([409, 'beyondOpen'])
    const refund = await api.call(contract.refundPayment, {
      params: { id: payment.id },
      body: { amountE4: 710_0000, on: '2026-03-05', reason: '多付' },
    })
    expect(refund.body).toMatchObject({ kind: 'refund', refundOf: { id: payment.id } })
    await api.call(contract.takeBackAllocations, { body: { ids: body.allocations.map((each) => each.id) } })
    const after = [await read(one.id), await read(two.id)].map(({ openE4, standing }) => ({ openE4, standing }))
    expect(after).toEqual(before)
    const { rows } = await database.owner.query(`select kind from events where account_id = $1 order by seq`, [id])
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'invoice.issued',
        'payment.recorded',
        'payment.allocated',
        'invoice.paid',
        'payment.refunded',
        'allocation.takenBack',
      ]),
    )
  })

  test('and a credit note are given back for a reason, no more than is left, and the refund is taken back', async () => {
    const id = await customer()
    const made = await write(id)
    const payment = await pay(id, 1100_0000)
    await settle(payment.id, [{ invoiceId: made.id, amountE4: 1090_0000 }])
    const { body: note } = await api.call(contract.creditInvoice, {
      params: { id: made.id },
      body: { reason: 'claim', issuedOn: '2026-03-10', totalE4: 109_0000 },
    })
    expect(note).toMatchObject({ openE4: 109_0000, can: { refund: true } })
    const give = (what: 'note' | 'payment', amountE4: number) =>
      what === 'note'
        ? api.call(contract.refundCreditNote, {
            params: { id: note.id },
            body: { amountE4, on: '2026-03-12', reason: '理赔退款' },
          })
        : api.call(contract.refundPayment, {
            params: { id: payment.id },
            body: { amountE4, on: '2026-03-12', reason: '多付' },
          })
    const unreasoned = await api.refused(contract.refundCreditNote, {
      params: { id: note.id },
      body: { amountE4: 1, on: '2026-03-12', reason: '' },
    })
    expect([unreasoned.status, unreasoned.body.errors?.[0]?.path]).toEqual([422, '/reason'])
    const tried = await Promise.allSettled([give('note', 100_0000), give('note', 100_0000), give('note', 100_0000)])
    const [given] = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.body] : []))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(given).toMatchObject({ kind: 'refund', note: '理赔退款', refundOf: { kind: 'creditNote', id: note.id } })
    await give('payment', 10_0000)
    const owed = async () => (await api.call(contract.readAccountReceivables, { params: { id } })).body.exposure
    expect(await owed()).toMatchObject([{ openE4: 0, creditE4: 9_0000 }])
    const closing = async () => {
      const query = { from: '2026-01-01', to: '2026-03-31', currency: 'CNY' }
      return (await api.call(contract.readStatement, { params: { id }, query })).body
    }
    expect((await closing()).entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['refund', 'creditNote']))
    expect((await closing()).closingE4).toBe(-9_0000)
    const other = await customer()
    for (const accountId of [other, null]) {
      const body = { accountId }
      const away = { params: { id: given?.id as string }, version: given?.version as number, body }
      const moved = await api.refused(contract.changePayment, away)
      expect([moved.status, moved.body.code]).toEqual([409, 'refundStays'])
      const byHand = 'update payments set account_id = $2 where id = $1'
      await expect(database.owner.query(byHand, [given?.id, accountId])).rejects.toThrow(/refund belongs/)
    }
    await expect(
      database.owner.query('update payments set account_id = $2 where id = $1', [payment.id, other]),
    ).rejects.toThrow()
    const noVoid = await api.refused(contract.voidInvoice, {
      params: { id: note.id },
      version: (await read(note.id)).version,
      body: { reason: 'x' },
    })
    expect(noVoid.body.code).toBe('settledInPart')
    await api.call(contract.voidPayment, {
      params: { id: given?.id as string },
      version: given?.version as number,
      body: { reason: '银行退回' },
    })
    expect(await owed()).toMatchObject([{ openE4: 0, creditE4: 109_0000 }])
    expect((await closing()).closingE4).toBe(-109_0000)
  })

  test('given to several clerks at once settles no more than there is', async () => {
    const id = await customer()
    const made = await write(id)
    const payments = await Promise.all([1, 2, 3, 4, 5].map(() => pay(id, 600_0000)))
    const tried = await Promise.allSettled(
      payments.map((payment) => settle(payment.id, [{ invoiceId: made.id, amountE4: 600_0000 }])),
    )
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await read(made.id)).openE4).toBe(490_0000)
  })

  test('of somebody unknown is proposed by number, by account and by name, and then belongs to whom it settled', async () => {
    const id = await customer({
      name: '华东纸业有限公司',
      sort_key: sortKey('华东纸业有限公司'),
      bank_account: '6222000011112222',
    })
    const made = await write(id)
    const byNumber = await pay(null, 1090_0000, { reference: `货款${made.number}` })
    const byAccount = await pay(null, 1090_0000, { payerAccount: '6222000011112222' })
    const byName = await pay(null, 50_0000, { payerName: '华东纸业有限公司' })
    const list = (await api.call(contract.listUnreconciled, {})).body.rows
    const of = (paymentId: string) => list.find(({ payment }) => payment.id === paymentId)?.proposal
    expect(of(byNumber.id)).toMatchObject({
      score: 100,
      parts: [{ invoiceId: made.id, amountE4: 1090_0000 }],
      leftE4: 0,
    })
    expect(of(byAccount.id)).toMatchObject({ score: 92, reasons: ['exactAmount', 'payerAccount'] })
    expect(of(byName.id)?.account.id).toBe(id)
    const accepted = await api.call(contract.acceptProposals, {
      body: {
        accepted: [byNumber, byAccount].map((payment) => ({
          paymentId: payment.id,
          parts: [{ invoiceId: made.id, amountE4: 1090_0000 }],
        })),
      },
    })
    expect(accepted.body.settled.map(({ paymentId }) => paymentId)).toEqual([byNumber.id])
    expect(accepted.body.refused).toMatchObject([{ paymentId: byAccount.id, code: 'beyondOpen' }])
    expect((await api.call(contract.readPayment, { params: { id: byNumber.id } })).body.account?.id).toBe(id)
  })
})

describe('lists', () => {
  test('of what is left to reconcile are searched, filtered and walked, the oldest first', async () => {
    const id = await customer()
    const late = (await pay(id, 7_0000, { receivedOn: '2026-02-24' })).id
    const old = (await pay(id, 5_0000, { receivedOn: '2026-02-01' })).id
    const told = async (query: object) => (await api.call(contract.listUnreconciled, { query })).body
    const first = await told({ accountId: id, limit: 1 })
    expect([first.rows.map(({ payment }) => payment.id), first.more]).toEqual([[old], true])
    const second = await told({ accountId: id, limit: 1, cursor: first.next })
    expect([second.rows.map(({ payment }) => payment.id), second.next]).toEqual([[late], null])
    const filter = JSON.stringify({ all: [{ field: 'amount', op: 'gt', value: 6_0000 }] })
    expect((await told({ accountId: id, filter })).rows.map(({ payment }) => payment.id)).toEqual([late])
    expect((await told({ accountId: id, search: first.rows[0]?.payment.number })).rows).toHaveLength(1)
    const bad = await api.refused(contract.listUnreconciled, { query: { filter: '{"all":[{"field":"x"}]}' } })
    expect([bad.status, bad.body.code]).toEqual([422, 'badFilter'])
  })

  test('are walked in any order, each once, filtered by standing, and leave as a file without formulas', async () => {
    const id = await customer({ name: '=HYPERLINK("x")' })
    for (let n = 1; n <= 7; n++) await write(id, { lines: [line(n * 10_0000, 0)], reference: `R-${n}` })
    for (const sort of ['total', '-total', 'dueOn', '-number'] as const) {
      const met: string[] = []
      let cursor: string | undefined
      do {
        const page = (
          await api.call(contract.listInvoices, {
            query: { accountId: id, sort, limit: 3, ...(cursor ? { cursor } : {}) },
          })
        ).body
        met.push(...page.rows.map((row) => row.id))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(new Set(met).size).toBe(7)
      expect(met).toHaveLength(7)
    }
    const filter = JSON.stringify({
      all: [
        { field: 'standing', op: 'is', value: 'overdue' },
        { field: 'total', op: 'gt', value: 50_0000 },
      ],
    })
    const { body } = await api.call(contract.listInvoices, { query: { accountId: id, filter, sort: '-total' } })
    expect(body.rows.map(({ totalE4 }) => totalE4)).toEqual([70_0000, 60_0000])
    const bad = await api.refused(contract.listInvoices, { query: { filter: '{"field":"nope","op":"is","value":1}' } })
    expect([bad.status, bad.body.code]).toEqual([422, 'badFilter'])
    const file = await api.inject({
      method: 'GET',
      url: `/api/invoice-exports?accountId=${id}&format=csv&locale=zh-CN`,
    })
    expect(file.statusCode).toBe(200)
    expect(file.body.split('\n')[0]).toContain('价税合计')
    expect(file.body).toContain(`'=HYPERLINK`)
  })
})

describe('who may', () => {
  test('a seller reads what is owed by his own customers, and writes nothing', async () => {
    const [mine, other] = [await customer({ owner_id: seller.id }), await customer()]
    const [own, theirs] = [await write(mine), await write(other)]
    const list = await api.call(contract.listInvoices, { as: seller, query: {} })
    expect(list.body.rows.map(({ id }) => id)).toEqual([own.id])
    expect((await api.refused(contract.readInvoice, { as: seller, params: { id: theirs.id } })).status).toBe(404)
    const body = { accountId: mine, issuedOn: '2026-02-01', currency: 'CNY', lines: [line(1)] } as never
    expect((await api.refused(contract.createInvoice, { as: seller, body })).status).toBe(403)
    expect((await api.refused(contract.exportInvoices, { as: seller, query: { format: 'csv' } })).status).toBe(403)
  })

  test('who may not see finance data sees no document at all', async () => {
    const blind = await aUser(database, {
      rights: { modules: { accounts: 'all', invoices: 'all' }, categories: { basic: true } },
    })
    for (const route of [contract.listInvoices, contract.listPayments, contract.readAgeing, contract.readMoneyDay]) {
      const refused = await api.refused(route as typeof contract.readMoneyDay, { as: blind })
      expect([refused.status, refused.body.code]).toEqual([403, 'financeHidden'])
    }
  })
})
