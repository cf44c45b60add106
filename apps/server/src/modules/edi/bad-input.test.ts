import {
  chooseEdiCustomer,
  correctEdiMessage,
  createEdiPartner,
  readEdiFile,
  readEdiMessage,
  receiveEdi,
  replayEdiMessage,
  replayEdiMessages,
} from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, type TestApp, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { openShipment } from '../shipments/index.ts'
import {
  aPartner,
  type EdiWorld,
  edifact,
  ediWorld,
  message,
  messagesOf,
  removeEdiFolder,
  type SeenMessage,
  tender,
  transaction,
  work,
  written,
  x12,
} from './for-tests.ts'

/** The bad input of the issue, each handed in by HTTP as a partner’s program does, told, and mended. */

let world: EdiWorld
let api: TestApp
let held: string
const now = new Date('2026-11-22T12:00:00Z')
beforeAll(async () => {
  world = await ediWorld(await testDatabase(), () => now)
  api = await testApp(world.database, { as: world.chief, files: world.context.files, clock: () => now })
  const settings = { currency: 'USD' }
  await aPartner(world, { identifier: 'ACME', settings })
  await aPartner(world, { identifier: 'MANY', accountId: null, settings })
  await aPartner(world, { identifier: 'EURO', standard: 'edifact', settings: { acknowledge: 'CONTRL' } })
  held = await writeAsOwner(world.database, async (tx) => (await anAccount(tx)).id)
  await aPartner(world, { identifier: 'HELD', accountId: held, settings })
  await world.database.owner.query(
    `insert into account_order_holds (id, account_id, kind, reason, since) values (gen_random_uuid(), $1, 'onHold', 'asks for better terms', $2)`,
    [held, now],
  )
  await send(x12([tender('CARRIED')], { control: '1' }))
  const { rows } = await world.database.owner.query<{ id: string }>(`select id from orders where reference = 'CARRIED'`)
  for (const pro of ['PRO-1', 'PRO-2', 'PRO-3']) await aShipment(pro, rows[0]?.id)
})
afterAll(() => removeEdiFolder(world))

const aShipment = (value: string, orderId?: string) =>
  writeAsOwner(world.database, (tx) =>
    openShipment(
      tx,
      null,
      {
        ...{ accountId: world.account.id, mode: 'road', references: [{ kind: 'pro' as const, value }] },
        ...(orderId ? { orderId } : {}),
      },
      new Date('2026-11-20T00:00:00Z'),
    ),
  )

async function send(bytes: string | Buffer): Promise<string> {
  const reply = await api.inject({
    method: 'POST',
    url: '/api/edi/interchanges',
    headers: { 'content-type': 'application/edi-x12' },
    payload: bytes,
  })
  expect(reply.statusCode, reply.body).toBe(202)
  await work(world)
  return receiveEdi.reply.parse(reply.json()).fileId
}

let controls = 100
const next = () => String(++controls)
const seen = async (bytes: string | Buffer) => messagesOf(world, await send(bytes))
const statusOf = async (id: string) => (await api.call(readEdiMessage, { params: { id } })).body.status
const ordersOf = async (reference: string) =>
  (await world.database.owner.query('select id from orders where reference = $1', [reference])).rowCount

/** What lies in quarantine says why in both languages. */
function why([first, ...more]: readonly SeenMessage[]): { id: string; code: string; en: string } {
  expect(more).toEqual([])
  expect(first).toMatchObject({ status: 'quarantined' })
  const { code = '', zh = '', en = '' } = first?.reasons[0] ?? {}
  expect(zh).toMatch(/\p{Script=Han}{4}/u)
  expect(en.length).toBeGreaterThan(30)
  return { id: first?.id ?? '', code, en }
}

async function correct(id: string, was: RegExp, now: string): Promise<void> {
  const { segments } = (await api.call(readEdiMessage, { params: { id } })).body
  const found = segments.find(({ text }) => text !== null && was.test(text))
  if (!found?.text) throw new Error('No such segment.')
  const text = found.text.replace(was, now)
  await api.call(correctEdiMessage, {
    params: { id },
    body: { edits: [{ segment: found.number, text }], why: 'asked the partner by telephone' },
  })
  await work(world)
}

async function replay(id: string): Promise<void> {
  await api.call(replayEdiMessage, { params: { id } })
  await work(world)
}

const purchaseOrder = (reference: string, quantity = '4', currency = 'USD') =>
  transaction('850', '0001', [
    `BEG*00*SA*${reference}**20261122`,
    `CUR*BY*${currency}`,
    'N1*BY*Acme Shippers*92*ACME-1',
    `PO1*1*${quantity}*EA*2.5**VP*BOLT-9`,
    'CTT*1',
  ])
