import { VALUE_DIMENSIONS, type ValueDimension, type ValueScores } from './value-dimensions.ts'

export type MeanScores = {
  readonly scores: ValueScores
  /** Answers behind each score: a segment must not be judged by one voice unawares. */
  readonly answers: Readonly<Record<ValueDimension, number>>
}

/**
 * Mean score by dimension over answers of one customer's contacts, or of a segment. What is missing counts for no mean.
 * @throws {RangeError} for a score outside 0 … 1
 * @example meanScores([{ product: 1 }, { product: 0.5, time: 0 }, {}]).scores // { product: 0.75, time: 0 }
 */
export function meanScores(answers: readonly ValueScores[]): MeanScores {
  const scores: Partial<Record<ValueDimension, number>> = {}
  const counts = { product: 0, service: 0, personnel: 0, image: 0, money: 0, time: 0, energy: 0 }
  for (const { key } of VALUE_DIMENSIONS) {
    const given = answers.flatMap((answer) => answer[key] ?? [])
    counts[key] = given.length
    for (const score of given) checkScore(key, score)
    // Sorted: a sum of fractions must not depend on the order of answers.
    if (given.length)
      scores[key] = given.sort((one, other) => one - other).reduce((sum, x) => sum + x, 0) / given.length
  }
  return { scores, answers: counts }
}

export function checkScore(key: string, score: number): void {
  if (!(score >= 0 && score <= 1)) throw new RangeError(`The score of ${key} must lie within 0 … 1, got ${score}.`)
}
