import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as contract from '@quayside/contract'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { testSecret } from '../../../../test/global-setup.ts'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { followAll } from '../for-tests.ts'
import { post } from './post-notice.ts'
import { sendNotice } from './send-notice.ts'

// Four in the afternoon in Shanghai.
const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let api: TestApp
let dispatcher: User
let admin: User
let accountId: string
const people = { consignee: newId(), buyer: newId() }

beforeAll(async () => {
  database = await testDatabase()
  dispatcher = await aUser(database, { roles: ['dispatcher'] })
  admin = await aUser(database, { roles: ['administrator'] })
  api = await testApp(database, { as: dispatcher, now })
})
beforeEach(async () => {
  accountId = (await writeAsOwner(database, (tx) => anAccount(tx, { name: '海天物流', owner_id: dispatcher.id }))).id
  people.consignee = newId()
  people.buyer = newId()
  await database.owner.query(
    `insert into contacts (id, account_id, name, email, mobile, role, is_primary) values
      ($1, $3, '李收', null, '+8613800000001', 'consignee', false), ($2, $3, 'Ann Buyer', $4, null, 'contact', true)`,
    [people.consignee, people.buyer, accountId, `ann@${accountId}.example`],
  )
})

/** A system outside, on this machine. */
async function aReceiver(status: (nth: number) => number = () => 200) {
  const got: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(status(got.length)).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  await database.owner.query('insert into webhook_hosts (id, host, created_at) values ($1, $2, now())', [newId(), host])
  return { got, url: `http://${host}/in` }
}

const open = async () =>
  (await api.call(contract.openShipment, { body: { accountId, mode: 'road', origin: '上海', destination: '武汉' } }))
    .body
async function happens(id: string, code: contract.MilestoneCode) {
  await api.call(contract.recordShipmentMilestone, { params: { id }, body: { code, at: '2026-11-20T06:00Z' } })
  await followAll(database)
}
const bossSays = async (noticeId: string) =>
  (
    await database.owner.query<{ start_after: Date }>('select start_after from pgboss.job where singleton_key = $1', [
      noticeId,
    ])
  ).rows.map((row) => row.start_after)
const notices = async (id: string) => (await api.call(contract.readShipment, { params: { id } })).body.notices
const later: Date[] = []
const sender = () => ({
  database,
  clock: () => now,
  secret: testSecret,
  again: async (_: unknown, __: string, { startAt }: { startAt: Date }) => void later.push(startAt),
})
const leave = async (id: string) => {
  for (const notice of await notices(id)) await sendNotice(notice.id, sender())
}
const termsVersion = async () =>
  (await api.call(contract.readNoticeTerms, { query: { accountId } })).body.own?.version ?? 0
const agree = async (terms: Record<string, unknown>) =>
  api.call(contract.setNoticeTerms, {
    params: { id: accountId },
    version: await termsVersion(),
    body: { terms: { events: ['pickedUp'], channel: 'mail', quietFrom: 0, quietTo: 0, ...terms } as never },
  })
async function setUpGateway(url: string, active = true) {
  const { version } = (await api.call(contract.readNoticeGateway, { as: admin })).body
  const template = '{"phone": {{to}}, "content": {{text}}, "ref": {{id}}}'
  const body = { url, active, template, secret: 'gateway-key' }
  return (await api.call(contract.setNoticeGateway, { as: admin, version, body })).body
}

