import {
  listTierMovers,
  listTiersByHand,
  readAccountTier,
  readTierMoves,
  readTierPotential,
  setTierByHand,
  takeBackTierByHand,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { serve } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { countPotential } from './count-potential.ts'
import { listByHand } from './list-by-hand.ts'
import { moversBetween, movesBetweenPeriods } from './move-between-periods.ts'
import { readTier, setTier, takeBackTier } from './tier-by-hand.ts'

const Place = z.strictObject({ place: z.int().nonnegative() })

export function tierRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
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

  serve(app, readTierMoves, ({ query, user }) => movesBetweenPeriods(warehouseOf(), query, user))

  serve(app, listTierMovers, ({ query, user, read }) => {
    const { moveFrom, moveTo, cursor, limit, ...classified } = query
    const fromPlace = cursor === undefined ? 0 : decodeCursor(Place, cursor).place
    return read(async (db) => {
      const page = await moversBetween(
        db,
        warehouseOf(),
        classified,
        user,
        { from: moveFrom, to: moveTo },
        { fromPlace, limit },
      )
      return {
        rows: page.rows,
        total: page.total,
        next: page.nextPlace === null ? null : encodeCursor({ place: page.nextPlace }),
      }
    })
  })

  serve(app, readTierPotential, ({ read }) => read(countPotential))
}
