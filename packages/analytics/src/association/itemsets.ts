/**
 * Frequent itemsets as a tree in flat arrays, 12 bytes each: an itemset is its parent's items and one more. Items are held by rank
 * (0 the most frequent); along a path ranks fall.
 */
export class Itemsets {
  #parent = new Int32Array(1024)
  #rank = new Int32Array(1024)
  #count = new Int32Array(1024)
  #table: Int32Array | undefined
  /** Number of itemsets. */
  size = 0
  readonly #codeOfRank: Int32Array
  readonly #rankOfCode: Int32Array

  constructor(codeOfRank: Int32Array, rankOfCode: Int32Array) {
    this.#codeOfRank = codeOfRank
    this.#rankOfCode = rankOfCode
  }

  /** @param parent the itemset to extend, −1 for none @returns the new itemset */
  add(parent: number, rank: number, count: number): number {
    if (this.size === this.#parent.length) this.#grow()
    this.#parent[this.size] = parent
    this.#rank[this.size] = rank
    this.#count[this.size] = count
    return this.size++
  }

  /** Baskets that hold every item of itemset `at`. */
  countOf(at: number): number {
    return this.#count[at] as number
  }

  /** Ranks of itemset `at`, falling. */
  ranksOf(at: number): number[] {
    const ranks: number[] = []
    for (let node = at; node >= 0; node = this.#parent[node] as number) ranks.push(this.#rank[node] as number)
    return ranks.reverse()
  }

  /** Codes of the items of itemset `at`, rising. */
  itemsOf(at: number): number[] {
    return this.codesOf(this.ranksOf(at))
  }

  codesOf(ranks: readonly number[]): number[] {
    return ranks.map((rank) => this.#codeOfRank[rank] as number).sort((one, other) => one - other)
  }

  /** The itemset of these items in any order, −1 when it is not frequent. */
  find(codes: readonly number[]): number {
    const ranks = codes.map((code) => this.#rankOfCode[code] ?? -1)
    return ranks.includes(-1) ? -1 : this.findRanks(ranks.sort((one, other) => other - one))
  }

  /** @param ranks falling @param from the itemset these extend, −1 for none */
  findRanks(ranks: readonly number[], from = -1): number {
    this.#table ??= this.#index()
    let node = from
    for (const rank of ranks) {
      node = this.#child(this.#table, node, rank)
      if (node < 0) return -1
    }
    return node
  }

  #child(table: Int32Array, parent: number, rank: number): number {
    const mask = table.length - 1
    for (let slot = slotOf(parent, rank) & mask; ; slot = (slot + 1) & mask) {
      const node = table[slot] as number
      if (node < 0 || (this.#parent[node] === parent && this.#rank[node] === rank)) return node
    }
  }

  /** Open addressing, at most half full. */
  #index(): Int32Array {
    const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * this.size + 2))).fill(-1)
    const mask = table.length - 1
    for (let node = 0; node < this.size; node++) {
      let slot = slotOf(this.#parent[node] as number, this.#rank[node] as number) & mask
      while ((table[slot] as number) >= 0) slot = (slot + 1) & mask
      table[slot] = node
    }
    return table
  }

  #grow(): void {
    const larger = (array: Int32Array) => {
      const copy = new Int32Array(array.length * 2)
      copy.set(array)
      return copy
    }
    this.#parent = larger(this.#parent)
    this.#rank = larger(this.#rank)
    this.#count = larger(this.#count)
  }
}

function slotOf(parent: number, rank: number): number {
  const mixed = Math.imul(parent + 1, 0x9e3779b1) ^ Math.imul(rank + 1, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