const status = (at7: string, pro: string) => transaction('214', '0001', [`B10*${pro}*${pro}*SCAC`, 'LX*1', at7])

describe('an envelope that is wrong', () => {
  test.each([
    ['of the message', /SE\*(\d+)\*0001/, 'SE*$1*0009', 'envelopeFault'],
    ['of its segments', /SE\*\d+/, 'SE*99', 'envelopeFault'],
  ])('in the count or number %s refuses it, and a person may take it all the same', async (_, was, wrong, expected) => {
    const reference = `ENV-${next()}`
    const { id, code, en } = why(await seen(x12([tender(reference)], { control: next() }).replace(was, wrong)))
    expect(code).toBe(expected)
    expect(en).toContain('The partner was told')
    expect((await written(world)).at(-1)).toMatch(/AK5\*R\*[34]~AK9\*R\*1\*1\*0~/)
    await replay(id)
    expect(await ordersOf(reference)).toBe(1)
  })

  test.each([
    ['group', /GE\*1\*1~/, 'GE*1*7~', 'AK9*E*1*1*1*4~'],
    ['group, in its count', /GE\*1\*1~/, 'GE*3*1~', 'AK9*E*3*1*1*5~'],
    ['interchange', /IEA\*1\*\d+/, 'IEA*1*000000777', '*E*001~'],
    ['interchange, in its count', /IEA\*1\*/, 'IEA*4*', '*E*021~'],
  ])('around a good message, of its %s, is told to the partner; the order is taken', async (_, was, wrong, told) => {
    const reference = `ENV-${next()}`
    const met = await seen(x12([tender(reference)], { control: next() }).replace(was, wrong))
    expect(met).toMatchObject([{ status: 'taken', outcome: 'taken' }])
    expect((await written(world)).at(-1)).toContain(told)
  })

  test('with a control number that its group had before refuses the second alone, and says so to both sides', async () => {
    const [first, second] = [`REP-${next()}`, `REP-${next()}`]
    const met = await seen(x12([tender(first), tender(second)], { control: next() }))
    expect(met.map(({ status }) => status)).toEqual(['taken', 'quarantined'])
    const { id, code, en } = why(met.slice(1))
    expect(code).toBe('envelopeFault')
    expect(en).toContain('“0001” comes twice in one group')
    expect((await written(world)).at(-1)).toContain('AK5*A~AK2*204*0001~AK5*R*23~')
    await replay(id)
    expect(await ordersOf(second)).toBe(1)
  })

  test('two interchanges in one file are each taken and each acknowledged', async () => {
    const before = (await written(world)).length
    const met = await seen(x12([tender('TWO-1')], { control: next() }) + x12([tender('TWO-2')], { control: next() }))
    expect(met.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
    expect((await written(world)).length - before).toBe(2)
  })

  test('a second interchange that begins inside the first costs neither its good message', async () => {
    const cut = x12([tender('IN-1')], { control: next() }).replace(/GE\*.*$/, '')
    const met = await seen(cut + x12([tender('IN-2')], { control: next() }))
    expect(met.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
    expect((await written(world)).at(-2)).toContain('*E*023~')
  })

  test('separators that change from one interchange to the next are followed', async () => {
    const other = x12([tender('MIX-2')], { control: next() })
      .replaceAll('*', '|')
      .replaceAll('~', "'\n")
      .replaceAll('>', ':')
    const met = await seen(x12([tender('MIX-1')], { control: next() }) + other)
    expect(met.map(({ outcome }) => outcome)).toEqual(['taken', 'taken'])
  })

  test('separators that change within a message quarantine it alone, and it can be put right', async () => {
    const bent = tender('BENT-1').replace('B2**QSID**BENT-1**PP', 'B2||QSID||BENT-1||PP')
    const met = await seen(x12([bent, tender('BENT-2', '0002')], { control: next() }))
    const { id, code } = why(met.slice(0, 1))
    expect(code).toBe('envelopeFault')
    expect(met[1]).toMatchObject({ status: 'taken', reference: 'BENT-2' })
    await correct(id, /^B2\|\|.*/, 'B2**QSID**BENT-1**PP')
    expect(await statusOf(id)).toBe('taken')
  })

  test('a mark of byte order before, garbage behind and line ends between change nothing', async () => {
    const text = x12([tender('BOM-1')], { control: next() }).replaceAll('~', '~\r\n')
    const file = await send(`\uFEFF${text}\u001A\u0000 -- sent by mail gateway --`)
    expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken', outcome: 'taken' }])
    const { body } = await api.call(readEdiFile, { params: { id: file } })
    expect(body.faults).toMatchObject([{ code: 'trailingData', sentence: { zh: expect.stringContaining('跳过') } }])
  })

  test.each([
    ['that is no EDI', 'Dear colleagues, please find attached the order.', 'notEdi'],
    ['of zeros', Buffer.alloc(4_096), 'notEdi'],
  ])('a file %s is kept and said to be unreadable', async (_, bytes, code) => {
    const { body } = await api.call(readEdiFile, { params: { id: await send(bytes) } })
    expect(body).toMatchObject({ state: 'unreadable', faults: [{ code, sentence: { zh: expect.any(String) } }] })
  })

  test('an empty file is refused at once, in words', async () => {
    const reply = await api.inject({
      method: 'POST',
      url: '/api/edi/interchanges',
      headers: { 'content-type': 'application/edi-x12' },
      payload: '',
    })
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'fileEmpty' })
  })
})

