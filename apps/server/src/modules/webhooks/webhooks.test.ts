import * as contract from '@quayside/contract'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { testSecret } from '../../../test/global-setup.ts'
import {
  anAccount,
  aUser,
  settled,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
} from '../../../test/harness.ts'
import { consumeNext } from '../../platform/consume-events.ts'
import { readAs, throughKey, writeAsOwner } from '../../platform/database.ts'
import { openSignal } from '../../platform/event-signal.ts'
import { recordEvent } from '../../platform/events.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { openJobs } from '../../platform/jobs/index.ts'
import { silentLog } from '../../platform/log.ts'
import { aReceiver, tellAll } from './for-tests.ts'
import { webhookConsumer, webhookJobs } from './index.ts'
import { signatureOf } from './send/signature.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let account: string
const day = 86_400_000

beforeAll(async () => {
  database = await testDatabase({ connections: 12 })
  chief = await aUser(database)
  api = await testApp(database, { as: chief })
  account = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: chief.id }))).id
})
beforeEach(() => database.owner.query('delete from webhook_endpoints; delete from webhook_hosts'))

const allow = (host: string) => api.call(contract.allowWebhookHost, { body: { host } })

/** An endpoint at a receiver that an administrator allows. */
async function listening(receiver: { url: string; host: string }, as = chief, events: string[] = ['account.changed']) {
  if ((await database.owner.query('select from webhook_hosts where host = $1', [receiver.host])).rowCount === 0)
    await allow(receiver.host)
  const made = await api.call(contract.createWebhookEndpoint, {
    body: { url: receiver.url, events: events as never },
    as,
  })
  return { ...made.body, id: made.body.endpoint.id }
}

const happen = async (subject = account, kind = 'account.changed', data: Record<string, unknown> = {}) =>
  writeAsOwner(database, (tx) =>
    recordEvent(tx, {
      kind,
      subject: { type: 'account', id: subject },
      accountId: subject,
      actorId: chief.id,
      at: new Date(),
      data,
    }),
  )

const deliveries = async (id: string, as = chief) =>
  (await api.call(contract.listWebhookDeliveries, { params: { id }, as })).body.rows
const endpoint = async (id: string, as = chief) =>
  (await api.call(contract.readWebhookEndpoint, { params: { id }, as })).body

