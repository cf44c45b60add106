import type { ClientOptions } from './client.ts'
import { problemFrom, type QuaysideProblem } from './problem.ts'
import { type CompactRoute, hasFlag } from './route-table.ts'

export interface Wanted {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  idempotencyKey?: string
  signal?: AbortSignal
}

const firstWaitMs = 250

/** Sends one request, again while that is safe and promises something. */
export async function request(options: ClientOptions, route: CompactRoute, wanted: Wanted): Promise<unknown> {
  const url = `${options.baseUrl.replace(/\/+$/, '')}${addressOf(route[2], wanted)}`
  const init = initOf(options, route, wanted)
  const isRepeatable = route[1] !== 'POST' || init.headers.has('idempotency-key')
  const { retries = 3, longestWaitMs = 60_000 } = options
  for (let attempt = 0; ; attempt++) {
    const last = attempt >= retries
    const response = await send(options, url, init, wanted.signal).catch((error: unknown) => {
      // The line broke: whether it was done is not known, so only what can be done twice is sent again.
      if (last || !isRepeatable || wanted.signal?.aborted) throw error
      return undefined
    })
    if (response?.ok) return read(route, response)
    const problem = response && (await problemFrom(response))
    const waitMs = problem?.retryAfterMs ?? Math.min(backOffMs(attempt), longestWaitMs)
    // Asked again sooner than the server wants, it would only refuse again.
    if (problem && (last || !isPassing(problem) || waitMs > longestWaitMs)) throw problem
    await pause(waitMs, wanted.signal)
  }
}

/** Nothing was done: the server is busy or away, or still at work on the same key. */
const isPassing = ({ status, code }: QuaysideProblem): boolean =>
  status === 429 || status === 503 || code === 'requestInFlight' || code === 'tryAgain'

function send(
  { fetch: given, timeoutMs = 60_000 }: ClientOptions,
  url: string,
  init: RequestInit,
  signal?: AbortSignal,
) {
  const deadline = AbortSignal.timeout(timeoutMs)
  return (given ?? fetch)(url, { ...init, signal: signal ? AbortSignal.any([deadline, signal]) : deadline })
}

function addressOf(path: string, { params = {}, query = {} }: Wanted): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`params.${name} is missing.`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '')
      search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`
}

function initOf(options: ClientOptions, route: CompactRoute, wanted: Wanted) {
  const headers = new Headers(options.headers)
  headers.set('accept', 'application/json')
  if (options.apiKey) headers.set('x-api-key', options.apiKey)
  if (route[1] !== 'GET') headers.set('x-quayside-csrf', '1')
  if (wanted.ifMatch !== undefined) headers.set('if-match', `"${wanted.ifMatch}"`)
  if (hasFlag(route, 'k')) headers.set('idempotency-key', wanted.idempotencyKey ?? newKey())
  const { body } = wanted
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json')
  return {
    method: route[1],
    headers,
    // A key goes nowhere but to the address it was given for.
    redirect: 'error' as const,
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }
}

/** `crypto.randomUUID` exists in browsers over https only. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

async function read(route: CompactRoute, response: Response): Promise<unknown> {
  if (hasFlag(route, 's')) return response
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** Spread out, so that those who were refused together do not come back together. */
const backOffMs = (attempt: number): number => firstWaitMs * 2 ** attempt * (0.5 + Math.random() / 2)

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, ms)
    if (signal?.aborted) end()
    signal?.addEventListener('abort', end, { once: true })
  })
}
