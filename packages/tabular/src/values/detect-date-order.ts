import type { DateOrder } from './parse-date.ts'

/** `certain` false: every sample reads both ways (03/04/2024), or samples contradict each other; ask the user. */
export type DateOrderGuess = { order: DateOrder | null; certain: boolean }

/**
 * From the dates of one column. Null order: none of the samples is written in figures.
 * @example detectDateOrder(['03/01/19', '25/01/19']) // { order: 'dmy', certain: true }
 */
export function detectDateOrder(samples: readonly string[]): DateOrderGuess {
  const votes = { dmy: 0, mdy: 0, ymd: 0 }
  let open = 0
  for (const sample of samples) {
    const found = /^\s*(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})/.exec(sample.normalize('NFKC'))
    if (!found) continue
    const [, a = '', b = '', c = ''] = found
    const vote = voteOf(a, b, c)
    if (vote) votes[vote]++
    else open++
  }
  const ranked = (['ymd', 'dmy', 'mdy'] as const).toSorted((x, y) => votes[y] - votes[x])
  const [best, second] = ranked
  if (!best || votes[best] === 0) return { order: open > 0 ? 'dmy' : null, certain: false }
  return { order: best, certain: second === undefined || votes[second] === 0 }
}

function voteOf(a: string, b: string, c: string): DateOrder | null {
  const [first, second, third] = [Number(a), Number(b), Number(c)]
  if (a.length === 4 || first > 31) return 'ymd'
  if (first > 12 && second <= 12 && (c.length === 4 || third > 31)) return 'dmy'
  if (second > 12 && first <= 12) return 'mdy'
  return first > 12 && second <= 12 && third <= 31 && c.length < 3 ? 'dmy' : null
}
