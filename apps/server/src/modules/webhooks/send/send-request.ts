import http from 'node:http'
import https from 'node:https'
import type { WebhookFault } from '@quayside/contract'
import { type AllowedHosts, isAllowedHost, targetFault } from '../../../platform/outbound/allowed-target.ts'
import { connectionFault } from '../../../platform/outbound/connection-fault.ts'
import { guardedLookup, type Resolve } from '../../../platform/outbound/guarded-lookup.ts'

export interface Answered {
  status: number | null
  fault: WebhookFault | null
  headers: Record<string, string>
  body: string
  /** What `Retry-After` asks for. */
  retryAfterSeconds: number | null
}

export interface SendOptions {
  allowed: AllowedHosts
  headers: Record<string, string>
  body: string
  timeoutMs?: number
  resolve?: Resolve
  signal?: AbortSignal
}

export const timeoutMs = 15_000
/** What is kept of an answer for its reader. */
export const bodyBytesKept = 4_096
/** What is read of an answer at all. */
const bodyBytesRead = 64 * 1024
const headersKept = ['content-type', 'content-length', 'date', 'server', 'retry-after', 'location', 'x-request-id']

/** One POST, without following redirects. Whatever goes wrong outside is an answer with a fault, never an exception. */
export async function sendRequest(address: string, options: SendOptions): Promise<Answered> {
  const url = URL.parse(address)
  if (!url) return failed('unknownHost')
  const fault = targetFault(url, options.allowed)
  return fault ? failed(fault) : post(url, options)
}

const failed = (fault: WebhookFault): Answered => ({
  status: null,
  fault,
  headers: {},
  body: '',
  retryAfterSeconds: null,
})

function post(url: URL, { allowed, headers, body, resolve, signal, timeoutMs: patience = timeoutMs }: SendOptions) {
  const isAllowed = isAllowedHost(url, allowed)
  const client = url.protocol === 'https:' ? https : http
  const deadline = AbortSignal.timeout(patience)
  return new Promise<Answered>((answer) => {
    const request = client.request(url, {
      method: 'POST',
      // No connection is kept: the address is looked up and judged for every request.
      agent: false,
      lookup: guardedLookup(isAllowed, resolve),
      headers: { ...headers, 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity' },
      maxHeaderSize: 16_384,
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
    })
    request.on('error', (error: NodeJS.ErrnoException) => answer(failed(connectionFault(error, deadline))))
    request.on('response', (response) => {
      read(response).then(
        (text) => answer(answered(response, text)),
        // The receiver has answered, and that is what counts; its words are lost.
        () => answer(deadline.aborted ? failed('timedOut') : answered(response, '')),
      )
    })
    request.end(body)
  })
}

async function read(response: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    if (bytes < bodyBytesKept) parts.push(part.subarray(0, bodyBytesKept - bytes))
    bytes += part.length
    if (bytes > bodyBytesRead) break
  }
  response.destroy()
  // PostgreSQL stores no U+0000.
  return Buffer.concat(parts).toString('utf8').replaceAll('\u0000', '\ufffd')
}

function answered(response: http.IncomingMessage, body: string): Answered {
  const status = response.statusCode ?? 0
  const kept = headersKept.flatMap((name): [string, string][] => {
    const value = response.headers[name]
    return typeof value === 'string' ? [[name, value.slice(0, 500)]] : []
  })
  return {
    status,
    fault: status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'redirected' : 'status',
    headers: Object.fromEntries(kept),
    body,
    retryAfterSeconds: secondsOf(response.headers['retry-after']),
  }
}

/** Seconds only: a date would compare two clocks. */
const secondsOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : null