describe('a file that is large', () => {
  test('with a segment of a megabyte is taken; the note is cut, the original is whole', async () => {
    const long = `NTE*ALL*${'crate '.repeat(175_000)}`
    const met = await seen(x12([tender('LONG-1', '0001', [long])], { control: next() }))
    expect(met).toMatchObject([{ status: 'taken' }])
    const { rows } = await world.database.owner.query(
      `select length(o.note) as note, m.bytes from orders o join edi_messages m on m.order_id = o.id where o.reference = 'LONG-1'`,
    )
    expect(rows[0]).toMatchObject({ note: 5_000 })
    expect(Number(rows[0]?.bytes)).toBeGreaterThan(1_000_000)
  })

  test('of 40 MB with a message beyond every measure keeps that one for a person and takes those beside it', async () => {
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers)
    }, 20)
    const huge = tender('HUGE-1', '0001', Array<string>(40_000).fill(`NTE*ALL*${'x'.repeat(1_000)}`))
    const file = Buffer.from(x12([huge, tender('HUGE-2', '0002')], { control: next() }))
    const met = await seen(file)
    clearInterval(timer)
    expect(why(met.slice(0, 1))).toMatchObject({ code: 'tooLarge', en: expect.stringContaining('16 MB') })
    expect(met[1]).toMatchObject({ status: 'taken', reference: 'HUGE-2' })
    // The request of the test itself holds the file; the reader adds a few pieces of it.
    expect(most - before).toBeLessThan(3 * file.length)
  })
})

describe('a sender or customer who is not known', () => {
  test('waits, and is taken when he is entered', async () => {
    const { id, code, en } = why(await seen(x12([tender('NEW-1')], { sender: 'NEWCO', control: next() })))
    expect([code, en]).toEqual(['partnerUnknown', expect.stringContaining('“NEWCO”')])
    const { body } = await api.call(createEdiPartner, {
      body: {
        ...{ name: 'New Co', kind: 'customer', accountId: world.account.id, standard: 'x12', ourId: 'QUAYSIDE' },
        identities: [{ level: 'interchange', identifier: 'NEWCO' }],
      },
    })
    await api.call(replayEdiMessages, { params: { id: body.id } })
    await work(world)
    expect([await statusOf(id), await ordersOf('NEW-1')]).toEqual(['taken', 1])
  })

  test('waits, and is taken when the customer is chosen', async () => {
    const { id, code, en } = why(await seen(x12([tender('WHOSE-1')], { sender: 'MANY', control: next() })))
    expect([code, en]).toEqual(['customerUnknown', expect.stringContaining('“ACME-1”')])
    await api.call(chooseEdiCustomer, { params: { id }, body: { accountId: world.account.id } })
    await work(world)
    expect(await ordersOf('WHOSE-1')).toBe(1)
  })
})

describe('content that cannot be', () => {
  test.each([
    ['a day the calendar lacks', 'G62*37*20261126', 'G62*37*20261131', /20261131/, '20261126', /2026-?11-?31/],
    ['a time the clock lacks', 'I*0800', 'I*2567', /2567/, '0800', /25:?67/],
    [
      'a negative number of packages',
      'AT8*G*K*1200*10',
      'AT8*G*K*1200*-10',
      /-10$/,
      '10',
      /Goods 1, packages: .*negative/,
    ],
  ])('%s waits with what stands there, and is taken once it is put right', async (_, good, bad, was, right, named) => {
    const reference = `BAD-${next()}`
    const { id, en } = why(await seen(x12([tender(reference).replace(good, bad)], { control: next() })))
    expect(en).toMatch(named)
    expect(await ordersOf(reference)).toBe(0)
    await correct(id, was, right)
    expect([await statusOf(id), await ordersOf(reference)]).toEqual(['taken', 1])
  })

  test.each([
    ['a negative quantity', '-4', 'USD', /\*-4\*/, '*4*', /Line 1, quantity: .*more than zero/],
    ['a currency nobody has', '4', 'XQZ', /XQZ/, 'USD', /Currency: .*XQZ/],
  ])('%s waits and is put right', async (_, quantity, currency, was, right, named) => {
    const reference = `PO-${next()}`
    const order = x12([purchaseOrder(reference, quantity, currency)], { kind: 'PO', control: next() })
    const { id, en } = why(await seen(order))
    expect(en).toMatch(named)
    await correct(id, was, right)
    expect(await ordersOf(reference)).toBe(1)
  })

  test('of EDIFACT with a day the calendar lacks and a currency nobody has waits as well', async () => {
    const orders = message('ORDERS', '1', [
      'BGM+220+E-1+9',
      'DTM+137:20261122:102',
      'DTM+2:20261131:102',
      'NAD+BY+1::9',
      'CUX+2:EUR:9',
      'LIN+1++4000862141404:EN',
      'QTY+21:48:PCE',
      'UNS+S',
    ])
    const { id, en } = why(await seen(edifact([orders], { sender: 'EURO', control: next() })))
    expect(en).toMatch(/2026-?11-?31/)
    await correct(id, /20261131/, '20261130')
    expect(await statusOf(id)).toBe('taken')
  })
})

