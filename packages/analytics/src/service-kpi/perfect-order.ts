import { type Share, shareOf } from './share.ts'

export type OrderLineOutcome = {
  readonly complete: boolean
  readonly onTime: boolean
  readonly documented: boolean
  readonly undamaged: boolean
}

export type PerfectOrder = {
  /** `lines`: lines that are all four, over lines. */
  readonly lines: Share
  /** `index`: product of the four rates; undefined without lines. The same as `lines` only where failures are unrelated. */
  readonly index: number | undefined
  readonly complete: Share
  readonly onTime: Share
  readonly documented: Share
  readonly undamaged: Share
}

/**
 * Perfect order 完美订单 by both definitions: what is stored or shown must say which of them it is (`lines` or `index`).
 * @example perfectOrder([{ complete: true, onTime: true, documented: true, undamaged: false }, { complete: false, onTime: true, documented: true, undamaged: true }]).index // 0.25
 */
export function perfectOrder(outcomes: Iterable<OrderLineOutcome>): PerfectOrder {
  const counts = { complete: 0, onTime: 0, documented: 0, undamaged: 0 }
  let [all, perfect] = [0, 0]
  for (const { complete, onTime, documented, undamaged } of outcomes) {
    all++
    if (complete) counts.complete++
    if (onTime) counts.onTime++
    if (documented) counts.documented++
    if (undamaged) counts.undamaged++
    if (complete && onTime && documented && undamaged) perfect++
  }
  const product = Object.values(counts).reduce((index, count) => index * (count / all), 1)
  return {
    lines: shareOf(perfect, all),
    index: all === 0 ? undefined : product,
    complete: shareOf(counts.complete, all),
    onTime: shareOf(counts.onTime, all),
    documented: shareOf(counts.documented, all),
    undamaged: shareOf(counts.undamaged, all),
  }
}
