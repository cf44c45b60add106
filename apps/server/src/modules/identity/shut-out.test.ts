import {
  createApiKey,
  deactivateUser,
  deleteApiKey,
  endMyOtherSessions,
  endUserSessions,
  liveUpdates,
  reactivateUser,
} from '@quayside/contract'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { openSignal } from '../../platform/event-signal.ts'
import type { User } from '../../platform/http/serve.ts'
import { cookieFrom, givePassword, signIn } from './sign-in/sign-in-for-tests.ts'

let database: TestDatabase
/** Two nodes on one database; streams are checked by themselves an hour from now only. */
let here: Node
let elsewhere: Node

/** A quarter of a second where nothing else runs; far less than the hour until they would end by themselves. */
const soonMs = 5_000

interface Node extends TestApp {
  address: string
}

beforeAll(async () => {
  database = await testDatabase({ connections: 16 })
  here = await aNode()
  elsewhere = await aNode()
})
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})
beforeEach(() => database.owner.query('delete from auth_failures'))

async function aNode(): Promise<Node> {
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_events', lookEveryMs: 50 })
  const node = await testApp(database, { whoAsks: undefined, signal, heartbeatMs: 3_600_000 })
  closing.push(async () => {
    await node.close()
    await signal.close()
  })
  return { ...node, address: await node.app.listen({ host: '127.0.0.1', port: 0 }) }
}

async function signedIn(options: Parameters<typeof aUser>[1] = { roles: ['salesRepresentative'] }) {
  const user = await aUser(database, options)
  await givePassword(database, user.id)
  return { user, headers: { cookie: cookieFrom(await signIn(here, user.email)) } }
}

type Ways = Record<string, string>
const status = async (at: Node, headers: Ways) =>
  (await at.inject({ method: 'GET', url: '/api/me', headers })).statusCode

/** An open stream, and the milliseconds until it ended. */
async function stream(at: Node, headers: Ways) {
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const reply = await fetch(`${at.address}/api${liveUpdates.path}`, { headers, signal: abort.signal })
  expect(reply.status).toBe(200)
  const reader = reply.body?.getReader()
  // The first words of a stream come once it is among those that are served.
  await reader?.read()
  const begun = performance.now()
  const ended = (async () => {
    for (;;) if ((await reader?.read())?.done !== false) return performance.now()
  })().catch(() => Number.NaN)
  const stillOpen = () => Promise.race([ended.then(() => false), new Promise((done) => setImmediate(done, true))])
  return { begun, ended, stillOpen }
}

/** The longest it took from here until all have ended. */
async function endsWithin(streams: readonly Awaited<ReturnType<typeof stream>>[], act: () => Promise<unknown>) {
  const from = performance.now()
  await act()
  return Math.max(...(await Promise.all(streams.map(({ ended }) => ended)))) - from
}

async function anOffice(): Promise<Ways> {
  return (await signedIn({ roles: ['administrator'] })).headers
}

test('deactivating ends sessions, keys and open streams on every node at once, and nothing comes back', async () => {
  const { user, headers } = await signedIn()
  const { secret } = (await here.call(createApiKey, { headers, body: { name: 'robot' } })).body
  const key = { 'x-api-key': secret }
  for (const node of [here, elsewhere])
    expect([await status(node, headers), await status(node, key)]).toEqual([200, 200])
  const streams = await Promise.all([
    stream(here, headers),
    stream(elsewhere, headers),
    stream(here, key),
    stream(elsewhere, key),
  ])
  const bystander = await stream(elsewhere, (await signedIn()).headers)

  const by = await anOffice()
  const took = await endsWithin(streams, () => here.call(deactivateUser, { params: { id: user.id }, headers: by }))
  expect(took).toBeLessThan(soonMs)
  for (const node of [here, elsewhere])
    expect([await status(node, headers), await status(node, key)]).toEqual([401, 401])
  expect(await bystander.stillOpen()).toBe(true)

  await here.call(reactivateUser, { params: { id: user.id }, headers: by })
  expect([await status(here, headers), await status(here, key)]).toEqual([401, 401])
  expect((await signIn(here, user.email)).statusCode).toBe(200)
})

test.each<[string, (user: User, headers: Ways) => Promise<unknown>]>([
  [
    'an administrator signs him out',
    async (user) => {
      const headers = await anOffice()
      await here.call(endUserSessions, { params: { id: user.id }, headers })
    },
  ],
  [
    'he signs out everywhere else',
    async (user) => {
      const headers = { cookie: cookieFrom(await signIn(here, user.email)) }
      await here.call(endMyOtherSessions, { headers })
    },
  ],
  [
    'he signs out himself',
    async (_, { cookie = '' }) => {
      const url = '/api/auth/sign-out'
      const payload = {}
      const origin = 'http://localhost'
      await here.inject({ method: 'POST', url, payload, headers: { cookie, origin, host: 'localhost' } })
    },
  ],
])('when %s his streams end at once', async (_, act) => {
  const { user, headers } = await signedIn()
  const streams = await Promise.all([stream(here, headers), stream(elsewhere, headers)])
  expect(await endsWithin(streams, () => act(user, headers))).toBeLessThan(soonMs)
})

test('a withdrawn key loses its stream, its owner keeps his', async () => {
  const { headers } = await signedIn()
  const { key, secret } = (await here.call(createApiKey, { headers, body: { name: 'robot' } })).body
  const own = await stream(elsewhere, headers)
  const robot = await stream(elsewhere, { 'x-api-key': secret })
  expect(await endsWithin([robot], () => here.call(deleteApiKey, { params: { id: key.id }, headers }))).toBeLessThan(
    soonMs,
  )
  expect(await own.stillOpen()).toBe(true)
})
