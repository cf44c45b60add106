export { type CustomerWorld, type DemoBuyer, demoBuyer } from './buyer.ts'
export {
  type DemoAddress,
  type DemoContact,
  type DemoCustomer,
  demoCustomer,
  interactionRandom,
} from './customer.ts'
export { type DemoInteraction, interactionsOf } from './interactions.ts'
export {
  type DemoLine,
  type DemoOrder,
  orderDays,
  ordersOf,
  type Period,
  type Seasons,
  seasonsOf,
} from './orders.ts'
export { type Place, places } from './places.ts'
export { type OrderPlan, planOrders } from './plan.ts'
export { Random } from './random.ts'
export { dayOf, springFestival } from './season.ts'
export { type DemoCount, stockCounts } from './stock.ts'
export { type DemoService, demoServices, trades, unitOf, vendorOf } from './trades.ts'
