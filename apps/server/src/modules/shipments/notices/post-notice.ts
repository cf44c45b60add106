import http from 'node:http'
import https from 'node:https'
import { type AllowedHosts, isAllowedHost, targetFault } from '../../../platform/outbound/allowed-target.ts'
import { connectionFault } from '../../../platform/outbound/connection-fault.ts'
import { guardedLookup } from '../../../platform/outbound/guarded-lookup.ts'

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
  allowed: AllowedHosts
}

const timeoutMs = 15_000
/** What is read of an answer; its words count for nothing. */
const bytesRead = 16_384

/** One POST, without following redirects; only to where connections may go. What goes wrong outside is an answer, no exception. */
export async function post(address: string, { headers, body, allowed }: Post): Promise<Posted> {
  const url = URL.parse(address)
  if (!url) return never('It is no address.')
  const fault = targetFault(url, allowed)
  return fault ? never(words[fault]) : exchange(url, { headers, body, allowed })
}

function exchange(url: URL, { headers, body, allowed }: Post): Promise<Posted> {
  const client = url.protocol === 'https:' ? https : http
  const deadline = AbortSignal.timeout(timeoutMs)
  return new Promise<Posted>((answer) => {
    const request = client.request(url, {
      method: 'POST',
      // No connection is kept: the address is looked up and judged for every request.
      agent: false,
      lookup: guardedLookup(isAllowedHost(url, allowed)),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: deadline,
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const fault = connectionFault(error, deadline)
      answer({ ...never(words[fault]), later: fault !== 'forbiddenAddress' })
    })
    request.on('response', (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > bytesRead) response.destroy()
      })
      answer(answered(response.statusCode ?? 0))
    })
    request.end(body)
    // Headers that cannot be written are thrown at once: nothing has left.
  }).catch(() => never(words.broken))
}

/** What a person reads; the words of the system name addresses and ports inside the company. */
const words = {
  httpsRequired: 'https:// is needed.',
  forbiddenAddress: 'The address is not public.',
  timedOut: 'The receiver did not answer in time.',
  unknownHost: 'No such host is known.',
  refused: 'The receiver takes no connections.',
  tls: 'The certificate of the receiver is not trusted.',
  broken: 'The exchange with the receiver failed.',
} as const

const never = (fault: string): Posted => ({ status: null, fault, later: false })

/** Too busy and broken pass; what the receiver does not want today he does not want tomorrow. */
const answered = (status: number): Posted => ({
  status,
  fault: status >= 200 && status < 300 ? null : `The receiver answered ${status}.`,
  later: status === 408 || status === 425 || status === 429 || status >= 500,
})
