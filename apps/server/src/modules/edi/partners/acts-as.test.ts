import {
  type BodyOf,
  changeEdiPartner,
  checkEdiOverrides,
  createApiKey,
  createEdiPartner,
  listEdiCodedElements,
  listOrders,
  mergeAccounts,
  readAccount,
  readEdiPartner,
  receiveEdi,
  undoMerge,
} from '@quayside/contract'
import { afterEach, expect, test } from 'vitest'
import { anAccount, aUser, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
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
} from '../for-tests.ts'

let world: EdiWorld | undefined
afterEach(async () => {
  if (world) await removeEdiFolder(world)
})

const fields: BodyOf<typeof createEdiPartner> = {
  name: 'Acme',
  kind: 'customer',
  standard: 'x12',
  ourId: 'QUAYSIDE',
  identities: [{ level: 'interchange', identifier: 'ACME' }],
}

test.each(['dispatcher', 'integrator'])(
  'a partner whom a %s adds acts with the rights of that person; those of a colleague only an administrator lends',
  async (role) => {
    const database = await testDatabase()
    const [chief, clerk] = [
      await aUser(database, { roles: ['administrator'] }),
      await aUser(database, { roles: [role] }),
    ]
    const api = await testApp(database, { as: clerk })
    const { status } = await api.refused(createEdiPartner, { body: { ...fields, actsAs: chief.id } })
    expect(status).toBe(403)
    const { body: made } = await api.call(createEdiPartner, { body: fields })
    expect(made.actsAs.id).toBe(clerk.id)
    const change = { params: { id: made.id }, version: made.version }
    expect((await api.refused(changeEdiPartner, { ...change, body: { ...fields, actsAs: chief.id } })).status).toBe(403)
    const office = await testApp(database, { as: chief })
    const lent = (await office.call(changeEdiPartner, { ...change, body: { ...fields, actsAs: chief.id } })).body
    expect(lent.actsAs.id).toBe(chief.id)
    // Writing the partner anew leaves whose rights they are, whether it says so or not.
    const renamed = { ...fields, name: 'Acme Ltd' }
    const kept = await api.call(changeEdiPartner, {
      params: { id: made.id },
      version: lent.version,
      body: { ...renamed, actsAs: chief.id },
    })
    const silent = await api.call(changeEdiPartner, {
      params: { id: made.id },
      version: kept.body.version,
      body: renamed,
    })
    expect(silent.body.actsAs.id).toBe(chief.id)
  },
)

test('a key for EDI alone hands files in; what comes of them is done with the rights of whom the partner acts as, never more', async () => {
  const database = await testDatabase()
  world = await ediWorld(database)
  const app = await testApp(database, { whoAsks: undefined, files: world.context.files })
  const clerk = await aUser(database, { roles: ['administrator'] })
  const desk = await testApp(database, { as: clerk })
  const made = await desk.call(createApiKey, {
    body: { name: 'partner', readOnly: false, modules: ['edi'] },
  })
  const headers = { 'x-api-key': made.body.secret }
  const send = async (text: string) => {
    const reply = await app.app.inject({
      method: 'POST',
      url: '/api/edi/interchanges',
      headers: { ...headers, 'content-type': 'application/edi-x12' },
      payload: text,
    })
    expect(reply.statusCode, reply.body).toBe(202)
    await work(world as EdiWorld)
    return messagesOf(world as EdiWorld, receiveEdi.reply.parse(reply.json()).fileId)
  }
  // The key itself opens no door of orders.
  expect((await app.refused(listOrders, { headers, query: {} })).status).toBe(403)
  await aPartner(world, { identifier: 'ACME' })
  const [taken] = await send(x12([tender('LOAD-1')]))
  expect(taken).toMatchObject({ status: 'taken' })
  const { rows } = await database.owner.query<{ actor_id: string }>(
    `select actor_id from events where kind = 'order.taken' and subject_id = $1`,
    [taken?.order_id],
  )
  expect(rows).toEqual([{ actor_id: world.chief.id }])
  // Of somebody who may take no orders, and of somebody who may take those of his own customers.
  const reader = await aUser(database, {
    rights: { modules: { accounts: 'all', edi: 'all' }, categories: { basic: true } },
  })
  await aPartner(world, { identifier: 'WEAK', actsAs: reader.id })
  expect(await send(x12([tender('LOAD-2')], { sender: 'WEAK' }))).toMatchObject([
    { status: 'quarantined', reasons: [{ code: 'actorMissing' }] },
  ])
  const seller = await aUser(database, {
    rights: { modules: { accounts: { read: 'all' }, edi: 'all', orders: 'own' }, categories: { basic: true } },
  })
  await aPartner(world, { identifier: 'OWN', actsAs: seller.id })
  expect(await send(x12([tender('LOAD-3')], { sender: 'OWN' }))).toMatchObject([
    { status: 'quarantined', order_id: null, reasons: [{ zh: expect.stringMatching(/\p{Script=Han}/u) }] },
  ])
})

