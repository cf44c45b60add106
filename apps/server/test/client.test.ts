import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as contract from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  createClient,
  type QuaysideClient,
  QuaysideProblem,
  routeTable,
  verifyWebhook,
} from '../../../packages/client/src/index.ts'
import { cookieFrom, givePassword, signIn } from '../src/modules/identity/sign-in/sign-in-for-tests.ts'
import { newWebhookSecret, signatureOf } from '../src/modules/webhooks/send/signature.ts'
import { aUser, type TestApp, testApp, testDatabase } from './harness.ts'

let app: TestApp
let baseUrl: string
let apiKey: string
let client: QuaysideClient

beforeAll(async () => {
  const database = await testDatabase({ connections: 12 })
  app = await testApp(database, { whoAsks: undefined })
  baseUrl = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const user = await aUser(database, { roles: ['administrator'] })
  await givePassword(database, user.id)
  const headers = { cookie: cookieFrom(await signIn(app, user.email)) }
  apiKey = (await app.call(contract.createApiKey, { headers, body: { name: 'client', readOnly: false } })).body.secret
  client = createClient({ baseUrl, apiKey })
})

/** A server that answers as told, to see what the client makes of it. */
async function answering(
  ...replies: { status: number; headers?: Record<string, string>; body?: unknown; cut?: true }[]
) {
  const asked: { method?: string; url?: string; key?: string | undefined; atMs: number }[] = []
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)]
    const { method = '', url = '', headers } = request
    asked.push({ method, url, key: headers['idempotency-key'] as string | undefined, atMs: performance.now() })
    if (!reply || reply.cut) return void request.socket.destroy()
    response.writeHead(reply.status, reply.headers).end(reply.body === undefined ? '' : JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { asked, client: createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }) }
}

describe('the client', () => {
  test('has every operation that a key may use, under its name', () => {
    const served = app.app.served.filter(({ keys }) => keys !== 'never').map(({ name }) => name)
    expect(Object.keys(client)).toEqual(expect.arrayContaining(served))
  })

  test('creates, reads, changes and refuses, with the types of the contract', async () => {
    const made = await client.createAccount({ body: { kind: 'enterprise', name: 'Yangtze Cold Chain' } as never })
    const read = await client.readAccount({ params: { id: made.id } })
    expect(read.name).toBe('Yangtze Cold Chain')
    const changed = await client.changeAccount({
      params: { id: made.id },
      body: { name: 'Yangtze Cold Chain Ltd' } as never,
      ifMatch: read.version,
    })
    expect(changed.version).toBeGreaterThan(read.version)
    const stale = client.changeAccount({ params: { id: made.id }, body: { name: 'X' } as never, ifMatch: read.version })
    await expect(stale).rejects.toMatchObject({ name: 'QuaysideProblem', status: 412, code: 'changedMeanwhile' })
    const wrong = await client.createAccount({ body: { kind: 'enterprise' } as never }).catch((error: unknown) => error)
    expect(wrong).toBeInstanceOf(QuaysideProblem)
    expect((wrong as QuaysideProblem).errors.map(({ path }) => path)).toContain('/name')
  })

  test('walks all pages of a list', async () => {
    for (let n = 0; n < 5; n++)
      await client.createAccount({ body: { kind: 'enterprise', name: `Paged ${n}` } as never })
    const names: string[] = []
    for await (const account of client.listAccounts.each({ query: { limit: 2 } as never })) names.push(account.name)
    expect(names.filter((name) => name.startsWith('Paged')).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `Paged ${n}`))
  })

  test('does work once under one key', async () => {
    const body = { kind: 'enterprise', name: 'Only once' } as never
    const idempotencyKey = 'order-4711-account'
    const [one, again] = [
      await client.createAccount({ body, idempotencyKey }),
      await client.createAccount({ body, idempotencyKey }),
    ]
    expect(again.id).toBe(one.id)
  })

  test('sends a key wherever the server takes one, and nowhere else', async () => {
    const flagsOf = new Map(routeTable(contract).map(([name, , , flags]) => [name, flags]))
    const taking = app.app.served.filter(({ keys }) => keys !== 'never').filter(({ method }) => method === 'POST')
    const refused: string[] = []
    for (const route of taking) {
      const reply = await fetch(`${baseUrl}/api${route.path.replaceAll(/:\w+/g, crypto.randomUUID())}`, {
        method: 'POST',
        headers: { 'x-api-key': apiKey, 'idempotency-key': crypto.randomUUID(), 'if-match': '"1"' },
      })
      const { code } = (await reply.json().catch(() => ({}))) as { code?: string }
      if (code === 'idempotencyNotSupported' && flagsOf.get(route.name)?.includes('k')) refused.push(route.name)
    }
    expect(refused).toEqual([])
    expect(flagsOf.get('createAccount')).toContain('k')
    expect(flagsOf.get('createWebhookEndpoint')).not.toContain('k')
  })
})

