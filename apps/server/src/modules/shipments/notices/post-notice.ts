import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { guardedLookup } from '../../../platform/outbound/guarded-lookup.ts'
import { mayConnect } from '../../../platform/outbound/public-address.ts'

export interface Posted {
  status: number | null
  /** null: it arrived. */
  fault: string | null
  /** Whether another attempt may end otherwise. */
  later: boolean
}

interface Post {
  headers: Record<string, string>
  body: string
  /** Hosts inside the company that an administrator allows, as `name` or `name:port`. */
  allowed: ReadonlySet<string>
}

const timeoutMs = 15_000
/** What is read of an answer; its words count for nothing. */
const bytesRead = 16_384

/** One POST, without following redirects; only to where connections may go. What goes wrong outside is an answer, no exception. */
export async function post(address: string, { headers, body, allowed }: Post): Promise<Posted> {
  const url = URL.parse(address)
  if (!url) return never('It is no address.')
  const isAllowed = allowed.has(url.host) || allowed.has(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) return never('https:// is needed.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayConnect(host, isAllowed)) return never('The address is not public.')
  const client = url.protocol === 'https:' ? https : http
  return new Promise<Posted>((answer) => {
    const request = client.request(url, {
      method: 'POST',
      // No connection is kept: the address is looked up and judged for every request.
      agent: false,
      lookup: guardedLookup(isAllowed),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(timeoutMs),
    })
    request.on('error', (error: NodeJS.ErrnoException) =>
      answer(error.code === 'forbiddenAddress' ? never(error.message) : { ...never(error.message), later: true }),
    )
    request.on('response', (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > bytesRead) response.destroy()
      })
      answer(answered(response.statusCode ?? 0))
    })
    request.end(body)
  })
}

const never = (fault: string): Posted => ({ status: null, fault, later: false })

/** Too busy and broken pass; what the receiver does not want today he does not want tomorrow. */
const answered = (status: number): Posted => ({
  status,
  fault: status >= 200 && status < 300 ? null : `The receiver answered ${status}.`,
  later: status === 408 || status === 425 || status === 429 || status >= 500,
})
