import type { OrderLines } from '../src/index.ts'
import { seededRandom } from './random.ts'

type Simulation = {
  customers: number
  /** Days of history; the last is the day of the report. */
  days: number
  /** Mean gaps are even in their logarithm from … to. */
  gapFrom: number
  gapTo: number
  /** Shape of the Gamma of the gaps: 1 at random, more regular. */
  shape: number
  /** Index of a day, mean 1. */
  season?: (day: number) => number
  /** From this day on gaps are longer by this factor; Infinity: he stops. */
  slowFrom?: number
  slowBy?: number
  seed: number
}

/** Orders of customers who keep a rhythm, or slow down, in seasonal time; each of 100. */
export function simulateOrders(options: Simulation): OrderLines {
  const { customers, days, gapFrom, gapTo, shape, season = () => 1, slowFrom = Infinity, slowBy = 1, seed } = options
  const random = seededRandom(seed)
  const series: number[] = []
  const day: number[] = []
  const speed = Float64Array.from({ length: days + 1 }, (_, at) => season(at))
  for (let customer = 0; customer < customers; customer++) {
    const gap = gapFrom * (gapTo / gapFrom) ** random.uniform()
    // Already running when history begins; seasonal time left to the next order.
    let left = ((random.uniform() * random.gamma(shape + 1)) / shape) * gap
    for (let today = 0; today <= days; today++) {
      left -= (speed[today] as number) / (today > slowFrom ? slowBy : 1)
      if (left > 0) continue
      series.push(customer)
      day.push(today)
      while (left <= 0) left += (random.gamma(shape) / shape) * gap
    }
  }
  return { series, day, amount: day.map(() => 100) }
}
