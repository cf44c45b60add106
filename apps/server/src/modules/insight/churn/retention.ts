import { CUSTOMER_STATES, type OrderLines, type Retention } from '@quayside/analytics'
import {
  type AnalysisBasis,
  listRetention,
  type RetentionCustomer,
  RetentionMove,
  type RetentionQuery,
  retention,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf, dayText } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { basisOf, linesAndAccounts } from '../frame/basis.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { retentionReport } from './retention-report.ts'

type Question = z.output<typeof RetentionQuery>

interface KeptBase {
  basis: AnalysisBasis
  from: string
  to: string
  ids: readonly string[]
  firstDay: readonly number[]
  lastDay: readonly number[]
  lastYearE4: readonly number[]
  told: Retention
  /** Place in `RetentionMove.options`, or −1 for who was lost long before. */
  moves: Int8Array
}

export const retentionAnalysis = answered(retention, {
  categories: ['finance', 'behaviour'],
  besides: asOfDay,
  answer: async (asked) => {
    const { rows, ...query } = asked.query
    const base = await keptBase({ ...asked, query })
    const { told } = base
    return {
      basis: base.basis,
      from: base.from,
      to: base.to,
      activeAtStart: told.activeAtStart,
      activeAtEnd: told.activeAtEnd,
      retentionRate: told.retentionRate ?? null,
      buyers: told.buyers,
      repeatRate: told.repeatRate ?? null,
      meanTenureDays: told.meanTenureDays ?? null,
      medianTenureDays: told.medianTenureDays ?? null,
      moves: movesOf(base),
      rows: await rowsOf(asked.read, rankedOf(base, 'lost'), 0, rows),
    }
  },
  report: retentionReport,
})

export function retentionRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listRetention, retentionAnalysis, async (asked) => {
    const { cursor, limit, move, ...query } = asked.query
    return pageOfCustomers(asked.read, rankedOf(await keptBase({ ...asked, query }), move), { cursor, limit })
  })
}

async function keptBase(asked: Asked<Question>): Promise<KeptBase> {
  const to = await asOfDay(asked)
  const from = asked.query.from ?? dayText(dayNumber(to) - 364)
  return keepWorkedOut(asked, 'retention', { ...asked.query, from, to }, () => workOut(asked, from, to))
}

/** Orders before the period count too: they tell who was a customer when it began. */
async function workOut({ warehouse, query, beholder }: Asked<Question>, from: string, to: string): Promise<KeptBase> {
  const { silenceDays, from: _, ...filter } = query
  const basis = await basisOf(warehouse, { ...filter, to }, beholder)
  const order = 'l.amount_e4 >= 0'
  const found = await warehouse.engine.columns(
    `with lasts as (
       select l.account_key as account_key, min(case when ${order} then l.ordered_on end) as first_day,
              max(case when ${order} and l.ordered_on < date '${from}' then l.ordered_on end) as last_before,
              max(case when ${order} then l.ordered_on end) as last_day
       from   ${linesAndAccounts} where ${basis.within.sql} group by l.account_key
     )
     select d.account_id::varchar as id, ${dayNumberOf('min(x.first_day)')} as first_day,
            ${dayNumberOf('min(x.last_before)')} as last_before, ${dayNumberOf('min(x.last_day)')} as last_day,
            sum(case when l.ordered_on > x.last_day - 365 then l.amount_e4 else 0 end)::double precision as last_year
     from   lasts x join fact_order_line l on l.account_key = x.account_key join dim_account d on d.account_key = x.account_key
     where  x.first_day is not null and ${basis.within.sql}
     group  by d.account_id order by d.account_id`,
    basis.within.parameters,
  )
  const column = (name: string) => (found[name] ?? []) as number[]
  const [firstDay, lastDay] = [column('first_day'), column('last_day')]
  const points = turningPoints(firstDay, (found.last_before ?? []) as (number | null)[], lastDay)
  const told = await compute('retention', points, {
    from: dayNumber(from),
    to: dayNumber(to),
    lost: { kind: 'silence', days: silenceDays },
  })
  const ids = (found.id ?? []) as string[]
  const moves = Int8Array.from(ids, (_, at) => moveOf(told, at))
  return {
    basis: { ...basis.told(), from },
    from,
    to,
    ids,
    firstDay,
    lastDay,
    lastYearE4: column('last_year'),
    told,
    moves,
  }
}

/** By silence only the first order and the last ones before and in the period matter: the days between change nothing. */
function turningPoints(
  first: readonly number[],
  before: readonly (number | null)[],
  last: readonly number[],
): OrderLines {
  const series: number[] = []
  const day: number[] = []
  first.forEach((from, at) => {
    for (const on of new Set([from, before[at] ?? from, Number(last[at])])) {
      series.push(at)
      day.push(on)
    }
  })
  return { series, day, amount: day.map(() => 1) }
}

const moveOfStates: Readonly<Record<string, RetentionMove>> = {
  'active active': 'retained',
  'active lost': 'lost',
  'lost active': 'wonBack',
  'none active': 'new',
  'none lost': 'newLost',
}

function moveOf({ stateAtStart, stateAtEnd }: Retention, at: number): number {
  const states = [stateAtStart, stateAtEnd].map((column) => CUSTOMER_STATES[Number(column[at])]).join(' ')
  const move = moveOfStates[states]
  return move ? RetentionMove.options.indexOf(move) : -1
}

function movesOf({ moves, lastYearE4 }: KeptBase) {
  return RetentionMove.options.map((move, index) => {
    const sums = { move, customers: 0, lastYearE4: 0 }
    moves.forEach((one, at) => {
      if (one !== index) return
      sums.customers++
      sums.lastYearE4 += Number(lastYearE4[at])
    })
    return sums
  })
}

/** Most money first. */
function rankedOf(base: KeptBase, move: RetentionMove | undefined): Ranked<RetentionCustomer> {
  const { ids, moves, firstDay, lastDay, lastYearE4, told } = base
  const wanted = move && RetentionMove.options.indexOf(move)
  const keep = (at: number) => (wanted === undefined ? Number(moves[at]) >= 0 : moves[at] === wanted)
  return {
    places: placesBy(ids.length, keep, (at) => -Number(lastYearE4[at])),
    accountIdOf: (at) => ids[at] as string,
    figuresOf: (at) => {
      const lostOn = Number(told.lostOn[at])
      return {
        move: RetentionMove.options[Number(moves[at])] as RetentionMove,
        firstOrderOn: dayText(Number(firstDay[at])),
        lastOrderOn: dayText(Number(lastDay[at])),
        lostOn: Number.isNaN(lostOn) ? null : dayText(lostOn),
        lastYearE4: Number(lastYearE4[at]),
      }
    },
  }
}
