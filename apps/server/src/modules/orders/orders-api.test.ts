import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  anAccount,
  aTeam,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
} from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { anOrder } from './for-tests.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let clerk: User
let customer: string
const now = new Date('2026-03-02T03:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  // Reads and changes orders, but neither money nor invoices.
  clerk = await aUser(database, {
    rights: { modules: { accounts: 'all', orders: 'all', pricing: 'all' }, categories: { basic: true } },
  })
  api = await testApp(database, { as: chief, now })
  customer = (await writeAsOwner(database, (tx) => anAccount(tx, { name: 'Harbour Trading' }))).id
})

const order = (line: Partial<contract.DraftLine> = {}) => anOrder({ id: customer }, { priceE4: 9_000_0000, ...line })
const create = async (body: contract.BodyOf<typeof contract.createOrder> = order()) =>
  (await api.call(contract.createOrder, { body })).body
const read = async (id: string, as = chief) => (await api.call(contract.readOrder, { params: { id }, as })).body
const figures = async (id = customer) =>
  (
    await database.owner.query<{ orders: number; lines: number; amount_e4: number; last_order_on: string | null }>(
      'select orders::int, lines::int, amount_e4::float8, last_order_on::text from account_figures where account_id = $1',
      [id],
    )
  ).rows[0]

test('an order given is read with everything it was given with', async () => {
  const taken = await create({
    ...order(),
    customerReference: 'PO-1',
    note: 'call before',
    references: [{ kind: 'booking', value: 'BK 1' }],
  })
  expect(taken).toMatchObject({ outcome: 'taken' })
  expect(await read(taken.orderId)).toMatchObject({
    number: taken.number,
    kind: 'service',
    status: 'confirmed',
    channel: 'staff',
    reference: 'PO-1',
    amountE4: 9_000_0000,
    places: [
      { kind: 'portOfLoading', unlocode: 'CNSHA', country: 'CN', from: '2026-03-09T16:00:00Z' },
      { kind: 'portOfDischarge', unlocode: 'DEHAM' },
    ],
    goods: [{ hsCode: '848340', weightG: 12_000_000 }],
    references: [{ kind: 'booking', value: 'BK 1' }],
    can: { change: true, moves: ['held', 'inTransit', 'completed', 'cancelled'] },
  })
})

test('an order with faults is refused, each named with path, code and sentence in the reader’s language', async () => {
  const body = {
    ...order({ quantity: -2 }),
    orderedOn: '2026-02-31',
    goods: [{ dangerClass: '3', temperatureMinC: 9, temperatureMaxC: 2 }],
  }
  const { body: problem } = await api.refused(contract.createOrder, { body })
  expect(problem).toMatchObject({ status: 422, code: 'orderNotTaken' })
  expect(problem.errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ path: '/lines/0/quantity', code: 'notPositive' }),
      expect.objectContaining({
        path: '/orderedOn',
        code: 'noSuchDay',
        message: expect.stringContaining('2026-02-31'),
      }),
      expect.objectContaining({ path: '/goods/0/unNumber', code: 'dangerNeedsUnNumber' }),
      expect.objectContaining({ path: '/goods/0/temperatureMinC', code: 'temperatureOrder' }),
    ]),
  )
})

test('with an idempotency key a repeated request is one order, with its own key too', async () => {
  const headers = { 'idempotency-key': 'order-key-1' }
  const [one, two] = [
    await api.call(contract.createOrder, { body: order(), headers }),
    await api.call(contract.createOrder, { body: order(), headers }),
  ]
  expect(two.body.orderId).toBe(one.body.orderId)
  const own = await create({ ...order(), key: 'mine-7' })
  expect(await create({ ...order(), key: 'mine-7' })).toMatchObject({ outcome: 'known', orderId: own.orderId })
})

test('of many orders each stands or falls alone', async () => {
  const { body } = await api.call(contract.createOrders, {
    body: {
      onFault: 'refuse',
      orders: [order(), { ...order(), lines: [] }, { ...order(), key: 'b-1' }, { ...order(), key: 'b-1' }],
    },
  })
  expect(body.results.map(({ outcome }) => outcome)).toEqual(['taken', 'refused', 'taken', 'known'])
})

test('a check tells what would become of an order and keeps nothing', async () => {
  const before = await database.owner.query('select count(*)::int as n from orders')
  const { body } = await api.call(contract.checkOrder, { body: order() })
  expect(body).toMatchObject({ outcome: 'taken', currency: 'CNY', lines: [{ amountE4: 9_000_0000, source: 'typed' }] })
  expect((await database.owner.query('select count(*)::int as n from orders')).rows).toEqual(before.rows)
})

