import { type ForecastAccuracy, forecast, type QueryOf, type TrackedForecast } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { loadWorld } from '../../../demo/index.ts'
import { testEngine } from '../../../warehouse/both-engines-for-tests.ts'
import { startWarehouse, type Warehouse } from '../../../warehouse/feeder.ts'
import { now } from '../for-tests.ts'
import { keepForecasts } from './tracks.ts'

/**
 * The accuracy told on the page, worked out a second time: what came from the database itself, what was forecast by asking the page as of
 * each earlier month, and the errors by the definitions that stand beside the figures.
 */
let database: TestDatabase
let warehouse: Warehouse
let app: TestApp
let release: () => Promise<void>
const keptOn = ['06', '07', '08', '09', '10', '11'].map((month) => new Date(`2026-${month}-02T08:00:00Z`))

beforeAll(async () => {
  database = await testDatabase()
  await loadWorld(database.ownerConfig, { seed: 5, customers: 160, linesPerCustomer: 30 }, [], now, 1)
  const opened = await testEngine('duckdb')
  release = opened.release
  const log = { error: () => undefined, info: () => undefined }
  warehouse = startWarehouse({ database, engine: opened.engine, clock: () => now, log, follow: false })
  await warehouse.catchUp()
  for (const day of keptOn) expect(await keepForecasts(database, warehouse, day)).toBeGreaterThan(0)
  app = await testApp(database, { as: await aUser(database), now, warehouse })
})
afterAll(async () => {
  await app.close()
  await release()
  await database.drop()
})

type Asked = Partial<QueryOf<(typeof forecast)['read']>>
const ask = async (query: Asked) => (await app.call(forecast.read, { query })).body

const largest = (column: string) => `(select ${column} as key from order_lines l join orders o on o.id = l.order_id
  where ${column} is not null and l.counts and l.currency = 'CNY' group by 1 order by sum(l.amount_e4) desc, 1 limit 1)`
/** What the page is asked for, and the same as a condition over lines. */
const series = [
  { of: 'the company', by: 'all', where: () => 'true' },
  { of: 'a service', by: 'service', key: largest('l.service'), where: (key: string) => `l.service = '${key}'` },
  { of: 'a customer', by: 'account', key: largest('l.account_id'), where: (key: string) => `l.account_id = '${key}'` },
  {
    of: 'a lane',
    by: 'lane',
    key: largest(`l.origin || ' → ' || l.destination`),
    where: (key: string) => `l.origin || ' → ' || l.destination = '${key}'`,
  },
] as const
const amounts = { revenue: 'sum(l.amount_e4)', orders: 'count(distinct l.order_id)' } as const

/** Whole months from the first order on, without the one in which the orders begin after its first week, and the one that runs. */
async function inSource(where: string, amount: string): Promise<{ month: string; value: number }[]> {
  const { rows } = await database.owner.query<{ month: string; value: number }>(
    `with those as (select l.* from order_lines l where l.counts and l.currency = 'CNY' and ${where}),
     begin as (select date_trunc('month', min(ordered_on) + interval '1 month' - interval '7 days') as month from those)
     select to_char(m, 'YYYY-MM-DD') as month, coalesce((select ${amount} from those l where date_trunc('month', l.ordered_on) = m), 0)::float8 as value
     from   begin, generate_series(begin.month, timestamp '2026-10-01', interval '1 month') m order by 1`,
  )
  return rows
}

