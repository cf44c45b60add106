import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BodyOf, ParamsOf, Problem, QueryOf, ReplyOf, Route } from '@quayside/contract'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type AppDeps, buildApp } from '../src/app.ts'
import { type FileStore, openFileStore } from '../src/platform/files/index.ts'
import type { User } from '../src/platform/http/serve.ts'
import { afterEveryFile } from './after-file.ts'
import { findUser } from './builders.ts'
import { testSecret } from './global-setup.ts'
// Named first, so that applications close before the databases they use are dropped.
import './test-database.ts'
import type { TestDatabase } from './test-database.ts'

type Given<K extends string, T> = T extends undefined
  ? { [key in K]?: undefined }
  : [keyof T] extends [never]
    ? { [key in K]?: T }
    : Partial<Record<K, T>>

export type Asked<R extends Route> = Given<'params', ParamsOf<R>> &
  Given<'query', QueryOf<R>> &
  Given<'body', BodyOf<R>> & {
    /** Another caller than the app's own; null asks as nobody. */
    as?: User | null
    /** Sent as `If-Match`. */
    version?: number
    headers?: Record<string, string>
    /** For uploads and streams: the raw body. */
    payload?: InjectOptions['payload']
  }

export interface Answer<T> {
  status: number
  body: T
  headers: LightMyRequestResponse['headers']
  raw: LightMyRequestResponse
}

export interface TestApp {
  app: FastifyInstance
  /** Calls an operation and returns its checked reply; fails the test when the answer is a problem. */
  call<R extends Route>(route: R, asked?: Asked<R>): Promise<Answer<ReplyOf<R>>>
  /** Calls an operation that shall be refused and returns the problem; fails the test when it succeeds. */
  refused<R extends Route>(route: R, asked?: Asked<R>): Promise<Answer<Problem & Record<string, unknown>>>
  /** Any request, signed in like `call` but with nothing checked. */
  inject(options: InjectOptions & { as?: User | null }): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

const opened = new Set<FastifyInstance>()
afterEveryFile(async () => {
  await Promise.all([...opened].map((app) => app.close()))
  await Promise.all([...folders].map((folder) => rm(folder, { recursive: true, force: true })))
  opened.clear()
  folders.clear()
})

const folders = new Set<string>()

/** The file store that belongs to a test database; removed after the file. */
export function testFiles(database: TestDatabase): FileStore {
  const folder = join(tmpdir(), `quayside-files-${database.name}`)
  folders.add(folder)
  return openFileStore(folder)
}

/** Only this harness knows the header: production resolves callers from cookies and API keys alone. */
const testUserHeader = 'x-test-user'

export interface TestAppOptions extends Partial<AppDeps> {
  /** The caller of every request that names no other. */
  as?: User | null
  now?: Date
  /** Operations of the test's own, beside the real ones. */
  routes?: (app: FastifyInstance) => void
}

/** The real application on a test database. */
export async function testApp(database: TestDatabase, options: TestAppOptions = {}): Promise<TestApp> {
  const { as = null, now, routes, ...deps } = options
  const app = await buildApp({
    database,
    secret: testSecret,
    files: testFiles(database),
    clock: () => now ?? new Date(),
    whoAsks: async (request) => {
      const id = request.headers[testUserHeader]
      return typeof id === 'string' ? findUser(database, id) : null
    },
    ...deps,
  })
  routes?.(app)
  await app.ready()
  opened.add(app)

  const inject: TestApp['inject'] = ({ as: caller = as, headers, ...request }) =>
    app.inject({
      ...request,
      headers: { 'x-quayside-csrf': '1', ...(caller ? { [testUserHeader]: caller.id } : {}), ...headers },
    })

  return {
    app,
    inject,
    async call(route, asked) {
      const raw = await inject(requestFor(route, asked))
      if (raw.statusCode !== route.status)
        throw new Error(`${route.name} answered ${raw.statusCode}, not ${route.status}: ${raw.body.slice(0, 2_000)}`)
      return answer(raw, checkedReply(route, raw))
    },
    async refused(route, asked) {
      const raw = await inject(requestFor(route, asked))
      if (raw.statusCode < 400) throw new Error(`${route.name} answered ${raw.statusCode}; a refusal was expected.`)
      return answer(raw, raw.json())
    },
    async close() {
      if (opened.delete(app)) await app.close()
    },
  }
}

function requestFor(route: Route, asked: Asked<Route> = {}): InjectOptions & { as?: User | null } {
  const params: Record<string, unknown> = asked.params ?? {}
  const query: Record<string, unknown> = asked.query ?? {}
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one))
  return {
    method: route.method,
    url: `/api${path}${search.size > 0 ? `?${search}` : ''}`,
    headers: { ...(asked.version === undefined ? {} : { 'if-match': `"${asked.version}"` }), ...asked.headers },
    payload: asked.payload ?? (asked.body as InjectOptions['payload']),
    ...('as' in asked ? { as: asked.as } : {}),
  }
}

/** What the contract promises is what must come: no field missing, none too many. */
function checkedReply<R extends Route>(route: R, raw: LightMyRequestResponse): ReplyOf<R> {
  if (route.kind === 'stream') return raw.rawPayload as ReplyOf<R>
  const parsed = route.reply.safeParse(raw.statusCode === 204 ? undefined : raw.json())
  if (!parsed.success) throw new Error(`The reply of ${route.name} breaks the contract: ${parsed.error.message}`)
  return parsed.data as ReplyOf<R>
}

const answer = <T>(raw: LightMyRequestResponse, body: T): Answer<T> => ({
  status: raw.statusCode,
  body,
  headers: raw.headers,
  raw,
})