describe('sums of the customer', () => {
  test('an order that is cancelled is no sale, and neither is one that is held', async () => {
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx))
    const given = async () => (await create({ ...order(), customer: { id } })).orderId
    const [kept, gone] = [await given(), await given()]
    expect(await figures(id)).toEqual({ orders: 2, lines: 2, amount_e4: 18_000_0000, last_order_on: '2026-03-02' })
    const { version } = await read(gone)
    await api.call(contract.cancelOrder, {
      params: { id: gone },
      version,
      body: { reason: 'not needed', feeE4: 100_0000 },
    })
    expect(await read(gone)).toMatchObject({
      ...{
        cancelledBy: { id: chief.id },
        cancelReason: 'not needed',
        cancelFeeE4: 100_0000,
        cancelCostE4: 0,
        feeE4: 100_0000,
      },
    })
    expect(await figures(id)).toEqual({ orders: 1, lines: 1, amount_e4: 9_000_0000, last_order_on: '2026-03-02' })
    await api.call(contract.holdOrder, { params: { id: kept }, version: 1, body: { reason: 'papers missing' } })
    expect(await figures(id)).toEqual({ orders: 0, lines: 0, amount_e4: 0, last_order_on: null })
    expect((await database.owner.query('select from account_months where account_id = $1', [id])).rows).toEqual([])
    await api.call(contract.releaseOrder, { params: { id: kept }, version: 2 })
    expect(await figures(id)).toMatchObject({ orders: 1, amount_e4: 9_000_0000 })
    const buried = await database.owner.query('select table_name from tombstones where id = $1', [gone])
    expect(buried.rows).toEqual([{ table_name: 'orders' }])
  })
})

test('a held order is released by whoever may change what customers owe, and by nobody else', async () => {
  const { orderId } = await create()
  await api.call(contract.holdOrder, { params: { id: orderId }, version: 1, body: { reason: 'papers' }, as: clerk })
  expect((await read(orderId, clerk)).can).toMatchObject({ release: false, moves: ['cancelled'] })
  expect((await api.refused(contract.releaseOrder, { params: { id: orderId }, version: 2, as: clerk })).status).toBe(
    403,
  )
  const way = { params: { id: orderId }, version: 2, as: clerk, body: { status: 'confirmed' as const } }
  expect((await api.refused(contract.progressOrder, way)).body.code).toBe('orderCannotMove')
  const { body } = await api.call(contract.releaseOrder, {
    params: { id: orderId },
    version: 2,
    query: { note: 'papers came' },
  })
  expect(body).toMatchObject({ status: 'confirmed', releasedBy: { id: chief.id } })
})

test('an order is changed with its history and cost, and is told unchanged when nothing differs', async () => {
  const { orderId } = await create()
  const params = { id: orderId }
  const change = { lines: [{ ...order().lines[0], service: 'sea' as const, quantity: 3, priceE4: 27_000_0000 }] }
  const changed = await api.call(contract.changeOrder, {
    params,
    version: 1,
    body: { change, reason: 'three containers', feeE4: 50_0000, costE4: 20_0000 },
  })
  expect(changed.body).toMatchObject({ amountE4: 27_000_0000, feeE4: 50_0000, extraCostE4: 20_0000, version: 2 })
  const { body: versions } = await api.call(contract.listOrderVersions, { params })
  expect(versions).toEqual([
    expect.objectContaining({
      version: 1,
      reason: 'three containers',
      changed: ['/lines/0/quantity', '/lines/0/priceE4'],
    }),
  ])
  expect(versions[0]?.before.lines[0]).not.toHaveProperty('origin')
  const again = await api.call(contract.changeOrder, { params, version: 2, body: { change, reason: 'again' } })
  expect(again.body.version).toBe(2)
  const stale = { params, version: 1, body: { change: { note: 'x' }, reason: 'late' } }
  expect((await api.refused(contract.changeOrder, stale)).status).toBe(412)
  const wrong = { params, version: 2, body: { change: { requestedOn: '2026-02-30' }, reason: 'typo' } }
  expect((await api.refused(contract.changeOrder, wrong)).body.errors).toEqual([
    expect.objectContaining({ code: 'noSuchDay' }),
  ])
})

test('an order that is done or cancelled is not changed any more', async () => {
  const { orderId } = await create()
  const params = { id: orderId }
  await api.call(contract.progressOrder, { params, version: 1, body: { status: 'completed' } })
  const change = { params, version: 2, body: { change: { note: 'x' }, reason: 'late' } }
  expect((await api.refused(contract.changeOrder, change)).body.code).toBe('orderNotChangeable')
  expect((await api.refused(contract.cancelOrder, { params, version: 2, body: { reason: 'late' } })).body.code).toBe(
    'orderCannotMove',
  )
})

