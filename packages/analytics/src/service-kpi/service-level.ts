import { checkDuration, type Share, shareOf } from './share.ts'

export type OfferedCall = {
  /** From entering the queue until answered or given up. */
  readonly waitedSeconds: number
  readonly answered: boolean
}

export type ServiceLevel = {
  /** Answered within y seconds (y itself included) / offered. */
  readonly level: Share
  /** Whether at least x of them were; undefined without calls. */
  readonly reached: boolean | undefined
  /** Given up within y seconds: nobody had a fair chance, so not in the population. */
  readonly shortAbandons: number
  /** Given up after y seconds: missed. */
  readonly abandons: number
}

/**
 * Service level x/y 服务水平 (80/20: 80 % within 20 seconds). Abandons after y seconds count as missed, earlier ones are left out.
 * @throws {RangeError} for a target outside 0 … 1, or seconds below 0
 * @example serviceLevel([{ waitedSeconds: 20, answered: true }, { waitedSeconds: 21, answered: true }], { share: 0.8, withinSeconds: 20 }).level.share // 0.5
 */
export function serviceLevel(
  calls: Iterable<OfferedCall>,
  target: { readonly share: number; readonly withinSeconds: number },
): ServiceLevel {
  if (!(target.share >= 0 && target.share <= 1))
    throw new RangeError(`share must lie within 0 … 1, got ${target.share}.`)
  checkDuration('withinSeconds', target.withinSeconds)
  let [intime, offered, shortAbandons, abandons] = [0, 0, 0, 0]
  for (const { waitedSeconds, answered } of calls) {
    checkDuration('waitedSeconds', waitedSeconds)
    const within = waitedSeconds <= target.withinSeconds
    if (!answered && within) shortAbandons++
    else {
      offered++
      if (answered && within) intime++
      if (!answered) abandons++
    }
  }
  const level = shareOf(intime, offered)
  return {
    level,
    reached: level.share === undefined ? undefined : level.share >= target.share,
    shortAbandons,
    abandons,
  }
}
