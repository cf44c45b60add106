/** Lines of purchases, one place per line, in any order. */
export type PurchaseLines<Id extends string | number> = {
  readonly customer: ArrayLike<Id>
  /** Day of the purchase as a whole number, such as days since 1970-01-01. */
  readonly day: ArrayLike<number>
  /** Amount of the line in one currency. Below 0: a return. Left out: only times count. */
  readonly value?: ArrayLike<number>
}

export type Observation = {
  /** Last day that counts; what comes later is left out, or is the holdout. */
  readonly until: number
  /** Days per unit of time: 1, or 7 for the weeks of the papers. */
  readonly daysPerUnit: number
  /** Last day of a holdout that begins the day after `until`. */
  readonly holdoutUntil?: number
}

export type PurchaseSummary<Id extends string | number> = {
  /** Ascending; the places of all columns below. */
  readonly customers: readonly Id[]
  readonly frequency: Float64Array
  readonly recency: Float64Array
  readonly age: Float64Array
  /** Average of the repeat purchases, returns after the first day deducted; 0 where there are none. */
  readonly averageValue: Float64Array
  /** Purchases in the holdout; empty without one. */
  readonly holdout: Float64Array
}

/**
 * Frequency, recency, age and average value per customer from lines of purchases. What is bought on one day is one purchase.
 * A line below 0 is a return: it lowers the value and is no purchase. Who first bought after `until` is not among the customers.
 * Linear in the lines but for sorting each customer's own; the order of the lines does not matter.
 * @throws {RangeError} for columns of unequal length, a day that is not whole, a value that is not finite, a holdout that ends
 * before it begins
 * @example summarisePurchases({ customer: ['a', 'a'], day: [0, 14] }, { until: 28, daysPerUnit: 7 }).recency // new Float64Array([2])
 */
export function summarisePurchases<Id extends string | number>(
  lines: PurchaseLines<Id>,
  observation: Observation,
): PurchaseSummary<Id> {
  checkLines(lines, observation)
  const summaries = [...linesByCustomer(lines)]
    .map(([id, places]) => ({ id, ...summaryOf(lines, places, observation) }))
    .filter(({ age }) => age >= 0)
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  const column = (name: 'frequency' | 'recency' | 'age' | 'averageValue' | 'holdout') =>
    Float64Array.from(summaries, (summary) => summary[name])
  return {
    customers: summaries.map(({ id }) => id),
    frequency: column('frequency'),
    recency: column('recency'),
    age: column('age'),
    averageValue: column('averageValue'),
    holdout: observation.holdoutUntil === undefined ? new Float64Array(0) : column('holdout'),
  }
}

function checkLines<Id extends string | number>(lines: PurchaseLines<Id>, observation: Observation): void {
  const { until, daysPerUnit, holdoutUntil = until } = observation
  if (!Number.isInteger(until)) throw new RangeError(`until must be a whole day, not ${until}.`)
  if (!(daysPerUnit > 0 && daysPerUnit < Infinity)) {
    throw new RangeError(`daysPerUnit must be above 0, not ${daysPerUnit}.`)
  }
  if (!(Number.isInteger(holdoutUntil) && holdoutUntil >= until)) {
    throw new RangeError(`holdoutUntil must be a whole day not before until, not ${holdoutUntil}.`)
  }
  const { customer, day, value } = lines
  if (day.length !== customer.length || (value && value.length !== customer.length)) {
    throw new RangeError('customer, day and value must be of one length.')
  }
  for (let at = 0; at < day.length; at++) {
    if (!Number.isInteger(day[at])) throw new RangeError(`day[${at}] must be a whole number, not ${day[at]}.`)
    if (value && !Number.isFinite(value[at])) throw new RangeError(`value[${at}] must be finite, not ${value[at]}.`)
  }
}

function linesByCustomer<Id extends string | number>({ customer }: PurchaseLines<Id>): Map<Id, number[]> {
  const places = new Map<Id, number[]>()
  for (let at = 0; at < customer.length; at++) {
    const id = customer[at] as Id
    const own = places.get(id)
    if (own) own.push(at)
    else places.set(id, [at])
  }
  return places
}

function summaryOf<Id extends string | number>(
  { day, value }: PurchaseLines<Id>,
  places: number[],
  { until, daysPerUnit, holdoutUntil = until }: Observation,
) {
  const dayOf = (place: number) => day[place] as number
  const amountOf = (place: number) => (value ? (value[place] as number) : 0)
  // By value within a day, so that sums are the same to the last bit whatever the order of the lines.
  places.sort((one, other) => dayOf(one) - dayOf(other) || amountOf(one) - amountOf(other))
  const days = [...new Set(places.filter((place) => amountOf(place) >= 0).map(dayOf))]
  const observed = days.filter((today) => today <= until)
  const [first, last] = [observed[0] ?? Infinity, observed.at(-1) ?? Infinity]
  const frequency = Math.max(0, observed.length - 1)
  let repeatValue = 0
  for (const place of places) if (dayOf(place) > first && dayOf(place) <= until) repeatValue += amountOf(place)
  return {
    frequency,
    recency: (last - first) / daysPerUnit,
    age: (until - first) / daysPerUnit,
    averageValue: frequency ? repeatValue / frequency : 0,
    holdout: days.filter((today) => today > until && today <= holdoutUntil).length,
  }
}
