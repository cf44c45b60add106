import { type Quintiles, quintiles } from './quintiles.ts'
import { RFM_SEGMENTS, type RfmSegment, rfmSegment } from './segments.ts'

/** One place per customer who has ordered. */
export type RfmInput = {
  /** Days since his last order; 0 or more: orders after the day of the report are not part of it. */
  readonly daysSinceLast: ArrayLike<number>
  /** Orders in the period, 0 or more. */
  readonly orders: ArrayLike<number>
  /** Amount in the period, returns deducted; may be negative. */
  readonly amount: ArrayLike<number>
}

export type RfmScores = {
  /** 1…5, 5 the most recent. */
  readonly recency: Uint8Array
  readonly frequency: Uint8Array
  readonly monetary: Uint8Array
  /** Place in `RFM_SEGMENTS` of each customer. */
  readonly segment: Uint8Array
  /** Customers in each of the 125 cells: place 25 (R−1) + 5 (F−1) + M−1. */
  readonly cells: Uint32Array
  readonly customersBySegment: Readonly<Record<RfmSegment, number>>
  /** Worst value that still has the score, from 1 to 5: most days, fewest orders, least amount; undefined for a score nobody has. */
  readonly limits: {
    readonly daysSinceLast: Quintiles['from']
    readonly orders: Quintiles['from']
    readonly amount: Quintiles['from']
  }
}

/**
 * RFM: quintiles 5…1 of recency, frequency and amount over the customers given; equal values share a score (see `quintiles`).
 * The order of the customers does not matter.
 * @throws {RangeError} for columns of unequal length, days or orders below 0, anything not finite
 */
export function scoreRfm({ daysSinceLast, orders, amount }: RfmInput): RfmScores {
  if (orders.length !== daysSinceLast.length || amount.length !== daysSinceLast.length) {
    throw new RangeError('daysSinceLast, orders and amount must be of one length.')
  }
  checkNotNegative('daysSinceLast', daysSinceLast)
  checkNotNegative('orders', orders)
  const recency = quintiles(Float64Array.from(daysSinceLast, (days) => -days))
  const frequency = quintiles(orders)
  const monetary = quintiles(amount)
  const [r, f, m] = [recency.scores, frequency.scores, monetary.scores]
  const cells = new Uint32Array(125)
  const segment = new Uint8Array(r.length)
  for (let at = 0; at < r.length; at++) {
    const cell = 25 * ((r[at] as number) - 1) + 5 * ((f[at] as number) - 1) + (m[at] as number) - 1
    cells[cell] = (cells[cell] as number) + 1
    segment[at] = SEGMENT_OF_CELL[cell] as number
  }
  // −0 for 0 days would show as "−0".
  const days = recency.from.map((value) => (value === undefined ? undefined : Math.abs(value)))
  return {
    recency: r,
    frequency: f,
    monetary: m,
    segment,
    cells,
    customersBySegment: countSegments(segment),
    limits: { daysSinceLast: days, orders: frequency.from, amount: monetary.from },
  }
}

const SEGMENT_OF_CELL = Uint8Array.from({ length: 125 }, (_, cell) => {
  const key = rfmSegment(Math.floor(cell / 25) + 1, (Math.floor(cell / 5) % 5) + 1, (cell % 5) + 1)
  return RFM_SEGMENTS.findIndex((segment) => segment.key === key)
})

function checkNotNegative(name: string, column: ArrayLike<number>): void {
  for (let at = 0; at < column.length; at++) {
    if (!((column[at] as number) >= 0)) throw new RangeError(`${name}[${at}] must be 0 or more, not ${column[at]}.`)
  }
}

function countSegments(segment: Uint8Array): Record<RfmSegment, number> {
  const counts = new Uint32Array(RFM_SEGMENTS.length)
  for (const place of segment) counts[place] = (counts[place] as number) + 1
  return Object.fromEntries(RFM_SEGMENTS.map(({ key }, at) => [key, counts[at] as number])) as Record<
    RfmSegment,
    number
  >
}
