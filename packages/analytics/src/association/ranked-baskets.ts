import type { Baskets } from './baskets.ts'

/** Baskets without rare items, each sorted from its most frequent item to its rarest, no item twice. */
export type Ranked = {
  /** Ranks, 0 the most frequent item. */
  readonly items: Int32Array
  readonly starts: Int32Array
  /** Baskets that hold the item of a rank. */
  readonly counts: Int32Array
  readonly codeOfRank: Int32Array
  /** −1 for a rare item. */
  readonly rankOfCode: Int32Array
}

/** Items as frequent as one another are ranked by code. */
export function rankItems(baskets: Baskets, minimumCount: number): Ranked {
  const countOfCode = countBaskets(baskets)
  const codeOfRank = Int32Array.from(
    Array.from(countOfCode.keys())
      .filter((code) => (countOfCode[code] as number) >= minimumCount)
      .sort((one, other) => (countOfCode[other] as number) - (countOfCode[one] as number) || one - other),
  )
  const rankOfCode = new Int32Array(baskets.itemCount).fill(-1)
  codeOfRank.forEach((code, rank) => {
    rankOfCode[code] = rank
  })
  const starts = new Int32Array(baskets.starts.length)
  const items = new Int32Array(baskets.items.length)
  let size = 0
  for (let basket = 0; basket + 1 < baskets.starts.length; basket++) {
    const from = size
    const end = baskets.starts[basket + 1] as number
    for (let at = baskets.starts[basket] as number; at < end; at++) {
      const rank = rankOfCode[baskets.items[at] as number] as number
      if (rank >= 0) items[size++] = rank
    }
    size = sortOnce(items, from, size)
    starts[basket + 1] = size
  }
  const counts = codeOfRank.map((code) => countOfCode[code] as number)
  return { items: items.subarray(0, size), starts, counts, codeOfRank, rankOfCode }
}

function countBaskets({ items, starts, itemCount }: Baskets): Int32Array {
  const counts = new Int32Array(itemCount)
  const lastSeenIn = new Int32Array(itemCount).fill(-1)
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    const end = starts[basket + 1] as number
    for (let at = starts[basket] as number; at < end; at++) {
      const code = items[at] as number
      if (lastSeenIn[code] === basket) continue
      lastSeenIn[code] = basket
      counts[code] = (counts[code] as number) + 1
    }
  }
  return counts
}

/** Sorts a stretch in place and drops repetitions. @returns its new end */
function sortOnce(items: Int32Array, from: number, to: number): number {
  if (to - from > 40) items.subarray(from, to).sort()
  else {
    for (let at = from + 1; at < to; at++) {
      const item = items[at] as number
      let place = at
      for (; place > from && (items[place - 1] as number) > item; place--) items[place] = items[place - 1] as number
      items[place] = item
    }
  }
  let end = from
  for (let at = from; at < to; at++) {
    if (end === from || items[end - 1] !== items[at]) items[end++] = items[at] as number
  }
  return end
}

/**
 * Baskets sorted by as many of their first items as fit, with the basket's number, into the 53 bits of a double: numbers sort natively,
 * and a nearly sorted order is all that the prefix tree needs.
 */
export function sortedOrder({ items, starts, codeOfRank }: Ranked): Int32Array {
  const baskets = starts.length - 1
  const base = codeOfRank.length + 1
  let span = Math.max(1, baskets)
  let depth = 0
  while (span * base <= Number.MAX_SAFE_INTEGER && depth < 64) {
    span *= base
    depth++
  }
  const keys = new Float64Array(baskets)
  for (let basket = 0; basket < baskets; basket++) {
    const end = starts[basket + 1] as number
    let key = 0
    for (let step = 0, at = starts[basket] as number; step < depth; step++, at++) {
      key = key * base + (at < end ? (items[at] as number) + 1 : 0)
    }
    keys[basket] = key * baskets + basket
  }
  keys.sort()
  return Int32Array.from(keys, (key) => key % baskets)
}
