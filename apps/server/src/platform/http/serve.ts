import type { BodyOf, ParamsOf, Rights, Route } from '@quayside/contract'
import { mayUse } from '@quayside/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Database, type Db, readAs, type Tx, throughKey, writeAs } from '../database.ts'
import type { Id } from '../ids.ts'
import { type FieldFault, forbidden, Refusal } from '../refusal.ts'
import { idempotencyKey, once } from './idempotency.ts'

/** Who is asking, with everything that predicates need; loaded once per session and cached (see identity). */
export interface User {
  id: Id
  name: string
  email: string
  locale: 'zh-CN' | 'zh-TW' | 'en'
  teamIds: readonly Id[]
  rights: Rights
  /** Asks through an API key, by which his rights are narrowed already. */
  key?: { id: Id; readOnly: boolean; modules: readonly string[] | null }
}

/** What a handler gets: the checked request and the two doors to the database in the caller's name. */
export interface Call<R extends Route> {
  params: ParamsOf<R>
  query: z.output<R['query']>
  body: z.output<R['body']>
  user: User
  /** The version named in `If-Match`; present on every versioned route. */
  version: number
  now: Date
  /** For work that opens transactions of its own in the caller's name. */
  database: Database
  read<T>(work: (db: Db, user: User) => Promise<T>): Promise<T>
  write<T>(work: (tx: Tx, user: User) => Promise<T>): Promise<T>
  request: FastifyRequest
  reply: FastifyReply
}

export interface HttpDeps {
  database: Database
  /** Resolves the caller from cookie or API key; null when nobody is signed in. */
  whoAsks(request: FastifyRequest): Promise<User | null>
  clock(): Date
}

declare module 'fastify' {
  interface FastifyInstance {
    served: Route[]
    http: HttpDeps
  }
}

export type HandlerReply<R extends Route> = R['kind'] extends 'stream' ? unknown : z.input<R['reply']>
export type Handler<R extends Route> = (call: Call<R>) => Promise<HandlerReply<R>>

export interface ServeOptions {
  /** Bytes of a JSON body, when the usual megabyte is not enough. */
  bodyLimit?: number
  /** Requests a minute from one address, for operations that check a secret. */
  perMinute?: number
}

/** Registers one operation of the contract: door, checks, handler. The list `app.served` feeds OpenAPI and the rights matrix test. */
export function serve<R extends Route>(
  app: FastifyInstance,
  route: R,
  handler: Handler<R>,
  options: ServeOptions = {},
): void {
  app.served.push(route)
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    bodyLimit: options.bodyLimit,
    config: options.perMinute ? { rateLimit: { max: options.perMinute, timeWindow: '1 minute' } } : {},
    handler: async (request, reply) => {
      const call = await checkedCall(app, route, request, reply)
      const key = idempotencyKey(route, request)
      const result = key === undefined ? await handler(call) : await handledOnce(call, key, handler)
      if (reply.sent || route.kind === 'stream') return result ?? reply
      reply.code(route.status)
      if (route.status === 204) return null
      nameVersion(reply, result)
      return result ?? null
    },
  })
}

/** The whole handler runs in one transaction, which also keeps its reply under the key. */
async function handledOnce<R extends Route>(call: Call<R>, key: string, handler: Handler<R>): Promise<unknown> {
  const { user, request, reply } = call
  const outcome = await writeAs(call.database, user.id, (tx) =>
    once(tx, { userId: user.id, key, request }, () =>
      handler({ ...call, read: (work) => work(tx, user), write: (work) => work(tx, user) }),
    ),
  )
  if (outcome.replayed) reply.header('idempotent-replayed', 'true')
  return outcome.reply
}

/** What the client sends back as `If-Match`. */
function nameVersion(reply: FastifyReply, result: unknown): void {
  if (typeof result !== 'object' || result === null || !('version' in result)) return
  if (Number.isInteger(result.version)) reply.header('etag', `"${result.version}"`)
}

async function checkedCall<R extends Route>(
  app: FastifyInstance,
  route: R,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Call<R>> {
  const { clock } = app.http
  const user = await openDoor(app, route, request)
  const database = throughKey(app.http.database, user?.key?.id ?? null)
  const actorId = user?.id ?? null
  return {
    params: checked(route.params, request.params, 'params') as ParamsOf<R>,
    query: checked(route.query, request.query, 'query') as z.output<R['query']>,
    body: (route.kind === 'upload' ? undefined : checked(route.body, request.body ?? undefined, 'body')) as z.output<
      R['body']
    >,
    user: user as User,
    version: route.versioned ? ifMatch(request) : 0,
    now: clock(),
    database,
    read: (work) => readAs(database, actorId, (db) => work(db, user as User)),
    write: (work) => writeAs(database, actorId, (tx) => work(tx, user as User)),
    request,
    reply,
  }
}

/** A door marked `public` may be used by nobody at all: then `user` is null at run time and the handler must not read it. */
async function openDoor(app: FastifyInstance, route: Route, request: FastifyRequest): Promise<User | null> {
  const user = await app.http.whoAsks(request)
  if (user) await app.countRequestOf(request, user.id, route.cost)
  if (route.door === 'public') return user
  if (!user) throw new Refusal('signInFirst', 401, 'Sign in first.')
  if (user.key) refuseKey(route, user.key)
  if (route.door !== 'signedIn' && !mayUse(user.rights, route.door.module, route.door.action)) throw forbidden()
  return user
}

/** Says that it is the key which ends here, before its narrowed rights close the door of a module; what every person may do has no right to take away. */
function refuseKey({ door, keys, method }: Route, key: NonNullable<User['key']>): void {
  if (keys === 'never') throw forbidden('An API key may not do this. Sign in.')
  const ofModule = typeof door === 'object'
  const onlyReads = ofModule ? door.action === 'read' || door.action === 'export' : method === 'GET'
  const needed: readonly string[] = ofModule ? [door.module] : (keys ?? ['*'])
  if (key.readOnly && !onlyReads) throw forbidden('This API key may only read.')
  if (key.modules !== null && !needed.every((module) => key.modules?.includes(module)))
    throw forbidden('This API key is for other modules.')
}

function checked(schema: z.ZodType, value: unknown, where: string): unknown {
  const result = parsed(schema, value)
  if (result.success) return result.data
  const errors: FieldFault[] = result.error.issues.map((issue) => ({
    path: `/${where === 'body' ? '' : `${where}/`}${issue.path.join('/')}`,
    code: issue.code,
    message: issue.message,
  }))
  throw new Refusal('invalidRequest', 422, 'Some fields are missing or wrong; see errors.', { errors })
}

/** A value nested as deep as the sender likes exhausts the stack of a checker that follows it. */
function parsed(schema: z.ZodType, value: unknown) {
  try {
    return schema.safeParse(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal('invalidRequest', 422, 'The request is nested too deeply.')
  }
}

function ifMatch(request: FastifyRequest): number {
  const header = request.headers['if-match']
  const version = /^"?(\d{1,9})"?$/.exec(header ?? '')?.[1]
  if (!version)
    throw new Refusal(
      'versionRequired',
      428,
      'Send If-Match with the version you read, so that nobody overwrites another.',
    )
  return Number(version)
}

export type { BodyOf }
