const hex = (value: number, digits: number) => Math.floor(value).toString(16).padStart(digits, '0')

/** A stream of pseudo-random numbers (sfc32, Chris Doty-Humphrey); the same seeds give the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [from, to]. */
  whole(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Standard normal, by Box and Muller. */
  normal(): number
  /** UUIDv7 of a moment (milliseconds since 1970): the same stream gives the same ids. */
  id(at: number): string
  /** Number of events of a Poisson process with this mean; by the normal approximation above 60. */
  poisson(mean: number): number
}

export function randomFrom(seed: number, stream: number): Random {
  let a = seed >>> 0
  let b = stream >>> 0
  let c = (seed ^ 0x9e3779b9) >>> 0
  let d = 1
  const next = () => {
    const t = (((a + b) >>> 0) + d) >>> 0
    d = (d + 1) >>> 0
    a = (b ^ (b >>> 9)) >>> 0
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + t) >>> 0
    return t / 4_294_967_296
  }
  for (let warm = 0; warm < 12; warm++) next()
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    normal,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
    id: (at) => {
      const time = at.toString(16).padStart(12, '0')
      const [one, two, three] = [next() * 4096, next() * 16384, next() * 0x1000000]
      const low = Math.floor(next() * 0x1000000)
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(one, 3)}-${hex(0x8000 + two, 4)}-${hex(three, 6)}${hex(low, 6)}`
    },
    poisson: (mean) => {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count++
      return count
    },
  }
}
