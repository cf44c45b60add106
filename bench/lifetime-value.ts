import { pathToFileURL } from 'node:url'
import {
  bgNbdExpectedPurchases,
  churnRadar,
  fitBgNbd,
  fitGammaGamma,
  fitParetoNbd,
  gammaGammaExpectedValue,
  lifetimeValues,
  type RepeatPurchases,
  ratePerStep,
  retention,
  scoreRfm,
  summarisePurchases,
  valueRadar,
} from '@quayside/analytics'
import { seededRandom } from '../packages/analytics/test/random.ts'
import { simulateBgNbd } from '../packages/analytics/test/simulate-bg-nbd.ts'
import { simulateOrders } from '../packages/analytics/test/simulate-orders.ts'
import { figure, type Row, tableOf } from './table.ts'
import { timed } from './timed.ts'

const WEEKS_PER_MONTH = 365.25 / 12 / 7
const MODEL = { r: 0.8, alpha: 6, a: 0.7, b: 3 }

/** Models of repeat buying, RFM, churn radar and retention over simulated customers; CPU time of one thread. */
export function lifetimeValueBench(): Row[] {
  // Compiled before it is measured, as in a server that runs.
  lifetimeRows(2000)
  return [10_000, 100_000, 1_000_000].flatMap((customers) => [
    ...lifetimeRows(customers),
    ...(customers <= 100_000 ? orderRows(customers) : []),
  ])
}

function lifetimeRows(count: number): Row[] {
  const customers = simulateBgNbd(MODEL, { customers: count, ageFrom: 10, ageTo: 156, grain: 1 / 7, seed: 1 })
  const averageValue = averageValues(customers)
  const bgNbd = timed(() => fitBgNbd(customers))
  const spend = timed(() => fitGammaGamma({ frequency: customers.frequency, averageValue }))
  const value = gammaGammaExpectedValue(spend.result.model, { frequency: customers.frequency, averageValue })
  const expected = (horizon: number) => bgNbdExpectedPurchases(bgNbd.result.model, customers, horizon)
  const discounting = { steps: 12, stepLength: WEEKS_PER_MONTH, rate: ratePerStep(0.1, 12) }
  const worth = timed(() => lifetimeValues(expected, value, discounting))
  const scored = timed(() =>
    scoreRfm({ daysSinceLast: sinceLast(customers), orders: customers.frequency, amount: averageValue }),
  )
  const of = `${figure(count)} customers`
  const { rows, steps } = bgNbd.result
  const budget = count === 100_000 ? { budget: '≤ 1 s', met: bgNbd.cpu <= 1000 } : {}
  return [
    row(`BG/NBD fit of ${of}, times to the day`, bgNbd.cpu, `${figure(rows)} different, ${steps} steps`, budget),
    ...(count === 100_000 ? [paretoRow(customers, of)] : []),
    row(`Gamma-Gamma fit of ${of}`, spend.cpu, `${figure(spend.result.customers)} bought again`),
    row(`lifetime value of ${of}, 12 months`, worth.cpu, `12 horizons each`),
    row(`RFM of ${of}`, scored.cpu, ''),
  ]
}

function paretoRow(customers: RepeatPurchases, of: string): Row {
  const { result, cpu } = timed(() => fitParetoNbd(customers))
  return row(`Pareto/NBD fit of ${of}`, cpu, `${figure(result.rows)} different, ${result.steps} steps`)
}

function orderRows(count: number): Row[] {
  const days = 3 * 365
  const lines = simulateOrders({ customers: count, days, gapFrom: 15, gapTo: 120, shape: 1.5, seed: 2 })
  const columns = {
    series: Int32Array.from(lines.series),
    day: Int32Array.from(lines.day),
    amount: Float64Array.from(lines.amount),
  }
  const radar = timed(() => churnRadar(columns, { asOf: days, falseAlarms: 0.1, of: 'alarms' }))
  const value = timed(() => valueRadar(columns, { asOf: days, falseAlarms: 0.1, of: 'alarms' }))
  const stay = timed(() => retention(columns, { from: 730, to: days, lost: { kind: 'silence', days: 180 } }))
  const summary = timed(() =>
    summarisePurchases(
      { customer: columns.series, day: columns.day, value: columns.amount },
      { until: days, daysPerUnit: 7 },
    ),
  )
  const of = `${figure(count)} customers, ${figure(columns.day.length)} orders`
  const alarms = radar.result.alarm.reduce((sum, one) => sum + one, 0)
  return [
    row(`purchases summarised, ${of}`, summary.cpu, ''),
    row(`churn radar, ${of}`, radar.cpu, `${figure(alarms)} alarms, nobody lost`),
    row(`value radar, ${of}`, value.cpu, ''),
    row(`retention, ${of}`, stay.cpu, ''),
  ]
}

function averageValues({ frequency }: RepeatPurchases): Float64Array {
  const random = seededRandom(3)
  return Float64Array.from(frequency, (x) => (x ? random.gamma(6 * x) / (random.gamma(4) / 90) / x : 0))
}

function sinceLast({ recency, age }: RepeatPurchases): Float64Array {
  return Float64Array.from(age, (until, at) => Math.round(7 * (until - (recency[at] as number))))
}

function row(what: string, cpu: number, more: string, rest: Partial<Row> = {}): Row {
  const memory = `${figure(process.memoryUsage().rss / 2 ** 20)} MiB resident`
  const measured = [`CPU ${figure(cpu)} ms`, more, memory].filter((part) => part).join(', ')
  return { what, measured, comparator: '', ratio: '', budget: '', met: null, ...rest }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(tableOf(lifetimeValueBench()))
