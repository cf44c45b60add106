import type { TrialErrors } from './rolling-origin.ts'

/**
 * Standard error of each step ahead from rolling-origin errors, never falling with the step (pool-adjacent-violators, Ayer and others
 * 1955), and growing with the root of the step beyond those tried. Without trials: by the random walk's one-step changes; NaN for a
 * history of one value.
 */
export function risingSpread(history: Float64Array, errors: TrialErrors, horizon: number): Float64Array {
  const squares = errors.length > 0 ? meanSquares(errors) : [changeSquare(history)]
  const rising = poolFalling(squares).map(Math.sqrt)
  const [tried, last] = [rising.length, rising.at(-1) as number]
  return Float64Array.from({ length: horizon }, (_, step) => rising[step] ?? last * Math.sqrt((step + 1) / tried))
}

function meanSquares(errors: TrialErrors): number[] {
  return Array.from(errors[0] ?? [], (_, step) => {
    let sum = 0
    for (const row of errors) sum += (row[step] as number) ** 2
    return sum / errors.length
  })
}

function changeSquare(history: Float64Array): number {
  let sum = 0
  for (let t = 1; t < history.length; t++) sum += ((history[t] as number) - (history[t - 1] as number)) ** 2
  return sum / (history.length - 1)
}

/** Neighbours out of order are replaced by their mean until none is. */
function poolFalling(values: readonly number[]): number[] {
  const blocks: { mean: number; count: number }[] = []
  for (const value of values) {
    let block = { mean: value, count: 1 }
    for (let before = blocks.at(-1); before && before.mean > block.mean; before = blocks.at(-1)) {
      blocks.pop()
      const count = before.count + block.count
      block = { mean: (before.mean * before.count + block.mean * block.count) / count, count }
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean))
}