test('each person named is told of what concerns him, in his language and by his way, once', async () => {
  const gateway = await aReceiver()
  expect(JSON.stringify(await setUpGateway(gateway.url))).not.toContain('gateway-key')
  await agree({
    recipients: [
      { contactId: people.consignee, channel: 'text', events: ['pickedUp', 'outForDelivery'] },
      { contactId: people.buyer, channel: 'mail', events: ['delivered'], locale: 'en' },
    ],
  })
  const { id, number } = await open()
  await happens(id, 'pickedUp')
  await leave(id)
  await leave(id)
  expect(gateway.got).toHaveLength(1)
  const [request] = gateway.got
  expect(request?.headers.authorization).toBe('Bearer gateway-key')
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    phone: '+8613800000001',
    content: expect.stringContaining(`运单 ${number}`),
  })
  expect(await notices(id)).toMatchObject([{ channel: 'text', state: 'sent', attempts: 1, to: '+8613800000001' }])
  const told = await database.owner.query('select kind, contact_id from interactions where account_id = $1', [
    accountId,
  ])
  expect(told.rows).toEqual([{ kind: 'message', contact_id: people.consignee }])
  await happens(id, 'delivered')
  expect((await notices(id))[0]).toMatchObject({
    channel: 'mail',
    to: `ann@${accountId}.example`,
    subject: expect.stringContaining('was delivered'),
  })
})

test('a gateway that is busy is asked again later, one that refuses hands over to a colleague', async () => {
  const gateway = await aReceiver((nth) => (nth === 1 ? 503 : 400))
  await setUpGateway(gateway.url)
  await agree({ channel: 'text' })
  const { id } = await open()
  await happens(id, 'pickedUp')
  later.length = 0
  await leave(id)
  expect(await notices(id)).toMatchObject([{ state: 'waiting', attempts: 1, fault: 'The receiver answered 503.' }])
  expect(later).toEqual([new Date('2026-11-20T08:01:00Z')])
  await leave(id)
  expect(await notices(id)).toMatchObject([{ state: 'failed', attempts: 2 }])
  const tasks = await database.owner.query('select owner_id from follow_ups where account_id = $1', [accountId])
  expect(tasks.rows).toEqual([{ owner_id: dispatcher.id }])
})

