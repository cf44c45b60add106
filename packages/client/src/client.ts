import { request, type Wanted } from './request.ts'
import { type CompactRoute, hasFlag } from './route-table.ts'

export interface ClientOptions {
  /** Where Quayside is, e.g. `https://crm.example.com`. */
  baseUrl: string
  /** Made under “Profile and security”. Absent in a browser: the session of whoever is signed in. */
  apiKey?: string
  /** In place of the global one. */
  fetch?: typeof fetch
  /** Sent with every request. */
  headers?: Record<string, string>
  /** Attempts after the first that failed; 3 when absent. */
  retries?: number
  /** Asked by `Retry-After` to wait longer than this, a call is refused at once instead; 60,000 when absent. */
  longestWaitMs?: number
  /** For one attempt; 60,000 when absent. */
  timeoutMs?: number
}

type OperationShape = { params: unknown; query: unknown; body: unknown; reply: unknown }

/** Places and required fields must be given; a shape with none of them may be left out. */
type Given<Name extends string, Shape> =
  Record<string, never> extends Shape ? { [K in Name]?: Shape } : { [K in Name]: Shape }
type Body<Shape> = [Shape] extends [undefined]
  ? { body?: undefined }
  : undefined extends Shape
    ? { body?: Shape }
    : { body: Shape }

export type Arguments<O extends OperationShape> = Given<'params', O['params']> &
  Given<'query', O['query']> &
  Body<O['body']> & {
    /** The version that was read; operations that change a record need it. */
    ifMatch?: number
    /** The same key does the same work once. Without it every call makes one, which also serves its own retries. */
    idempotencyKey?: string
    signal?: AbortSignal
  }

type Call<O extends OperationShape> =
  Record<string, never> extends Arguments<O>
    ? (wanted?: Arguments<O>) => Promise<O['reply']>
    : (wanted: Arguments<O>) => Promise<O['reply']>

/** Lists walk all their pages: `for await (const order of client.listOrders.each({ query }))`. */
type Each<O extends OperationShape> = O['reply'] extends { rows: readonly (infer Row)[]; next: string | null }
  ? { each(wanted?: Arguments<O>): AsyncGenerator<Row, void, undefined> }
  : unknown

export type Client<Ops> = { [N in keyof Ops]: Ops[N] extends OperationShape ? Call<Ops[N]> & Each<Ops[N]> : never }

/** One function for each operation of the table. */
export function clientOf<Ops>(routes: readonly CompactRoute[], options: ClientOptions): Client<Ops> {
  const operations = routes.map((route) => {
    const call = (wanted: Wanted = {}) => request(options, route, wanted)
    return [route[0], hasFlag(route, 'p') ? Object.assign(call, { each: eachOf(call) }) : call]
  })
  return Object.freeze(Object.fromEntries(operations)) as Client<Ops>
}

interface Page {
  rows: readonly unknown[]
  next: string | null
}

function eachOf(call: (wanted: Wanted) => Promise<unknown>) {
  return async function* each(wanted: Wanted = {}): AsyncGenerator<unknown, void, undefined> {
    let cursor: string | null | undefined
    do {
      const page = (await call({ ...wanted, query: { ...wanted.query, ...(cursor ? { cursor } : {}) } })) as Page
      yield* page.rows
      cursor = page.next
    } while (cursor)
  }
}
