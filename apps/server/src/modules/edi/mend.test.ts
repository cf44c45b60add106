import {
  chooseEdiCustomer,
  correctEdiMessage,
  createEdiPartner,
  downloadEdiFile,
  listEdiMessages,
  readEdiMessage,
  readEdiSummary,
  rejectEdiMessage,
  replayEdiMessage,
  replayEdiMessages,
} from '@quayside/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { aUser, type TestApp, testApp, testDatabase } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  tender,
  work,
  x12,
} from './for-tests.ts'

let world: EdiWorld
let api: TestApp
beforeEach(async () => {
  world = await ediWorld(await testDatabase())
  api = await testApp(world.database, { as: world.chief, files: world.context.files })
})
afterAll(() => removeEdiFolder(world))

const only = async (file: string) => {
  const [message] = await messagesOf(world, file)
  if (!message) throw new Error('No message.')
  return message
}
const statusOf = async (id: string) => (await api.call(readEdiMessage, { params: { id } })).body.status

test('a message waits for the wrong partner no longer once the identifier is given to the right one, and it is taken anew', async () => {
  const wrong = await aPartner(world, { identifier: 'ACME', name: 'Entered by mistake', ourId: 'SOMEBODY' })
  const right = await aPartner(world, { identifier: 'ACME-2', name: 'Acme' })
  const { id } = await only(await handIn(world, x12([tender('LOAD-1')])))
  const read = async () => (await api.call(readEdiMessage, { params: { id } })).body
  expect(await read()).toMatchObject({ reasons: [{ code: 'notForUs' }], partner: { id: wrong } })
  const again = async () => {
    await api.call(replayEdiMessage, { params: { id } })
    await work(world)
    return read()
  }
  expect(await again()).toMatchObject({ status: 'quarantined', partner: { id: wrong } })
  await world.database.owner.query(`update edi_identities set identifier = 'NOBODY' where partner_id = $1`, [wrong])
  expect(await again()).toMatchObject({ status: 'quarantined', partner: { id: wrong } })
  await world.database.owner.query(`update edi_identities set identifier = 'ACME' where partner_id = $1`, [right])
  expect(await again()).toMatchObject({ status: 'taken', reference: 'LOAD-1', partner: { id: right } })
})

test('a segment is put right, the original stays beside, and the order comes of it', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const { id } = await only(
    await handIn(world, x12([tender('LOAD-1').replace('B2**QSID**LOAD-1**PP', 'B2**QSID****PP')])),
  )
  const { body } = await api.call(readEdiMessage, { params: { id } })
  expect(body).toMatchObject({ status: 'quarantined', reasons: [{ code: 'referenceMissing' }], can: { mend: true } })
  expect(JSON.stringify(body.document)).toContain('Acme Shippers')
  expect(body.segments[1]).toEqual({ number: 2, tag: 'B2', text: 'B2**QSID****PP' })
  await api.call(correctEdiMessage, {
    params: { id },
    body: { edits: [{ segment: 2, text: 'B2**QSID**LOAD-1**PP' }], why: 'told by telephone' },
  })
  await work(world)
  const after = (await api.call(readEdiMessage, { params: { id } })).body
  expect(after).toMatchObject({
    status: 'taken',
    reference: 'LOAD-1',
    corrected: true,
    order: { number: expect.any(String) },
  })
  expect(after.corrections).toMatchObject([
    {
      why: 'told by telephone',
      by: world.chief.name,
      edits: [{ segment: 2, was: 'B2**QSID****PP', now: 'B2**QSID**LOAD-1**PP' }],
    },
  ])
  const file = await api.call(downloadEdiFile, { params: { id: after.fileId } })
  expect(file.raw.body).toContain('B2**QSID****PP~')
  expect((await api.refused(replayEdiMessage, { params: { id } })).body.code).toBe('ediNotWaiting')
})

test('the customer is chosen by hand once; the next message with the same code is known', async () => {
  await aPartner(world, { identifier: 'ACME', accountId: null })
  const { id } = await only(await handIn(world, x12([tender('LOAD-1')])))
  expect(await statusOf(id)).toBe('quarantined')
  await api.call(chooseEdiCustomer, { params: { id }, body: { accountId: world.account.id } })
  await work(world)
  expect(await statusOf(id)).toBe('taken')
  expect(await only(await handIn(world, x12([tender('LOAD-2')], { control: '2' })))).toMatchObject({ status: 'taken' })
})

test('what came before its partner was known is taken when he is added and it is replayed', async () => {
  const { id } = await only(await handIn(world, x12([tender('LOAD-1')])))
  const { body } = await api.call(createEdiPartner, {
    body: {
      name: 'Acme',
      kind: 'customer',
      accountId: world.account.id,
      standard: 'x12',
      ourId: 'QUAYSIDE',
      identities: [{ level: 'interchange', qualifier: 'ZZ', identifier: 'ACME' }],
    },
  })
  expect((await api.call(replayEdiMessages, { params: { id: body.id } })).body).toEqual({ messages: 1 })
  await work(world)
  expect(await statusOf(id)).toBe('taken')
  const again = await api.refused(createEdiPartner, {
    body: {
      ...{ name: 'Other', kind: 'carrier', standard: 'x12', ourId: 'Q' },
      identities: [{ level: 'interchange', qualifier: 'ZZ', identifier: 'ACME' }],
    },
  })
  expect(again.body).toMatchObject({ status: 409, code: 'ediIdentityTaken', partner: 'Acme' })
})

