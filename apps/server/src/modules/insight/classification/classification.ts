import {
  applyClassification,
  classification,
  listClassified,
  listClassifiedIds,
  listTierMovers,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { serve } from '../../../platform/http/serve.ts'
import { forbidden } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { answered } from '../frame/serve-analysis.ts'
import { type Beholder, sightOfCustomers } from '../frame/visible-to.ts'
import { applyTiers } from './apply-tiers.ts'
import { classificationReport } from './classification-report.ts'
import { classifyAccounts, potentialTold, tiersTold } from './classify-accounts.ts'
import { moversBetween, movesBetweenPeriods } from './move-between-periods.ts'
import { idsAt, placesOf, presentClassified } from './present-classified.ts'

const sightOf = (beholder: Beholder) => ({ beholder, modules: sightOfCustomers })

export const classificationAnalysis = answered(classification, {
  sight: sightOfCustomers,
  // Who may not see behaviour is answered with less.
  besides: async ({ beholder }) => beholder.rights.categories.behaviour.read,
  answer: async (asked) => {
    const { warehouse, query, beholder } = asked
    const { rows, tier, ...question } = query
    const sight = sightOf(beholder)
    const classified = await classifyAccounts(warehouse, question, sight)
    const places = placesOf(classified, { tier }).subarray(0, rows)
    return {
      basis: classified.ranking.basis,
      measure: query.measure,
      scheme: query.scheme,
      ...tiersTold(classified),
      moves: await movesBetweenPeriods(warehouse, question, sight),
      potential: beholder.rights.categories.behaviour.read ? potentialTold(classified) : null,
      tier: tier ?? null,
      rows: await presentClassified(asked, classified, places),
    }
  },
  report: classificationReport,
})

const Place = z.strictObject({ place: z.int().nonnegative() })
const placeOf = (cursor: string | undefined) => (cursor === undefined ? 0 : decodeCursor(Place, cursor).place)
const cursorOf = (place: number | null) => (place === null ? null : encodeCursor({ place }))

/** As many as a bulk change takes. */
const atMostAtOnce = 10_000

export function classificationRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listClassified, classificationAnalysis, async (asked) => {
    const { cursor, limit, tier, potential, ...question } = asked.query
    const classified = await classifyAccounts(asked.warehouse, question, sightOf(asked.beholder))
    const places = placesOf(classified, { tier, potential })
    const from = placeOf(cursor)
    const end = from + limit
    return {
      rows: await presentClassified({ ...asked, query: question }, classified, places.subarray(from, end)),
      total: places.length,
      next: cursorOf(end < places.length ? end : null),
    }
  })

  serveCustomers(app, warehouseOf, listClassifiedIds, classificationAnalysis, async (asked) => {
    const { tier, potential, ...question } = asked.query
    const classified = await classifyAccounts(asked.warehouse, question, sightOf(asked.beholder))
    const places = placesOf(classified, { tier, potential })
    return { ids: await idsAt(asked, classified, places.subarray(0, atMostAtOnce)), total: places.length }
  })

  serveCustomers(app, warehouseOf, listTierMovers, classificationAnalysis, async (asked) => {
    const { cursor, limit, moveFrom, moveTo, ...question } = asked.query
    const { warehouse, beholder, read } = asked
    const move = { from: moveFrom, to: moveTo }
    const page = { from: placeOf(cursor), limit }
    const { next, ...found } = await moversBetween(read, warehouse, question, sightOf(beholder), move, page)
    return { ...found, next: cursorOf(next) }
  })

  serve(app, applyClassification, ({ body, user, now }) => {
    if (user.rights.modules.accounts.read !== 'all')
      throw forbidden('Tiers count every customer; only who may see all of them sets them.')
    classificationAnalysis.refuse(user, 'read', body)
    return applyTiers(app.http.database, warehouseOf(), body, user.id, now)
  })
}
