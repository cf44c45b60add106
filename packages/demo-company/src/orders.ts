import type { DemoCustomer } from './customer.ts'
import { type Place, places } from './places.ts'
import { busyDays, dayAtMark, dayNumber } from './season.ts'
import { type DemoService, servicePrices, trades } from './trades.ts'

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
const meanLinesPerOrder = 2.2

/** The busy days of every trade and growth class of a period, made once. */
export function seasonsOf({ from, to }: Period) {
  const first = dayNumber(from)
  const totals = new Map(
    trades.map((trade) => [trade, growth.map((rate) => busyDays(first, dayNumber(to), trade.months, rate))]),
  )
  return { first, last: dayNumber(to), totals }
}
export type Seasons = ReturnType<typeof seasonsOf>

/** A customer's orders over the period, oldest first. */
export function ordersOf(customer: DemoCustomer, seasons: Seasons): DemoOrder[] {
  if (customer.onlyProspect) return []
  const { orderRandom: random, trade } = customer
  const total = seasons.totals.get(trade)?.[customer.yearlyGrowth] as Float64Array
  const days = total.length - 1
  const low = total[Math.floor(customer.begins * days)] as number
  const high = total[Math.floor(customer.ends * days)] as number
  const mean = (customer.appetite / meanLinesPerOrder) * ((high - low) / (total[days] as number))
  const marks = Float64Array.from({ length: random.poisson(mean) }, () => low + random.next() * (high - low)).sort()
  return Array.from(marks, (mark) => {
    const orderedOn = seasons.first + dayAtMark(total, mark)
    const lines = Array.from({ length: 1 + Math.min(7, random.poisson(meanLinesPerOrder - 1)) }, () =>
      aLine(customer, orderedOn, seasons.last),
    )
    return { orderedOn, lines }
  })
}

function aLine(customer: DemoCustomer, orderedOn: number, today: number): DemoLine {
  const { orderRandom: random, trade, place } = customer
  const service = weighted(trade.services, random.next())
  const price = servicePrices[service]
  const amount =
    price.median * customer.priceLevel * Math.exp(price.spread * random.normal() - (price.spread * price.spread) / 2)
  const costShare = price.costShare + customer.extraCost + 0.05 * random.normal()
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
    unit: service === 'express' ? '票' : service === 'sea' ? '箱' : '托',
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
  const all = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = at * all
  for (const [choice, weight] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  return (choices[0] as readonly [T, number])[0]
}
