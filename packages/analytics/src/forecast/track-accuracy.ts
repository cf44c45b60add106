/** One place per forecast of one period, made at some time before it. */
export type PastForecasts = {
  /** What came; NaN: not known yet, left out. */
  readonly actual: ArrayLike<number>
  readonly forecast: ArrayLike<number>
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
  /** Periods ahead when it was made, from 1. */
  readonly step: ArrayLike<number>
  /** Seasonal naive error of the history it was made from (`naiveError`), by which errors are scaled. */
  readonly scale: ArrayLike<number>
}

export type Accuracy = {
  /** Forecasts whose period is known; all other figures are NaN where there is none. */
  readonly count: number
  /** Percent, as in the M3 competition. */
  readonly smape: number
  /** Mean of the scaled absolute errors; those without a scale are left out. */
  readonly mase: number
  /** Mean of forecast less actual over mean actual: 0.1 is a tenth too much. */
  readonly bias: number
  /** Share within the interval. */
  readonly coverage: number
}

/**
 * Accuracy of forecasts against what came, all together and by step ahead. The order of the forecasts does not matter.
 * @throws {RangeError} for columns of different length or a step that is no whole number from 1
 */
export function trackAccuracy(past: PastForecasts): { all: Accuracy; bySteps: { step: number; accuracy: Accuracy }[] } {
  checkColumns(past)
  const known = Array.from({ length: past.actual.length }, (_, at) => at).filter((at) => !Number.isNaN(past.actual[at]))
  const steps = [...new Set(known.map((at) => past.step[at] as number))].sort((a, b) => a - b)
  const accuracyAt = (step: number) =>
    accuracyOf(
      past,
      known.filter((at) => past.step[at] === step),
    )
  return { all: accuracyOf(past, known), bySteps: steps.map((step) => ({ step, accuracy: accuracyAt(step) })) }
}

function checkColumns({ actual, step, ...others }: PastForecasts): void {
  for (const [name, column] of Object.entries({ step, ...others })) {
    if (column.length !== actual.length)
      throw new RangeError(`${name} has ${column.length} values, actual ${actual.length}.`)
  }
  const wrong = Array.from(step).find((value) => !(Number.isInteger(value) && value >= 1))
  if (wrong !== undefined) throw new RangeError(`step must be a whole number from 1, not ${wrong}.`)
}

function accuracyOf({ actual, forecast, lower, upper, scale }: PastForecasts, places: readonly number[]): Accuracy {
  const read = (column: ArrayLike<number>, at: number) => column[at] as number
  const errorAt = (at: number) => read(forecast, at) - read(actual, at)
  const share = (at: number) => {
    const error = Math.abs(errorAt(at))
    return error === 0 ? 0 : (200 * error) / (Math.abs(read(actual, at)) + Math.abs(read(forecast, at)))
  }
  const scaled = places.filter((at) => read(scale, at) > 0)
  const within = places.filter((at) => read(actual, at) >= read(lower, at) && read(actual, at) <= read(upper, at))
  return {
    count: places.length,
    smape: meanOf(places.map(share)),
    mase: meanOf(scaled.map((at) => Math.abs(errorAt(at)) / read(scale, at))),
    bias: meanOf(places.map(errorAt)) / meanOf(places.map((at) => read(actual, at))),
    coverage: within.length / places.length,
  }
}

/** Summed from the smallest upwards, so that no order of the input shows in the last bit. */
const meanOf = (values: number[]) =>
  Float64Array.from(values)
    .sort()
    .reduce((sum, value) => sum + value, 0) / values.length
