import { Readable } from 'node:stream'
import {
  applyClassification,
  exportTier,
  listTier as listTierRoute,
  readClassification,
  readWarehouse,
} from '@quayside/contract'
import { writeCsv, writeXlsx } from '@quayside/tabular'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { serve } from '../../../platform/http/serve.ts'
import { forbidden } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { warehouseState } from '../warehouse-state.ts'
import { applyTiers } from './apply-tiers.ts'
import { classifyAccounts } from './classify-accounts.ts'
import { refuseExport, tierColumns, tierRows } from './export-tier.ts'
import { listTier } from './list-tier.ts'
import { refuseHiddenMeasure } from './rank-accounts.ts'

const Place = z.strictObject({ rank: z.int().nonnegative() })

export function classificationRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serve(app, readClassification, ({ query, user }) => classifyAccounts(warehouseOf(), query, user))

  serve(app, listTierRoute, ({ query, read }) =>
    read(async (db, user) => {
      const fromRank = query.cursor ? decodeCursor(Place, query.cursor).rank : 0
      const page = await listTier(db, warehouseOf(), query, user, { tier: query.tier, fromRank, limit: query.limit })
      return {
        rows: page.rows,
        next: page.nextRank === null ? null : encodeCursor({ rank: page.nextRank }),
        total: page.total,
      }
    }),
  )

  serve(app, exportTier, async ({ query, read, reply, user }) => {
    refuseExport(query.measure, user.rights)
    const columns = tierColumns(query.locale, user.rights)
    const rows = tierRows(read, warehouseOf(), query, user, query.tier)
    const file = Readable.from(query.format === 'csv' ? writeCsv(columns, rows) : writeXlsx(columns, rows))
    reply.header('content-disposition', `attachment; filename="classification.${query.format}"`)
    reply.type(
      query.format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    return reply.send(file)
  })

  serve(app, applyClassification, ({ body, user, now }) => {
    if (user.rights.modules.accounts.read !== 'all')
      throw forbidden('Tiers count every customer; only who may see all of them sets them.')
    refuseHiddenMeasure(body.measure, user.rights)
    return applyTiers(app.http.database, warehouseOf(), body, user.id, now)
  })

  serve(app, readWarehouse, ({ user }) => {
    if (user.rights.modules.analyses.read !== 'all')
      throw forbidden('The totals of the warehouse are for who may see all analyses.')
    return warehouseState(warehouseOf(), user.rights)
  })
}
