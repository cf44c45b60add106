import { ById, route } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { aUser, testApp, testDatabase } from '../../../test/harness.ts'
import type { User } from './serve.ts'
import { serve } from './serve.ts'

const Thing = z.strictObject({ id: z.string(), version: z.int(), name: z.string() })
const common = { tag: 'test', summary: 'Of this test', door: 'signedIn' } as const
const readThing = route('readThing', 'GET', '/things/:id', { ...common, params: ById, reply: Thing })
const changeThing = route('changeThing', 'PUT', '/things/:id', {
  ...common,
  params: ById,
  body: z.strictObject({ name: z.string() }),
  reply: Thing,
  versioned: true,
})
const makeThing = route('makeThing', 'POST', '/things', {
  ...common,
  body: z.strictObject({ name: z.string(), fail: z.boolean().optional() }),
  reply: z.strictObject({ place: z.int(), name: z.string() }),
})
const id = '0190a0a0-0000-7000-8000-000000000001'

function things(app: FastifyInstance): void {
  serve(app, readThing, async ({ params }) => ({ id: params.id, version: 3, name: 'a' }))
  serve(app, changeThing, async ({ params, version, body }) => ({
    id: params.id,
    version: version + 1,
    name: body.name,
  }))
  serve(app, makeThing, ({ body, write }) =>
    write(async (tx) => {
      const { rows } = await sql<{
        place: number
      }>`insert into things (name) values (${body.name}) returning place`.execute(tx)
      if (body.fail) throw new Error('after writing')
      return { place: rows[0]?.place ?? 0, name: body.name }
    }),
  )
}

async function thingApp(options: { ratePerMinute?: number; https?: boolean } = {}) {
  const database = await testDatabase()
  await database.owner.query('create table things (place serial primary key, name text)')
  const user = await aUser(database)
  const app = await testApp(database, { as: user, routes: things, ...options })
  const count = async () => (await database.owner.query('select count(*)::int as n from things')).rows[0].n as number
  return { database, user, ...app, count }
}

const post = (name: string, headers: Record<string, string>, as?: User) => ({
  method: 'POST' as const,
  url: '/api/things',
  payload: { name },
  headers,
  ...(as ? { as } : {}),
})

test('every reply tells browsers what they may do with it', async () => {
  const { inject } = await thingApp({ https: true })
  const { headers } = await inject({ method: 'GET', url: `/api/things/${id}` })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'self';")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
  })
  expect(headers['strict-transport-security']).toContain('max-age=')
})

