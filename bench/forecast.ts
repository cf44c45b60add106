import { pathToFileURL } from 'node:url'
import {
  COMBINATION,
  coverage,
  DAMPED,
  DYNAMIC_THETA,
  type Forecast,
  forecastVolume,
  HOLT,
  type Method,
  mase,
  NAIVE2,
  OPTIMISED_THETA,
  SEASONAL_NAIVE,
  SES,
  smape,
  THETA,
} from '@quayside/analytics'
import { hasM3, type M3Series, m3Series, m3Submitted } from '../packages/analytics/test/m3.ts'
import { figure, type Row, tableOf } from './table.ts'
import { timed } from './timed.ts'

const [SEASON, HORIZON] = [12, 18]
const BUDGET = { smape: 13.89, mase: 0.858 }
const METHODS = [SEASONAL_NAIVE, SES, HOLT, DAMPED, THETA, OPTIMISED_THETA, DYNAMIC_THETA]

/** Accuracy on the 1,428 monthly series of the M3 competition, 18 months ahead; CPU time of one thread. */
export function forecastBench(): Row[] {
  if (!hasM3) return []
  const all = m3Series()
  // Compiled before it is measured, as in a server that runs.
  for (const { history } of all.slice(0, 20)) COMBINATION.forecast(history, HORIZON, SEASON)
  const naive2 = methodScore(all, NAIVE2)
  return [
    ...(['NAIVE2', 'THETA'] as const).map((name) => submittedRow(all, name)),
    row('naive2', naive2),
    ...METHODS.map((method) => row(method.name, methodScore(all, method), naive2)),
    row('combination', methodScore(all, COMBINATION), naive2, true),
    chosenRow(all, naive2),
  ]
}

type Score = { readonly smape: number; readonly mase: number; readonly more: string }

function scoreOf(all: readonly M3Series[], forecasts: readonly Float64Array[], more: string): Score {
  const mean = (error: (series: M3Series, forecast: Float64Array) => number) =>
    all.reduce((sum, series, at) => sum + error(series, forecasts[at] as Float64Array), 0) / all.length
  return {
    smape: mean(({ actual }, forecast) => smape(actual, forecast)),
    mase: mean(({ actual, history }, forecast) => mase(actual, forecast, history, SEASON)),
    more,
  }
}

function submittedRow(all: readonly M3Series[], name: 'NAIVE2' | 'THETA'): Row {
  const submitted = m3Submitted(name)
  const forecasts = all.map(({ id }) => submitted.get(id) as Float64Array)
  return row(`${name}, as handed in to M3`, scoreOf(all, forecasts, ''))
}

function methodScore(all: readonly M3Series[], method: Method): Score {
  const { result, cpu } = timed(() => all.map(({ history }) => method.forecast(history, HORIZON, SEASON)))
  return scoreOf(all, result, `CPU ${figure(cpu)} ms`)
}

/** As a user has it: with choice of the method and intervals by twelve rolling origins. */
function chosenRow(all: readonly M3Series[], naive2: Score): Row {
  const options = { season: SEASON, horizon: HORIZON }
  const { result, cpu } = timed(() => all.map(({ history }) => forecastVolume(history, options)))
  const others = result.filter(({ method }) => method !== 'combination').length
  const within = [0, 1].map((at) => `${figure(100 * meanCoverage(all, result, at), 1)} %`)
  const more = [
    `${figure(others)} by another method`,
    `80 % interval holds ${within[0]}, 95 % ${within[1]}`,
    `CPU ${figure(cpu)} ms`,
  ]
  const means = result.map(({ mean }) => mean)
  return row('chosen by rolling origin', scoreOf(all, means, more.join(', ')), naive2, true)
}

function meanCoverage(all: readonly M3Series[], forecasts: readonly Forecast[], at: number): number {
  return all.reduce((sum, { actual }, series) => {
    const interval = forecasts[series]?.intervals[at]
    return sum + (interval ? coverage(actual, interval.lower, interval.upper) / all.length : 0)
  }, 0)
}

function row(what: string, score: Score, naive2?: Score, judged = false): Row {
  const figures = (of: Score) => `sMAPE ${figure(of.smape, 3)}, MASE ${figure(of.mase, 4)}`
  return {
    what: `forecast of M3 monthly, ${what}`,
    measured: [figures(score), score.more].filter((part) => part).join(', '),
    comparator: naive2 ? `Naive2 ${figures(naive2)}` : '',
    ratio: naive2 ? figure(score.smape / naive2.smape, 2) : '',
    budget: judged ? `sMAPE ≤ ${BUDGET.smape}, MASE ≤ ${BUDGET.mase}` : '',
    met: judged ? score.smape <= BUDGET.smape && score.mase <= BUDGET.mase : null,
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(tableOf(forecastBench()))
