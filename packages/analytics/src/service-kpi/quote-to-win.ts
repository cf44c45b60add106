import { type Share, shareOf } from './share.ts'

/** Instants are milliseconds since 1970 (UTC). */
export type QuoteCourse = {
  readonly requestedAt: number
  /** The first version sent to the customer; undefined while none was. */
  readonly firstIssuedAt?: number | undefined
  readonly accepted: boolean
}

export type QuoteToWin = {
  /** Quotes accepted over quotes issued: versions of one quote are one. */
  readonly won: Share
  /** First issue − request in minutes, over the quotes issued; undefined when none was. */
  readonly turnaround: { readonly medianMinutes: number; readonly meanMinutes: number } | undefined
  /** Asked for and not yet issued: in neither figure. */
  readonly waiting: number
}

/**
 * Quote-to-win 报价成交率 and turnaround 报价时效.
 * @throws {RangeError} for a quote accepted but never issued, issued before it was asked for, or a time that is not one
 */
export function quoteToWin(quotes: Iterable<QuoteCourse>): QuoteToWin {
  const minutes: number[] = []
  let [accepted, waiting] = [0, 0]
  for (const { requestedAt, firstIssuedAt, accepted: won } of quotes) {
    if (firstIssuedAt === undefined) {
      if (won) throw new RangeError('A quote was accepted that has no firstIssuedAt.')
      waiting++
      continue
    }
    const took = (firstIssuedAt - requestedAt) / 60_000
    if (!(took >= 0 && Number.isFinite(took))) {
      throw new RangeError(`firstIssuedAt must not be before requestedAt, got ${firstIssuedAt} after ${requestedAt}.`)
    }
    minutes.push(took)
    if (won) accepted++
  }
  return { won: shareOf(accepted, minutes.length), turnaround: middle(minutes), waiting }
}

function middle(minutes: number[]): QuoteToWin['turnaround'] {
  if (minutes.length === 0) return undefined
  minutes.sort((one, other) => one - other)
  const [low, high] = [minutes[(minutes.length - 1) >> 1] as number, minutes[minutes.length >> 1] as number]
  // Summed in sorted order: the mean does not depend on the order of the quotes.
  return { medianMinutes: (low + high) / 2, meanMinutes: minutes.reduce((sum, took) => sum + took, 0) / minutes.length }
}