test('whoever may not read money sees none of it, in lists, orders, history, checks and reasons', async () => {
  const limited = (
    await writeAsOwner(database, (tx) => anAccount(tx, { credit_limit_e4: 43_210_000, currency: 'CNY' }))
  ).id
  const { orderId } = await create({ ...order(), customer: { id: limited } })
  await api.call(contract.changeOrder, {
    params: { id: orderId },
    version: 1,
    body: { change: { note: 'n' }, reason: 'note' },
  })
  for (const url of [
    `/api/orders/${orderId}`,
    `/api/orders/${orderId}/versions`,
    `/api/orders/${orderId}/copy`,
    '/api/orders',
  ]) {
    const reply = await api.inject({ method: 'GET', url, as: clerk })
    expect(reply.statusCode).toBe(200)
    // An id may hold any figure.
    const told = reply.body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    expect(told).not.toMatch(/9000|90000000|4321|4,321/)
  }
  const { body } = await api.call(contract.readOrder, { params: { id: orderId }, as: clerk })
  expect(body.holdReasons).toEqual([expect.objectContaining({ code: 'creditExceeded', params: {} })])
})

describe('what waits to be taken', () => {
  test('an order in quarantine is mended, remembers what the partner calls the customer, and is taken as what it was', async () => {
    const sent = { ...order(), customer: { partner: 'ACME', code: 'X-1' } }
    const faulty = await create({ ...sent, onFault: 'quarantine' })
    expect(faulty.outcome).toBe('quarantined')
    const params = { id: faulty.orderId }
    const waiting = (await api.call(contract.readOrderDraft, { params })).body
    expect(waiting).toMatchObject({ state: 'quarantined', account: null, number: faulty.number })
    expect((await api.call(contract.takeOrderDraft, { params, version: 1 })).body.outcome).toBe('quarantined')
    const mended = await api.call(contract.mendOrderDraft, {
      params,
      version: 2,
      body: { draft: { ...sent, customer: { id: customer } }, rememberCode: { partner: 'ACME', code: 'X-1' } },
    })
    expect(mended.body).toMatchObject({ account: { id: customer }, reasons: [] })
    const taken = (await api.call(contract.takeOrderDraft, { params, version: 3 })).body
    expect(taken).toMatchObject({ outcome: 'taken', orderId: faulty.orderId, number: faulty.number })
    expect(await create(sent)).toMatchObject({ outcome: 'taken' })
    expect((await api.refused(contract.takeOrderDraft, { params, version: 4 })).body.code).toBe('orderDraftClosed')
  })

  test('an unfinished order is put aside by its maker alone, and dropped', async () => {
    const saved = (await api.call(contract.saveOrderDraft, { body: { customer: { number: '?' }, lines: [] } })).body
    expect(saved.reasons.map(({ code }) => code)).toEqual(['customerUnknown', 'noLines'])
    const mine = (await api.call(contract.listOrderDrafts, { query: { state: 'draft' } })).body.rows
    expect(mine.map(({ id }) => id)).toEqual([saved.id])
    expect((await api.call(contract.listOrderDrafts, { query: { state: 'draft' }, as: clerk })).body.rows).toEqual([])
    await api.call(contract.dropOrderDraft, { params: { id: saved.id }, version: 1, query: { reason: 'mistake' } })
    expect((await api.call(contract.readOrderDraft, { params: { id: saved.id } })).body).toMatchObject({
      state: 'dropped',
      closeReason: 'mistake',
    })
  })

  test('what was dropped may come again with its key', async () => {
    const first = await create({ ...order(), lines: [], key: 'again-1', onFault: 'quarantine' })
    expect(first.outcome).toBe('quarantined')
    expect((await create({ ...order(), key: 'again-1' })).outcome).toBe('known')
    await api.call(contract.dropOrderDraft, { params: { id: first.orderId }, version: 1 })
    expect((await create({ ...order(), key: 'again-1' })).outcome).toBe('taken')
  })
})

