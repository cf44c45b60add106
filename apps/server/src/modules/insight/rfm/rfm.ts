import { RFM_SEGMENTS } from '@quayside/analytics'
import { type AnalysisFilter, listRfm, listRfmIds, type RfmCustomer, type RfmSegment, rfm } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { idsToActOn, pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { rfmReport } from './rfm-report.ts'
import { type ScoredBase, scoreBase } from './score-base.ts'

export const rfmAnalysis = answered(rfm, {
  besides: asOfDay,
  answer: async (asked) => {
    const { rows, ...filter } = asked.query
    const base = await scoreBase({ ...asked, query: filter })
    const total = base.revenueE4.reduce((sum, value) => sum + value, 0)
    const ranked = rankedOf(base, () => true, '-revenue')
    const { limits } = base.scores
    return {
      basis: base.basis,
      asOf: base.asOf,
      customers: base.keys.length,
      revenueE4: total,
      cells: cellsOf(base, total),
      segments: segmentsOf(base, total),
      limits: {
        daysSinceLast: limits.daysSinceLast.map((limit) => limit ?? null),
        orders: limits.orders.map((limit) => limit ?? null),
        revenueE4: limits.amount.map((limit) => limit ?? null),
      },
      rows: await rowsOf(asked, ranked, 0, rows),
    }
  },
  report: rfmReport,
})

export function rfmRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listRfm, rfmAnalysis, async (asked) => {
    const { cursor, limit, sort, ...ofCell } = asked.query
    return pageOfCustomers(asked, await rankedOfCell({ ...asked, query: ofCell }, sort), { cursor, limit })
  })

  serveCustomers(app, warehouseOf, listRfmIds, rfmAnalysis, async (asked) =>
    idsToActOn(asked, await rankedOfCell(asked, '-revenue')),
  )
}

async function rankedOfCell(asked: Asked<z.output<(typeof listRfmIds)['query']>>, sort: Sort) {
  const { recency, frequency, segment, ...filter } = asked.query
  const base = await scoreBase({ ...asked, query: filter as AnalysisFilter })
  const { scores } = base
  const keep = (at: number) =>
    (recency === undefined || scores.recency[at] === recency) &&
    (frequency === undefined || scores.frequency[at] === frequency) &&
    (segment === undefined || segmentAt(base, at) === segment)
  return rankedOf(base, keep, sort)
}

type Sort = z.output<(typeof listRfm)['query']>['sort']

function rankedOf(base: ScoredBase, keep: (place: number) => boolean, sort: Sort): Ranked<RfmCustomer> {
  const { keys, scores, daysSinceLast, orders, revenueE4 } = base
  const figures: Record<Sort, (at: number) => number> = {
    '-revenue': (at) => -Number(revenueE4[at]),
    revenue: (at) => Number(revenueE4[at]),
    '-orders': (at) => -Number(orders[at]),
    orders: (at) => Number(orders[at]),
    recent: (at) => -Number(daysSinceLast[at]),
    '-recent': (at) => Number(daysSinceLast[at]),
  }
  const asOf = dayNumber(base.asOf)
  return {
    places: placesBy(keys.length, keep, figures[sort]),
    accountKeyOf: (at) => keys[at] as number,
    figuresOf: (at) => ({
      recency: Number(scores.recency[at]),
      frequency: Number(scores.frequency[at]),
      monetary: Number(scores.monetary[at]),
      segment: segmentAt(base, at),
      daysSinceLast: Number(daysSinceLast[at]),
      lastOrderOn: dayText(asOf - Number(daysSinceLast[at])),
      orders: Number(orders[at]),
      revenueE4: Number(revenueE4[at]),
    }),
  }
}

const segmentAt = ({ scores }: ScoredBase, at: number): RfmSegment =>
  RFM_SEGMENTS[Number(scores.segment[at])]?.key as RfmSegment

/** Customers and money summed into parts, by the part each customer is in. */
function summed(base: ScoredBase, parts: number, partOf: (at: number) => number, total: number) {
  const customers = new Uint32Array(parts)
  const revenue = new Float64Array(parts)
  for (let at = 0; at < base.keys.length; at++) {
    const part = partOf(at)
    customers[part] = Number(customers[part]) + 1
    revenue[part] = Number(revenue[part]) + Number(base.revenueE4[at])
  }
  return (part: number) => ({
    customers: Number(customers[part]),
    revenueE4: Number(revenue[part]),
    shareOfRevenue: total > 0 ? Number(revenue[part]) / total : null,
  })
}

function cellsOf(base: ScoredBase, total: number) {
  const { recency, frequency } = base.scores
  const sums = summed(base, 25, (at) => 5 * (Number(recency[at]) - 1) + Number(frequency[at]) - 1, total)
  return Array.from({ length: 25 }, (_, cell) => ({
    recency: Math.floor(cell / 5) + 1,
    frequency: (cell % 5) + 1,
    ...sums(cell),
  }))
}

function segmentsOf(base: ScoredBase, total: number) {
  const sums = summed(base, RFM_SEGMENTS.length, (at) => Number(base.scores.segment[at]), total)
  return RFM_SEGMENTS.map(({ key }, at) => ({ key, ...sums(at) }))
}
