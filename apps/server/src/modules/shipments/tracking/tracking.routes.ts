import { trackShipment as trackRoute } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { readAsOwner } from '../../../platform/database.ts'
import { serve } from '../../../platform/http/serve.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { companyZone } from '../record-milestone.ts'
import { limitAsking } from './limit-asking.ts'
import { trackShipment } from './track-shipment.ts'
import { trackingPage } from './tracking-page.ts'

interface Asked {
  number?: unknown
  check?: unknown
  lang?: unknown
}

/** The public door: a page for people, JSON for programs; both count against the same limit of an address. */
export function serveTracking(app: FastifyInstance): void {
  const limit = limitAsking()
  const { database, clock } = app.http

  serve(app, trackRoute, async ({ query, request, reply, now }) => {
    const wait = limit.count(request.ip, now.getTime())
    if (wait > 0) {
      reply.header('retry-after', wait)
      throw new Refusal('tooManyRequests', 429, `Too many attempts. Wait ${wait} s and try again.`, {
        extra: { retryAfterSeconds: wait },
      })
    }
    const found = await trackShipment(database, query.number, query.check, {
      locale: query.lang === 'en' ? 'en' : 'zh-CN',
      now,
    })
    if (!found) throw notFound('shipment, or the check is another')
    return found
  })

  let zone: string | undefined
  app.get<{ Querystring: Asked }>('/track', async ({ query, ip, headers }, reply) => {
    const said = (value: unknown) => (typeof value === 'string' ? value.slice(0, 40).trim() : '')
    const [number, check] = [said(query.number), said(query.check)]
    const lang =
      query.lang === 'en' || (query.lang !== 'zh' && /^en/i.test(headers['accept-language'] ?? '')) ? 'en' : 'zh'
    const isAsked = number !== '' && check !== ''
    const wait = isAsked ? limit.count(ip, clock().getTime()) : 0
    const found =
      isAsked && wait === 0
        ? await trackShipment(database, number, check, { locale: lang === 'en' ? 'en' : 'zh-CN', now: clock() })
        : undefined
    zone ??= await readAsOwner(database, companyZone)
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('referrer-policy', 'no-referrer')
    if (wait > 0) reply.code(429).header('retry-after', wait)
    else if (found === null) reply.code(404)
    return reply.send(trackingPage({ lang, number, check, found, wait, timeZone: zone }))
  })
}
