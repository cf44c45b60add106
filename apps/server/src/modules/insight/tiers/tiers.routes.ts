import { listTiersByHand, readAccountTier, setTierByHand, takeBackTierByHand } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { listByHand } from './list-by-hand.ts'
import { readTier, setTier, takeBackTier } from './tier-by-hand.ts'

export function tierRoutes(app: FastifyInstance): void {
  serve(app, readAccountTier, ({ params, read }) => read((db, user) => readTier(db, params.id, user)))

  serve(app, setTierByHand, async ({ params, body, user, now, read }) => {
    // Whether one may see the customer at all.
    await read((db) => readTier(db, params.id, user))
    await setTier(app.http.database, params.id, body, user, now)
    return read((db) => readTier(db, params.id, user))
  })

  serve(app, takeBackTierByHand, async ({ params, user, now, read }) => {
    await read((db) => readTier(db, params.id, user))
    await takeBackTier(app.http.database, params.id, user, now)
    return read((db) => readTier(db, params.id, user))
  })

  serve(app, listTiersByHand, ({ query, read }) => read((db) => listByHand(db, query.cursor, query.limit)))
}
