import { groupOrders, isDay, type OrderLines } from '../churn/order-series.ts'

/**
 * When a customer counts as lost 失去客户: after so many days without an order; or after so many of his own mean gaps, but not before
 * `atLeastDays` and, as with one who ordered once only, after `atMostDays`.
 */
export type LostRule =
  | { readonly kind: 'silence'; readonly days: number }
  | {
      readonly kind: 'rhythm'
      readonly gaps: number
      readonly atLeastDays: number
      readonly atMostDays: number
    }

export type Period = {
  /** First and last day, days since 1970-01-01. */
  readonly from: number
  readonly to: number
  readonly lost: LostRule
}

/** Not yet a customer, active, lost. */
export const CUSTOMER_STATES = ['none', 'active', 'lost'] as const

export type Retention = {
  /** Active on the eve of the period, and on its last day. */
  readonly activeAtStart: number
  readonly activeAtEnd: number
  /** First order in the period; `newLost` of them are lost again at its end. */
  readonly newCustomers: number
  readonly newLost: number
  /** Active at the start, lost at the end. activeAtEnd = activeAtStart − lost + wonBack + newCustomers − newLost. */
  readonly lost: number
  /** Lost at the start, active at the end. */
  readonly wonBack: number
  /** 客户保留率: of those active at the start, the share active at the end; undefined without any. */
  readonly retentionRate: number | undefined
  /** Customers with an order in the period, and of them the share with another before or in it 重复购买率; undefined without any. */
  readonly buyers: number
  readonly repeatRate: number | undefined
  /** Days from the first order to the end of the period, of those active then; undefined without any. */
  readonly meanTenureDays: number | undefined
  readonly medianTenureDays: number | undefined
  /** Place in `CUSTOMER_STATES` of each series. */
  readonly stateAtStart: Uint8Array
  readonly stateAtEnd: Uint8Array
  /** First day on which each series lost at the end was lost; NaN for the others. */
  readonly lostOn: Float64Array
}

/**
 * Who stayed, came, went and came back in a period. What is ordered on one day is one order; a line below 0 is none; what comes
 * after the period is not seen. The order of the lines does not matter.
 * @throws {RangeError} for lines that are none, a period that ends before it begins, a rule that is none
 */
export function retention(lines: OrderLines, period: Period): Retention {
  checkPeriod(period)
  const { from, to, lost } = period
  const all = groupOrders(lines, to).map(({ days }) => days)
  const stateAtStart = Uint8Array.from(all, (days) => stateOn(from - 1, days, lost))
  const stateAtEnd = Uint8Array.from(all, (days) => stateOn(to, days, lost))
  const counted = new Uint32Array(9)
  for (let at = 0; at < all.length; at++) {
    const move = 3 * (stateAtStart[at] as number) + (stateAtEnd[at] as number)
    counted[move] = (counted[move] as number) + 1
  }
  const count = (start: number, end: number) => counted[3 * start + end] as number
  const [stayed, left, wonBack, newLost] = [
    count(ACTIVE, ACTIVE),
    count(ACTIVE, LOST),
    count(LOST, ACTIVE),
    count(NONE, LOST),
  ]
  const cameAndStayed = count(NONE, ACTIVE)
  const tenures = new Float64Array(count(NONE, ACTIVE) + count(ACTIVE, ACTIVE) + count(LOST, ACTIVE))
  let [active, buyers, again] = [0, 0, 0]
  for (let at = 0; at < all.length; at++) {
    const days = all[at] as Int32Array
    if (stateAtEnd[at] === ACTIVE) tenures[active++] = to - (days[0] as number)
    if (days.length === 0 || (days[days.length - 1] as number) < from) continue
    buyers++
    if (days.length > 1) again++
  }
  return {
    activeAtStart: stayed + left,
    activeAtEnd: stayed + wonBack + cameAndStayed,
    newCustomers: cameAndStayed + newLost,
    newLost,
    lost: left,
    wonBack,
    retentionRate: stayed + left > 0 ? stayed / (stayed + left) : undefined,
    buyers,
    repeatRate: buyers > 0 ? again / buyers : undefined,
    ...tenureOf(tenures.sort()),
    stateAtStart,
    stateAtEnd,
    lostOn: Float64Array.from(all, (days, at) =>
      stateAtEnd[at] === LOST ? lastDayOf(days, days.length, lost) + 1 : Number.NaN,
    ),
  }
}

const [NONE, ACTIVE, LOST] = [0, 1, 2]

/** `days` ascending; those after `day` are not known on it. */
function stateOn(day: number, days: Int32Array, lost: LostRule): number {
  const known = firstAfter(days, day)
  if (known === 0) return NONE
  return day > lastDayOf(days, known, lost) ? LOST : ACTIVE
}

/** Last day on which a customer with the first `known` of these orders is not lost yet. */
function lastDayOf(days: Int32Array, known: number, rule: LostRule): number {
  const [first, last] = [days[0] as number, days[known - 1] as number]
  if (rule.kind === 'silence') return last + rule.days
  if (known < 2) return last + rule.atMostDays
  const patience = Math.floor((rule.gaps * (last - first)) / (known - 1))
  return last + Math.max(rule.atLeastDays, Math.min(rule.atMostDays, patience))
}

function firstAfter(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as number) <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** @param tenures ascending */
function tenureOf(tenures: Float64Array) {
  const half = tenures.length / 2
  if (tenures.length === 0) return { meanTenureDays: undefined, medianTenureDays: undefined }
  return {
    meanTenureDays: tenures.reduce((sum, days) => sum + days, 0) / tenures.length,
    medianTenureDays: ((tenures[Math.ceil(half) - 1] as number) + (tenures[Math.floor(half)] as number)) / 2,
  }
}

function checkPeriod({ from, to, lost }: Period): void {
  for (const [name, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw new RangeError(`${name} must be a whole day of 1697…2243, not ${day}.`)
  }
  if (to < from) throw new RangeError(`to must not be before from: ${to} < ${from}.`)
  const limits: Record<string, number> =
    lost.kind === 'silence'
      ? { days: lost.days }
      : { gaps: lost.gaps, atLeastDays: lost.atLeastDays, atMostDays: lost.atMostDays }
  for (const [name, limit] of Object.entries(limits)) {
    if (!(limit > 0 && limit < Infinity)) throw new RangeError(`${name} must be above 0, not ${limit}.`)
  }
  if (lost.kind === 'rhythm' && lost.atMostDays < lost.atLeastDays) {
    throw new RangeError(`atMostDays must not be below atLeastDays: ${lost.atMostDays} < ${lost.atLeastDays}.`)
  }
}
