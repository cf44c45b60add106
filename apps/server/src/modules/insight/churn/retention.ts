import { CUSTOMER_STATES, type OrderLines, type Retention } from '@quayside/analytics'
import {
  type AnalysisBasis,
  type AnalysisFilter,
  listRetention,
  type RetentionCustomer,
  RetentionMove,
  type RetentionQuery,
  retention,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf, dayText } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { pageOfCustomers, placesBy, type Ranked, rowsOf } from '../customers/page-of-customers.ts'
import { serveCustomers } from '../customers/serve-customers.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { monthsSeen } from '../frame/months-within.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { retentionReport } from './retention-report.ts'

type Question = z.output<typeof RetentionQuery>

interface KeptBase {
  basis: AnalysisBasis
  from: string
  to: string
  /** Of the warehouse's accounts. */
  keys: Float64Array
  firstDay: Float64Array
  lastDay: Float64Array
  lastYearE4: Float64Array
  told: Retention
  /** Place in `RetentionMove.options`, or −1 for who was lost long before. */
  moves: Int8Array
}

export const retentionAnalysis = answered(retention, {
  besides: asOfDay,
  answer: async (asked) => {
    const { rows, ...query } = asked.query
    const base = await keptBase({ ...asked, query })
    const { told } = base
    return {
      basis: base.basis,
      from: base.from,
      to: base.to,
      silenceDays: query.silenceDays,
      activeAtStart: told.activeAtStart,
      activeAtEnd: told.activeAtEnd,
      retentionRate: told.retentionRate ?? null,
      buyers: told.buyers,
      repeatRate: told.repeatRate ?? null,
      meanTenureDays: told.meanTenureDays ?? null,
      medianTenureDays: told.medianTenureDays ?? null,
      moves: movesOf(base),
      rows: await rowsOf(asked, rankedOf(base, 'lost'), 0, rows),
    }
  },
  report: retentionReport,
})

export function retentionRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serveCustomers(app, warehouseOf, listRetention, retentionAnalysis, async (asked) => {
    const { cursor, limit, move, ...query } = asked.query
    return pageOfCustomers(asked, rankedOf(await keptBase({ ...asked, query }), move), { cursor, limit })
  })
}

async function keptBase(asked: Asked<Question>): Promise<KeptBase> {
  const to = await asOfDay(asked)
  const from = asked.query.from ?? dayText(dayNumber(to) - 364)
  // What lies ahead of today counts as today: a period that begins later has no customers to keep.
  if (from > to) throw periodTurned()
  const { silenceDays, ...asksFor } = asked.query
  const filter = { ...asksFor, from: undefined, to }
  const basis = await basisOf(asked.warehouse, filter, asked.beholder)
  // The board asks in its currency, and the page in that of most lines without naming it.
  const question = { ...filter, from, silenceDays, currency: basis.currency }
  return keepWorkedOut(asked, 'retention', question, () => workOut(asked, basis, filter, { from, to }))
}

const periodTurned = () =>
  new Refusal('periodTurned', 422, 'The period begins after its end, or has not begun yet.', {
    errors: [{ path: '/query/from', code: 'invalid', message: 'Begins after the end of the period.' }],
  })

/** Orders before the period count too: they tell who was a customer when it began. */
async function workOut(
  { warehouse, query: { silenceDays }, beholder }: Asked<Question>,
  basis: Basis,
  filter: AnalysisFilter,
  { from, to }: Pick<KeptBase, 'from' | 'to'>,
): Promise<KeptBase> {
  const found = await warehouse.engine.numbers<'key' | 'first_day' | 'last_before' | 'last_day' | 'last_year'>(
    retentionSql(basis, from, filter, beholder),
    basis.within.parameters,
  )
  const { key: keys, first_day: firstDay, last_day: lastDay, last_year: lastYearE4 } = found
  const points = turningPoints(firstDay, found.last_before, lastDay)
  const told = await compute('retention', points, {
    from: dayNumber(from),
    to: dayNumber(to),
    lost: { kind: 'silence', days: silenceDays },
  })
  const moves = Int8Array.from(keys, (_, at) => moveOf(told, at))
  return {
    // Orders before the period count too: what was counted began with the first of them.
    basis: basis.told(),
    from,
    to,
    keys,
    firstDay,
    lastDay,
    lastYearE4,
    told,
    moves,
  }
}

