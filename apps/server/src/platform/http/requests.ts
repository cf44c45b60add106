import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import { newId } from '../ids.ts'

const megabyte = 1024 * 1024
const saneRequestId = /^[\w.:-]{8,64}$/

/** How the HTTP server itself is set up; everything about routes is elsewhere. */
export function serverOptions({ trustProxy = false }: { trustProxy?: boolean }): FastifyServerOptions {
  return {
    // One line per request is written by observe-requests.ts, without addresses, queries or bodies.
    logger: false,
    // The proxy before us and none beyond it: what stood in the header already, the sender wrote himself.
    trustProxy: trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    // JSON; uploads stream past this limit and have their own.
    bodyLimit: megabyte,
    requestTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // As a problem, by refuse-while-stopping.ts.
    return503OnClosing: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && saneRequestId.test(given) ? given : newId()
    },
    routerOptions: { maxParamLength: 300 },
  }
}

/** Below, the text is sent as it is. */
const shortText = 2_000

/** A reply as JSON. A long text is made bytes once: sent as a text, it is counted, joined to the headers, copied and turned into bytes after all. */
export function bytesOfReply(payload: unknown): string | Buffer {
  const text = JSON.stringify(payload)
  return text.length < shortText ? text : Buffer.from(text)
}

/** The outermost limits of multipart bodies; a route narrows them. One file of at most 4 GB streams through. */
export const uploadLimits = {
  fileSize: 4 * 1024 * megabyte,
  files: 20,
  fields: 50,
  fieldSize: megabyte,
  parts: 70,
  headerPairs: 50,
}

/** By the route it reached: the address may be written in other ways, as `/%61pi/…`. */
export const isForApi = ({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): boolean =>
  url.startsWith('/api/') || (routeOptions.url ?? '').startsWith('/api/')
