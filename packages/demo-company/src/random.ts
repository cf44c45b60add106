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
    poisson: (mean) => {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count++
      return count
    },
  }
}
