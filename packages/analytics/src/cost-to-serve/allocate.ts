/**
 * Splits a whole amount over weights so that the parts are whole and add up to it exactly: each gets its proportional part rounded down,
 * what is left goes one by one to the largest remainders (Hamilton's method), among equal ones to the first. A negative amount (a credit
 * note) is split as its opposite. Weights are taken exactly when they are whole, else to 53 bits of the largest.
 * @param amountE4 ten-thousandths of the currency unit, a safe integer
 * @param weights finite, ≥ 0, at least one above 0 unless the amount is 0
 * @throws {RangeError} for an amount that is not a safe integer, a weight below 0 or not finite, or an amount and nobody to bear it
 * @example allocate(100, [1, 1, 1]) // [34, 33, 33]
 */
export function allocate(amountE4: number, weights: ArrayLike<number>): number[] {
  if (!Number.isSafeInteger(amountE4)) throw new RangeError(`amountE4 must be a safe integer, got ${amountE4}.`)
  const whole = wholeWeights(weights)
  const sum = sumOf(whole)
  if (amountE4 === 0) return whole.map(() => 0)
  if (sum === 0n) throw new RangeError(`weights are all 0: nobody bears the amount ${amountE4}.`)
  const amount = Math.abs(amountE4)
  const { parts, remainders } = roundedDown(amount, whole, sum)
  const left = amount - parts.reduce((total, part) => total + part, 0)
  raiseLargest(parts, remainders, left)
  return amountE4 < 0 ? parts.map((part) => 0 - part) : parts
}

/** One more for each of the `left` largest remainders; `left` is less than there are parts. */
function raiseLargest(parts: number[], remainders: readonly (number | bigint)[], left: number): void {
  if (left === 0) return
  const sorted = [...remainders].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0))
  const least = sorted[left - 1] as number | bigint
  // Those above the least that is raised are raised all; of those at it the first, as many as are left.
  let atLeast = left - sorted.indexOf(least)
  for (let at = 0; at < parts.length; at++) {
    const remainder = remainders[at] as number | bigint
    if (remainder > least || (remainder === least && atLeast-- > 0)) parts[at] = (parts[at] as number) + 1
  }
}

/** Remainders are numerators over the sum of weights. */
function roundedDown(
  amount: number,
  weights: number[],
  sum: bigint,
): { parts: number[]; remainders: (number | bigint)[] } {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  if (sum <= Number.MAX_SAFE_INTEGER && amount * largest <= Number.MAX_SAFE_INTEGER) {
    const all = Number(sum)
    const remainders = weights.map((weight) => (amount * weight) % all)
    return { parts: weights.map((weight, at) => (amount * weight - (remainders[at] as number)) / all), remainders }
  }
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight))
  return {
    parts: products.map((product) => Number(product / sum)),
    remainders: products.map((product) => product % sum),
  }
}

function wholeWeights(weights: ArrayLike<number>): number[] {
  let [largest, areWhole] = [0, true]
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] as number
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new RangeError(`weights must be finite and ≥ 0, got ${weight} at ${at}.`)
    }
    largest = Math.max(largest, weight)
    areWhole &&= Number.isSafeInteger(weight)
  }
  if (areWhole) return Array.from(weights)
  // A power of two loses no digit of the larger weights; the largest lands in 2^52 … 2^53.
  const exponent = 52 - Math.floor(Math.log2(largest))
  const half = Math.trunc(exponent / 2)
  return Array.from(weights, (weight) =>
    Math.min(Number.MAX_SAFE_INTEGER, Math.round(weight * 2 ** half * 2 ** (exponent - half))),
  )
}

/** Adds plain numbers as long as they add exactly. */
function sumOf(weights: readonly number[]): bigint {
  let [sum, part] = [0n, 0]
  for (const weight of weights) {
    if (part + weight > Number.MAX_SAFE_INTEGER) {
      sum += BigInt(part)
      part = 0
    }
    part += weight
  }
  return sum + BigInt(part)
}
