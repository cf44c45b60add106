import { allocate } from './allocate.ts'

/** A pool of cost and who caused how much of it. */
export type Activity<Id> = {
  /** Unique among activities and not 'goods'. */
  readonly key: string
  /** What the activity cost in the period, a safe integer of ten-thousandths; negative for a refund. */
  readonly costE4: number
  /** Units of the driver by customer, ≥ 0: order lines, tonne-kilometres, pallet days, minutes. Who is missing caused none. */
  readonly volumes: ReadonlyMap<Id, number>
  /**
   * Units of the driver the cost was paid for, where more could be done than was (Kaplan and Anderson 2004, time-driven activity-based
   * costing): the part that nobody used is not laid on anyone.
   */
  readonly capacity?: number
}

export type Dealing<Id> = {
  readonly id: Id
  readonly revenueE4: number
  /** Costs known to be this customer's without any sharing out, by kind: a carrier's invoice, goods. Not keys of activities. */
  readonly directE4?: Readonly<Record<string, number>>
}

export type ServedCustomer<Id> = {
  readonly id: Id
  readonly revenueE4: number
  /** Every cost by its key: direct ones first, then activities in their order. */
  readonly costsE4: ReadonlyMap<string, number>
  readonly costE4: number
  /** Revenue less all costs. */
  readonly netE4: number
  /** Net over revenue; undefined where revenue is 0 or below: a margin of nothing says nothing. */
  readonly netMargin: number | undefined
}

export type CostToServe<Id> = {
  /** In the order given. */
  readonly customers: readonly ServedCustomer<Id>[]
  /** By activity: what nobody bears, for want of volume or as unused capacity. Allocated and unallocated together are the cost. */
  readonly unallocatedE4: ReadonlyMap<string, number>
}

/**
 * Cost to serve by activity (Cooper and Kaplan 1988; ANA-11): each activity's cost goes to customers by their volume of its driver, to the
 * last ten-thousandth (`allocate`). Equal remainders go to the smaller id, so that the order of customers does not matter. A volume of a
 * customer who is not in the list is borne by nobody: it counts for the shares of the others and ends in `unallocatedE4`.
 * @throws {RangeError} for an id or key twice, amounts that are not safe integers or sums beyond them, a volume or capacity below 0
 */
export function costToServe<Id extends string | number>(
  dealings: readonly Dealing<Id>[],
  activities: readonly Activity<Id>[],
): CostToServe<Id> {
  const ids = dealings.map(({ id }) => id).sort(byId)
  const places = new Map(ids.map((id, place) => [id, place]))
  if (places.size !== ids.length) throw new RangeError('Every customer may come only once.')
  const keys = new Set(activities.map(({ key }) => key))
  if (keys.size !== activities.length) throw new RangeError('Every activity may come only once.')
  const shares = activities.map((activity) => ({ key: activity.key, ...sharesOf(activity, places) }))
  const customers = dealings.map((dealing) => {
    const costsE4 = new Map(Object.entries(dealing.directE4 ?? {}))
    for (const key of costsE4.keys()) {
      if (keys.has(key)) throw new RangeError(`directE4 of ${dealing.id} has ${key}, which is an activity.`)
    }
    const place = places.get(dealing.id) as number
    for (const { key, parts } of shares) costsE4.set(key, parts[place] ?? 0)
    return served(dealing, costsE4)
  })
  return { customers, unallocatedE4: new Map(shares.map(({ key, unallocatedE4 }) => [key, unallocatedE4])) }
}

/** Parts by the customers' places. */
function sharesOf<Id>(
  { key, costE4, volumes, capacity = 0 }: Activity<Id>,
  places: ReadonlyMap<Id, number>,
): { parts: readonly number[]; unallocatedE4: number } {
  const weights = new Float64Array(places.size + 1)
  const foreign: number[] = []
  for (const [id, volume] of volumes) {
    if (!(volume >= 0 && Number.isFinite(volume))) {
      throw new RangeError(`volumes of ${key} must be finite and ≥ 0, got ${volume} of ${id}.`)
    }
    const place = places.get(id)
    if (place === undefined) foreign.push(volume)
    else weights[place] = volume
  }
  return laidOn({ key, costE4, capacity }, weights, sum(foreign))
}

/**
 * The same of one activity where customers are places: parts of its cost by the volumes at them, and what nobody bears. For a hundred
 * thousand customers without an object for each.
 * @throws {RangeError} as `costToServe` does
 */
export function shareByPlace(
  { key, costE4, capacity = 0 }: Pick<Activity<never>, 'key' | 'costE4' | 'capacity'>,
  volumes: Float64Array,
): { parts: readonly number[]; unallocatedE4: number } {
  const weights = new Float64Array(volumes.length + 1)
  weights.set(volumes)
  for (let place = 0; place < volumes.length; place++) {
    if (!((volumes[place] as number) >= 0 && Number.isFinite(volumes[place]))) {
      throw new RangeError(`volumes of ${key} must be finite and ≥ 0, got ${volumes[place]} at ${place}.`)
    }
  }
  return laidOn({ key, costE4, capacity }, weights, 0)
}

/** `weights`: volumes by place, the last free for what nobody used; `others`: volume of who is not among them. */
function laidOn(
  { key, costE4, capacity }: { key: string; costE4: number; capacity: number },
  weights: Float64Array,
  others: number,
): { parts: readonly number[]; unallocatedE4: number } {
  if (!(capacity >= 0 && Number.isFinite(capacity))) {
    throw new RangeError(`capacity of ${key} must be ≥ 0, got ${capacity}.`)
  }
  const nobody = weights.length - 1
  weights[nobody] = others + Math.max(0, capacity - sum(weights) - others)
  if (weights.every((weight) => weight === 0)) {
    if (!Number.isSafeInteger(costE4)) throw new RangeError(`costE4 of ${key} must be a safe integer, got ${costE4}.`)
    return { parts: [], unallocatedE4: costE4 }
  }
  const parts = allocate(costE4, weights)
  return { parts, unallocatedE4: parts[nobody] ?? 0 }
}

/** Sorted, so that a sum of fractions does not depend on the order. */
function sum(values: ArrayLike<number>): number {
  return Float64Array.from(values)
    .sort()
    .reduce((total, value) => total + value, 0)
}

function served<Id>({ id, revenueE4 }: Dealing<Id>, costsE4: ReadonlyMap<string, number>): ServedCustomer<Id> {
  const costE4 = [...costsE4.values()].reduce((total, cost) => safe(total + safe(cost, id), id), 0)
  const netE4 = safe(safe(revenueE4, id) - costE4, id)
  return { id, revenueE4, costsE4, costE4, netE4, netMargin: revenueE4 > 0 ? netE4 / revenueE4 : undefined }
}

function safe(amount: number, id: unknown): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Amounts of ${id} must be safe integers, got ${amount}.`)
  return amount
}

/** Numbers before texts. */
function byId(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1
  return one < other ? -1 : one > other ? 1 : 0
}