describe('an endpoint', () => {
  test('is told of what it asked for: thin, signed, and of nothing else', async () => {
    const receiver = await aReceiver()
    const { id, secret } = await listening(receiver)
    await happen(account, 'account.changed', { category: 'finance', changes: { creditLimitE4: 12_345 } })
    await happen(account, 'account.created')
    await tellAll(database)

    expect(receiver.got).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.got
    expect(contract.WebhookPayload.parse(JSON.parse(body))).toMatchObject({
      type: 'account.changed',
      data: { id: account, accountId: account },
    })
    expect(body).not.toMatch(/12345|finance/)
    const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body }
    expect(headers['webhook-signature']).toBe(signatureOf(message, [secret]))
    expect(await deliveries(id)).toMatchObject([
      { state: 'delivered', attempts: 1, status: 204, messageId: message.id },
    ])
  })

  test('is told of milestones and exceptions of shipments as they are recorded', async () => {
    const receiver = await aReceiver()
    await listening(receiver, chief, ['shipment.milestone', 'shipment.exception'])
    const { id, number } = (await api.call(contract.openShipment, { body: { accountId: account, mode: 'road' } })).body
    const at = new Date(Math.floor(Date.now() / 1_000 - 3_600) * 1_000).toISOString()
    await api.call(contract.recordShipmentMilestone, { params: { id }, body: { code: 'damaged', at } })
    await tellAll(database)
    expect(receiver.got.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'shipment.milestone', data: { id, number, accountId: account, code: 'damaged', happenedAt: at } },
      { type: 'shipment.exception', data: { id, number, exception: 'damage' } },
    ])
  })

  test('receives what happens in its order', async () => {
    const receiver = await aReceiver()
    await listening(receiver, chief, ['account.changed', 'account.created', 'account.deleted'])
    const kinds = ['account.created', 'account.changed', 'account.deleted', 'account.changed']
    for (const kind of kinds) await happen(account, kind)
    await tellAll(database)
    expect(receiver.got.map(({ body }) => JSON.parse(body).type)).toEqual(kinds)
  })

  test('tells its owner’s sight alone, and loses what he may no longer see', async () => {
    const seller = await aUser(database, { rights: { modules: { accounts: 'own', webhooks: 'own' } } })
    const mine = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: seller.id }))).id
    const receiver = await aReceiver()
    const { id } = await listening(receiver, seller)
    await happen(account)
    await happen(mine)
    await tellAll(database)
    expect(receiver.got.map(({ body }) => JSON.parse(body).data.id)).toEqual([mine])
    expect(await deliveries(id, seller)).toHaveLength(1)

    await database.owner.query('update accounts set owner_id = $1 where id = $2', [chief.id, mine])
    await happen(mine)
    await tellAll(database)
    expect(receiver.got).toHaveLength(1)
  })

  test('ends with the right of its owner to have one', async () => {
    const owner = await aUser(database)
    const receiver = await aReceiver()
    const { id } = await listening(receiver, owner)
    await database.owner.query('update users set active = false where id = $1', [owner.id])
    await happen()
    await tellAll(database)
    expect(receiver.got).toEqual([])
    expect(await endpoint(id)).toMatchObject({ state: 'disabled', disabledReason: 'rightLost' })
  })

  test('made through a key is told what the key reaches, and is unknown to other keys', async () => {
    const keyId = newId()
    const make = (id: string, modules: string[]) =>
      database.owner.query(
        `insert into auth_api_keys (id, user_id, name, start, secret_hash, read_only, modules) values ($1, $2, 'k', 'qs_', $4, false, $3)`,
        [id, chief.id, modules, id],
      )
    await make(keyId, ['webhooks'])
    const receiver = await aReceiver()
    const { id } = await listening(receiver)
    await database.owner.query('update webhook_endpoints set api_key_id = $1 where id = $2', [keyId, id])
    await happen()
    await tellAll(database)
    expect(receiver.got).toEqual([])

    await database.owner.query(`update auth_api_keys set modules = '{webhooks,accounts}' where id = $1`, [keyId])
    await happen()
    await tellAll(database)
    expect(receiver.got).toHaveLength(1)

    const other = newId()
    await make(other, ['webhooks', 'accounts'])
    const seen = (key: string) =>
      readAs(throughKey(database, key), chief.id, async (db) => {
        const rows = await db.selectFrom('webhook_endpoints').select('id').execute()
        return rows.map((row) => row.id)
      })
    expect(await seen(keyId)).toEqual([id])
    expect(await seen(other)).toEqual([])
  })

  test('is its owner’s: nobody else turns it to himself, makes it tell more, or learns its secret', async () => {
    const receiver = await aReceiver()
    const { id } = await listening(receiver)
    const integrator = await aUser(database, { rights: { modules: { webhooks: 'all' } } })
    const [params, as] = [{ id }, integrator]
    const { version } = await endpoint(id)
    const refused = [
      await api.refused(contract.changeWebhookEndpoint, {
        params,
        as,
        version,
        body: { url: 'https://evil.example/' },
      }),
      await api.refused(contract.changeWebhookEndpoint, { params, as, version, body: { events: ['order.taken'] } }),
      await api.refused(contract.rotateWebhookSecret, { params, as, body: {} }),
      await api.refused(contract.testWebhook, { params, as }),
      await api.refused(contract.listWebhookDeliveries, { params, as }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await endpoint(id, integrator)).can).toEqual({
      change: false,
      pause: true,
      delete: true,
      readDeliveries: false,
    })
    const paused = await api.call(contract.changeWebhookEndpoint, { params, as, version, body: { state: 'paused' } })
    expect(paused.body.state).toBe('paused')
    expect(JSON.stringify(await endpoint(id))).not.toContain('whsec_')
  })

  test('has its secret changed without a gap: both sign until the earlier ends', async () => {
    const receiver = await aReceiver()
    const { id, secret } = await listening(receiver)
    const next = await api.call(contract.rotateWebhookSecret, { params: { id }, body: { keepPreviousHours: 2 } })
    await api.call(contract.testWebhook, { params: { id } })
    const now = new Date()
    await tellAll(database, now)
    await api.call(contract.testWebhook, { params: { id } })
    await tellAll(database, new Date(now.getTime() + 3 * 3_600_000))
    const signatures = receiver.got.map(({ headers, body }) => {
      const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body }
      const given = String(headers['webhook-signature']).split(' ')
      return [secret, next.body.secret].map((one) => given.includes(signatureOf(message, [one])))
    })
    expect(signatures).toEqual([
      [true, true],
      [false, true],
    ])
    const { rows } = await database.owner.query('select secret, previous_secret from webhook_endpoints')
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6))
  })
})

