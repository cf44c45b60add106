/**
 * The value below which a standard normal lies with probability p. Abramowitz & Stegun 26.2.23 to begin with, then Newton's steps on
 * the distribution, taken from its series or, in the tail, its continued fraction.
 * @param p above 0 and below 1
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  const tail = 1 - p
  const t = Math.sqrt(-2 * Math.log(tail))
  let z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  for (let round = 0; round < 3; round++) z += (normalTail(z) - tail) / density(z)
  return z
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** P(Z > z) for z from about 0 upwards. Abramowitz & Stegun 26.2.11 and 26.2.14. */
export function normalTail(z: number): number {
  if (z > 3) {
    let fraction = z
    for (let k = 60; k > 0; k--) fraction = z + k / fraction
    return density(z) / fraction
  }
  let [term, sum] = [z, z]
  for (let k = 3; Math.abs(term) > 1e-17 && k < 200; k += 2) {
    term *= (z * z) / k
    sum += term
  }
  return 0.5 - density(z) * sum
}