test('a message laid aside says by whom and why, and is counted no more', async () => {
  const { id } = await only(await handIn(world, x12([tender('LOAD-1')])))
  expect((await api.call(readEdiSummary)).body).toMatchObject({ quarantined: 1, receivedToday: 1 })
  await api.call(rejectEdiMessage, { params: { id }, body: { why: 'a test of theirs' } })
  const { body } = await api.call(listEdiMessages, { query: { status: ['rejected'] } })
  expect(body.rows).toMatchObject([{ id, reasons: [{ en: `Rejected by ${world.chief.name}: a test of theirs` }] }])
  expect((await api.call(readEdiSummary)).body).toMatchObject({ quarantined: 0 })
})

test('who may not see money sees no prices, changes none, and downloads no file', async () => {
  await aPartner(world, { identifier: 'ACME', accountId: null })
  const { id } = await only(await handIn(world, x12([tender('LOAD-1', '0001', ['L3*1200*G*987654*FR'])])))
  const dispatcher = await aUser(world.database, {
    rights: { modules: { accounts: 'all', edi: 'all', orders: 'all' }, categories: { basic: true } },
  })
  const seen = await api.inject({ method: 'GET', url: `/api/edi/messages/${id}`, as: dispatcher })
  expect(seen.statusCode).toBe(200)
  expect(seen.body).not.toContain('987654')
  expect(seen.body).toContain('Machine parts')
  const l3 = seen.json<{ segments: { number: number; tag: string }[] }>().segments.find(({ tag }) => tag === 'L3')
  const change = {
    params: { id },
    body: { edits: [{ segment: l3?.number ?? 0, text: 'L3*1*G*1' }], why: 'no' },
    as: dispatcher,
  }
  expect((await api.refused(correctEdiMessage, change)).body.code).toBe('ediMoneyHidden')
  // What stops an order for credit names figures, in the message, the list and the file.
  const told = [{ code: 'creditExceeded', zh: '额度 4711.00', en: 'limit 4711.00', params: { limit: '4711.00' } }]
  await world.database.owner.query('update edi_messages set reasons = $2 where id = $1', [id, JSON.stringify(told)])
  for (const path of [`messages/${id}`, 'messages', 'message-exports?format=csv']) {
    const said = async (as?: User) =>
      (await api.inject({ method: 'GET', url: `/api/edi/${path}`, ...(as && { as }) })).body
    expect(await said(), path).toContain('4711')
    expect(await said(dispatcher), path).not.toContain('4711')
    expect(await said(dispatcher), path).toContain('finance has to release')
  }
  const { fileId } = (await api.call(readEdiMessage, { params: { id } })).body
  expect((await api.refused(downloadEdiFile, { params: { id: fileId }, as: dispatcher })).status).toBe(403)
})

test('messages are walked newest first, each once, and found by reference', async () => {
  await aPartner(world, { identifier: 'ACME' })
  await handIn(world, x12(['A', 'B', 'C', 'D', 'E'].map((one, at) => tender(`LOAD-${one}`, `000${at + 1}`))))
  const met: string[] = []
  let cursor: string | undefined
  do {
    const { body } = await api.call(listEdiMessages, {
      query: { direction: 'in', limit: 2, ...(cursor ? { cursor } : {}) },
    })
    met.push(...body.rows.map(({ reference }) => reference))
    cursor = body.next ?? undefined
  } while (cursor)
  expect(met.sort()).toEqual(['LOAD-A', 'LOAD-B', 'LOAD-C', 'LOAD-D', 'LOAD-E'])
  expect((await api.call(listEdiMessages, { query: { search: 'load-c' } })).body.rows).toHaveLength(1)
})

test('the list is narrowed by partner, type and time, turned round, and taken as a file that no cell of a partner makes a formula of', async () => {
  await aPartner(world, { identifier: 'ACME', name: '=Acme()' })
  await handIn(world, x12([tender('=1+1'), tender('LOAD-B', '0002')]))
  const references = async (query: object) =>
    (await api.call(listEdiMessages, { query: { direction: 'in', ...query } })).body.rows.map(
      ({ reference }) => reference,
    )
  const newest = await references({})
  expect(await references({ sort: 'receivedAt' })).toEqual(newest.toReversed())
  expect(await references({ sort: 'receivedAt', type: ['204'], search: '=acme' })).toHaveLength(2)
  // As the screen asks for several.
  expect(await references({ type: JSON.stringify(['204', '990']), status: '["taken","quarantined"]' })).toHaveLength(2)
  expect(await references({ from: '2999-01-01T00:00:00.000Z' })).toEqual([])
  const csv = await api.inject({ method: 'GET', url: '/api/edi/message-exports?format=csv&direction=in' })
  expect(csv.statusCode, csv.body).toBe(200)
  expect(csv.body).toContain("'=1+1")
  expect(csv.body).not.toMatch(/(^|,)"?=/m)
  expect(csv.body.trim().split('\n')).toHaveLength(3)
  const xlsx = await api.inject({ method: 'GET', url: '/api/edi/message-exports' })
  expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
})
