import { checkCount, checkDuration } from './share.ts'

/**
 * AHT 平均处理时长: (talk + hold + wrap-up) / handled, in seconds; undefined when nothing was handled.
 * @throws {RangeError} for seconds below 0, or a count that is not a whole number ≥ 0
 * @example averageHandlingTime({ talkSeconds: 900, holdSeconds: 60, wrapUpSeconds: 240, handled: 5 }) // 240
 */
export function averageHandlingTime(total: {
  readonly talkSeconds: number
  readonly holdSeconds: number
  readonly wrapUpSeconds: number
  readonly handled: number
}): number | undefined {
  const { talkSeconds, holdSeconds, wrapUpSeconds, handled } = total
  for (const [name, seconds] of Object.entries({ talkSeconds, holdSeconds, wrapUpSeconds }))
    checkDuration(name, seconds)
  checkCount('handled', handled)
  return handled === 0 ? undefined : (talkSeconds + holdSeconds + wrapUpSeconds) / handled
}

/**
 * Occupancy 坐席占用率: handling / (handling + waiting for work); undefined when there was neither. Breaks belong to neither.
 * @throws {RangeError} for seconds below 0
 * @example occupancy({ handlingSeconds: 2_700, waitingSeconds: 900 }) // 0.75
 */
export function occupancy(time: {
  readonly handlingSeconds: number
  readonly waitingSeconds: number
}): number | undefined {
  const { handlingSeconds, waitingSeconds } = time
  checkDuration('handlingSeconds', handlingSeconds)
  checkDuration('waitingSeconds', waitingSeconds)
  const all = handlingSeconds + waitingSeconds
  return all === 0 ? undefined : handlingSeconds / all
}
