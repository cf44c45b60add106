import { type ChurnQuery, type ChurnRow, churn, listChurn } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { churnReport } from './churn-report.ts'
import type { Alarms } from './watch.ts'
import { type WatchedBase, watchedBase } from './watched-base.ts'

export const churnAnalysis = answered(churn, {
  besides: asOfDay,
  answer: async (asked) => {
    const { rows, ...query } = asked.query
    const base = await watchedBase({ ...asked, query })
    return {
      basis: base.basis,
      asOf: base.asOf,
      by: query.by,
      season: [...base.season],
      rhythm: await radarOf(base, base.rhythm, asked, rows),
      value: await radarOf(base, base.value, asked, rows),
    }
  },
  report: churnReport,
})

export function churnRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listChurn, churnAnalysis, async (asked) => {
    const { cursor, limit, sort, radar, state, month, ...query } = asked.query
    const base = await watchedBase({ ...asked, query })
    const alarms = base[radar]
    const keep = (at: number) =>
      (state === 'all' || (state === 'lost') === isLost(base, alarms, at, query.silenceDays)) &&
      (month === undefined || monthOf(Number(alarms.since[at])) === month)
    return pageOfCustomers(asked, rankedOf(base, alarms, query.silenceDays, keep, sort), { cursor, limit })
  })
}

type Sort = z.output<(typeof listChurn)['query']>['sort']

const isLost = ({ asOf }: WatchedBase, { lastDay }: Alarms, at: number, silenceDays: number) =>
  dayNumber(asOf) - Number(lastDay[at]) > silenceDays

const monthOf = (day: number) => `${dayText(day).slice(0, 7)}-01`
const orNone = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)

function rankedOf(
  base: WatchedBase,
  alarms: Alarms,
  silenceDays: number,
  keep: (at: number) => boolean,
  sort: Sort,
): Ranked<ChurnRow> {
  const figures: Record<Sort, (at: number) => number> = {
    '-missing': (at) => -Number(alarms.missing[at]),
    chance: (at) => Number(alarms.chance[at]),
    '-since': (at) => -Number(alarms.since[at]),
    since: (at) => Number(alarms.since[at]),
  }
  const seriesAt = (at: number) => Number(alarms.series[at])
  return {
    places: placesBy(alarms.series.length, keep, figures[sort]),
    accountKeyOf: (at) => base.keys[seriesAt(at)] as number,
    figuresOf: (at) => ({
      part: base.parts[seriesAt(at)] ?? null,
      chance: Number(alarms.chance[at]),
      adjustedChance: Number(alarms.adjusted[at]),
      since: dayText(Number(alarms.since[at])),
      lastOrderOn: dayText(Number(alarms.lastDay[at])),
      lost: isLost(base, alarms, at, silenceDays),
      before: Number(alarms.before[at]),
      after: Number(alarms.after[at]),
      missingOrders: orNone(alarms.missingOrders[at]),
      missingE4: Number(alarms.missing[at]),
    }),
  }
}

async function radarOf(base: WatchedBase, alarms: Alarms, asked: Asked<z.output<typeof ChurnQuery>>, rows: number) {
  const count = alarms.series.length
  const { silenceDays, falseAlarms, of } = asked.query
  const places = [...alarms.series.keys()]
  const sum = (column: Float64Array) => column.reduce((all, value) => all + value, 0)
  const missingOrders = orNone(sum(alarms.missingOrders))
  return {
    watched: alarms.watched,
    tooFew: alarms.tooFew,
    alarms: count,
    slipping: places.filter((at) => !isLost(base, alarms, at, silenceDays)).length,
    expectedFalse: falseAlarms * (of === 'series' ? alarms.watched : count),
    missingOrders,
    missingE4: sum(alarms.missing),
    months: monthsOf(alarms),
    rows: await rowsOf(
      asked,
      rankedOf(base, alarms, silenceDays, () => true, '-missing'),
      0,
      rows,
    ),
  }
}

function monthsOf({ since, missing }: Alarms) {
  const months = new Map<string, { month: string; alarms: number; missingE4: number }>()
  const monthOfDay = new Map<number, string>()
  since.forEach((day, at) => {
    const month = monthOfDay.get(day) ?? monthOf(day)
    monthOfDay.set(day, month)
    const sums = months.get(month) ?? { month, alarms: 0, missingE4: 0 }
    months.set(month, sums)
    sums.alarms++
    sums.missingE4 += Number(missing[at])
  })
  return [...months.values()].sort((one, other) => (one.month < other.month ? -1 : 1))
}