/** First and last days with an order by customer, the last before `from` too, and what the year until his last day came to. */
function retentionSql({ currency, months, orders }: Basis, from: string, filter: AnalysisFilter, beholder: Beholder) {
  const before = monthsSeen({ ...filter, to: dayText(dayNumber(from) - 1) }, currency, beholder).months
  return `
    with lasts as (
      select l.account_key as account_key, min(l.first_forward_on) as first_day, max(l.last_forward_on) as last_day
      from   ${months} group by l.account_key
    ), before as (
      select l.account_key as account_key, max(l.last_forward_on) as last_day from ${before} group by l.account_key
    ), last_year as (
      select l.account_key as account_key, sum(case when l.ordered_on > x.last_day - 365 then l.amount_e4::double precision else 0 end) as amount
      from  (select l.account_key, l.ordered_on, l.amount_e4 from ${orders}) l join lasts x on x.account_key = l.account_key
      where  x.first_day is not null group by l.account_key
    )
    select x.account_key as key, ${dayNumberOf('x.first_day')} as first_day, ${dayNumberOf('b.last_day')} as last_before,
           ${dayNumberOf('x.last_day')} as last_day, y.amount as last_year
    from   lasts x join last_year y on y.account_key = x.account_key left join before b on b.account_key = x.account_key
    where  x.first_day is not null
    order  by x.account_key`
}

/** By silence only the first order and the last ones before and in the period matter: the days between change nothing. */
function turningPoints(first: Float64Array, before: Float64Array, last: Float64Array): OrderLines {
  const series = new Int32Array(3 * first.length)
  const day = new Int32Array(3 * first.length)
  let count = 0
  const add = (whose: number, on: number) => {
    series[count] = whose
    day[count++] = on
  }
  for (let at = 0; at < first.length; at++) {
    const [from, former, to] = [first[at] as number, before[at] as number, last[at] as number]
    add(at, from)
    if (former > from) add(at, former)
    if (to > from && to !== former) add(at, to)
  }
  return {
    series: series.subarray(0, count),
    day: day.subarray(0, count),
    amount: new Float64Array(count).fill(1),
  }
}

const moveOfStates: Readonly<Record<string, RetentionMove>> = {
  'active active': 'retained',
  'active lost': 'lost',
  'lost active': 'wonBack',
  'none active': 'new',
  'none lost': 'newLost',
}

/** Of each pair of states. */
const moveOfPair = CUSTOMER_STATES.flatMap((start) =>
  CUSTOMER_STATES.map((end) => {
    const move = moveOfStates[`${start} ${end}`]
    return move ? RetentionMove.options.indexOf(move) : -1
  }),
)

const moveOf = ({ stateAtStart, stateAtEnd }: Retention, at: number): number =>
  moveOfPair[CUSTOMER_STATES.length * Number(stateAtStart[at]) + Number(stateAtEnd[at])] ?? -1

function movesOf({ moves, lastYearE4 }: KeptBase) {
  const sums = RetentionMove.options.map((move) => ({ move, customers: 0, lastYearE4: 0 }))
  for (let at = 0; at < moves.length; at++) {
    const sum = sums[moves[at] as number]
    if (!sum) continue
    sum.customers++
    sum.lastYearE4 += lastYearE4[at] as number
  }
  return sums
}

/** Most money first. */
function rankedOf(base: KeptBase, move: RetentionMove | undefined): Ranked<RetentionCustomer> {
  const { keys, moves, firstDay, lastDay, lastYearE4, told } = base
  const wanted = move && RetentionMove.options.indexOf(move)
  const keep = (at: number) => (wanted === undefined ? Number(moves[at]) >= 0 : moves[at] === wanted)
  return {
    places: placesBy(keys.length, keep, (at) => -Number(lastYearE4[at])),
    accountKeyOf: (at) => keys[at] as number,
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
