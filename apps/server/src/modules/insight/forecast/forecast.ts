import { type ForecastBy, forecast } from '@quayside/contract'
import type { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { leastMonths, type MonthsForecast } from '../compute/forecast-months.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { visibleTo } from '../frame/visible-to.ts'
import { forecastFrom } from './forecast-from.ts'
import { forecastReport } from './forecast-report.ts'
import { filled, firstOpenMonth, type Month, monthAfter, monthValues, ofSeries, seriesOf } from './months.ts'
import { keptForecasts } from './tracks.ts'

type Query = z.output<(typeof forecast)['read']['query']>
type AskedForecast = Asked<Query>
const keysTold = 200

export const forecastAnalysis = answered(forecast, {
  goodForMs: 60_000,
  besides: ({ read, now }) => read((db) => companyDay(db, now)),
  answer: async (asked) => {
    const { warehouse, query, beholder, read, now } = asked
    const { measure, by, key: wanted, horizon, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const today = await read((db) => companyDay(db, now))
    const keys = await keysOf(warehouse, basis, by)
    const key = by === 'all' ? null : (wanted ?? keys[0]?.key ?? null)
    const found = await monthValues(warehouse, basis, measure, ofSeries(by, key))
    const { history, running } = filled(found, firstOpenMonth(today, filter.to), filter.from)
    const made = await forecastFrom(warehouse, history, horizon)
    const labels = by === 'account' ? await namesOf(asked, keys, key) : new Map<string, string>()
    return {
      basis: basis.told(),
      measure,
      by,
      key,
      label: key === null ? null : (labels.get(key) ?? key),
      keys: keys.map((one) => ({ ...one, label: labels.get(one.key) ?? one.key })),
      history,
      running,
      needed: made ? null : leastMonths,
      forecast: made && told(made, history, horizon),
      tracked: isTracked(asked) ? await read((db) => keptForecasts(db, basis.currency, measure, key, history)) : null,
    }
  },
  report: forecastReport,
})

/** Kept are forecasts of the company as a whole and of each service: whoever sees less, or asks for less, sees none of them. */
function isTracked({ query, beholder }: AskedForecast): boolean {
  const { by, region, service, ownerId, teamId, from, to } = query
  const isNarrowed = [region, service, ownerId, teamId, from, to].some((value) => value !== undefined)
  return (
    (by === 'all' || by === 'service') &&
    !isNarrowed &&
    visibleTo(beholder, ['accounts', 'orders', 'analyses']) === 'true'
  )
}

async function keysOf({ engine }: Warehouse, { within }: Basis, by: ForecastBy) {
  if (by === 'all') return []
  const found = await engine.columns(
    `select ${seriesOf[by]} as key, sum(l.amount_e4)::double precision as revenue
     from   ${linesAndAccounts} where ${within.sql} and ${seriesOf[by]} is not null
     group  by 1 order by 2 desc, 1 limit ${keysTold}`,
    within.parameters,
  )
  return ((found.key ?? []) as string[]).map((key, at) => ({ key, revenueE4: Number(found.revenue?.[at]) }))
}

async function namesOf({ read }: AskedForecast, keys: readonly { key: string }[], key: string | null) {
  const ids = [...new Set([...keys.map((one) => one.key), ...(key ? [key] : [])])].filter((id) => isId.test(id))
  const names = await read((db) => nameAccounts(db, ids))
  return new Map([...names].map(([id, { name }]) => [id, name]))
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function told(made: MonthsForecast, history: readonly Month[], horizon: number) {
  const last = history.at(-1)?.month ?? ''
  const [narrow, wide] = made.intervals
  const at = (column: Float64Array | undefined, step: number) => column?.[step] ?? 0
  return {
    months: Array.from({ length: horizon }, (_, step) => ({
      month: monthAfter(last, step + 1),
      mean: at(made.mean, step),
      lower80: at(narrow?.lower, step),
      upper80: at(narrow?.upper, step),
      lower95: at(wide?.lower, step),
      upper95: at(wide?.upper, step),
    })),
    method: made.method,
    candidates: made.candidates,
    seasonal: made.seasonal,
    perFestivalDay: made.perDay[0] ?? 0,
    tried: made.tried,
  }
}
