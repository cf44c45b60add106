import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EdiChannelSettings } from '@quayside/contract'
import { addressOf, guardedLookup } from '../../../platform/outbound/guarded-lookup.ts'
import type { Way } from './way.ts'

/** Without a word from the partner's server for so long it is away. */
const silentMs = 60_000
const trialMs = 20_000
/** However it drips, whoever waits is answered, and the next interchange of somebody else has its turn. */
const wholeTrialMs = 30_000
/** For the slowest line worth having: 64 KiB/s after two minutes. */
const wholePostMs = (bytes: number) => 120_000 + bytes / 65.536

/** The partner's server answered, and not that it took what we sent. */
export class HttpRefused extends Error {
  override readonly name = 'HttpRefused'
  readonly status: number
  constructor(status: number) {
    super(`The server answered ${status}.`)
    this.status = status
  }
}

export interface HttpOptions {
  settings: EdiChannelSettings & { way: 'http' }
  secret: string
  allowPrivate: boolean
}

/** Posts each interchange to the partner's address, which must be no private one unless that is allowed. Redirects are not followed. */
export function httpWay(options: HttpOptions): Way {
  return {
    list: async () => [],
    read: () => {
      throw new Error('Nothing is fetched by HTTP.')
    },
    remove: async () => undefined,
    put: (name, content, bytes) => post(options, name, content, bytes),
    // Whether it takes what we send only sending tells; that it is there and knows us does this.
    async reach() {
      const status = await asked(options, { method: 'HEAD', timeout: trialMs }, wholeTrialMs)
      if (status === 401 || status === 403 || status === 404) throw new HttpRefused(status)
    },
    close: async () => undefined,
  }
}

async function post(options: HttpOptions, name: string, content: Readable, bytes: number): Promise<void> {
  const type = name.startsWith('x12') ? 'application/EDI-X12' : 'application/EDIFACT'
  const headers = {
    'content-type': type,
    'content-length': bytes,
    'content-disposition': `attachment; filename="${name}"`,
    // Sent twice, since nobody heard the first answer, it is the same.
    'idempotency-key': name,
  }
  const status = await asked(options, { method: 'POST', headers, timeout: silentMs }, wholePostMs(bytes), content)
  if (status < 200 || status >= 300) throw new HttpRefused(status)
}

async function asked(
  { settings, secret, allowPrivate }: HttpOptions,
  request: http.RequestOptions & { headers?: Record<string, string | number> },
  wholeMs: number,
  content?: Readable,
): Promise<number> {
  const url = new URL(settings.address ?? '')
  // An address is connected to without being looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) await addressOf(host, allowPrivate)
  const client = url.protocol === 'https:' ? https : http
  const asking = client.request(url, {
    ...request,
    headers: { ...request.headers, ...signedIn(settings, secret) },
    // No connection is kept: the address is looked up and judged for every request.
    agent: false,
    lookup: guardedLookup(allowPrivate),
    maxHeaderSize: 16_384,
  })
  const tooLate = () => asking.destroy(Object.assign(new Error('No answer in time.'), { code: 'ETIMEDOUT' }))
  asking.on('timeout', tooLate)
  const whole = setTimeout(tooLate, wholeMs)
  const answered = new Promise<number>((resolve, reject) => {
    asking.on('error', reject)
    asking.on('response', (response) => {
      resolve(response.statusCode ?? 0)
      // What else it says nobody reads.
      response.destroy()
    })
  })
  try {
    if (content) await Promise.race([pipeline(content, asking), answered])
    else asking.end()
    return await answered
  } finally {
    clearTimeout(whole)
  }
}

function signedIn({ signIn, user, header }: HttpOptions['settings'], secret: string): Record<string, string> {
  if (signIn === 'basic') return { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` }
  return signIn === 'header' && header !== '' ? { [header]: secret } : {}
}
