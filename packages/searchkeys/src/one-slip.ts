/**
 * Whether `text` holds a part that differs from `wanted` by at most one wrong, missing, added or exchanged character
 * (optimal string alignment, Sellers' search for parts). Returns the position where that part ends, -1 when there is none.
 */
export function endOfNearMatch(text: readonly string[], wanted: readonly string[]): number {
  let before: number[] = []
  let row = Array.from({ length: wanted.length + 1 }, (_, at) => at)
  for (let at = 0; at < text.length; at++) {
    const next = [0]
    for (let w = 1; w <= wanted.length; w++) {
      const same = text[at] === wanted[w - 1] ? 0 : 1
      let cost = Math.min((row[w - 1] ?? 0) + same, (row[w] ?? 0) + 1, (next[w - 1] ?? 0) + 1)
      if (w > 1 && at > 0 && text[at] === wanted[w - 2] && text[at - 1] === wanted[w - 1]) {
        cost = Math.min(cost, (before[w - 2] ?? 0) + 1)
      }
      next.push(cost)
    }
    if ((next[wanted.length] ?? 2) <= 1) return at
    before = row
    row = next
  }
  return -1
}
