import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@quayside/contract'
import { addressOf } from './address-of.ts'
import { setSilent } from './connection.ts'
import { ApiProblem, Unreachable } from './problem.ts'
import { watchSilence } from './silence.ts'

/** Places and required query fields must be given; a shape with none of them may be left out. */
type Given<Name extends string, Shape> =
  Record<string, never> extends Shape ? { [K in Name]?: Shape } : { [K in Name]: Shape }

type WithBody<Body> = [Body] extends [undefined]
  ? { body?: undefined }
  : undefined extends Body
    ? { body?: Body }
    : { body: Body }

/** What one call of the operation needs; places and required fields of the contract are required here. */
export type CallOptions<R extends Route> = Given<'params', ParamsOf<R>> &
  Given<'query', QueryOf<R>> &
  (R['kind'] extends 'upload' ? { body: FormData } : WithBody<BodyOf<R>> | { body: FormData }) & {
    /** The version that was read, for routes that are `versioned`. */
    ifMatch?: number
    /** Sent as `Idempotency-Key`: repeating the call does not repeat the work. */
    once?: string
    signal?: AbortSignal
    /** Its answer takes as long as the work does: nobody is told that the server is silent. */
    patient?: boolean
  }

interface LooseOptions {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  once?: string
  signal?: AbortSignal
  patient?: boolean
}

type SignedOutListener = () => void
let signedOut: SignedOutListener = () => {}
/** The shell says what happens when the session has ended. */
export function onSignedOut(listener: SignedOutListener) {
  signedOut = listener
}

function requestOf(method: string, options: LooseOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-quayside-csrf'] = '1'
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`
  if (options.once) headers['idempotency-key'] = options.once
  const form = options.body instanceof FormData
  if (options.body !== undefined && !form) headers['content-type'] = 'application/json'
  return {
    method,
    headers,
    credentials: 'same-origin',
    body: form ? (options.body as FormData) : options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const more = body && typeof body === 'object' ? (body as Record<string, unknown>) : {}
  const { code, detail, message, errors } = more
  return new ApiProblem(
    {
      status: response.status,
      code: typeof code === 'string' ? code : 'unexpected',
      detail: String(detail ?? message ?? `${response.status} ${response.statusText}`),
      errors: Array.isArray(errors) ? (errors as ApiProblem['errors']) : [],
    },
    more,
  )
}

const silence = watchSilence({ onSilent: () => setSilent(true), onHeard: () => setSilent(false) })

/** What `before.js` asked for while the programs were on their way; good for one reading. */
declare global {
  var quaysideAsked: Map<string, Promise<Response>> | undefined
}

function takeAsked(route: Route, address: string): Promise<Response> | undefined {
  if (route.method !== 'GET') return undefined
  const answer = globalThis.quaysideAsked?.get(address)
  globalThis.quaysideAsked?.delete(address)
  return answer
}

async function send(route: Route, options: LooseOptions): Promise<Response> {
  const address = addressOf(route.path, options.params, options.query)
  // A file on its way up may take as long as the line needs.
  const ended = route.kind === 'upload' || options.patient ? () => {} : silence.asked()
  const response = await (takeAsked(route, address) ?? fetch(address, requestOf(route.method, options))).catch(
    (cause: unknown) => {
      ended(false)
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
      throw new Unreachable(cause)
    },
  )
  ended(true)
  if (response.ok) return response
  const problem = await problemOf(response)
  // A proxy in front answers 502–504 while the server itself is away.
  if (response.status >= 502 && response.status <= 504 && problem.code === 'unexpected') throw new Unreachable(problem)
  if (response.status === 401 && route.door !== 'public') signedOut()
  throw problem
}

/**
 * Calls one operation of the contract and gives its reply, e.g. `call(readAccount, { params: { id } })`.
 * @throws {ApiProblem} when the server refuses, {Unreachable} when it cannot be reached
 */
export async function call<R extends Route>(route: R, options?: CallOptions<R>): Promise<ReplyOf<R>> {
  const response = await send(route, (options ?? {}) as LooseOptions)
  if (response.status === 204) return undefined as ReplyOf<R>
  return (await response.json()) as ReplyOf<R>
}

/** Calls an operation whose reply is a file and hands the file to the browser's downloads. */
export async function download<R extends Route>(route: R, options: CallOptions<R>, fallbackName: string) {
  const response = await send(route, options as LooseOptions)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  saveFile(await response.blob(), named?.[1] ? decodeURIComponent(named[1]) : fallbackName)
}

export function saveFile(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
