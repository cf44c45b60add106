import { tagNumber } from './tags.ts'

/** 2^32 by the golden ratio: Knuth's multiplicative hash. */
const golden = 0x9e3779b1
const fewestBits = 8

/** Something for each of a few tags, asked for with every segment of a file: found at one look, since no two of them share a place. */
export class TagTable<Value> {
  readonly #tags: Int32Array
  readonly #values: Value[]
  readonly #shift: number

  constructor(entries: ReadonlyMap<number, Value>) {
    let bits = fewestBits
    while (new Set([...entries.keys()].map((tag) => hashed(tag, 32 - bits))).size < entries.size) bits++
    this.#shift = 32 - bits
    this.#tags = new Int32Array(2 ** bits)
    const values: (Value | undefined)[] = Array.from({ length: 2 ** bits }, () => undefined)
    for (const [tag, value] of entries) {
      const at = hashed(tag, this.#shift)
      this.#tags[at] = tag
      values[at] = value
    }
    this.#values = values as Value[]
  }

  get(tag: number): Value | undefined {
    const at = hashed(tag, this.#shift)
    return this.#tags[at] === tag ? this.#values[at] : undefined
  }

  has(tag: number): boolean {
    return this.#tags[hashed(tag, this.#shift)] === tag
  }
}

const hashed = (tag: number, shift: number) => Math.imul(tag, golden) >>> shift

export const byTagNumber = <Value>(tags: Readonly<Record<string, Value>>): Map<number, Value> =>
  new Map(Object.entries(tags).map(([tag, value]) => [tagNumber(tag), value]))
