import { logGamma, logRising } from '../numeric/log-rising.ts'
import { type BgNbd, checkBgNbd } from './bg-nbd-likelihood.ts'
import { checkRepeatPurchases, type RepeatPurchases } from './repeat-purchases.ts'

/**
 * Probability that each customer is still one at the end of his age, 0…1. A customer who never bought again is alive for sure
 * in this model: one is lost only at a repeat purchase. Fader, Hardie & Lee, Computing P(alive) Using the BG/NBD Model (2008).
 * @throws {RangeError} for parameters or customers that are none
 */
export function bgNbdProbabilityAlive(model: BgNbd, customers: RepeatPurchases): Float64Array {
  checkBgNbd(model)
  checkRepeatPurchases(customers)
  const { frequency, recency, age } = customers
  const chance = new Float64Array(frequency.length)
  for (let at = 0; at < chance.length; at++)
    chance[at] = alive(model, frequency[at] as number, recency[at] as number, age[at] as number)
  return chance
}

/**
 * Purchases expected of each customer in the `horizon` after his age, in the unit of time of the model.
 * Equation 10 of Fader, Hardie & Lee (2005), rewritten so that nothing cancels (see `whileAlive`).
 * @throws {RangeError} also for a horizon that is negative or not finite
 */
export function bgNbdExpectedPurchases(model: BgNbd, customers: RepeatPurchases, horizon: number): Float64Array {
  return bgNbdExpecting(model, customers)(horizon)
}

/**
 * The same for one horizon after the other: who is still a customer is worked out once.
 * @throws {RangeError} at once for parameters or customers that are none, and later for a horizon that is none
 * @example bgNbdExpecting(model, customers)(52)
 */
export function bgNbdExpecting(model: BgNbd, customers: RepeatPurchases): (horizon: number) => Float64Array {
  const chance = bgNbdProbabilityAlive(model, customers)
  const { frequency, age } = customers
  return (horizon) => {
    checkHorizon(horizon)
    const expected = new Float64Array(chance.length)
    for (let at = 0; at < expected.length; at++)
      expected[at] = (chance[at] as number) * whileAlive(model, frequency[at] as number, age[at] as number, horizon)
    return expected
  }
}

/**
 * Probability that each customer buys at all in the `horizon` after his age, 0…1: P(alive) · [1 − ((α+T)/(α+T+h))^(r+x)].
 * @throws {RangeError} also for a horizon that is negative or not finite
 */
export function bgNbdProbabilityOfPurchase(model: BgNbd, customers: RepeatPurchases, horizon: number): Float64Array {
  checkHorizon(horizon)
  return bgNbdProbabilityAlive(model, customers).map((alive, at) => {
    const [x, until] = [customers.frequency[at] as number, customers.age[at] as number]
    return alive * -Math.expm1(-(model.r + x) * Math.log1p(horizon / (model.alpha + until)))
  })
}

/**
 * Repeat purchases expected of somebody in the `horizon` after his first purchase: equation 9 of Fader, Hardie & Lee (2005).
 * @throws {RangeError} for parameters that are none, a horizon that is negative or not finite
 */
export function bgNbdExpectedOfNewcomer(model: BgNbd, horizon: number): number {
  checkBgNbd(model)
  checkHorizon(horizon)
  return whileAlive(model, 0, 0, horizon)
}

export function checkHorizon(horizon: number): void {
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`horizon must be 0 or more, not ${horizon}.`)
}

function alive({ r, alpha, a, b }: BgNbd, x: number, recency: number, age: number): number {
  if (x === 0) return 1
  return 1 / (1 + Math.exp(Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((age - recency) / (alpha + recency))))
}

/** Horizons longer than this many times α + T: the sum below would take long, the integral does not. */
const LONG = 50

/**
 * Purchases in the horizon h of one who is alive. As he buys at λ ~ Gamma(R = r+x, τ = α+T) his occasions in h are negative
 * binomial; he lives to have the (j+1)th with probability E(1−p)ʲ, p ~ Beta(a, B = b+x). So the hypergeometric difference of
 * the paper, (a+B−1)/(a−1) · [1 − (τ/(τ+h))ᴿ ₂F₁(R, B; a+B−1; h/(τ+h))], equals Σⱼ P(occasions > j) · (B)ⱼ/(a+B)ⱼ:
 * only positive terms, and no pole at a = 1.
 */
function whileAlive({ r, alpha, a, b }: BgNbd, x: number, age: number, horizon: number): number {
  const shape = r + x
  const stretch = horizon / (alpha + age)
  const beta = b + x
  // P(no occasion), where the sum begins, underflows for a very busy customer.
  if (stretch > LONG || shape * Math.log1p(stretch) > 600) return integral(shape, stretch, a, beta)
  const z = horizon / (alpha + age + horizon)
  let mass = Math.exp(-shape * Math.log1p(stretch))
  let more = -Math.expm1(-shape * Math.log1p(stretch))
  let lives = 1
  let sum = 0
  for (let j = 0; ; j++) {
    sum += lives * more
    lives *= (beta + j) / (a + beta + j)
    mass *= ((shape + j) * z) / (j + 1)
    more -= mass
    // What remains of `more` is rounding once the masses to come, a geometric series at most, add nothing.
    const falling = Math.max(z, ((shape + j + 1) * z) / (j + 2))
    if (more <= 0 || (falling < 1 && (mass * falling) / (1 - falling) <= 1e-13 * sum)) return sum
  }
}

/**
 * The same as E[(1 − (1 + p·h/τ)^−R) / p] over p ~ Beta(a, B), by the trapezoidal rule over ln(p/(1−p)), where it converges
 * exponentially (Trefethen & Weideman, SIAM Review 56 (2014)).
 */
function integral(shape: number, stretch: number, a: number, beta: number): number {
  const step = Math.min(0.3, 0.6 * Math.sqrt(1 / a + 1 / beta))
  const logBeta = logGamma(a) - logRising(beta, a)
  const at = (u: number) => {
    const logP = -Math.log1p(Math.exp(-u))
    const reached = -Math.expm1(-shape * Math.log1p(Math.exp(logP) * stretch))
    return reached * Math.exp((a - 1) * logP - beta * Math.log1p(Math.exp(u)) - logBeta)
  }
  const middle = Math.log(a / beta)
  // Beyond these the terms are a geometric series: p ∝ e^u on the left, 1−p ∝ e^−u on the right.
  const left = Math.min(middle, -30 - Math.log(Math.max(1, shape * stretch)))
  const right = Math.max(middle, 30 + Math.log(Math.max(1, stretch)))
  return step * (at(middle) + walk(at, middle, -step, left, a) + walk(at, middle, step, right, beta))
}

/** Sum of the terms on one side, the part beyond `end` as a geometric series falling by e^−rate per unit of u. */
function walk(at: (u: number) => number, from: number, step: number, end: number, rate: number): number {
  let sum = 0
  for (let u = from + step; ; u += step) {
    const term = at(u)
    sum += term
    if (step * (u - end) > 0) return sum + term / Math.expm1(rate * Math.abs(step))
    if (term <= 1e-17 * sum) return sum
  }
}
