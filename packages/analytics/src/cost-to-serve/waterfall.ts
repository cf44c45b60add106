export type WaterfallStep = {
  /** 'revenue', the key of a cost, or 'net'. */
  readonly key: string
  /** What the step adds; a cost is negative. */
  readonly amountE4: number
  /** Where its bar begins and ends; the first and the last begin at 0. */
  readonly fromE4: number
  readonly toE4: number
}

/**
 * Steps of a chart from revenue down to net, costs in their order; costs of 0 are left out.
 * @throws {RangeError} for an amount that is not a safe integer
 * @example waterfall(100, new Map([['transport', 70]])).map((step) => step.toE4) // [100, 30, 30]
 */
export function waterfall(revenueE4: number, costsE4: ReadonlyMap<string, number>): WaterfallStep[] {
  const steps: WaterfallStep[] = [{ key: 'revenue', amountE4: revenueE4, fromE4: 0, toE4: revenueE4 }]
  let level = revenueE4
  for (const [key, costE4] of costsE4) {
    if (!Number.isSafeInteger(level - costE4))
      throw new RangeError(`Amounts must be safe integers, got ${costE4} for ${key}.`)
    if (costE4 !== 0) steps.push({ key, amountE4: 0 - costE4, fromE4: level, toE4: level - costE4 })
    level -= costE4
  }
  if (!Number.isSafeInteger(level)) throw new RangeError(`revenueE4 must be a safe integer, got ${revenueE4}.`)
  return [...steps, { key: 'net', amountE4: level, fromE4: 0, toE4: level }]
}
