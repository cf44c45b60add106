const hex = (value: number, digits: number) => Math.floor(value).toString(16).padStart(digits, '0')

/**
 * A stream of pseudo-random numbers (sfc32, Chris Doty-Humphrey); the same seeds give the same stream on every machine.
 * The state is kept in signed 32-bit numbers: those the engine holds without an object for each.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(seed: number, stream: number) {
    this.#a = seed | 0
    this.#b = stream | 0
    this.#c = (seed ^ 0x9e3779b9) | 0
    for (let warm = 0; warm < 12; warm++) this.bits()
  }

  /** 32 random bits as a signed number. */
  bits(): number {
    const b = this.#b
    const c = this.#c
    const t = (this.#a + b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = b ^ (b >>> 9)
    this.#b = (c + (c << 3)) | 0
    this.#c = (((c << 21) | (c >>> 11)) + t) | 0
    return t
  }

  /** Uniform in [0, 1). */
  next(): number {
    return (this.bits() >>> 0) / 4_294_967_296
  }

  /** Uniform whole number in [from, to]. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** Number of events of a Poisson process with this mean; by the normal approximation above 60. */
  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > limit; product *= this.next()) count++
    return count
  }

  /** UUIDv7 of a moment (milliseconds since 1970): the same stream gives the same ids. */
  id(at: number): string {
    const time = at.toString(16).padStart(12, '0')
    const [one, two, three] = [this.next() * 4096, this.next() * 16384, this.next() * 0x1000000]
    const low = Math.floor(this.next() * 0x1000000)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(one, 3)}-${hex(0x8000 + two, 4)}-${hex(three, 6)}${hex(low, 6)}`
  }

  /** The sixteen bytes of a UUIDv7 of a moment, written into `target`: for millions of rows that never are text. */
  idInto(at: number, target: DataView, offset: number): void {
    const [one, two, three] = [this.bits(), this.bits(), this.bits()]
    target.setUint32(offset, Math.floor(at / 0x10000))
    target.setUint32(offset + 4, ((at & 0xffff) << 16) | 0x7000 | (one & 0xfff))
    target.setUint32(offset + 8, (two & 0x3fffffff) | 0x80000000)
    target.setUint32(offset + 12, three)
  }
}
