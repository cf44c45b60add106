/** Above this Stirling's series with five terms is exact to the last bits of a double. */
const STIRLING_FROM = 10

/** Σ B₂ₖ / (2k(2k−1) z²ᵏ⁻¹), what Stirling's formula leaves of ln Γ(z). Abramowitz & Stegun 6.1.40. */
function stirlingRest(z: number): number {
  const w = 1 / (z * z)
  return (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / z
}

/** Σ B₂ₖ / (2k z²ᵏ), what ln z − 1/(2z) leaves of ψ(z), negated. Abramowitz & Stegun 6.3.18. */
function digammaRest(z: number): number {
  const w = 1 / (z * z)
  return w * (1 / 12 - w * (1 / 120 - w * (1 / 252 - w * (1 / 240 - w * (1 / 132 - (w * 691) / 32760)))))
}

/**
 * ln Γ(z + n) − ln Γ(z), the logarithm of the rising factorial z (z+1) … (z+n−1), without the cancellation that the
 * difference of two log-gammas suffers where z is large. n need not be whole.
 * @param z above 0
 * @param n 0 or more
 */
export function logRising(z: number, n: number): number {
  let low = z
  let high = z + n
  let product = 1
  let log = 0
  while (high < STIRLING_FROM) {
    product /= high
    high++
  }
  while (low < STIRLING_FROM) {
    product *= low
    low++
  }
  log += Math.log(product)
  const steps = high - low
  return (
    log + (low - 0.5) * Math.log1p(steps / low) + steps * (Math.log(high) - 1) + stirlingRest(high) - stirlingRest(low)
  )
}

/** ψ(z + n) − ψ(z), the derivative of `logRising` by z. */
export function digammaRising(z: number, n: number): number {
  if (n === 0) return 0
  let low = z
  let high = z + n
  let sum = 0
  while (high < STIRLING_FROM) {
    sum -= 1 / high
    high++
  }
  while (low < STIRLING_FROM) {
    sum += 1 / low
    low++
  }
  const steps = high - low
  return sum + Math.log1p(steps / low) + steps / (2 * low * high) - digammaRest(high) + digammaRest(low)
}

/** ln Γ(z) for z above 0. */
export function logGamma(z: number): number {
  let high = z
  let product = 1
  while (high < STIRLING_FROM) {
    product *= high
    high++
  }
  return (high - 0.5) * Math.log(high) - high + 0.5 * Math.log(2 * Math.PI) + stirlingRest(high) - Math.log(product)
}

/** ψ(z), the derivative of `logGamma`, for z above 0. */
export function digamma(z: number): number {
  let high = z
  let sum = 0
  while (high < STIRLING_FROM) {
    sum -= 1 / high
    high++
  }
  return sum + Math.log(high) - 0.5 / high - digammaRest(high)
}