test('an order for a customer on hold is taken and held, and says so', async () => {
  const met = await seen(x12([tender('HOLD-1')], { sender: 'HELD', control: next() }))
  expect(met).toMatchObject([
    {
      ...{ status: 'taken', outcome: 'held' },
      reasons: [{ code: 'customerOnHold', zh: expect.stringContaining('暂停') }, { code: 'notPriced' }],
    },
  ])
})

test('an order for a frozen customer waits, and is taken when the customer is free', async () => {
  await world.database.owner.query(`update account_order_holds set kind = 'frozen' where account_id = $1`, [held])
  const { id, code } = why(await seen(x12([tender('FROZEN-1')], { sender: 'HELD', control: next() })))
  expect(code).toBe('customerFrozen')
  await world.database.owner.query('delete from account_order_holds where account_id = $1', [held])
  await replay(id)
  expect([await statusOf(id), await ordersOf('FROZEN-1')]).toEqual(['taken', 1])
})

test('the same order by two channels at once is made once; with other content it waits', async () => {
  const [one, two] = [x12([tender('TWICE')], { control: next() }), x12([tender('TWICE')], { control: next() })]
  const post = (payload: string) =>
    api.inject({ method: 'POST', url: '/api/edi/interchanges', headers: { 'content-type': 'text/plain' }, payload })
  const replies = await Promise.all([post(one), post(two)])
  await work(world)
  const files = replies.map((reply) => receiveEdi.reply.parse(reply.json()).fileId)
  const outcomes = (await Promise.all(files.map((id) => messagesOf(world, id)))).flat().map(({ outcome }) => outcome)
  expect(outcomes.sort()).toEqual(['known', 'taken'])
  const other = tender('TWICE').replace('L5*1*Machine parts', 'L5*1*Live lobsters')
  expect(why(await seen(x12([other], { control: next() }))).code).toBe('orderKnown')
  expect(await ordersOf('TWICE')).toBe(1)
})

describe('a milestone', () => {
  test.each([
    ['before the order', 'AT7*D1*NS***20200101*0930*UT', 'PRO-1', 'beforeOrder', /20200101/, '20261122'],
    ['by a clock in the future', 'AT7*D1*NS***20261122*2330*UT', 'PRO-2', 'inFuture', /2330/, '0930'],
    ['on a day that does not exist', 'AT7*D1*NS***20261131*0930*UT', 'PRO-3', 'dateWrong', /20261131/, '20261122'],
  ])('%s waits and is put right', async (_, at7, pro, expected, was, right) => {
    const { id, code } = why(await seen(x12([status(at7, pro)], { kind: 'QM', control: next() })))
    expect(code).toBe(expected)
    await correct(id, was, right)
    expect(await statusOf(id)).toBe('taken')
  })

  test('of a shipment nobody knows yet waits, and finds it once it is here', async () => {
    const at7 = 'AT7*AF*NS***20261122*0930*UT'
    const { id, code } = why(await seen(x12([status(at7, 'LATER-1')], { kind: 'QM', control: next() })))
    expect(code).toBe('shipmentUnknown')
    await aShipment('LATER-1')
    await replay(id)
    expect(await statusOf(id)).toBe('taken')
  })

  test('told by a clock that is ahead can be taken later as it stands', async () => {
    const at7 = 'AT7*AF*NS***20261122*2330*UT'
    const { id } = why(await seen(x12([status(at7, 'PRO-3')], { kind: 'QM', control: next() })))
    const clock = world.context.clock
    world.context.clock = () => new Date('2026-11-23T12:00:00Z')
    await replay(id)
    world.context.clock = clock
    expect(await statusOf(id)).toBe('taken')
  })
})