interface Made {
  actual: number
  mean: number
  lower: number
  upper: number
  step: number
  /** Mean change from the same month a year before, or from the month before, in what was known. */
  scale: number
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function changeIn(history: readonly number[]): number {
  const season = history.length >= 24 ? 12 : 1
  return mean(history.slice(season).map((value, at) => Math.abs(value - (history[at] as number))))
}

function errorsOf(made: readonly Made[]) {
  return {
    count: made.length,
    smape: mean(
      made.map(({ actual, mean: told }) => (200 * Math.abs(actual - told)) / (Math.abs(actual) + Math.abs(told))),
    ),
    mase: mean(made.map(({ actual, mean: told, scale }) => Math.abs(actual - told) / scale)),
    bias: mean(made.map(({ actual, mean: told }) => told - actual)) / mean(made.map(({ actual }) => actual)),
    coverage: mean(made.map(({ actual, lower, upper }) => (lower <= actual && actual <= upper ? 1 : 0))),
  }
}

/** To nine digits: sums of the same numbers in another order. */
function expectSame(
  told: { all: ForecastAccuracy; bySteps: { step: number; accuracy: ForecastAccuracy }[] },
  made: Made[],
) {
  const rounded = (accuracy: object) =>
    Object.fromEntries(Object.entries(accuracy).map(([name, value]) => [name, Number(Number(value).toPrecision(9))]))
  expect(rounded(told.all)).toEqual(rounded(errorsOf(made)))
  expect(told.bySteps.map(({ step }) => step)).toEqual([1, 2, 3])
  for (const { step, accuracy } of told.bySteps)
    expect(rounded(accuracy)).toEqual(rounded(errorsOf(made.filter((one) => one.step === step))))
}

const lastDayOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** What the page says when it knows nothing after the given month; how wide the intervals are hangs on how far ahead is asked too. */
async function askedThen(
  query: Asked,
  history: readonly { month: string; value: number }[],
  known: number,
  horizon: number,
) {
  const { forecast: told } = await ask({ ...query, horizon, to: lastDayOf(history[known - 1]?.month ?? '') })
  const scale = changeIn(history.slice(0, known).map(({ value }) => value))
  return history.slice(known, known + 3).map(({ month, value }, at): Made => {
    const expected = told?.months[at] ?? expect.fail()
    expect(expected.month).toBe(month)
    const { mean: middle, lower80: lower, upper80: upper } = expected
    return { actual: value, mean: middle, lower, upper, step: at + 1, scale }
  })
}

test.each(
  series.flatMap((one) => (Object.keys(amounts) as (keyof typeof amounts)[]).map((measure) => ({ ...one, measure }))),
)(
  'of the $measure of $of, how right it would have been is what was told as of each of nine earlier months against what came',
  async ({ by, measure, where, ...one }) => {
    const key = 'key' in one ? (await database.owner.query<{ key: string }>(one.key)).rows[0]?.key : undefined
    const history = await inSource(where(key ?? ''), amounts[measure])
    const query = { by, key, measure } satisfies Asked
    const told = await ask(query)
    expect(told.history).toEqual(history)
    expect(told.forecast?.tried.origins).toBe(9)
    const made: Made[] = []
    for (let known = history.length - 9; known < history.length; known++)
      made.push(...(await askedThen(query, history, known, Math.min(3, history.length - known))))
    expectSame(told.forecast?.tried ?? expect.fail(), made)
  },
)

test.each([
  { of: 'the company', by: 'all', key: undefined },
  { of: 'a service', by: 'service', key: 'road' },
] as const)(
  'of $of, what was kept is what the page told on that day, and its accuracy that against what came',
  async ({ by, key }) => {
    const history = await inSource(key ? `l.service = '${key}'` : 'true', amounts.revenue)
    const { tracked } = await ask({ by, key })
    const made: Made[] = []
    for (const day of keptOn) {
      const known = history.findIndex(({ month }) => month === `${day.toISOString().slice(0, 7)}-01`)
      made.push(...(await askedThen({ by, key }, history, known < 0 ? history.length : known, 3)))
    }
    const kept = (tracked?.rows ?? []).filter(({ actual }) => actual !== null)
    const plain = ({ actual, mean: middle, lower, upper, step }: Made | TrackedForecast) =>
      [step, actual, middle, lower, upper].join()
    expect(kept.map(plain).sort()).toEqual(made.map(plain).sort())
    expect(kept.length).toBe(5 + 4 + 3)
    expectSame(tracked ?? expect.fail(), made)
  },
)
