import { z } from 'zod'
import type { Action, Module } from './rights.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may knock: nobody signed in, anyone signed in, or whoever holds a right of any scope above `none`. */
export type Door = 'public' | 'signedIn' | { module: Module; action: Action }

/**
 * What a request costs, by which one person's requests are limited. `export`: a file over many rows is made. `upload`: a file comes in.
 * `job`: work of minutes begins. `lookUp`: many records are compared or added up while somebody waits.
 */
export type Cost = 'usual' | 'export' | 'upload' | 'job' | 'lookUp'

type ObjectSchema = z.ZodObject
type BodySchema = z.ZodType

/** One operation of the HTTP contract: the server serves it, the browser calls it, OpenAPI describes it, the rights matrix tests it. */
export interface Route<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends BodySchema = BodySchema,
  Reply extends BodySchema = BodySchema,
> {
  name: string
  method: Method
  /** Below `/api`, with `:name` places, nouns only. */
  path: string
  summary: string
  tag: string
  door: Door
  params: Params
  query: Query
  body: Body
  reply: Reply
  status: number
  /** `stream`: the reply is a file or an event stream and `reply` is not sent as JSON. `upload`: the body is multipart. */
  kind: 'json' | 'stream' | 'upload'
  /** The client must send `If-Match` with the version it read. */
  versioned: boolean
  /**
   * For `signedIn` doors: the modules an API key that is narrowed to modules must reach; absent: no such key comes in.
   * `never`, for any door: a person in a session, and no API key at all.
   */
  keys?: readonly Module[] | 'never'
  cost: Cost
  /** The reply holds what is shown once and kept nowhere, so the operation takes no Idempotency-Key. */
  secretReply?: boolean
}

export const Nothing = z.void()
const noFields = z.strictObject({})

interface RouteOptions<P, Q, B, R> {
  summary: string
  tag: string
  door: Door
  params?: P
  query?: Q
  body?: B
  reply?: R
  status?: number
  kind?: Route['kind']
  versioned?: boolean
  keys?: Route['keys']
  /** `upload` where the body is one, else `usual`. */
  cost?: Cost
  secretReply?: Route['secretReply']
}

/** Declares an operation, e.g. `route('readAccount', 'GET', '/accounts/:id', { params: ById, reply: Account, … })`. */
export function route<
  P extends ObjectSchema = typeof noFields,
  Q extends ObjectSchema = typeof noFields,
  B extends BodySchema = typeof Nothing,
  R extends BodySchema = typeof Nothing,
>(name: string, method: Method, path: string, options: RouteOptions<P, Q, B, R>): Route<P, Q, B, R> {
  const reply = options.reply ?? Nothing
  return {
    name,
    method,
    path,
    summary: options.summary,
    tag: options.tag,
    door: options.door,
    params: (options.params ?? noFields) as P,
    query: (options.query ?? noFields) as Q,
    body: (options.body ?? Nothing) as B,
    reply: reply as R,
    status: options.status ?? (options.kind === 'stream' ? 200 : options.reply ? (method === 'POST' ? 201 : 200) : 204),
    kind: options.kind ?? 'json',
    versioned: options.versioned ?? false,
    cost: options.cost ?? (options.kind === 'upload' ? 'upload' : 'usual'),
    ...(options.keys ? { keys: options.keys } : {}),
    ...(options.secretReply ? { secretReply: true } : {}),
  }
}

export type ParamsOf<R extends Route> = z.infer<R['params']>
export type QueryOf<R extends Route> = z.input<R['query']>
export type BodyOf<R extends Route> = z.input<R['body']>
export type ReplyOf<R extends Route> = z.output<R['reply']>