test('templates and copies leave behind what belonged to one occasion', async () => {
  const { orderId } = await create({ ...order(), customerReference: 'ONCE-1', requestedOn: '2026-04-20' })
  const { body: copy } = await api.call(contract.copyOrder, { params: { id: orderId } })
  expect(copy).toMatchObject({ customer: { id: customer }, lines: [{ service: 'sea', priceE4: 9_000_0000 }] })
  expect(JSON.stringify(copy)).not.toMatch(/ONCE-1|2026-0/)
  const made = (await api.call(contract.createOrderTemplate, { body: { name: 'Weekly', shared: true, draft: copy } }))
    .body
  const seen = (await api.call(contract.listOrderTemplates, { as: clerk })).body
  expect(seen).toEqual([
    expect.objectContaining({ id: made.id, mine: false, account: expect.objectContaining({ id: customer }) }),
  ])
  expect(seen[0]?.draft.lines[0]?.priceE4).toBeUndefined()
  const change = { params: { id: made.id }, version: 1, body: { name: 'Mine now' } }
  expect((await api.refused(contract.changeOrderTemplate, { ...change, as: clerk })).status).toBe(403)
  expect((await api.call(contract.changeOrderTemplate, change)).body.name).toBe('Mine now')
})

test('a customer on hold has his orders held; a frozen one is refused; lifted, they are taken', async () => {
  const { id } = await writeAsOwner(database, (tx) => anAccount(tx))
  const given = { ...order(), customer: { id } }
  const params = { id }
  expect(
    (await api.refused(contract.holdOrdersOf, { params, body: { kind: 'onHold', reason: 'x' }, as: clerk })).status,
  ).toBe(403)
  await api.call(contract.holdOrdersOf, { params, body: { kind: 'onHold', reason: 'owes too long' } })
  expect((await create(given)).outcome).toBe('held')
  await api.call(contract.holdOrdersOf, { params, body: { kind: 'frozen', reason: 'insolvent' } })
  expect((await api.refused(contract.createOrder, { body: given })).body.errors).toEqual([
    expect.objectContaining({ code: 'customerFrozen' }),
  ])
  await api.call(contract.liftOrderHold, { params })
  expect((await create(given)).outcome).toBe('taken')
})

test('an order goes to the team of the first rule that fits, else to that of the customer', async () => {
  const [sea, german, own] = [
    await aTeam(database, 'Sea'),
    await aTeam(database, 'Germany'),
    await aTeam(database, 'Own'),
  ]
  const { id } = await writeAsOwner(database, (tx) => anAccount(tx, { team_id: own }))
  const teamOf = async (line: Partial<contract.DraftLine> = {}) =>
    (await read((await create({ ...anOrder({ id }, line) })).orderId)).team?.name
  expect(await teamOf()).toBe('Own')
  await api.call(contract.changeOrderRouting, {
    body: {
      rules: [
        { destinationCountry: 'DE', service: 'air', teamId: german },
        { service: 'sea', teamId: sea },
      ],
    },
  })
  expect(await teamOf()).toBe('Sea')
  await api.call(contract.changeOrderRouting, { body: { rules: [] } })
})

describe('lists', () => {
  const list = async (query: contract.QueryOf<typeof contract.listOrders>, as = chief) =>
    (await api.call(contract.listOrders, { query, as })).body
  const filter = (...all: contract.Filter[]) => JSON.stringify({ all })

  test('orders are filtered by what they are about', async () => {
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx, { name: 'Filtered Ltd' }))
    const danger = [{ unNumber: 'UN1203', dangerClass: '3', packingGroup: '2', properName: 'Petrol', weightG: 5 }]
    const petrol = (await create({ ...anOrder({ id }), goods: danger, requestedOn: '2026-05-01' })).orderId
    await create({ ...anOrder({ id }, { priceE4: 77_0000 }) })
    const ids = async (...all: contract.Filter[]) =>
      (await list({ filter: filter({ field: 'customer', op: 'is', value: 'Filtered Ltd' }, ...all) })).rows.map(
        (row) => row.id,
      )
    expect(await ids()).toHaveLength(2)
    expect(await ids({ field: 'dangerous', op: 'is', value: true })).toEqual([petrol])
    expect(await ids({ field: 'requestedOn', op: 'between', value: ['2026-05-01', '2026-05-02'] })).toEqual([petrol])
    expect(await ids({ field: 'amount', op: 'gte', value: 70_0000 })).not.toContain(petrol)
    expect(await ids({ field: 'service', op: 'in', value: ['road'] })).toEqual([])
    expect(await ids({ field: 'hsCode', op: 'isEmpty' })).toEqual([petrol])
    expect((await list({ search: 'bk-1' })).rows).toHaveLength(1)
  })

  test('a filter by hidden money is refused, as is a field that is none', async () => {
    const money = filter({ field: 'amount', op: 'gte', value: 1 })
    expect((await api.refused(contract.listOrders, { query: { filter: money }, as: clerk })).body.code).toBe(
      'filterNotAllowed',
    )
    const none = filter({ field: 'constructor', op: 'is', value: 'x' })
    expect((await api.refused(contract.listOrders, { query: { filter: none } })).body.code).toBe('badFilter')
  })

  test.each(contract.OrderSort.options)('sorted by %s every order is met once', async (sort) => {
    const met: string[] = []
    let cursor: string | undefined
    do {
      const page = await list({ sort, limit: 3, ...(cursor ? { cursor } : {}) })
      met.push(...page.rows.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    const { rows } = await database.owner.query<{ n: number }>('select count(*)::int as n from orders')
    expect([met.length, new Set(met).size]).toEqual([rows[0]?.n, rows[0]?.n])
  })

  test('a saved view narrows the list, and counts tell how many stand where', async () => {
    const view = await api.call(contract.saveView, {
      body: {
        subject: 'orders',
        name: 'Cancelled',
        definition: { filter: { field: 'status', op: 'is', value: 'cancelled' } },
      },
    })
    const cancelled = await list({ view: (view.body as { id: string }).id, count: 'yes' })
    expect(new Set(cancelled.rows.map(({ status }) => status))).toEqual(new Set(['cancelled']))
    const { body: counts } = await api.call(contract.countOrders, {})
    expect(counts.statuses.find(({ status }) => status === 'cancelled')?.orders).toBe(cancelled.total)
    expect(counts.quarantined).toBe(0)
  })
})