test('the customer’s own system is told, signed with his secret; inside the network only where it is allowed', async () => {
  const { url, got } = await aReceiver()
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`
  const own = (await agree({ channel: 'webhook', webhookUrl: url, webhookSecret })).body
  expect(JSON.stringify(own)).not.toContain(webhookSecret)
  const { id, number } = await open()
  await happens(id, 'pickedUp')
  await leave(id)
  const [request] = got
  const { headers, body = '' } = request ?? { headers: {} as Record<string, unknown> }
  expect(JSON.parse(body)).toMatchObject({ type: 'shipment.notice', data: { id, number } })
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const key = Buffer.from(webhookSecret.slice(6), 'base64')
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)

  await database.owner.query('delete from webhook_hosts')
  const other = await open()
  await happens(other.id, 'pickedUp')
  await leave(other.id)
  expect(got).toHaveLength(1)
  expect(await notices(other.id)).toMatchObject([{ state: 'failed', fault: 'https:// is needed.' }])
})

test('terms name only his own people, and a new address needs a secret', async () => {
  const refused = async (terms: Record<string, unknown>) => {
    const body = { terms: { events: [], channel: 'mail', quietFrom: 0, quietTo: 0, ...terms } as never }
    const { status, raw } = await api.refused(contract.setNoticeTerms, { params: { id: accountId }, version: 0, body })
    return [status, JSON.parse(raw.body).errors?.[0]?.path]
  }
  const stranger = { contactId: newId(), channel: 'mail', events: ['delivered'] }
  expect(await refused({ recipients: [stranger] })).toEqual([422, '/terms/recipients/0/contactId'])
  expect(await refused({ channel: 'webhook' })).toEqual([422, '/terms/webhookUrl'])
  expect(await refused({ webhookUrl: 'https://a.example' })).toEqual([422, '/terms/webhookSecret'])
  expect((await api.refused(contract.readNoticeGateway)).status).toBe(403)
})

test('two who set the terms of one customer do not overwrite each other', async () => {
  const terms = { events: [], channel: 'mail', quietFrom: 0, quietTo: 0 } as const
  const set = (version: number) => ({ params: { id: accountId }, version, body: { terms: { ...terms, events: [] } } })
  expect((await api.call(contract.setNoticeTerms, set(0))).body.own?.version).toBe(1)
  expect((await api.refused(contract.setNoticeTerms, set(0))).status).toBe(412)
  const forgotten = { ...set(1), body: { terms: null } }
  expect((await api.call(contract.setNoticeTerms, forgotten)).body.own).toBeNull()
  expect((await api.refused(contract.setNoticeTerms, forgotten)).status).toBe(412)
})

test('who is known twice stays as one after a merge: notices and terms follow him, and return', async () => {
  const mobile = '+8613800000001'
  const other = await writeAsOwner(database, (tx) =>
    anAccount(tx, { name: '海天物流（厦门）', owner_id: dispatcher.id }),
  )
  const stays = newId()
  await database.owner.query(
    "insert into contacts (id, account_id, name, mobile, role, is_primary) values ($1, $2, '李收', $3, 'consignee', true)",
    [stays, other.id, mobile],
  )
  await agree({ recipients: [{ contactId: people.consignee, channel: 'byHand', events: ['pickedUp'] }] })
  const { id } = await open()
  await happens(id, 'pickedUp')
  const standing = async () => {
    const text = `select (select contact_id from shipment_notices where shipment_id = $1) as told, account_id, recipients->0->>'contactId' as named
                  from notice_terms where account_id in ($2, $3)`
    return (await database.owner.query(text, [id, accountId, other.id])).rows
  }
  const before = { told: people.consignee, account_id: accountId, named: people.consignee }
  expect(await standing()).toEqual([before])
  const body = { winnerId: other.id, loserId: accountId, winnerVersion: 1, loserVersion: 1, choices: {} }
  const merge = (await api.call(contract.mergeAccounts, { as: admin, body })).body
  expect(await standing()).toEqual([{ told: stays, account_id: other.id, named: stays }])
  await api.call(contract.undoMerge, { as: admin, params: { id: merge.id } })
  expect(await standing()).toEqual([before])
})

test('a colleague sees what would be said, tells it in his own words, holds one back and lets it go', async () => {
  await database.owner.query(`update notice_gateway set active = false`)
  const { id, number } = await open()
  const preview = (await api.call(contract.previewNotice, { params: { id } })).body.notices
  expect(preview).toMatchObject([{ channel: 'byHand', person: '李收', subject: `运单 ${number} 待提货` }])
  await agree({ recipients: [{ contactId: people.buyer, channel: 'mail', events: ['exception'] }] })
  const said = { subject: 'A word', body: 'The truck waits at the gate.' }
  const [written] = (await api.call(contract.tellCustomer, { params: { id }, body: said })).body.notices
  expect(written).toMatchObject({ ...said, channel: 'mail', state: 'waiting', to: `ann@${accountId}.example` })
  const params = { id: written?.id ?? '' }
  expect((await api.call(contract.withdrawNotice, { params })).body.state).toBe('withdrawn')
  const mails: string[] = []
  const mail = { send: async ({ subject }: { subject: string }) => void mails.push(subject), close: () => undefined }
  await sendNotice(params.id, { ...sender(), mail })
  expect(mails).toEqual([])
  await api.call(contract.hastenNotice, { params })
  await sendNotice(params.id, { ...sender(), mail })
  expect(mails).toEqual(['A word'])
  expect((await api.refused(contract.withdrawNotice, { params })).status).toBe(409)
})

test('an expected arrival that has passed is told to nobody, one of today is', async () => {
  const { id, number, trackingCheck } = await open()
  const told = async (eta: string) => {
    await database.owner.query('update shipments set eta_at = $2, eta_earliest = $2, eta_latest = $2 where id = $1', [
      id,
      eta,
    ])
    const [notice] = (await api.call(contract.previewNotice, { params: { id } })).body.notices
    const url = `/track?number=${number}&check=${trackingCheck}&lang=zh`
    const page = (await api.inject({ method: 'GET', url, as: null })).body
    const { body } = await api.call(contract.trackShipment, { query: { number, check: trackingCheck ?? '' }, as: null })
    return [notice?.body.includes('预计到达'), page.includes('预计到达'), body.eta !== null]
  }
  expect(await told('2026-11-19T15:59:00Z')).toEqual([false, false, false])
  // An hour ago, and the day is not over in Shanghai.
  expect(await told('2026-11-20T07:00:00Z')).toEqual([true, true, true])
})

test('one that waits for the end of the quiet time leaves when it is hastened', async () => {
  await agree({ quietFrom: 15 * 60, quietTo: 17 * 60 })
  const { id } = await open()
  await happens(id, 'pickedUp')
  const [{ id: noticeId } = { id: '' }] = await notices(id)
  expect(await bossSays(noticeId)).toEqual([new Date('2026-11-20T09:00:00Z')])
  await api.call(contract.hastenNotice, { params: { id: noticeId } })
  expect(await bossSays(noticeId)).toEqual([now])
})

test('his people are shown to nobody who may not see them', async () => {
  const { id } = await open()
  const read = async (as: User) => {
    const told = (await api.call(contract.readNoticeTerms, { as, query: { accountId } })).body.people.length
    const said = (await api.call(contract.previewNotice, { as, params: { id } })).body.notices
    const sent = (await api.call(contract.readShipment, { as, params: { id } })).body.notices
    const written = (await api.call(contract.tellCustomer, { as, params: { id }, body: {} })).body.notices
    return [told, said.map(({ to, person }) => to ?? person), [...sent, ...written].map(({ to }) => to)]
  }
  const modules = { shipments: 'all', accounts: 'all' } as const
  const blind = await aUser(database, { rights: { modules, categories: { basic: false } } })
  await agree({ recipients: [{ contactId: people.buyer, channel: 'mail', events: ['delivered'] }] })
  const ann = `ann@${accountId}.example`
  expect(await read(dispatcher)).toEqual([2, [ann], [ann]])
  expect(await read(blind)).toEqual([0, [null], [null, null]])
})

test('a host inside is reached at the port that is allowed, and what goes wrong names no address', async () => {
  const { url, got } = await aReceiver()
  const { hostname, port } = new URL(url)
  const request = { headers: {}, body: '{}' }
  const bare = await post(url, { ...request, allowed: new Set([hostname]) })
  expect([bare.fault, got.length]).toEqual(['https:// is needed.', 0])
  const usual = await post('https://127.0.0.1/', { ...request, allowed: new Set(['127.0.0.1:443']) })
  expect(usual).toMatchObject({ fault: 'The receiver takes no connections.', later: true })
  expect(await post(url, { ...request, allowed: new Set([`${hostname}:${port}`]) })).toMatchObject({ status: 200 })
  const unwritable = {
    headers: { authorization: 'Bearer 密\n' },
    body: '{}',
    allowed: new Set([`${hostname}:${port}`]),
  }
  expect(await post(url, unwritable)).toMatchObject({ status: null, later: false })
})

test('the secret of the gateway follows to no other address, and is one that a header can carry', async () => {
  await setUpGateway('https://texts.example/send')
  const { version, template } = (await api.call(contract.readNoticeGateway, { as: admin })).body
  const set = async (body: { url: string; secret?: string }) => {
    const asked = { as: admin, version, body: { template, active: false, ...body } }
    const { status, raw } = await api.refused(contract.setNoticeGateway, asked)
    return [status, JSON.parse(raw.body).errors?.[0]?.path]
  }
  expect(await set({ url: 'https://elsewhere.example/send' })).toEqual([422, '/secret'])
  expect(await set({ url: 'https://texts.example/send', secret: 'a\nb' })).toEqual([422, '/secret'])
  const body = { url: 'https://texts.example/v2', template, active: false }
  expect((await api.call(contract.setNoticeGateway, { as: admin, version, body })).body.hasSecret).toBe(true)
})
