import { type Share, shareOf } from './share.ts'

export type NetPromoterScore = {
  readonly promoters: number
  readonly passives: number
  readonly detractors: number
  readonly responses: number
  /** −100 … 100; undefined without responses. */
  readonly score: number | undefined
}

/**
 * NPS 净推荐值 (Reichheld 2003): percentage of 9–10 less percentage of 0–6. Who did not answer is not in the list.
 * @throws {RangeError} for a score that is not a whole number within 0 … 10
 * @example netPromoterScore([10, 9, 8, 3]).score // 25
 */
export function netPromoterScore(scores: Iterable<number>): NetPromoterScore {
  let [promoters, passives, detractors] = [0, 0, 0]
  for (const score of scores) {
    checkScore(score, 0, 10)
    if (score >= 9) promoters++
    else if (score >= 7) passives++
    else detractors++
  }
  const responses = promoters + passives + detractors
  const score = responses === 0 ? undefined : (100 * (promoters - detractors)) / responses
  return { promoters, passives, detractors, responses, score }
}

/**
 * CSAT 满意度: the two best answers of the scale / responses.
 * @param best of a scale that begins at 1; 5 when not given
 * @throws {RangeError} for a scale of fewer than 3, or a score that is not a whole number within it
 * @example customerSatisfaction([5, 4, 3, 1]).share // 0.5
 */
export function customerSatisfaction(scores: Iterable<number>, best = 5): Share {
  if (!(Number.isInteger(best) && best >= 3)) throw new RangeError(`best must be a whole number ≥ 3, got ${best}.`)
  return shareFrom(scores, best, best - 1)
}

/**
 * CES 客户费力度 (Dixon, Freeman, Toman 2010, on the scale of 2013): answers above 4 of 7 to "it was easy" / responses.
 * @throws {RangeError} for a score that is not a whole number within 1 … 7
 * @example customerEffort([7, 5, 4, 1]).share // 0.5
 */
export function customerEffort(scores: Iterable<number>): Share {
  return shareFrom(scores, 7, 5)
}

function shareFrom(scores: Iterable<number>, best: number, from: number): Share {
  let [count, all] = [0, 0]
  for (const score of scores) {
    checkScore(score, 1, best)
    all++
    if (score >= from) count++
  }
  return shareOf(count, all)
}

function checkScore(score: number, least: number, best: number): void {
  if (!(Number.isInteger(score) && score >= least && score <= best)) {
    throw new RangeError(`A score must be a whole number within ${least} … ${best}, got ${score}.`)
  }
}