describe('when the server is busy or away the client', () => {
  const busy = { status: 503, headers: { 'retry-after': '0' } }

  test('tries again as it is told, with the same key', async () => {
    const { asked, client: other } = await answering(busy, { ...busy, status: 429 }, { status: 200, body: { id: 'a' } })
    expect(await other.createAccount({ body: {} as never })).toEqual({ id: 'a' })
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
    expect(asked[0]?.key).toMatch(/^[0-9a-f]{32}$/)
  })

  test('gives up in the end with the problem', async () => {
    const { asked, client: other } = await answering({ ...busy, body: { code: 'databaseAway', detail: 'Away.' } })
    await expect(other.listOrders()).rejects.toMatchObject({ status: 503, code: 'databaseAway', message: 'Away.' })
    expect(asked).toHaveLength(4)
  })

  test('waits as long as Retry-After says, in seconds or until a date', async () => {
    const inSeconds = { status: 429, headers: { 'retry-after': '1' } }
    const atDate = { status: 503, headers: { 'retry-after': new Date(Date.now() + 3_000).toUTCString() } }
    const done = { status: 200, body: { rows: [], next: null } }
    for (const reply of [inSeconds, atDate]) {
      const { asked, client: other } = await answering(reply, done)
      expect((await other.listOrders()).rows).toEqual([])
      // A date has whole seconds; timers may end a moment early.
      expect((asked[1]?.atMs ?? 0) - (asked[0]?.atMs ?? 0)).toBeGreaterThan(900)
    }
  })

  test('does not ask sooner than it is told: a wait too long is a refusal that says how long', async () => {
    const body = { code: 'tooManyRequests', detail: 'Too many requests.', retryAfterSeconds: 61 }
    const { asked, client: other } = await answering({ status: 429, headers: { 'retry-after': '61' }, body })
    const problem = await other.listOrders().catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(QuaysideProblem)
    expect(problem).toMatchObject({ code: 'tooManyRequests', retryAfterMs: 61_000, document: body })
    expect(asked).toHaveLength(1)
  })

  test('makes a whole problem of what a proxy answers', async () => {
    const { client: other } = await answering({ status: 502, body: { detail: 7, errors: 'none' } })
    await expect(other.listOrders()).rejects.toMatchObject({
      code: 'unknown',
      errors: [],
      message: 'The server answered 502.',
      document: { status: 502, type: 'about:blank', instance: '' },
    })
  })

  test('sends nothing twice that must not be done twice', async () => {
    const { asked, client: other } = await answering({ status: 0, cut: true })
    const form = new FormData()
    await expect(other.uploadImport({ body: form } as never)).rejects.toThrow()
    expect(asked).toHaveLength(1)
  })

  test('takes no redirect, and no refusal for a passing one', async () => {
    const moved = await answering({ status: 302, headers: { location: baseUrl } })
    const once = createClient({ baseUrl: 'http://127.0.0.1:1', retries: 0 })
    await expect(once.listOrders()).rejects.toThrow()
    await expect(moved.client.createAccount({ body: {} as never })).rejects.toThrow()
    const refusing = await answering({ status: 404, body: { code: 'notFound', detail: 'No such order.' } })
    await expect(refusing.client.readOrder({ params: { id: 'x' } })).rejects.toMatchObject({ code: 'notFound' })
    expect(refusing.asked).toHaveLength(1)
  })
})

describe('a receiver of webhooks', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const timestamp = now.getTime() / 1_000
  const signed = (body: string, secret: string, at = timestamp) => ({
    body,
    headers: {
      'Webhook-Id': 'msg-1',
      'webhook-timestamp': String(at),
      'webhook-signature': signatureOf({ id: 'msg-1', timestamp: at, body }, [newWebhookSecret(), secret]),
    },
  })

  test('believes what the server signed, and nothing that was altered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.nat(), async (data, place) => {
        const secret = newWebhookSecret()
        const body = JSON.stringify({ data })
        const message = signed(body, secret)
        expect(await verifyWebhook(message, { secret, now })).toEqual({
          id: 'msg-1',
          payload: { data: JSON.parse(body).data },
        })
        const at = place % body.length
        const altered = `${body.slice(0, at)}${body[at] === 'x' ? 'y' : 'x'}${body.slice(at + 1)}`
        await expect(verifyWebhook({ ...message, body: altered }, { secret, now })).rejects.toThrow(
          'No signature matches.',
        )
        await expect(verifyWebhook(message, { secret: newWebhookSecret(), now })).rejects.toThrow(
          'No signature matches.',
        )
      }),
      { numRuns: 30 },
    )
  })

  test('believes nothing old, unsigned or malformed', async () => {
    const secret = newWebhookSecret()
    const old = signed('{}', secret, timestamp - 301)
    await expect(verifyWebhook(old, { secret, now })).rejects.toThrow('too old')
    await expect(verifyWebhook({ body: '{}', headers: {} }, { secret, now })).rejects.toThrow('missing')
    const good = signed('{}', secret)
    const broken = { ...good, headers: { ...good.headers, 'webhook-signature': 'v1,%%% v2,abc v1,' } }
    await expect(verifyWebhook(broken, { secret, now })).rejects.toThrow('No signature matches.')
    expect((await verifyWebhook(good, { secret: [newWebhookSecret(), secret], now })).id).toBe('msg-1')
  })
})
