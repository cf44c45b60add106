import {
  listMatrix,
  listMatrixIds,
  type MatrixCell,
  type MatrixCustomer,
  type MatrixKind,
  matrices,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { asOfDay } from '../customers/as-of.ts'
import { idsToActOn, pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { answered } from '../frame/serve-analysis.ts'
import { stateOfPools } from '../profitability/cost-pools.ts'
import { gradeOf } from './axes.ts'
import { matricesReport } from './matrices-report.ts'
import { cellsOf, unknownCell } from './place-customers.ts'
import { type PlacedBase, placedBase } from './placed-base.ts'

export const matricesAnalysis = answered(matrices, {
  besides: async (asked) => [
    await asOfDay(asked),
    asked.query.kind === 'valueCost' ? await asked.read(stateOfPools) : null,
  ],
  answer: async (asked) => {
    const { rows, ...query } = asked.query
    const base = await placedBase({ ...asked, query })
    const total = base.revenueE4.reduce((sum, value) => sum + value, 0)
    return {
      basis: base.basis,
      kind: query.kind,
      from: base.from,
      to: base.to,
      customers: base.keys.length,
      revenueE4: total,
      pools: base.pools,
      otherPools: base.otherPools,
      x: axisOf(base.x, base.cutX, base.rules.x),
      y: axisOf(base.y, base.cutY, base.rules.y),
      cells: sumsOf(base, query.kind, total),
      rows: await rowsOf(asked, rankedOf(base, query.kind, undefined, '-revenue'), 0, rows),
    }
  },
  report: matricesReport,
})

export function matrixRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listMatrix, matricesAnalysis, async (asked) => {
    const { cursor, limit, sort, cell, ...query } = asked.query
    const base = await placedBase({ ...asked, query })
    return pageOfCustomers(asked, rankedOf(base, query.kind, cell, sort), { cursor, limit })
  })

  serveCustomers(app, warehouseOf, listMatrixIds, matricesAnalysis, async (asked) => {
    const { cell, ...query } = asked.query
    const base = await placedBase({ ...asked, query })
    return idsToActOn(asked, rankedOf(base, query.kind, cell, '-revenue'))
  })
}

function axisOf(values: Float64Array, cut: number, rule: 'chosen' | 'usual' | 'median') {
  const unknown = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0)
  return { cut: Number.isFinite(cut) ? cut : null, rule, unknown }
}

function sumsOf({ cells, revenueE4 }: PlacedBase, kind: MatrixKind, total: number) {
  const customers = new Uint32Array(unknownCell + 1)
  const revenue = new Float64Array(unknownCell + 1)
  cells.forEach((cell, at) => {
    customers[cell] = Number(customers[cell]) + 1
    revenue[cell] = Number(revenue[cell]) + Number(revenueE4[at])
  })
  const all = [...cellsOf(kind), { key: 'unknown' as const, high: null }]
  return all.map((cell, at) => ({
    ...cell,
    customers: Number(customers[at]),
    revenueE4: Number(revenue[at]),
    shareOfRevenue: total > 0 ? Number(revenue[at]) / total : null,
  }))
}

type Sort = z.output<(typeof listMatrix)['query']>['sort']

function rankedOf(
  base: PlacedBase,
  kind: MatrixKind,
  cell: MatrixCell | undefined,
  sort: Sort,
): Ranked<MatrixCustomer> {
  const { keys, x, y, cells, revenueE4, grades } = base
  const cellKeys: MatrixCell[] = [...cellsOf(kind).map(({ key }) => key), 'unknown']
  const column = { revenue: revenueE4, x, y }[sort.replace('-', '') as 'revenue' | 'x' | 'y']
  const sign = sort.startsWith('-') ? -1 : 1
  // Who is not known comes last, whatever the order.
  const figure = (at: number) => (Number.isNaN(column[at]) ? Number.POSITIVE_INFINITY : sign * Number(column[at]))
  const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  return {
    places: placesBy(keys.length, (at) => cell === undefined || cellKeys[Number(cells[at])] === cell, figure),
    accountKeyOf: (at) => keys[at] as number,
    figuresOf: (at) => ({
      cell: cellKeys[Number(cells[at])] as MatrixCell,
      x: orNull(x[at]),
      y: orNull(y[at]),
      creditGrade: gradeOf(grades[at]),
      revenueE4: Number(revenueE4[at]),
    }),
  }
}
