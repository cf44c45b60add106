/**
 * Counts how often each of many keys came up, in 12 bytes a slot instead of an object: a million keys take about 25 MB. Keys are
 * known by 64 bits of hash; the odds that any two of a million share them are one in 37 million.
 */
export class Occurrences {
  #slots = 1 << 12
  #used = 0
  #high = new Uint32Array(this.#slots)
  #low = new Uint32Array(this.#slots)
  #counts = new Uint32Array(this.#slots)

  /** How often the key came up, this time included. */
  count(key: string): number {
    const at = this.#place(key)
    const times = (this.#counts[at] ?? 0) + 1
    if (times === 1) this.#occupy(at)
    else this.#counts[at] = times
    return times
  }

  /** The number given with the key when it first came up; null the first time. */
  first(key: string, number: number): number | null {
    const at = this.#place(key)
    const known = this.#counts[at] ?? 0
    if (known !== 0) return known
    this.#counts[at] = number
    this.#grown()
    return null
  }

  #occupy(at: number): void {
    this.#counts[at] = 1
    this.#grown()
  }

  #place(key: string): number {
    const [high, low] = hash64(key)
    let at = low & (this.#slots - 1)
    while (this.#counts[at] !== 0 && (this.#high[at] !== high || this.#low[at] !== low))
      at = (at + 1) & (this.#slots - 1)
    this.#high[at] = high
    this.#low[at] = low
    return at
  }

  #grown(): void {
    if (++this.#used * 4 < this.#slots * 3) return
    const [high, low, counts] = [this.#high, this.#low, this.#counts]
    this.#slots *= 2
    this.#high = new Uint32Array(this.#slots)
    this.#low = new Uint32Array(this.#slots)
    this.#counts = new Uint32Array(this.#slots)
    for (let from = 0; from < counts.length; from++) {
      if (counts[from] === 0) continue
      let at = (low[from] as number) & (this.#slots - 1)
      while (this.#counts[at] !== 0) at = (at + 1) & (this.#slots - 1)
      this.#high[at] = high[from] as number
      this.#low[at] = low[from] as number
      this.#counts[at] = counts[from] as number
    }
  }
}

/** Two independent multiplicative hashes over the UTF-16 units (after cyrb53). */
function hash64(key: string): [high: number, low: number] {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return [b >>> 0, a >>> 0]
}

/** FNV-1a, for what may be mistaken for something else now and then. */
export function hash32(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash | 0
}
