import type { CustomerRef, OrderChannel } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { askAgreement } from './ask-agreement.ts'
import { type CreditPosition, creditPosition } from './check-credit.ts'
import type { CheckedOrder } from './checked-order.ts'
import { type Double, findDouble } from './find-double.ts'
import type { AskAgreement } from './price-lines.ts'
import { type Recognised, recogniseByIds, recogniseCustomer } from './recognise-customer.ts'
import { routeOrder } from './route-order.ts'

/** What orders of one transaction ask for again and again: a customer by one name and the rates of a lane are read once. */
export interface LookUps {
  recognise(ref: CustomerRef): Promise<Recognised>
  ask: AskAgreement
  credit(accountId: Id, orderId: Id): Promise<CreditPosition>
  double(accountId: Id, reference: string, orderId: Id): Promise<Double | undefined>
  route(order: CheckedOrder, channel: OrderChannel): Promise<Id | null>
}

/** `customers`: of orders looked at together; the rates of a lane are read for all of them. */
export function lookUpsOf(tx: Tx, customers?: readonly Id[]): LookUps {
  const known = new Map<string, Promise<Recognised>>()
  const routes = new Map<string, Promise<Id | null>>()
  return {
    recognise: (ref) => once(known, JSON.stringify(ref), () => recogniseCustomer(tx, ref)),
    ask: askAgreement(tx, customers),
    credit: (accountId, orderId) => creditPosition(tx, accountId, orderId),
    double: (accountId, reference, orderId) => findDouble(tx, accountId, reference, orderId),
    route(order, channel) {
      const ends = [order.places[0]?.country, order.places.at(-1)?.country]
      const key = JSON.stringify([channel, order.lines.map(({ service }) => service), ends])
      return once(routes, key, () => routeOrder(tx, order, channel))
    },
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? find()
  known.set(key, found)
  return found
}

/** As recognise, for many: those called by id are found in one round trip. */
export async function recogniser(tx: Tx, refs: readonly CustomerRef[]): Promise<LookUps['recognise']> {
  const byId = await recogniseByIds(
    tx,
    refs.flatMap((ref) => ('id' in ref ? [ref.id] : [])),
  )
  const known = new Map<string, Promise<Recognised>>()
  return (ref) => {
    const found = 'id' in ref && byId.get(ref.id)
    return found ? Promise.resolve(found) : once(known, JSON.stringify(ref), () => recogniseCustomer(tx, ref))
  }
}
