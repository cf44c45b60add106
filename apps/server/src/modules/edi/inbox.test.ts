import { readEdiFile, receiveEdi } from '@quayside/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testApp, testDatabase } from '../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  edifact,
  ediWorld,
  handIn,
  message,
  messagesOf,
  removeEdiFolder,
  tender,
  transaction,
  work,
  written,
  x12,
} from './for-tests.ts'

let world: EdiWorld
beforeEach(async () => {
  world = await ediWorld(await testDatabase())
})
afterAll(() => removeEdiFolder(world))

const ordersOf = async () =>
  (await world.database.owner.query(`select reference, channel, status from orders order by number`)).rows

test('a load tender becomes an order and is acknowledged', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const file = await handIn(world, x12([tender('LOAD-1')]))
  expect(await messagesOf(world, file)).toMatchObject([
    { type: '204', status: 'taken', outcome: 'taken', reference: 'LOAD-1', order_id: expect.any(String) },
  ])
  expect(await ordersOf()).toEqual([{ reference: 'LOAD-1', channel: 'edi', status: 'confirmed' }])
  const [receipt = ''] = await written(world)
  expect(receipt).toContain('AK1*SM*1~')
  expect(receipt).toContain('AK9*A*1*1*1~')
  expect(receipt).toMatch(/^ISA\*00\* {10}\*00\* {10}\*ZZ\*QUAYSIDE {7}\*ZZ\*ACME {11}\*/)
})

test('a file is handed in by HTTP, as it stands or as an upload, and answered once it is safe', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const app = await testApp(world.database, { as: world.chief, files: world.context.files })
  const reply = await app.inject({
    method: 'POST',
    url: '/api/edi/interchanges?name=tender.edi',
    headers: { 'content-type': 'application/edi-x12' },
    payload: x12([tender('LOAD-1')]),
  })
  expect(reply.statusCode, reply.body).toBe(202)
  const { fileId } = receiveEdi.reply.parse(reply.json())
  await work(world)
  const { body } = await app.call(readEdiFile, { params: { id: fileId } })
  expect(body).toMatchObject({ name: 'tender.edi', state: 'read', interchanges: [{ state: 'settled', messages: 1 }] })
  const uploaded = await app.inject({
    method: 'POST',
    url: '/api/edi/interchanges',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: `--b\r\nContent-Disposition: form-data; name="file"; filename="a.edi"\r\n\r\n${x12([tender('LOAD-2')], { control: '2' })}\r\n--b--\r\n`,
  })
  expect(uploaded.statusCode, uploaded.body).toBe(202)
  await work(world)
  expect(await ordersOf()).toHaveLength(2)
})

