import { type LifetimeCustomer, lifetime, listLifetime } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { asOfDay, dayText } from '../customers/as-of.ts'
import { pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { answered } from '../frame/serve-analysis.ts'
import { mostRepeatsApart } from './calibrate.ts'
import { type LifetimeOfBase, lifetimeOfBase } from './lifetime-of-base.ts'
import { lifetimeReport } from './lifetime-report.ts'

export const lifetimeAnalysis = answered(lifetime, {
  besides: asOfDay,
  answer: async (asked) => {
    const { rows, ...query } = asked.query
    const base = await lifetimeOfBase({ ...asked, query })
    const { model, history } = base
    return {
      basis: base.basis,
      asOf: base.asOf,
      months: query.months,
      discount: query.discount,
      margin: base.margin,
      marginFrom: base.marginFrom,
      customers: base.keys.length,
      oneTime: history.purchases.filter((purchases) => purchases === 1).length,
      model: model && {
        ...model.model,
        logLikelihood: model.logLikelihood,
        converged: model.converged,
        atLimit: [...model.atLimit],
      },
      spend: spendOf(base),
      alive: sum(base.alive),
      expectedOrders: sum(base.expected),
      lifetimeValueE4: sum(base.valueE4),
      aliveBins: aliveBinsOf(base),
      calibration: calibrationOf(base, query.holdoutWeeks),
      rows: model ? await rowsOf(asked, rankedOf(base, undefined, '-lifetimeValue'), 0, rows) : [],
    }
  },
  report: lifetimeReport,
})

export function lifetimeRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listLifetime, lifetimeAnalysis, async (asked) => {
    const { cursor, limit, sort, aliveBin, ...query } = asked.query
    const base = await lifetimeOfBase({ ...asked, query })
    if (!base.model) return { rows: [], total: 0, next: null }
    return pageOfCustomers(asked, rankedOf(base, aliveBin, sort), { cursor, limit })
  })
}

/** Without a model nothing is to be expected: 0, and the answer says that there is none. */
const sum = (column: Float64Array) => column.reduce((all, value) => all + (Number.isNaN(value) ? 0 : value), 0)

type Sort = z.output<(typeof listLifetime)['query']>['sort']
const binOf = (alive: number) => Math.min(9, Math.floor(alive * 10))

function rankedOf(base: LifetimeOfBase, aliveBin: number | undefined, sort: Sort): Ranked<LifetimeCustomer> {
  const { keys, history, alive, expected, orderValueE4, valueE4 } = base
  const figures: Record<Sort, (at: number) => number> = {
    '-lifetimeValue': (at) => -Number(valueE4[at]),
    lifetimeValue: (at) => Number(valueE4[at]),
    '-expectedOrders': (at) => -Number(expected[at]),
    alive: (at) => Number(alive[at]),
    '-alive': (at) => -Number(alive[at]),
    '-revenue': (at) => -Number(history.revenueE4[at]),
  }
  const keep = (at: number) => aliveBin === undefined || binOf(Number(alive[at])) === aliveBin
  return {
    places: placesBy(keys.length, keep, figures[sort]),
    accountKeyOf: (at) => keys[at] as number,
    figuresOf: (at) => ({
      purchases: Number(history.purchases[at]),
      firstOrderOn: dayText(Number(history.firstDay[at])),
      lastOrderOn: dayText(Number(history.lastDay[at])),
      alive: Number(alive[at]),
      expectedOrders: Number(expected[at]),
      orderValueE4: Number(orderValueE4[at]),
      lifetimeValueE4: Number(valueE4[at]),
      revenueE4: Number(history.revenueE4[at]),
    }),
  }
}

function spendOf({ spend }: LifetimeOfBase) {
  if (!spend || spend.model.q <= 1) return null
  return {
    ...spend.model,
    meanValueE4: spend.meanValue === undefined ? null : spend.meanValue * 10_000,
    correlation: spend.correlation ?? null,
    leftOut: spend.leftOut,
  }
}

function aliveBinsOf({ model, alive, valueE4 }: LifetimeOfBase) {
  const bins = Array.from({ length: 10 }, (_, at) => ({
    from: at / 10,
    to: (at + 1) / 10,
    customers: 0,
    lifetimeValueE4: 0,
  }))
  if (model)
    alive.forEach((chance, at) => {
      const bin = bins[binOf(chance)]
      if (!bin) return
      bin.customers++
      bin.lifetimeValueE4 += Number(valueE4[at])
    })
  return bins
}

function calibrationOf({ calibration, until }: LifetimeOfBase, weeks: number) {
  if (!calibration) return null
  const { byFrequency, byChance, ...all } = calibration
  return {
    until,
    weeks,
    ...all,
    byFrequency: byFrequency.map((group, at) => ({ repeats: at, andMore: at === mostRepeatsApart, ...group })),
    byChance: byChance.map((group, at) => ({ from: at / 10, to: (at + 1) / 10, ...group })),
  }
}
