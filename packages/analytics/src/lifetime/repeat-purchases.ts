import { countEqual } from '../numeric/count-equal.ts'

/**
 * What the models of repeat buying need to know of each customer, one place per customer. All times in one unit of your choice
 * (weeks in the papers); parameters come out in that unit.
 */
export type RepeatPurchases = {
  /** Purchases after the first: x in the papers. Whole, 0 or more. */
  readonly frequency: ArrayLike<number>
  /** Time from the first purchase to the last: t_x. 0 where there is no repeat purchase. */
  readonly recency: ArrayLike<number>
  /** Time from the first purchase to the end of observation: T. */
  readonly age: ArrayLike<number>
}

/** Equal customers as one row with a weight, in a canonical order: sums do not depend on the order of the input. */
export type WeightedRows = {
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  readonly weight: Float64Array
  readonly customers: number
}

/** @throws {RangeError} naming the first place where the three columns cannot be of one customer */
export function checkRepeatPurchases({ frequency, recency, age }: RepeatPurchases): void {
  if (frequency.length !== recency.length || frequency.length !== age.length) {
    throw new RangeError('frequency, recency and age must be of one length.')
  }
  for (let at = 0; at < frequency.length; at++) {
    const [x, last, until] = [frequency[at] as number, recency[at] as number, age[at] as number]
    if (!(Number.isInteger(x) && x >= 0)) throw wrong('frequency', at, x, 'must be a whole number, 0 or more')
    if (!(last >= 0 && last < Infinity)) throw wrong('recency', at, last, 'must be a finite number, 0 or more')
    if (!(until >= last && until < Infinity)) throw wrong('age', at, until, 'must be finite and not below recency')
    if (x === 0 && last > 0) throw wrong('recency', at, last, 'must be 0 where nothing was bought again')
  }
}

const wrong = (name: string, at: number, value: number, rule: string) =>
  new RangeError(`${name}[${at}] ${rule}, not ${value}.`)

/** Sorted by age, frequency and recency; equal rows collapsed. O(n log n). */
export function collapse(customers: RepeatPurchases): WeightedRows {
  checkRepeatPurchases(customers)
  const { columns, weight } = countEqual([customers.age, customers.frequency, customers.recency])
  const [age, frequency, recency] = columns as [Float64Array, Float64Array, Float64Array]
  return { frequency, recency, age, weight, customers: customers.frequency.length }
}

/** Mean age, and purchases per unit of time. */
export function checkIdentified({ frequency, age, weight, customers }: WeightedRows): { scale: number; rate: number } {
  let [time, purchases] = [0, 0]
  for (let row = 0; row < weight.length; row++) {
    time += (weight[row] as number) * (age[row] as number)
    purchases += (weight[row] as number) * (frequency[row] as number)
  }
  if (customers === 0) throw new RangeError('A model cannot be fitted without customers.')
  if (purchases === 0) throw new RangeError('A model cannot be fitted when frequency is 0 for every customer.')
  if (time === 0) throw new RangeError('A model cannot be fitted when age is 0 for every customer.')
  return { scale: time / customers, rate: purchases / time }
}

/** Rows that tell nearly as much of the likelihood as all do. */
const ENOUGH = 4000

/** One row in so many, so that `ENOUGH` remain, spread over all ages and frequencies; all where they are no more. */
export function thinned(rows: WeightedRows): WeightedRows {
  const every = Math.ceil(rows.weight.length / ENOUGH)
  if (every <= 1) return rows
  const pick = (column: Float64Array) => column.filter((_, row) => row % every === 0)
  return {
    frequency: pick(rows.frequency),
    recency: pick(rows.recency),
    age: pick(rows.age),
    weight: pick(rows.weight),
    customers: rows.customers,
  }
}

/** How many customers bought again how often: distinct frequencies above 0 with weights, ascending. */
export function frequencyCounts({ frequency, weight }: WeightedRows): { x: Float64Array; weight: Float64Array } {
  const counts = new Map<number, number>()
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row] as number
    if (x > 0) counts.set(x, (counts.get(x) ?? 0) + (weight[row] as number))
  }
  const x = Float64Array.from(counts.keys()).sort()
  return { x, weight: x.map((value) => counts.get(value) ?? 0) }
}
