import { type Concentration, concentration } from './concentration.ts'

export type CompositionPart = {
  readonly key: string
  readonly amount: number
  /** Of the sum of positive amounts; below 0 for a loss, undefined when nothing is positive. */
  readonly share: number | undefined
  /** Against the earlier amounts; undefined when none were given. */
  readonly history: PartHistory | undefined
  /** Against the target; undefined when there is none for this key. */
  readonly target:
    | { readonly amount: number; readonly missing: number; readonly reached: number | undefined }
    | undefined
}

export type PartHistory = {
  /** 0 for a key that was not there. */
  readonly amount: number
  readonly change: number
  /** change / earlier amount; undefined where that was 0 or below. */
  readonly growth: number | undefined
  /** Share now less share then, 0.02 = two percentage points; undefined where either is. */
  readonly shareShift: number | undefined
}

export type Composition = {
  /** By falling amount, equal ones by key. Keys with a history or a target alone stand here with 0. */
  readonly parts: readonly CompositionPart[]
  readonly total: number
  readonly previousTotal: number | undefined
  readonly concentration: Concentration
}

export type Amounts = Readonly<Record<string, number>> | ReadonlyMap<string, number>

/**
 * Composition 构成分析: what a whole is made of (a customer's services, a service's customers, lanes, regions, channels), each part against
 * its own history and its target. Amounts or volumes of one unit and period.
 * @throws {RangeError} for an amount that is not finite
 * @example composition({ amounts: { air: 30, road: 10 } }).parts.map(({ share }) => share) // [0.75, 0.25]
 */
export function composition(input: { amounts: Amounts; previous?: Amounts; targets?: Amounts }): Composition {
  const now = read('amounts', input.amounts)
  const before = input.previous && read('previous', input.previous)
  const targets = read('targets', input.targets ?? {})
  const keys = new Set([...now.keys(), ...(before?.keys() ?? []), ...targets.keys()])
  const [shareNow, shareBefore] = [sharesOf(now), sharesOf(before ?? new Map())]
  const parts = [...keys].map((key) => {
    const amount = now.get(key) ?? 0
    const share = shareNow(amount)
    const target = targets.get(key)
    return {
      key,
      amount,
      share,
      history: before && historyOf(amount, before.get(key) ?? 0, share, shareBefore(before.get(key) ?? 0)),
      target: target === undefined ? undefined : againstTarget(amount, target),
    }
  })
  parts.sort((one, other) => other.amount - one.amount || (one.key < other.key ? -1 : 1))
  return {
    parts,
    total: sum([...now.values()]),
    previousTotal: before && sum([...before.values()]),
    concentration: concentration([...now.values()]),
  }
}

function read(name: string, amounts: Amounts): Map<string, number> {
  const entries = new Map(amounts instanceof Map ? amounts : Object.entries(amounts))
  for (const [key, amount] of entries) {
    if (!Number.isFinite(amount)) throw new RangeError(`${name} of ${key} must be finite, got ${amount}.`)
  }
  return entries
}

/** Sorted, so that a sum of fractions does not depend on the order of keys. */
function sum(amounts: number[]): number {
  return amounts.sort((one, other) => one - other).reduce((total, amount) => total + amount, 0)
}

function sharesOf(amounts: ReadonlyMap<string, number>): (amount: number) => number | undefined {
  const positive = sum([...amounts.values()].filter((amount) => amount > 0))
  return (amount) => (positive > 0 ? amount / positive : undefined)
}

function historyOf(amount: number, before: number, share?: number, shareBefore?: number): PartHistory {
  return {
    amount: before,
    change: amount - before,
    growth: before > 0 ? (amount - before) / before : undefined,
    shareShift: share === undefined || shareBefore === undefined ? undefined : share - shareBefore,
  }
}

function againstTarget(amount: number, target: number) {
  return { amount: target, missing: target - amount, reached: target > 0 ? amount / target : undefined }
}
