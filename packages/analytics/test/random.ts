/** Seeded random numbers for simulations in tests and benchmarks: mulberry32, and what is drawn from it. */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    // Never 0: logarithms are taken.
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296
  }
  const exponential = (rate: number) => -Math.log(uniform()) / rate
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  /** Marsaglia & Tsang (2000); scale 1. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const x = normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
    }
  }
  const beta = (a: number, b: number) => {
    const [one, other] = [gamma(a), gamma(b)]
    return one / (one + other)
  }
  /** Counts events of a Poisson process: fit for means up to some hundreds. */
  const poisson = (mean: number) => {
    let [count, time] = [0, exponential(1)]
    while (time < mean) {
      count++
      time += exponential(1)
    }
    return count
  }
  return { uniform, exponential, normal, gamma, beta, poisson }
}
