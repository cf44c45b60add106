/** What would bring a customer to a wished net margin, each lever pulled alone. */
export type MendingLevers = {
  /** Nothing needs mending: the margin is reached. The levers are then all 0. */
  readonly reached: boolean
  /** How much dearer at the same volume; undefined where there is no revenue to raise, or more is asked than can be counted exactly. */
  readonly priceRise: { readonly amountE4: number; readonly share: number } | undefined
  /** How much cheaper to serve, at the same price and volume; a share of all costs. Above 1: not by costs alone. */
  readonly costCut: { readonly amountE4: number; readonly share: number }
  /** By cost: the share of it that would have to go if it alone were cut. Above 1: not by it alone. Costs of 0 and below are left out. */
  readonly cutOfOne: ReadonlyMap<string, number>
  /** How much more volume, where the fixed costs stay; undefined where every further order loses, or hardly gains, so that no volume helps. */
  readonly volumeRise: { readonly amountE4: number; readonly share: number } | undefined
}

export type MendingCase = {
  readonly revenueE4: number
  readonly costsE4: ReadonlyMap<string, number>
  /** Keys of costs that do not grow with volume (a customer's own warehouse, an account manager). */
  readonly fixed: ReadonlySet<string>
  /** Wished net margin, 0 ≤ margin < 1, counted to a millionth; 0: no loss. */
  readonly targetMargin: number
}

const MILLION = 1_000_000n

/**
 * What would mend an unprofitable customer (ANA-11). With revenue R, cost C = F + V (fixed and variable) and target margin t:
 * price rise to C / (1 − t); cost cut to R (1 − t); volume times F / (R (1 − t) − V). Amounts are rounded up, so that each suffices.
 * @throws {RangeError} for amounts that are not safe integers, a negative revenue, or a target outside 0 ≤ t < 1
 * @example mendingLevers({ revenueE4: 100, costsE4: new Map([['transport', 110]]), fixed: new Set(), targetMargin: 0 }).priceRise // { amountE4: 10, share: 0.1 }
 */
export function mendingLevers({ revenueE4, costsE4, fixed, targetMargin }: MendingCase): MendingLevers {
  if (!(targetMargin >= 0 && targetMargin < 1))
    throw new RangeError(`targetMargin must lie within 0 ≤ t < 1, got ${targetMargin}.`)
  for (const amount of [revenueE4, ...costsE4.values()]) {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`Amounts must be safe integers, got ${amount}.`)
  }
  if (revenueE4 < 0) throw new RangeError(`revenueE4 must be ≥ 0, got ${revenueE4}.`)
  // (1 − t) in millionths; a target within half a millionth of 1 counts as .999999.
  const keep = MILLION - BigInt(Math.min(999_999, Math.round(targetMargin * 1e6)))
  const revenue = BigInt(revenueE4)
  const cost = sumOf(costsE4, () => true)
  const bearable = (revenue * keep) / MILLION
  const excess = cost > bearable ? cost - bearable : 0n
  const reached = excess === 0n
  const shareOfCost = (amount: bigint) => (amount === 0n ? 0 : Number(excess) / Number(amount))
  return {
    reached,
    priceRise: priceRise(revenue, reached ? revenue : ceilingOf(cost * MILLION, keep)),
    costCut: { amountE4: Number(excess), share: shareOfCost(cost) },
    cutOfOne: new Map(
      [...costsE4].flatMap(([key, amount]) => (amount > 0 ? [[key, shareOfCost(BigInt(amount))]] : [])),
    ),
    volumeRise: reached ? { amountE4: 0, share: 0 } : volumeRise(revenue, keep, costsE4, fixed),
  }
}

function priceRise(revenue: bigint, wanted: bigint): MendingLevers['priceRise'] {
  if (revenue === 0n) return wanted === 0n ? { amountE4: 0, share: 0 } : undefined
  return rise(revenue, wanted)
}

/** Undefined beyond the amounts that are exact: rounded, it might not suffice. */
function rise(revenue: bigint, wanted: bigint): MendingLevers['priceRise'] {
  const amountE4 = Number(wanted - revenue)
  return Number.isSafeInteger(amountE4) ? { amountE4, share: amountE4 / Number(revenue) } : undefined
}

function volumeRise(
  revenue: bigint,
  keep: bigint,
  costsE4: ReadonlyMap<string, number>,
  fixed: ReadonlySet<string>,
): MendingLevers['volumeRise'] {
  const variable = sumOf(costsE4, (key) => !fixed.has(key))
  const standing = sumOf(costsE4, (key) => fixed.has(key))
  // What each million of today's volume leaves for the fixed costs.
  const leaves = revenue * keep - variable * MILLION
  if (leaves <= 0n || revenue === 0n) return undefined
  return rise(revenue, ceilingOf(standing * MILLION * revenue, leaves))
}

function sumOf(costsE4: ReadonlyMap<string, number>, counts: (key: string) => boolean): bigint {
  return [...costsE4].reduce((sum, [key, amount]) => sum + (counts(key) ? BigInt(amount) : 0n), 0n)
}

/** For dividends ≥ 0 and divisors above 0. */
const ceilingOf = (dividend: bigint, divisor: bigint) => (dividend + divisor - 1n) / divisor
