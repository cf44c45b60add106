import { trackAccuracy } from '@quayside/analytics'
import { ServiceKind, type TrackedForecast } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import type { Database, Db } from '../../../platform/database.ts'
import { readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accuracyKnown } from '../compute/forecast-months.ts'
import { basisOf } from '../frame/basis.ts'
import { forecastFrom } from './forecast-from.ts'
import { filled, firstOpenMonth, type Month, monthAfter, monthValues, ofSeries } from './months.ts'

/** Months ahead that are kept. */
const keptAhead = 3
const measures = ['revenue', 'orders', 'lines'] as const
type Measure = (typeof measures)[number]

/** What was forecast, each held against what came. `key` null: the company. */
export async function keptForecasts(
  db: Db,
  currency: string,
  measure: Measure,
  key: string | null,
  history: readonly Month[],
) {
  const kept = await db
    .selectFrom('forecast_tracks')
    .select(['made_on', 'month', 'step', 'mean', 'lower', 'upper', 'scale'])
    .where('scope', '=', key === null ? 'all' : 'service')
    .where('key', '=', key ?? '')
    .where('measure', '=', measure)
    .where('currency', '=', currency)
    .orderBy('month', 'desc')
    .orderBy('step')
    .execute()
  const came = new Map(history.map(({ month, value }) => [month, value]))
  const actual = (month: string) => came.get(month) ?? null
  const column = (name: 'mean' | 'lower' | 'upper' | 'step' | 'scale') => kept.map((row) => row[name])
  const { all, bySteps } = trackAccuracy({
    actual: kept.map((row) => actual(row.month) ?? Number.NaN),
    forecast: column('mean'),
    lower: column('lower'),
    upper: column('upper'),
    step: column('step'),
    scale: column('scale'),
  })
  return {
    since: kept.reduce<string | null>((first, row) => (first && first < row.made_on ? first : row.made_on), null),
    rows: kept.map(
      ({ made_on, month, step, mean, lower, upper }): TrackedForecast => ({
        madeOn: made_on,
        month,
        step,
        mean,
        lower,
        upper,
        actual: actual(month),
      }),
    ),
    all: accuracyKnown(all),
    bySteps: bySteps.map(({ step, accuracy }) => ({ step, accuracy: accuracyKnown(accuracy) })),
  }
}

/** Keeps the forecasts of the months to come, once for each month that is over: of the company and of each service. Returns how many. */
export async function keepForecasts(database: Database, warehouse: Warehouse, now: Date): Promise<number> {
  const today = await readAsOwner(database, (db) => companyDay(db, now))
  const basis = await basisOf(warehouse, {}, null)
  const after = monthAfter(firstOpenMonth(today, undefined), -1)
  if (await isKept(database, basis.currency, after)) return 0
  const rows: TrackRow[] = []
  for (const key of [null, ...ServiceKind.options])
    for (const measure of measures) {
      const found = await monthValues(warehouse, basis, measure, ofSeries(key === null ? 'all' : 'service', key))
      const { history } = filled(found, firstOpenMonth(today, undefined))
      const made = await forecastFrom(warehouse, history, keptAhead)
      if (!made) continue
      for (let step = 1; step <= keptAhead; step++)
        rows.push({
          id: newId(),
          scope: key === null ? 'all' : 'service',
          key: key ?? '',
          measure,
          currency: basis.currency,
          made_on: today,
          after,
          month: monthAfter(after, step),
          step,
          mean: made.mean[step - 1] as number,
          lower: made.intervals[0]?.lower[step - 1] as number,
          upper: made.intervals[0]?.upper[step - 1] as number,
          scale: made.scale,
          method: made.method,
          made_at: now,
        })
    }
  return keepRows(database, rows)
}

const isKept = (database: Database, currency: string, after: string) =>
  readAsOwner(database, async (db) => {
    const known = await db
      .selectFrom('forecast_tracks')
      .select('id')
      .where('currency', '=', currency)
      .where('after', '=', after)
      .limit(1)
      .executeTakeFirst()
    return known !== undefined
  })

interface TrackRow {
  id: string
  scope: 'all' | 'service'
  key: string
  measure: Measure
  currency: string
  made_on: string
  after: string
  month: string
  step: number
  mean: number
  lower: number
  upper: number
  scale: number
  method: string
  made_at: Date
}

/** Another node may have been first: what is kept stays. */
async function keepRows(database: Database, rows: readonly TrackRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const result = await writeAsOwner(database, (tx) =>
    tx
      .insertInto('forecast_tracks')
      .values([...rows])
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return Number(result[0]?.numInsertedOrUpdatedRows ?? 0n)
}
