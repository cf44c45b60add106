import { setTimeout as pause } from 'node:timers/promises'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { begun, isGood, isInReach, type Kept, keptAnswer, knownAnswer, renewed } from './keep-answers.ts'

/**
 * What took longer is handed out as it was, and worked out anew behind it; and nobody waits longer for what was quick and now is not. A
 * page is to stand within 200 ms, with a request's way there and back.
 */
const slowMs = 120
const outlivesMs = 300_000
/** What took a second does for ten: pages that stand open while orders come in keep a tenth of a processor busy at most. */
const goodForTimes = 10

/**
 * What nobody should wait for twice: an answer that was slow to work out is handed out although its tables have moved on, a few
 * minutes old at most, and renewed once behind it. One that was quick is worked out anew while he waits, unless that is slow this time
 * (others are asked before it, say). The first is waited for, and so is one after a change of whose somebody's customers are. A
 * warehouse that moves only when it is told to is asked exactly.
 */
export async function answerAtOnce<T>(
  warehouse: Warehouse,
  key: string,
  answer: () => Promise<T>,
  goodForMs: number,
): Promise<{ kept: Kept<T>; renewing: boolean }> {
  const known = knownAnswer<T>(warehouse, key)
  if (!known || !warehouse.isFollowing || !isInReach(warehouse, known))
    return { kept: keptAnswer(warehouse, key, answer, goodForMs), renewing: false }
  // Who asks while the first is being worked out waits for that.
  if (known.tookMs === null) return { kept: known, renewing: false }
  const isSlow = known.tookMs > slowMs
  if (isGood(warehouse, known, Math.max(goodForMs, isSlow ? goodForTimes * known.tookMs : 0)))
    return { kept: known, renewing: false }
  if (performance.now() - known.madeAt > outlivesMs) return { kept: begun(warehouse, key, answer), renewing: false }
  const renewal = renewed(warehouse, key, known, answer)
  if (!isSlow && (await isThereSoon(renewal))) return { kept: renewal, renewing: false }
  // While he waited, a customer may have been taken from him.
  return isInReach(warehouse, known)
    ? { kept: known, renewing: true }
    : { kept: keptAnswer(warehouse, key, answer, goodForMs), renewing: false }
}

/** Also where it failed: then he is told so. */
async function isThereSoon({ answer }: Kept): Promise<boolean> {
  const late = new AbortController()
  const done = answer.then(
    () => true,
    () => true,
  )
  try {
    return await Promise.race([done, pause(slowMs, false, { signal: late.signal })])
  } finally {
    late.abort()
  }
}
