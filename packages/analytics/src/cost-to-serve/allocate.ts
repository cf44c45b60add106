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
  const sum = whole.reduce((total, weight) => total + BigInt(weight), 0n)
  if (amountE4 === 0) return whole.map(() => 0)
  if (sum === 0n) throw new RangeError(`weights are all 0: nobody bears the amount ${amountE4}.`)
  const amount = Math.abs(amountE4)
  const { parts, remainders } = roundedDown(amount, whole, sum)
  let left = amount - parts.reduce((total, part) => total + part, 0)
  const byRemainder = remainders.map((_, at) => at)
  if (left > 0) byRemainder.sort((one, other) => compare(remainders[other], remainders[one]) || one - other)
  for (let next = 0; left > 0; left--, next++) {
    const at = byRemainder[next] as number
    parts[at] = (parts[at] as number) + 1
  }
  return amountE4 < 0 ? parts.map((part) => 0 - part) : parts
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

const compare = (one: number | bigint | undefined, other: number | bigint | undefined) =>
  (one ?? 0) < (other ?? 0) ? -1 : (one ?? 0) > (other ?? 0) ? 1 : 0
