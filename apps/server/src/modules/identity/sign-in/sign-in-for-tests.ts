import type { LightMyRequestResponse } from 'fastify'

/** The cookies a reply sets, as a browser would send them back. */
export function cookieFrom(reply: Pick<LightMyRequestResponse, 'headers'>): string {
  const set = reply.headers['set-cookie']
  return (Array.isArray(set) ? set : [set ?? '']).map((cookie) => cookie.split(';')[0]).join('; ')
}