describe('a receiver that fails', () => {
  test('is asked again later with the same message, until it takes it', async () => {
    const receiver = await aReceiver((_, nth) => (nth < 3 ? { status: 500, body: 'no\u0000t yet' } : { status: 200 }))
    const { id } = await listening(receiver)
    await happen()
    const start = Date.now()
    await tellAll(database, new Date(start))
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', status: 500, fault: 'status' }])
    await tellAll(database, new Date(start + 60_000))
    await tellAll(database, new Date(start + day))
    const [delivered] = await deliveries(id)
    expect(delivered).toMatchObject({ state: 'delivered', attempts: 3, status: 200 })
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const { body } = await api.call(contract.readWebhookDelivery, { params: { id: delivered?.id ?? '' } })
    expect(body.log.map(({ status }) => status)).toEqual([200, 500, 500])
    expect(body.log[2]?.responseBody).toBe('no\ufffdt yet')
    expect(JSON.stringify(body)).not.toMatch(/v1,[A-Za-z0-9+/]{10}/)
  })

  test('is let go after a day of attempts, and what failed is sent again when asked', async () => {
    let works = false
    const receiver = await aReceiver(() => ({ status: works ? 204 : 400 }))
    const { id } = await listening(receiver)
    await happen()
    const start = Date.now()
    for (let hours = 0; hours <= 40; hours++) await tellAll(database, new Date(start + hours * 3_600_000))
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', attempts: 9, nextAttemptAt: null }])
    works = true
    await api.call(contract.replayWebhooks, { params: { id }, body: { which: 'failed' } })
    await tellAll(database)
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  test('does not hold up another message by one it refuses', async () => {
    const bad = (await writeAsOwner(database, (tx) => anAccount(tx))).id
    const receiver = await aReceiver(({ body }) => ({ status: body.includes(bad) ? 422 : 204 }))
    const { id } = await listening(receiver)
    await happen(bad)
    await happen()
    await tellAll(database)
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'waiting'])
  })

  test('is spared while it is away, as long as it asks to be', async () => {
    const receiver = await aReceiver(() => ({ status: 503, headers: { 'retry-after': '600' } }))
    await listening(receiver)
    for (let n = 0; n < 5; n++) await happen()
    const start = Date.now()
    await tellAll(database, new Date(start))
    await tellAll(database, new Date(start + 500_000))
    expect(receiver.got).toHaveLength(1)
    await tellAll(database, new Date(start + 700_000))
    expect(receiver.got).toHaveLength(2)
  })

  test('for three days is disabled, its owner is told, and what was missed can be sent later', async () => {
    let works = false
    const receiver = await aReceiver(() => (works ? { status: 204 } : 'cut'))
    const { id } = await listening(receiver)
    const start = Date.now()
    await happen()
    await tellAll(database)
    await happen()
    await tellAll(database, new Date(start + 4 * day))
    const disabled = await endpoint(id)
    expect(disabled).toMatchObject({ state: 'disabled', disabledReason: 'failing', waiting: 0 })
    const { rows } = await database.owner.query(`select user_id from notifications where kind = 'webhookDisabled'`)
    expect(rows).toContainEqual({ user_id: chief.id })
    await happen()
    await tellAll(database)
    const before = receiver.got.length

    works = true
    const { version } = disabled
    await api.call(contract.changeWebhookEndpoint, { params: { id }, version, body: { state: 'active' } })
    const span = { from: new Date(start).toISOString(), to: new Date(Date.now() + 1_000).toISOString() }
    await api.call(contract.replayWebhooks, { params: { id }, body: { which: 'span', ...span } })
    await tellAll(database)
    expect(receiver.got.length - before).toBe(3)
    expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
  })

  test('with 410 wants no more, and gets no more', async () => {
    const receiver = await aReceiver(() => ({ status: 410 }))
    const { id } = await listening(receiver)
    await happen()
    await tellAll(database)
    expect(await endpoint(id)).toMatchObject({ state: 'disabled', disabledReason: 'gone' })
  })
})

