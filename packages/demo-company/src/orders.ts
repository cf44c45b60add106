import type { DemoBuyer } from './buyer.ts'
import { type Place, places } from './places.ts'
import { busyDays, dayAtMark, dayNumber } from './season.ts'
import { type DemoService, servicePrices, trades, unitOf } from './trades.ts'

export interface DemoLine {
  service: DemoService
  item: string
  quantity: number
  unit: string
  /** Ten-thousandths of a yuan. */
  amountE4: number
  costE4: number
  weightG: number
  origin: Place
  destination: Place
  /** Day numbers since 1970-01-01; null where the service has none. */
  promisedOn: number | null
  deliveredOn: number | null
}
export interface DemoOrder {
  orderedOn: number
  lines: DemoLine[]
}

export interface Period {
  from: string
  to: string
}

/** Yearly growth of the three classes of customers: shrinking, steady, growing. */
const growth = [-0.18, 0.08, 0.35] as const
const mostLinesMore = 7
const meanLinesMore = 1.2
/** Lines of an order: one and a few more. Cutting at eight lowers the mean by less than 0.0002. */
export const meanLinesPerOrder = 1 + meanLinesMore

/** The busy days of every trade and growth class of a period, made once. */
export function seasonsOf({ from, to }: Period) {
  const first = dayNumber(from)
  const totals = new Map(
    trades.map((trade) => [trade, growth.map((rate) => busyDays(first, dayNumber(to), trade.months, rate))]),
  )
  return { first, last: dayNumber(to), totals }
}
export type Seasons = ReturnType<typeof seasonsOf>

/** Where in the running total of busy days a buyer begins and ends. */
function marksOf(buyer: DemoBuyer, seasons: Seasons) {
  const total = seasons.totals.get(buyer.trade)?.[buyer.yearlyGrowth] as Float64Array
  const days = total.length - 1
  const low = total[Math.floor(buyer.begins * days)] as number
  const high = total[Math.floor(buyer.ends * days)] as number
  return { total, low, high, whole: total[days] as number }
}

/** What a buyer wants over the period beside others: his weight, less the time before he came and after he left. */
export function demandOf(buyer: DemoBuyer, seasons: Seasons): number {
  if (buyer.onlyProspect) return 0
  const { low, high, whole } = marksOf(buyer, seasons)
  return (buyer.weight * (high - low)) / whole
}

/** How often a buyer orders, rounded up as often as its fraction says so that the sum holds: the first number drawn from his stream. */
export const orderCount = (buyer: DemoBuyer, demand: number, ordersPerDemand: number) =>
  demand > 0 ? Math.floor(demand * ordersPerDemand + buyer.orderRandom.next()) : 0

/** The days (since 1970-01-01) of a buyer's orders, oldest first. Draws from his stream: once for each buyer made. */
export function orderDays(buyer: DemoBuyer, seasons: Seasons, ordersPerDemand: number): Float64Array {
  const { orderRandom: random } = buyer
  const count = orderCount(buyer, demandOf(buyer, seasons), ordersPerDemand)
  const { total, low, high } = marksOf(buyer, seasons)
  const days = new Float64Array(count)
  for (let at = 0; at < count; at++) days[at] = low + random.next() * (high - low)
  days.sort()
  for (let at = 0; at < count; at++) days[at] = seasons.first + dayAtMark(total, days[at] as number)
  return days
}

/** A buyer's orders over the period, oldest first. */
export function* ordersOf(buyer: DemoBuyer, seasons: Seasons, ordersPerDemand: number): Generator<DemoOrder> {
  for (const orderedOn of orderDays(buyer, seasons, ordersPerDemand)) {
    const count = 1 + Math.min(mostLinesMore, buyer.orderRandom.poisson(meanLinesMore))
    const lines: DemoLine[] = []
    for (let at = 0; at < count; at++) lines.push(aLine(buyer, orderedOn, seasons.last))
    yield { orderedOn, lines }
  }
}

function aLine(buyer: DemoBuyer, orderedOn: number, today: number): DemoLine {
  const { orderRandom: random, trade, place } = buyer
  const service = weighted(trade.services, random.next())
  const price = servicePrices[service]
  const amount =
    price.median * buyer.priceLevel * Math.exp(price.spread * random.normal() - (price.spread * price.spread) / 2)
  const costShare = price.costShare + buyer.extraCost + 0.05 * random.normal()
  const destination = price.days === 0 ? place : random.pick(places)
  const promisedOn = price.days === 0 ? null : orderedOn + price.days
  const late = random.chance(0.09)
    ? random.whole(1, Math.max(2, price.days))
    : -random.whole(0, Math.min(2, price.days))
  const deliveredOn = promisedOn === null ? null : promisedOn + late
  return {
    service,
    item: trade.goods[random.whole(0, trade.goods.length - 1)] as string,
    quantity: random.whole(1, 40),
    unit: unitOf(service),
    amountE4: Math.round(amount * 100) * 100,
    costE4: Math.round(amount * costShare * 100) * 100,
    weightG: Math.round(1_000 * Math.exp(5.5 + random.normal())),
    origin: place,
    destination,
    promisedOn,
    deliveredOn: deliveredOn !== null && deliveredOn <= today ? Math.max(orderedOn, deliveredOn) : null,
  }
}

function weighted<T>(choices: readonly (readonly [T, number])[], at: number): T {
  let left = 0
  for (const choice of choices) left += choice[1]
  left *= at
  for (const choice of choices) {
    left -= choice[1]
    if (left < 0) return choice[0]
  }
  return (choices[0] as readonly [T, number])[0]
}
