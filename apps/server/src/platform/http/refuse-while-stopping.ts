import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'

/** Answered to the end: they tell a load balancer to look elsewhere. */
const always = new Set(['/health', '/ready'])

/** What still comes over connections that are open when the process is told to end: sent elsewhere, or back in a moment. */
export function refuseWhileStopping(app: FastifyInstance): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onRequest', async ({ routeOptions }) => {
    if (stopping && !always.has(routeOptions.url ?? ''))
      throw new Refusal('stopping', 503, 'The server is stopping. Nothing was saved; try again in a moment.')
  })
}