test('over plain http nothing is said about https', async () => {
  const { inject } = await thingApp()
  const { headers } = await inject({ method: 'GET', url: `/api/things/${id}` })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test.each([
  ['without our header', { 'x-quayside-csrf': '' }, 403],
  ['from a foreign page', { origin: 'https://evil.example' }, 403],
  ['from a page that names no origin', { origin: 'null' }, 403],
  ['from another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 403],
  ['from a neighbour domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['from our own page', { host: '10.0.0.7', origin: 'https://10.0.0.7', 'sec-fetch-site': 'same-origin' }, 201],
  ['with an API key, by a program', { 'x-quayside-csrf': '', 'x-api-key': 'k' }, 201],
  ['with a bearer key, by a program', { 'x-quayside-csrf': '', authorization: 'Bearer qs_k' }, 201],
  [
    'with the password of a proxy, which browsers add by themselves',
    { 'x-quayside-csrf': '', authorization: 'Basic eDp5' },
    403,
  ],
])('a change %s is answered with %s → %i', async (_what, headers, status) => {
  const { inject } = await thingApp()
  expect((await inject(post('a', headers))).statusCode).toBe(status)
})

test('an address written in another way is served with the same care', async () => {
  const { inject } = await thingApp()
  const { statusCode, headers } = await inject({ method: 'GET', url: `/%61pi/things/${id}` })
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store'])
})

test('behind a proxy the sender cannot choose the address he is counted under', async () => {
  const { app } = await testApp(await testDatabase(), {
    trustProxy: true,
    routes: (server) => void server.get('/api/my-address', async (request) => request.ip),
  })
  const { body } = await app.inject({ url: '/api/my-address', headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' } })
  expect(body).toBe('203.0.113.9')
})

test.each([50, 60_000])('a filter nested %i deep is refused and breaks nothing', async (depth) => {
  const { inject } = await thingApp()
  const filter = `${'{"all":['.repeat(depth)}{"field":"name","op":"is","value":"x"}${']}'.repeat(depth)}`
  const payload = `{"selection":{"filter":${filter}},"columns":["name"],"format":"csv","locale":"en"}`
  const headers = { 'content-type': 'application/json' }
  const { statusCode, body } = await inject({ method: 'POST', url: '/api/account-exports', headers, payload })
  expect(statusCode, body).toBe(422)
  expect(body).toContain('nested')
})

test('a sane request id is kept and told, any other is replaced', async () => {
  const { inject } = await thingApp()
  const ask = async (given: string) =>
    (await inject({ method: 'GET', url: '/health', headers: { 'x-request-id': given } })).headers['x-request-id']
  expect(await ask('order-import-17')).toBe('order-import-17')
  expect(await ask('a b\u00e9')).not.toContain(' ')
  expect(await ask('x'.repeat(500))).toHaveLength(36)
})

test('the version read stands in the ETag and comes back as If-Match', async () => {
  const { call, refused } = await thingApp()
  const read = await call(readThing, { params: { id } })
  expect(read.headers.etag).toBe('"3"')
  const changed = await call(changeThing, { params: { id }, body: { name: 'b' }, version: 3 })
  expect(changed.headers.etag).toBe('"4"')
  expect((await refused(changeThing, { params: { id }, body: { name: 'b' } })).status).toBe(428)
})

test.each([
  ['an unknown field', { name: 'a', colour: 'red' }, 422],
  ['a wrong type', { name: 7 }, 422],
  ['text that is not JSON', '{"name": ', 400],
  ['a body of more than a megabyte', { name: 'x'.repeat(1_100_000) }, 413],
  ['a prototype', '{"__proto__": {"name": "a"}, "name": "a"}', 400],
])('%s is refused', async (_what, payload, status) => {
  const { inject, count } = await thingApp()
  const headers = { 'content-type': 'application/json' }
  const reply = await inject({ method: 'POST', url: '/api/things', payload, headers })
  expect(reply.statusCode).toBe(status)
  expect(reply.json()).toMatchObject({ status, code: expect.any(String), title: expect.any(String) })
  expect(reply.headers['content-type']).toContain('application/problem+json')
  expect(await count()).toBe(0)
})

test('what a bug says stays in the log; the answer names the request', async () => {
  const { inject } = await thingApp()
  const reply = await inject({ ...post('a', {}), payload: { name: 'a', fail: true } })
  expect(reply.statusCode).toBe(500)
  expect(reply.body).not.toContain('after writing')
  expect(reply.json().instance).toBe(reply.headers['x-request-id'])
})

test('a full disk is told as that, not as a database that comes back by itself', async () => {
  const { inject, database, count } = await thingApp()
  await database.owner.query(`create function full_disk() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`)
  await database.owner.query('create trigger full_disk before insert on things execute function full_disk()')
  const reply = await inject(post('a', {}))
  expect([reply.statusCode, reply.json().code, reply.headers['retry-after']]).toEqual([507, 'diskFull', undefined])
  expect(await count()).toBe(0)
})

test('the same key and request is done once and answered alike', async () => {
  const { inject, count } = await thingApp()
  const first = await inject(post('a', { 'idempotency-key': 'order-0001' }))
  const again = await inject(post('a', { 'idempotency-key': 'order-0001' }))
  expect([first.statusCode, again.statusCode]).toEqual([201, 201])
  expect(again.json()).toEqual(first.json())
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(again.headers['idempotent-replayed']).toBe('true')
  expect(await count()).toBe(1)
})

test('a key belongs to one request and one person', async () => {
  const { inject, database, count } = await thingApp()
  await inject(post('a', { 'idempotency-key': 'order-0001' }))
  const other = await inject(post('b', { 'idempotency-key': 'order-0001' }))
  expect([other.statusCode, other.json().code]).toEqual([422, 'idempotencyKeyReused'])
  const colleague = await aUser(database)
  expect((await inject(post('b', { 'idempotency-key': 'order-0001' }, colleague))).statusCode).toBe(201)
  expect(await count()).toBe(2)
})

test('ten equal requests at once are done once; the others are told to wait, or get the reply', async () => {
  const { inject, count } = await thingApp()
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => inject(post('a', { 'idempotency-key': 'order-0001' }))),
  )
  for (const reply of replies) expect([201, 409]).toContain(reply.statusCode)
  expect(replies.filter((reply) => reply.statusCode === 201).length).toBeGreaterThan(0)
  expect(await count()).toBe(1)
})

test('a request that failed leaves nothing under its key and may be sent again', async () => {
  const { inject, count } = await thingApp()
  const failing = { ...post('a', { 'idempotency-key': 'order-0001' }), payload: { name: 'a', fail: true } }
  expect((await inject(failing)).statusCode).toBe(500)
  expect(await count()).toBe(0)
  expect((await inject(post('a', { 'idempotency-key': 'order-0001' }))).statusCode).toBe(201)
})

test('a user who asks too often is told when to come back; his colleague is not', async () => {
  const { inject, database } = await thingApp({ ratePerMinute: 3 })
  const ask = (as?: User) => inject({ method: 'GET', url: `/api/things/${id}`, ...(as ? { as } : {}) })
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await ask()).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429])
  const refused = await ask()
  expect(refused.json().code).toBe('tooManyRequests')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask(await aUser(database))).statusCode).toBe(200)
})

