import { existsSync, readFileSync } from 'node:fs'

/** The monthly series of the M3 competition, where they are installed beside the project: not part of it. */
const folder = '../shared/data/m3-monthly'

export const hasM3 = existsSync(folder)
if (!hasM3) console.warn(`skipped: no ${folder}, the published accuracies on M3 are not compared`)

export type M3Series = { readonly id: string; readonly history: Float64Array; readonly actual: Float64Array }

export function m3Series(): M3Series[] {
  return linesOf('m3_monthly.csv').map((line) => {
    const cells = line.split(',')
    return { id: cells[0] ?? '', history: numbersOf(cells[8]), actual: numbersOf(cells[9]) }
  })
}

/** Forecasts handed in to the competition, by id. */
export function m3Submitted(method: 'NAIVE2' | 'THETA'): Map<string, Float64Array> {
  return new Map(
    linesOf(`forecast_monthly_${method}.csv`).map((line) => {
      const [id = '', ...values] = line.split(',')
      return [id, Float64Array.from(values, Number)]
    }),
  )
}

const numbersOf = (text = '') => Float64Array.from(text.split(' '), Number)
const linesOf = (name: string) =>
  readFileSync(`${folder}/${name}`, 'utf8').replaceAll('"', '').trim().split(/\r?\n/).slice(1)

/** Forecasts of R's package forecast 8.20 for 60 of the series: simple exponential smoothing (ses), seasonal naive (snaive). */
export function m3Reference(method: 'ses' | 'snaive'): Map<string, Float64Array> {
  const rows = linesOf('reference_R_forecast_monthly60.csv').map((line) => line.split(','))
  return new Map(
    rows.filter((row) => row[2] === method).map(([id = '', , , ...values]) => [id, Float64Array.from(values, Number)]),
  )
}
