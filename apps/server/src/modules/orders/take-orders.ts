import type { OrderDraft, OrderReason, OrderTaken } from '@quayside/contract'
import { connectionOf, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { reasonsForReader } from './order-reasons.ts'
import { type Arrival, takeOrder } from './take-order.ts'

export type Result = OrderTaken | { outcome: 'refused'; code: string; reasons: OrderReason[] }

export interface Incoming {
  draft: OrderDraft
  key?: string | undefined
  /** Found before it came to the door: what of a file or a message could not be read. */
  faults?: readonly OrderReason[] | undefined
}

/**
 * Several orders in one transaction, each standing or falling alone. Taken customer by customer, so that two such transactions wait for
 * one another and never in a ring; the results stand as the orders were given.
 */
export async function takeOrders(
  tx: Tx,
  user: User,
  orders: readonly Incoming[],
  arrival: Omit<Arrival, 'key'>,
): Promise<Result[]> {
  const results: Result[] = []
  const whose = ({ draft }: Incoming) => JSON.stringify(draft.customer)
  const byCustomer = [...orders.entries()].toSorted(([, a], [, b]) =>
    whose(a) < whose(b) ? -1 : whose(a) > whose(b) ? 1 : 0,
  )
  const client = connectionOf(tx)
  const seesMoney = user.rights.categories.finance.read
  for (const [at, { draft, key, faults }] of byCustomer) {
    await client.query('savepoint order_by_itself')
    try {
      const taken = await takeOrder(tx, user, draft, { ...arrival, key, faults })
      results[at] = { ...taken, reasons: reasonsForReader(taken.reasons, seesMoney) }
      await client.query('release savepoint order_by_itself')
    } catch (error) {
      await client.query('rollback to savepoint order_by_itself')
      if (!(error instanceof Refusal)) throw error
      results[at] = { outcome: 'refused', code: error.code, reasons: (error.extra.reasons as OrderReason[]) ?? [] }
    }
  }
  return results
}

/** Keys of one person's systems are his own: another's of the same text are others. */
export const keyOf = (user: User, key: string | undefined): string | undefined => key && `${user.id}:${key}`
