const minute = 60_000
const hour = 60 * minute

/** Waits between the attempts of one message: 9 attempts in about 28 hours. */
const waitsMs = [5_000, 5 * minute, 30 * minute, 2 * hour, 4 * hour, 6 * hour, 7 * hour, 8 * hour]
/** So that many messages that failed together do not come back together. */
const jitter = 0.15

const shaken = (ms: number, random: number) => Math.round(ms * (1 - jitter + 2 * jitter * random))

/**
 * When to try again after so many attempts; null: never. A receiver that says when it is ready again is heard.
 * @param random evenly spread in [0, 1)
 */
export function nextAttempt(
  attempts: number,
  now: Date,
  random: number,
  retryAfterSeconds: number | null,
): Date | null {
  const wait = waitsMs[attempts - 1]
  if (wait === undefined) return null
  const asked = Math.min((retryAfterSeconds ?? 0) * 1_000, hour)
  return new Date(now.getTime() + Math.max(shaken(wait, random), asked))
}

/** How long a whole endpoint is left alone that did not answer so many times in a row: at first hardly, at most five minutes. */
export function endpointPauseMs(failuresInARow: number, random: number, retryAfterSeconds: number | null): number {
  const asked = Math.min((retryAfterSeconds ?? 0) * 1_000, hour)
  return Math.max(shaken(Math.min(1_000 * 2 ** Math.min(failuresInARow, 10), 5 * minute), random), asked)
}

/** Of nothing but failures: then it is disabled and its owner told. */
export const disabledAfterMs = 72 * hour
