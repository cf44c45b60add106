import { type Place, places } from './places.ts'
import { Random } from './random.ts'
import { type Trade, trades } from './trades.ts'

export interface CustomerWorld {
  seed: number
  customers: number
  /** Mean over the whole period; the plan of a world holds the total to it. */
  linesPerCustomer: number
}

/** What a customer buys, without who he is: all that orders depend on, cheap enough to draw for a whole world before writing it. */
export interface DemoBuyer {
  index: number
  kind: 'enterprise' | 'individual' | 'department'
  trade: Trade
  place: Place
  /** Orders nothing at all: known from a fair or an inquiry. */
  onlyProspect: boolean
  /** How much he orders beside the others; 1 is the mean of enterprises. */
  weight: number
  /** Share of the period (0–1) where ordering begins, and where it ends for a customer who left. */
  begins: number
  ends: number
  yearlyGrowth: 0 | 1 | 2
  /** Multiplies the price of a line; above 1 for customers with heavier goods. */
  priceLevel: number
  /** Share of revenue added to the usual cost: the expensive to serve. */
  extraCost: number
  /** A stream of its own, so that orders and interactions do not depend on which is made first. */
  orderRandom: Random
}

export const departments = ['采购部', '市场部', '行政部', '信息技术部', '财务部', '人力资源部']

/** Sizes follow a log-normal law steep enough that about a fifth of the customers bring four fifths of the sales. */
const spread = 1.55

/** Customer number `index` as a buyer: the same whatever else is drawn. `random` is the stream his name is drawn from next. */
export function demoBuyer(world: CustomerWorld, index: number, random = new Random(world.seed, index)): DemoBuyer {
  const trade = random.pick(trades)
  const place = random.pick(places)
  const orderRandom = new Random(world.seed ^ 0x0badcafe, index)
  if (index < departments.length && world.customers >= 50) return aDepartment(index, trade, place, orderRandom)
  const enterprise = random.chance(0.9)
  const onlyProspect = random.chance(0.08)
  const habits = new Random(world.seed ^ 0x0ddba11, index)
  const begins = habits.chance(0.62) ? 0 : habits.next() * 0.85
  const left = habits.chance(0.14)
  return {
    index,
    kind: enterprise ? 'enterprise' : 'individual',
    trade,
    place,
    onlyProspect,
    weight: Math.exp(spread * habits.normal() - (spread * spread) / 2) * (enterprise ? 1 : 0.15),
    begins,
    ends: left ? Math.min(1, begins + 0.15 + habits.next() * 0.6) : 1,
    yearlyGrowth: habits.pick([0, 1, 1, 2] as const),
    priceLevel: Math.exp(0.35 * habits.normal()),
    extraCost: habits.chance(0.12) ? 0.12 + 0.15 * habits.next() : 0.04 * habits.next(),
    orderRandom,
  }
}

/** Internal customers order nothing. */
function aDepartment(index: number, trade: Trade, place: Place, orderRandom: Random): DemoBuyer {
  return {
    index,
    kind: 'department',
    trade,
    place,
    onlyProspect: true,
    weight: 0,
    begins: 0,
    ends: 1,
    yearlyGrowth: 0,
    priceLevel: 1,
    extraCost: 0,
    orderRandom,
  }
}
