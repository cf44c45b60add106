import type { Route } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type HandlerReply, serve } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Asked, ServedAnalysis } from '../frame/serve-analysis.ts'

/** Serves the list of customers behind an analysis: who may not read the one may not read the other. */
export function serveCustomers<R extends Route>(
  app: FastifyInstance,
  warehouseOf: () => Warehouse,
  route: R,
  analysis: ServedAnalysis,
  page: (asked: Asked<z.output<R['query']>>) => Promise<HandlerReply<R>>,
): void {
  serve(app, route, ({ query, user, now, read }) => {
    analysis.refuse(user, 'read', query)
    return page({ warehouse: warehouseOf(), query, beholder: user, now, read })
  })
}
