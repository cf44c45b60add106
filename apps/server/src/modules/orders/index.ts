import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../platform/http/serve.ts'
import { listOrders, readOrder } from './read-orders.ts'

/** Orders as customer analysis needs them; entry and tracking build on this. */
export function registerOrders(app: FastifyInstance): void {
  serve(app, contract.listOrders, ({ read, query }) => read((db, user) => listOrders(db, user, query)))
  serve(app, contract.readOrder, ({ read, params }) => read((db, user) => readOrder(db, user, params.id)))
}

// For the modules above: the one door, whatever channel an order comes by.
export { type Arrival, takeOrder } from './take-order.ts'