test('receivers that do not answer hold up nobody else', async () => {
  const slow = await Promise.all(Array.from({ length: 8 }, () => aReceiver(() => 'hang')))
  const quick = await aReceiver()
  for (const receiver of [...slow, quick]) await listening(receiver)
  for (let n = 0; n < 5; n++) await happen()
  await settled(database)
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_jobs' })
  const context = {
    database,
    files: null as unknown as FileStore,
    clock: () => new Date(),
    log: silentLog,
    secret: testSecret,
  }
  const queue = await openJobs({ owner: database.ownerConfig, context, jobs: webhookJobs, signal })
  onTestFinished(async () => {
    await queue.stop()
    await signal.close()
  })
  while ((await consumeNext(database, webhookConsumer)) > 0);
  // A request that is not answered is given up after 15 seconds.
  await expect.poll(() => quick.got.length, { timeout: 10_000 }).toBe(5)
  await expect.poll(() => slow.map(({ got }) => got.length), { timeout: 10_000 }).toEqual(slow.map(() => 1))
})

test('a sender killed after the request sends again: twice perhaps, never not at all', async () => {
  const stopping = new AbortController()
  const receiver = await aReceiver((_, nth) => {
    if (nth > 1) return { status: 204 }
    stopping.abort()
    return 'hang'
  })
  const { id } = await listening(receiver)
  await happen()
  await tellAll(database, new Date(), stopping.signal).catch(() => undefined)
  expect(receiver.got).toHaveLength(1)
  // Its job is taken up again by the queue; here, by the housekeeping that looks for what is due.
  const { forgetDeliveries } = await import('./index.ts')
  const later = new Date(Date.now() + 60_000)
  await writeAsOwner(database, (tx) => forgetDeliveries(tx, later))
  await tellAll(database, later)
  expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
})

test('one delivery is sent again by hand with the same id', async () => {
  const receiver = await aReceiver()
  const { id } = await listening(receiver)
  await happen()
  await tellAll(database)
  const [sent] = await deliveries(id)
  await api.call(contract.replayWebhookDelivery, { params: { id: sent?.id ?? '' } })
  await tellAll(database)
  expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([sent?.messageId, sent?.messageId])
})

describe('the address of an endpoint', () => {
  const create = (url: string) =>
    api.inject({ method: 'POST', url: '/api/webhook-endpoints', payload: { url, events: ['order.taken'] } })

  test.each([
    'http://example.com/hook',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.1.2.3/',
    'https://[fd00::1]/',
    'ftp://example.com/',
    'https://user:pass@example.com/',
    'not an address',
  ])('%s is refused', async (url) => {
    const reply = await create(url)
    expect([reply.statusCode, reply.json().errors?.[0]?.path]).toEqual([422, '/url'])
  })

  test('inside the company needs an administrator’s word, for exactly that port', async () => {
    await allow('intranet.example:8080')
    expect((await create('http://intranet.example:8080/x')).statusCode).toBe(201)
    expect((await create('http://intranet.example:9090/x')).statusCode).toBe(422)
    const refused = await api.refused(contract.allowWebhookHost, { body: { host: '169.254.169.254' } })
    expect(refused.status).toBe(422)
    const clerk = await aUser(database, { rights: { modules: { webhooks: 'all' } } })
    expect((await api.refused(contract.allowWebhookHost, { body: { host: 'x.example' }, as: clerk })).status).toBe(403)
  })

  test('that is no longer allowed is not sent to', async () => {
    const receiver = await aReceiver()
    const { id } = await listening(receiver)
    await database.owner.query('delete from webhook_hosts')
    await happen()
    await tellAll(database)
    expect(receiver.got).toEqual([])
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', fault: 'httpsRequired' }])
  })
})
