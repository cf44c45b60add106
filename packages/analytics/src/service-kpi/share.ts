/** A share with its population, so that it can be shown, added up and drilled. */
export type Share = {
  readonly count: number
  /** The population. */
  readonly of: number
  /** count / of; undefined where the population is 0: a share of nothing is not 0 %. */
  readonly share: number | undefined
}

/**
 * @throws {RangeError} when a count is not a whole number ≥ 0, or more than the population
 * @example shareOf(3, 4) // { count: 3, of: 4, share: 0.75 }
 */
export function shareOf(count: number, of: number): Share {
  checkCount('count', count)
  checkCount('of', of)
  if (count > of) throw new RangeError(`count must not exceed its population, got ${count} of ${of}.`)
  return { count, of, share: of === 0 ? undefined : count / of }
}

export function checkCount(name: string, count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 0))
    throw new RangeError(`${name} must be a whole number ≥ 0, got ${count}.`)
}

/** @param name of the argument, for the message */
export function checkDuration(name: string, seconds: number): void {
  if (!(seconds >= 0 && Number.isFinite(seconds)))
    throw new RangeError(`${name} must be finite and ≥ 0, got ${seconds}.`)
}