test('a partner, his codes, messages and bills follow a customer who is merged into another, and come back', async () => {
  const database = await testDatabase()
  world = await ediWorld(database)
  const app = await testApp(database, { as: world.chief })
  const winner = await writeAsOwner(database, (tx) => anAccount(tx))
  const loser = world.account.id
  const partnerId = await aPartner(world, { identifier: 'ACME', settings: { currency: 'USD' } })
  await database.owner.query(
    `insert into edi_codes (id, partner_id, code, account_id) values (gen_random_uuid(), $1, 'ACME-1', $2)`,
    [partnerId, loser],
  )
  const bill = 'ST*210*0002~B3**INV-1*LOAD-1*PP**20261122*125050*****SCAC~C3*USD~SE*4*0002~'
  await handIn(world, x12([tender('LOAD-1')]))
  await handIn(world, x12([bill], { kind: 'IM', control: '2' }))
  const holders = async () => {
    const { rows } = await database.owner.query<{ what: string; account_id: string }>(
      `select 'partner' as what, account_id from edi_partners union all select 'code', account_id from edi_codes
       union all select 'message ' || type, account_id from edi_messages where direction = 'in' union all select 'bill', account_id from edi_bills
       order by 1`,
    )
    return rows.map(({ what, account_id }) => `${what} ${account_id}`)
  }
  const all = (id: string) => ['bill', 'code', 'message 204', 'message 210', 'partner'].map((what) => `${what} ${id}`)
  expect(await holders()).toEqual(all(loser))
  const version = async (id: string) => (await app.call(readAccount, { params: { id } })).body.version
  const merged = await app.call(mergeAccounts, {
    body: {
      ...{ winnerId: winner.id, loserId: loser, choices: {} },
      ...{ winnerVersion: await version(winner.id), loserVersion: await version(loser) },
    },
  })
  expect(await holders()).toEqual(all(winner.id))
  // An order that comes now is the winner's, and his own word for the customer still finds it.
  const [next] = await messagesOf(world, await handIn(world, x12([tender('LOAD-2')], { control: '3' })))
  expect(next).toMatchObject({ status: 'taken' })
  await app.call(undoMerge, { params: { id: merged.body.id } })
  expect((await holders()).filter((one) => one.endsWith(loser))).toEqual(all(loser))
})

test('the list of partners is taken as a file as it is narrowed, and no name of a partner becomes a formula', async () => {
  const database = await testDatabase()
  const api = await testApp(database, { as: await aUser(database) })
  const identities = [{ level: 'interchange' as const, identifier: 'ROAD' }]
  await api.call(createEdiPartner, { body: fields })
  await api.call(createEdiPartner, { body: { ...fields, name: '=1+1 Cartage', kind: 'carrier', identities } })
  const rows = async (asked: string) => {
    const { body } = await api.inject({ method: 'GET', url: `/api/edi/partner-exports?format=csv${asked}` })
    return body.trim().split(/\r?\n/).slice(1)
  }
  expect(await rows('')).toHaveLength(2)
  expect(await rows('&kind=carrier')).toEqual([expect.stringMatching(/^'=1\+1 Cartage,Carrier,X12,ROAD,,,Yes,0,0,0,/)])
  expect(await rows('&q=acm')).toEqual([expect.stringMatching(/^Acme,/)])
})

test('overrides that fit no message are refused with the place, those that fit are kept', async () => {
  const database = await testDatabase()
  const api = await testApp(database, { as: await aUser(database) })
  const refused = async (overrides: Record<string, never>) =>
    (await api.refused(createEdiPartner, { body: { ...fields, settings: { overrides } } })).body
  const unfit: [unknown, string][] = [
    [{ 204: { change: { 'stops.S9.reason': { map: { A: 'LD' } } } } }, '/settings/overrides/204'],
    [{ 999999: { change: {} } }, '/settings/overrides/999999'],
    [{ 204: { change: null } }, '/settings/overrides/204'],
    [{ 204: ['x'] }, '/settings/overrides/204'],
    [{ 204: { add: [{ key: 'Z' }] } }, '/settings/overrides/204'],
  ]
  for (const [overrides, path] of unfit)
    expect(await refused(overrides as never)).toMatchObject({
      ...{ status: 422, code: 'ediOverrideUnfit' },
      errors: [{ path }],
    })
  const asked = await api.call(checkEdiOverrides, { body: { standard: 'x12', overrides: unfit[0]?.[0] as never } })
  expect(asked.body.problems).toMatchObject([
    { type: '204', path: 'stops.S9.reason', zh: expect.stringContaining('“S9”'), en: expect.any(String) },
  ])
  const { elements } = (await api.call(listEdiCodedElements, { query: { standard: 'x12', type: '204' } })).body
  const reason = elements.find(({ path }) => path === 'stops.S5.reason')
  expect(reason).toMatchObject({ codes: expect.arrayContaining([{ code: 'LD', zh: '装货', en: 'Load' }]) })
  const overrides = { 204: { change: { 'stops.S5.reason': { map: { HOLEN: 'LD' } } } } }
  const { body } = await api.call(createEdiPartner, { body: { ...fields, settings: { overrides } } })
  expect((await api.call(readEdiPartner, { params: { id: body.id } })).body.settings.overrides).toEqual(overrides)
})

test('a code mapped to one that the standard does not know is refused with the place and both codes', async () => {
  const database = await testDatabase()
  const api = await testApp(database, { as: await aUser(database) })
  const overrides = { 204: { change: { 'stops.S5.reason': { map: { HOLEN: 'LD', BRINGEN: 'QQ' } } } } }
  const body = { ...fields, settings: { overrides } }
  expect((await api.refused(createEdiPartner, { body })).body).toMatchObject({
    ...{ status: 422, code: 'ediOverrideUnfit' },
    errors: [{ path: '/settings/overrides/204', message: expect.stringContaining('“BRINGEN” is mapped to “QQ”') }],
  })
  const { body: checked } = await api.call(checkEdiOverrides, { body: { standard: 'x12', overrides } })
  expect(checked.problems).toEqual([
    { type: '204', path: 'stops.S5.reason', zh: expect.stringContaining('“QQ”'), en: expect.stringContaining('“QQ”') },
  ])
})