test('the same interchange sent again is known, and the same order by another way is not made twice', async () => {
  await aPartner(world, { identifier: 'ACME' })
  await handIn(world, x12([tender('LOAD-1')]))
  await handIn(world, x12([tender('LOAD-1')]), 'again.edi')
  const again = await handIn(world, x12([tender('LOAD-1')], { control: '2', group: '2' }))
  expect(await messagesOf(world, again)).toMatchObject([{ status: 'taken', outcome: 'known' }])
  expect(await ordersOf()).toHaveLength(1)
  const { rows } = await world.database.owner.query(
    `select state, count(*)::int from edi_interchanges where direction = 'in' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { state: 'repeated', count: 1 },
    { state: 'settled', count: 2 },
  ])
})

test('a control number used before with other content, an unknown partner, a wrong count: each waits with a sentence', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const used = await handIn(world, x12([tender('LOAD-1')]))
  await world.database.owner.query(
    `update edi_interchanges set received_at = '2026-03-01T16:30:00Z' where file_id = $1`,
    [used],
  )
  const reused = await handIn(world, x12([tender('LOAD-2')]))
  // As the company's clocks showed, not those of Greenwich.
  expect(await messagesOf(world, reused)).toMatchObject([
    { status: 'quarantined', reasons: [{ code: 'controlRepeated', params: { at: '2026-03-02 00:30' } }] },
  ])
  const stranger = await handIn(world, x12([tender('LOAD-3')], { sender: 'NOBODY' }))
  expect(await messagesOf(world, stranger)).toMatchObject([
    { reasons: [{ code: 'partnerUnknown', en: expect.stringContaining('“NOBODY”') }] },
  ])
  const miscounted = await handIn(world, x12([tender('LOAD-4').replace(/SE\*\d+/, 'SE*99')], { control: '4' }))
  expect(await messagesOf(world, miscounted)).toMatchObject([
    {
      verdict: 'refused',
      reasons: [
        {
          code: 'envelopeFault',
          en: expect.stringMatching(/says it has 99 segments; .* Lines may be lost\. The partner/),
        },
      ],
    },
  ])
  expect((await written(world)).at(-1)).toContain('AK5*R*4~')
  expect(await ordersOf()).toHaveLength(1)
})

test('a test interchange, one for somebody else, an unknown customer and an unknown type are laid before a person', async () => {
  await aPartner(world, { identifier: 'ACME', accountId: null })
  const reason = async (text: string) =>
    (await messagesOf(world, await handIn(world, text))).map(({ reasons }) => reasons[0]?.code)
  expect(await reason(x12([tender('A')], { test: true }))).toEqual(['testInterchange'])
  expect(await reason(x12([tender('B')], { control: '2', receiver: 'OTHER' }))).toEqual(['notForUs'])
  expect(await reason(x12([tender('C')], { control: '3' }))).toEqual(['customerUnknown'])
  expect(await reason(x12([transaction('824', '0001', ['BGN*11*X*20261122'])], { control: '4' }))).toEqual([
    'typeUnknown',
  ])
  expect((await written(world)).at(-1)).toContain('AK5*R*1~')
})

test('ORDERS becomes an order and is acknowledged by CONTRL', async () => {
  await aPartner(world, { identifier: 'ACME', standard: 'edifact', settings: { acknowledge: 'CONTRL' } })
  const orders = message('ORDERS', '1', [
    'BGM+220+PO-9+9',
    'DTM+137:20261122:102',
    'DTM+2:20261130:102',
    'NAD+BY+4012345000009::9',
    'CUX+2:EUR:9',
    'LIN+1++4000862141404:EN',
    'IMD+F++:::Steel bolts',
    'QTY+21:48:PCE',
    'PRI+AAA:2.5',
    'UNS+S',
  ])
  const file = await handIn(world, edifact([orders]))
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken', reference: 'PO-9' }])
  const { rows } = await world.database.owner.query(`select item, quantity, amount_e4, currency from order_lines`)
  expect(rows).toEqual([{ item: 'Steel bolts', quantity: '48.0000', amount_e4: 1_200_000, currency: 'EUR' }])
  expect(await written(world)).toEqual([expect.stringContaining("UCI+1+ACME:14+QUAYSIDE:14+7'")])
})

test('a partner who writes codes of his own is understood by his overrides', async () => {
  await aPartner(world, {
    identifier: 'ACME',
    settings: { overrides: { 204: { change: { 'stops.S5.reason': { map: { HOLEN: 'LD', BRINGEN: 'UL' } } } } } },
  })
  const theirs = tender('LOAD-1').replace('S5*1*LD', 'S5*1*HOLEN').replace('S5*2*UL', 'S5*2*BRINGEN')
  expect(await messagesOf(world, await handIn(world, x12([theirs])))).toMatchObject([{ status: 'taken' }])
  const { rows } = await world.database.owner.query('select kind from order_places order by position')
  expect(rows.map(({ kind }) => kind)).toEqual(['pickup', 'delivery'])
})

test('of a tender whose stop bears a code nobody knows the code is told before the place that is missing for its sake', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const theirs = tender('LOAD-1').replace('S5*1*LD', 'S5*1*QQ')
  const [message] = await messagesOf(world, await handIn(world, x12([theirs])))
  expect(message).toMatchObject({
    status: 'quarantined',
    reasons: [{ code: 'stopCodeUnknown', params: { stop: '1', code: 'QQ' } }, { code: 'needsOrigin' }],
  })
})

test('several interchanges in a file, a mark before the first and garbage behind the last: every good message is taken', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const text = `\uFEFF${x12([tender('A')])}\r\n${x12([tender('B')], { control: '2' })}\n\u001a garbage`
  await handIn(world, text)
  expect(await ordersOf()).toHaveLength(2)
  const cut = await handIn(world, x12([tender('C'), tender('D', '0002')], { control: '3' }).slice(0, -120))
  expect((await messagesOf(world, cut)).map(({ status }) => status)).toEqual(['taken', 'quarantined'])
})

test('what is no EDI at all is kept, and said to be unreadable', async () => {
  const file = await handIn(world, 'Dear colleagues, please find attached …')
  const { rows } = await world.database.owner.query('select state, issues from edi_files where id = $1', [file])
  expect(rows).toMatchObject([{ state: 'unreadable', issues: [{ code: 'notEdi' }] }])
})

test('in a mailbox of several partners each group is known by its own sender, and acknowledged', async () => {
  const [one, two] = [
    await aPartner(world, { identifier: 'PLANT-1' }),
    await aPartner(world, { identifier: 'PLANT-2' }),
  ]
  await world.database.owner.query(`update edi_identities set level = 'group'`)
  const first = x12([tender('A')], { sender: 'MAILBOX' }).replace('GS*SM*MAILBOX', 'GS*SM*PLANT-1')
  const second = x12([tender('B')], { sender: 'MAILBOX', control: '2' }).replace('GS*SM*MAILBOX', 'GS*SM*PLANT-2')
  const third = x12([tender('C')], { sender: 'MAILBOX', control: '3' })
  const file = await handIn(world, first + second + third)
  const { rows } = await world.database.owner.query(
    `select m.reference, m.partner_id, m.reasons -> 0 ->> 'code' as why from edi_messages m join edi_interchanges i on i.id = m.interchange_id
     where  i.file_id = $1 order by i.position`,
    [file],
  )
  expect(rows).toEqual([
    { reference: 'A', partner_id: one, why: 'notPriced' },
    { reference: 'B', partner_id: two, why: 'notPriced' },
    { reference: '', partner_id: null, why: 'partnerUnknown' },
  ])
  expect((await ordersOf()).map(({ reference }) => reference)).toEqual(['A', 'B'])
  expect((await written(world)).filter((text) => text.includes('AK9*A*1*1*1'))).toHaveLength(2)
})
