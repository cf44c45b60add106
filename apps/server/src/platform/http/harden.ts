import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'
import { isForApi } from './requests.ts'

/** Scripts from our own origin only, none inline; antd writes style elements, hence inline styles. */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join(';')

export interface HardenOptions {
  /** Served over https, directly or through a proxy: browsers are told to stay there. */
  https: boolean
  /** The address people use, when a proxy hides it. */
  publicUrl?: string | undefined
}

const halfYearSeconds = 15_552_000

/** Headers that keep browsers from being turned against their user, and refusal of requests other sites forge. */
export async function harden(app: FastifyInstance, { https, publicUrl }: HardenOptions): Promise<void> {
  await app.register(helmet, {
    // Set below: the library would put it together anew for every reply.
    contentSecurityPolicy: false,
    hsts: https ? { maxAge: halfYearSeconds, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host
  app.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentPolicy)
    reply.header('x-request-id', request.id)
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()')
    if (isForApi(request)) reply.header('cache-control', 'no-store')
    refuseForgery(request, publicHost)
  })
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
/** No other scheme: a browser adds `Basic`, which a proxy may ask for, to requests of foreign pages as well. */
const bearer = /^bearer /i

/**
 * Cross-site request forgery: a browser adds cookies to requests of foreign pages, but lets them set neither our header
 * nor, without asking, an API key. Sign-in checks origins itself and is called back by identity providers.
 */
function refuseForgery(request: FastifyRequest, publicHost: string | undefined): void {
  const { headers } = request
  if (safe.has(request.method) || headers['x-api-key'] !== undefined || bearer.test(headers.authorization ?? '')) return
  const foreign =
    (headers['sec-fetch-site'] !== undefined && !['same-origin', 'none'].includes(String(headers['sec-fetch-site']))) ||
    (headers.origin !== undefined && !isOwnOrigin(headers.origin, [request.host, publicHost]))
  const unmarked = headers['x-quayside-csrf'] !== '1' && !request.url.startsWith('/api/auth/')
  if (foreign || unmarked)
    throw new Refusal(
      'crossSite',
      403,
      'The request does not come from Quayside’s own pages. Send X-Quayside-CSRF: 1 from the same origin, or use an API key.',
    )
}

function isOwnOrigin(origin: string, own: readonly (string | undefined)[]): boolean {
  try {
    return own.includes(new URL(origin).host)
  } catch {
    return false
  }
}
