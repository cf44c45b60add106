import { type Baskets, checkBaskets } from './baskets.ts'
import { Itemsets } from './itemsets.ts'
import { type Ranked, rankItems, sortedOrder } from './ranked-baskets.ts'
import { WeightedBaskets } from './weighted-baskets.ts'

export type MiningOptions = {
  /** Least share of baskets, 0 < support ≤ 1; an itemset is frequent when its count is ≥ support × baskets (at least one basket). */
  readonly support: number
  /** Most items in a set; 10 when not given. */
  readonly maximumLength?: number
  /** Most itemsets to hold; 500,000 when not given. Beyond, the answer is `tooManyItemsets`. */
  readonly maximumItemsets?: number
  /** Most steps of work, each an item of a basket read or a set made; no limit when not given. Beyond, the answer is `tooMuchWork`. */
  readonly maximumWork?: number
}

export type TooMany = {
  readonly ok: false
  /** Ask for a higher support, shorter sets or (for rules) a higher confidence. */
  readonly reason: 'tooManyItemsets' | 'tooManyRules' | 'tooMuchWork'
  readonly limit: number
  /** How many there are; for itemsets and work, where mining stopped: at least so many. */
  readonly found: number
  /** Steps taken. */
  readonly work: number
}

export type FrequentItemsets = {
  readonly ok: true
  readonly itemsets: Itemsets
  /** Number of baskets, empty ones too. */
  readonly baskets: number
  /** Baskets an itemset had to be in. */
  readonly minimumCount: number
  /** Steps taken. */
  readonly work: number
}

/**
 * Frequent itemsets by pattern growth (Han, Pei, Yin 2000: Mining frequent patterns without candidate generation) over projected and
 * merged baskets in flat arrays (occurrence deliver and database reduction of Uno, Kiyomi, Arimura 2004: LCM ver. 2). Work grows with the
 * frequent sets and the baskets that hold them, not with the possible sets. The order of baskets, of items in them and repetitions do not matter.
 * @throws {RangeError} for a support outside 0 … 1, a limit below 1, or baskets that are not well formed
 */
export function frequentItemsets(baskets: Baskets, options: MiningOptions): FrequentItemsets | TooMany {
  const { support, maximumLength = 10, maximumItemsets = 500_000, maximumWork = Number.POSITIVE_INFINITY } = options
  if (!(support > 0 && support <= 1)) throw new RangeError(`support must lie above 0 and up to 1, got ${support}.`)
  checkLimit('maximumLength', maximumLength)
  checkLimit('maximumItemsets', maximumItemsets)
  checkBaskets(baskets)
  const count = baskets.starts.length - 1
  // 0.07 × 100 is 7.000000000000001 in binary: rounding up must not make it 8.
  const minimumCount = Math.max(1, Math.ceil(support * count - 1e-9))
  const ranked = rankItems(baskets, minimumCount)
  const itemsets = new Itemsets(ranked.codeOfRank, ranked.rankOfCode)
  const miner = new Miner(ranked, itemsets, baskets.items.length, {
    minimumCount,
    maximumLength,
    maximumItemsets,
    maximumWork,
  })
  const complete = miner.run()
  const { work } = miner
  if (complete) return { ok: true, itemsets, baskets: count, minimumCount, work }
  return work > maximumWork
    ? { ok: false, reason: 'tooMuchWork', limit: maximumWork, found: work, work }
    : { ok: false, reason: 'tooManyItemsets', limit: maximumItemsets, found: itemsets.size, work }
}

function checkLimit(name: string, limit: number): void {
  if (!(Number.isInteger(limit) && limit >= 1))
    throw new RangeError(`${name} must be a whole number ≥ 1, got ${limit}.`)
}

/** What one depth of the recursion knows of its baskets; items are numbered 0 … items − 1 within it, by falling frequency overall. */
type Level = { counts: Int32Array; ranks: Int32Array; ends: Int32Array; items: number }

type Limits = { minimumCount: number; maximumLength: number; maximumItemsets: number; maximumWork: number }

class Miner {
  readonly #baskets: WeightedBaskets
  readonly #levels: Level[] = []
  readonly #renamed: Int32Array
  readonly #ranked: Ranked
  readonly #itemsets: Itemsets
  readonly #minimumCount: number
  readonly #maximumLength: number
  readonly #maximumItemsets: number
  readonly #maximumWork: number
  /** Steps so far. */
  work: number

