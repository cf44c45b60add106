import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { Histogram, type Registry } from 'prom-client'

/** What is told of a request: the route's pattern, never the address itself, which may hold names, numbers and tokens. */
const patternOf = (request: FastifyRequest) => request.routeOptions.url ?? 'unmatched'

/** One log line and one measurement per request. */
export function observeRequests(app: FastifyInstance, log: Logger, registry: Registry): void {
  const seconds = new Histogram({
    name: 'quayside_http_request_seconds',
    help: 'Time from the request line to the end of the reply',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = patternOf(request)
    const status = reply.statusCode
    if (route !== '/api/live') seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    const line = { requestId: request.id, method: request.method, route, status, ms: Math.round(reply.elapsedTime) }
    if (route === '/health' || route === '/ready' || route === '/metrics') log.debug(line, 'request')
    else log.info(line, 'request')
  })
}
