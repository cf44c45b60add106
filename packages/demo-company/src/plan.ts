import { type CustomerWorld, demoBuyer } from './buyer.ts'
import { demandOf, meanLinesPerOrder, orderCount, type Seasons } from './orders.ts'

/** How often the customers of a world order, known before any of it is made. */
export interface OrderPlan {
  ordersPerDemand: number
  /** Orders of all customers before each block of `blockOf` customers, and after the last: order numbers of any part follow from it. */
  ordersBefore: Float64Array
  blockOf: number
}

const blockOf = 500

/**
 * Draws every buyer of a world and holds the sum of what they want to the lines asked for. Without it a few giants, of whom
 * a small world has more or fewer by chance, would decide how many lines there are.
 */
export function planOrders(world: CustomerWorld, seasons: Seasons): OrderPlan {
  const demand = new Float64Array(world.customers)
  let sum = 0
  for (let index = 0; index < world.customers; index++) {
    const one = demandOf(demoBuyer(world, index), seasons)
    demand[index] = one
    sum += one
  }
  const ordersPerDemand = sum > 0 ? (world.customers * world.linesPerCustomer) / meanLinesPerOrder / sum : 0
  return { ordersPerDemand, blockOf, ordersBefore: countOrders(world, demand, ordersPerDemand) }
}

function countOrders(world: CustomerWorld, demand: Float64Array, ordersPerDemand: number): Float64Array {
  const blocks = Math.ceil(world.customers / blockOf)
  const before = new Float64Array(blocks + 1)
  for (let index = 0, count = 0; index < world.customers; index++) {
    if (demand[index]) count += orderCount(demoBuyer(world, index), demand[index] as number, ordersPerDemand)
    before[Math.floor(index / blockOf) + 1] = count
  }
  return before
}