test('an address from which strangers ask too often is told to wait', async () => {
  const { inject } = await thingApp({ ratePerMinute: 1 })
  const statuses = []
  for (let n = 0; n < 11; n++)
    statuses.push((await inject({ method: 'GET', url: `/api/things/${id}`, as: null })).statusCode)
  expect(statuses).toEqual([...Array(10).fill(401), 429])
})

test('long replies are packed for who can unpack them', async () => {
  const { inject } = await thingApp()
  const plain = await inject({ method: 'GET', url: '/api/openapi.json' })
  const packed = await inject({ method: 'GET', url: '/api/openapi.json', headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3)
})

test('monitors see that it lives, is ready and what it does', async () => {
  const { inject, call } = await thingApp()
  await call(readThing, { params: { id } })
  expect((await inject({ method: 'GET', url: '/health' })).json()).toEqual({ status: 'ok' })
  expect((await inject({ method: 'GET', url: '/ready' })).json()).toEqual({ status: 'ready' })
  const metrics = await inject({ method: 'GET', url: '/metrics' })
  expect(metrics.body).toContain(
    'quayside_http_request_seconds_count{method="GET",route="/api/things/:id",status="200"} 1',
  )
  expect(metrics.body).toContain('quayside_database_connections{pool="app",state="idle"}')
  expect(metrics.body).not.toContain(id)
})

test('a scraper from elsewhere needs the token', async () => {
  const database = await testDatabase()
  const { inject } = await testApp(database, { metricsToken: 'the-scrapers-secret' })
  const from = (headers: Record<string, string>) =>
    inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.7', headers })
  expect((await from({})).statusCode).toBe(404)
  expect((await from({ authorization: 'Bearer wrong' })).statusCode).toBe(404)
  expect((await from({ authorization: 'Bearer the-scrapers-secret' })).statusCode).toBe(200)
  const proxied = { method: 'GET' as const, url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.7' } }
  expect((await inject(proxied)).statusCode).toBe(404)
})

test('a node whose database lacks a migration is not ready', async () => {
  const { inject, database } = await thingApp()
  await database.owner.query('delete from schema_migrations where number = (select max(number) from schema_migrations)')
  const reply = await inject({ method: 'GET', url: '/ready' })
  expect([reply.statusCode, reply.json().status]).toEqual([503, 'migrationsPending'])
})