  constructor(ranked: Ranked, itemsets: Itemsets, work: number, limits: Limits) {
    this.#ranked = ranked
    this.#itemsets = itemsets
    this.#minimumCount = limits.minimumCount
    this.#maximumLength = limits.maximumLength
    this.#maximumItemsets = limits.maximumItemsets
    this.#maximumWork = limits.maximumWork
    this.work = work
    this.#renamed = new Int32Array(ranked.codeOfRank.length)
    this.#baskets = new WeightedBaskets(ranked.items.length + ranked.starts.length)
  }

  run(): boolean {
    const top = this.#level(0)
    top.items = this.#ranked.codeOfRank.length
    top.counts.set(this.#ranked.counts)
    for (let rank = 0; rank < top.items; rank++) top.ranks[rank] = rank
    if (this.#maximumLength > 1) this.#lay(top)
    return this.#grow(top, -1, 1)
  }

  #lay(top: Level): void {
    const { items, starts } = this.#ranked
    const baskets = this.#baskets
    const base = baskets.open()
    for (const basket of sortedOrder(this.#ranked)) {
      const from = starts[basket] as number
      const to = starts[basket + 1] as number
      let end = baskets.room(to - from)
      for (let at = to - 1; at >= from; at--) baskets.cells[end++] = items[at] as number
      baskets.take(end, 1)
    }
    baskets.close(base, top.ends, top.items)
  }

  /** Every frequent set that extends `prefix` by items of this level. @returns false when the limit is reached */
  #grow(level: Level, prefix: number, length: number): boolean {
    for (let item = 0; item < level.items; item++) {
      if (this.#itemsets.size >= this.#maximumItemsets || ++this.work > this.#maximumWork) return false
      const made = this.#itemsets.add(prefix, level.ranks[item] as number, level.counts[item] as number)
      if (item === 0 || length === this.#maximumLength) continue
      const below = this.#tally(level, item, length)
      if (below.items === 0) continue
      const deeper = below.items > 1 && length + 1 < this.#maximumLength
      const base = this.#baskets.open()
      if (deeper) this.#project(level, item, below)
      if (!this.#grow(below, made, deeper ? length + 1 : this.#maximumLength)) return false
      this.#baskets.drop(base)
    }
    return true
  }

  /** Counts what stands with `item` and keeps what is frequent there. */
  #tally(level: Level, item: number, depth: number): Level {
    const below = this.#level(depth)
    const tally = below.counts
    tally.fill(0, 0, item)
    const { cells, places, weights } = this.#baskets
    const end = level.ends[item] as number
    for (let place = level.ends[item - 1] as number; place < end; place++) {
      const weight = weights[place] as number
      let at = (places[place] as number) + 1
      for (let other = cells[at] as number; other >= 0; other = cells[++at] as number) {
        tally[other] = (tally[other] as number) + weight
      }
      this.work += at - (places[place] as number)
    }
    below.items = 0
    for (let other = 0; other < item; other++) {
      const found = tally[other] as number
      this.#renamed[other] = found >= this.#minimumCount ? below.items : -1
      if (found < this.#minimumCount) continue
      below.ranks[below.items] = level.ranks[other] as number
      below.counts[below.items++] = found
    }
    return below
  }

  /** The baskets that hold `item`: what is more frequent than it, without what `#tally` found rare there. */
  #project(level: Level, item: number, below: Level): void {
    const baskets = this.#baskets
    const renamed = this.#renamed
    const base = baskets.open()
    const placesEnd = level.ends[item] as number
    for (let place = level.ends[item - 1] as number; place < placesEnd; place++) {
      let end = baskets.room(item)
      const { cells } = baskets
      let at = (baskets.places[place] as number) + 1
      for (let other = cells[at] as number; other >= 0; other = cells[++at] as number) {
        const name = renamed[other] as number
        if (name >= 0) cells[end++] = name
      }
      baskets.take(end, baskets.weights[place] as number)
    }
    baskets.close(base, below.ends, below.items)
  }

  #level(depth: number): Level {
    const known = this.#levels[depth]
    if (known) return known
    const items = this.#ranked.codeOfRank.length
    const level = {
      counts: new Int32Array(items),
      ranks: new Int32Array(items),
      ends: new Int32Array(items),
      items: 0,
    }
    this.#levels[depth] = level
    return level
  }
}
