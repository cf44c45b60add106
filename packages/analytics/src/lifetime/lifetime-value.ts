export type Discounting = {
  /** How many steps ahead, such as 12 months. */
  readonly steps: number
  /** Length of a step in the unit of time of the model: 365.25 / 12 / 7 weeks for a month. */
  readonly stepLength: number
  /** Discount per step, 0.01 for 1 %; see `ratePerStep`. */
  readonly rate: number
  /** Share of the value that stays as margin; 1 where the values are margins. */
  readonly margin?: number
}

/**
 * Customer lifetime value 客户终生价值 of each customer: Σₘ E(purchases in step m) · value · margin / (1 + rate)ᵐ, each step's
 * purchases discounted from its end. What he has brought before is not in it. A negative value gives a negative result.
 * @param expectedPurchases purchases expected of each customer within a horizon from now, such as
 * `(horizon) => bgNbdExpectedPurchases(model, customers, horizon)`; called once per step
 * @param value expected value of a purchase, one place per customer
 * @throws {RangeError} for steps that are not whole and above 0, a length that is not above 0, a rate of −1 and below, values not finite
 * @example lifetimeValues((months) => [2 * months], [50], { steps: 2, stepLength: 1, rate: 0.25, margin: 0.5 }) // Float64Array.of(72)
 */
export function lifetimeValues(
  expectedPurchases: (horizon: number) => ArrayLike<number>,
  value: ArrayLike<number>,
  { steps, stepLength, rate, margin = 1 }: Discounting,
): Float64Array {
  if (!(Number.isInteger(steps) && steps > 0)) throw new RangeError(`steps must be whole and above 0, not ${steps}.`)
  if (!(stepLength > 0 && stepLength < Infinity)) throw new RangeError(`stepLength must be above 0, not ${stepLength}.`)
  if (!(rate > -1 && rate < Infinity)) throw new RangeError(`rate must be above -1, not ${rate}.`)
  if (!Number.isFinite(margin)) throw new RangeError(`margin must be finite, not ${margin}.`)
  const purchases = new Float64Array(value.length)
  let before: ArrayLike<number> = new Float64Array(value.length)
  for (let step = 1; step <= steps; step++) {
    const until = expectedPurchases(step * stepLength)
    if (until.length !== value.length) throw new RangeError('value must have one place per customer.')
    const discount = (1 + rate) ** -step
    for (let at = 0; at < purchases.length; at++) {
      purchases[at] = (purchases[at] as number) + ((until[at] as number) - (before[at] as number)) * discount
    }
    before = until
  }
  return purchases.map((count, at) => {
    if (!Number.isFinite(value[at])) throw new RangeError(`value[${at}] must be finite, not ${value[at]}.`)
    return count * (value[at] as number) * margin
  })
}

/**
 * The rate per step that compounds to an annual one.
 * @throws {RangeError} for an annual rate of −1 and below, or steps per year not above 0
 * @example ratePerStep(0.21, 2) // 0.1
 */
export function ratePerStep(annualRate: number, stepsPerYear: number): number {
  if (!(annualRate > -1 && annualRate < Infinity))
    throw new RangeError(`annualRate must be above -1, not ${annualRate}.`)
  if (!(stepsPerYear > 0)) throw new RangeError(`stepsPerYear must be above 0, not ${stepsPerYear}.`)
  return Math.expm1(Math.log1p(annualRate) / stepsPerYear)
}