test('an order out of sight is not there, whatever is asked of it', async () => {
  const stranger = await aUser(database, {
    rights: {
      modules: { accounts: 'own', orders: 'own', invoices: 'own' },
      categories: { basic: true, finance: true },
    },
  })
  const { orderId } = await create()
  const params = { id: orderId }
  const body = { reason: 'mine' }
  const asked = [
    api.refused(contract.readOrder, { params, as: stranger }),
    api.refused(contract.cancelOrder, { params, version: 1, body, as: stranger }),
    api.refused(contract.releaseOrder, { params, version: 1, as: stranger }),
    api.refused(contract.copyOrder, { params, as: stranger }),
    api.refused(contract.readOrderDraft, { params: { id: newId() }, as: stranger }),
  ]
  for (const answer of await Promise.all(asked)) expect(answer.status).toBe(404)
  const given = await api.refused(contract.createOrder, { body: order(), as: stranger })
  expect(given.body.errors).toEqual([expect.objectContaining({ code: 'customerUnknown' })])
})

test('files hang on an order, are read with it and go with their row', async () => {
  const { orderId } = await create()
  const payload =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\npacking list\r\n--b--\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const file = (await api.call(contract.addOrderAttachment, { params: { id: orderId }, headers, payload })).body
  expect((await read(orderId)).attachments).toEqual([expect.objectContaining({ id: file.id, name: 'a.txt' })])
  const content = await api.call(contract.readOrderAttachment, { params: { id: file.id } })
  expect(content.raw.body).toBe('packing list')
  await api.call(contract.removeOrderAttachment, { params: { id: file.id } })
  expect((await read(orderId)).attachments).toEqual([])
})

test('a file of orders is taken row by row, and the same file again doubles nothing', async () => {
  const csv = [
    '订单号,客户,服务,件数,重量,装货港代码,卸货港代码,价格,备注',
    'F-1,Harbour Trading,海运,10,1200.5,CNSHA,DEHAM,1000,',
    'F-1,Harbour Trading,海运,5,300,CNSHA,DEHAM,500,',
    'F-2,Nobody,海运,1,10,CNSHA,DEHAM,abc,=1+1',
  ].join('\n')
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const payload = `--b\r\nContent-Disposition: form-data; name="file"; filename="o.csv"\r\n\r\n${csv}\r\n--b--\r\n`
  await database.owner.query(`update accounts set sort_key = 'harbour trading' where id = $1`, [customer])
  const first = (await api.call(contract.uploadOrders, { headers, payload })).body
  expect(first).toMatchObject({ rows: 3, counts: { taken: 1, quarantined: 1 }, unknown: [] })
  expect(first.notes[0]).toMatchObject({
    row: 4,
    key: 'F-2',
    outcome: 'quarantined',
    en: expect.stringContaining('“abc” is not a number'),
  })
  const again = (await api.call(contract.uploadOrders, { headers, payload })).body
  expect(again.counts).toEqual({ known: 2 })
  const [row] = (await api.call(contract.listOrders, { query: { search: 'F-1' } })).body.rows
  expect(row).toMatchObject({ channel: 'import', lines: 2, amountE4: 1_500_0000 })
})
