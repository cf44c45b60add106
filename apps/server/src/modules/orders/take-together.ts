import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { CreditPosition } from './check-credit.ts'
import type { Double } from './find-double.ts'
import type { ToWrite } from './insert-order.ts'
import type { LookUps } from './look-ups.ts'
import type { Queued } from './take-orders.ts'

type CustomerOf = (one: Queued) => Id

/** Which orders may be judged before any of them is written: none that may double another of them. */
export function partition(orders: readonly Queued[], customerOf: CustomerOf): { together: Queued[]; alone: Queued[] } {
  const met = new Set<string>()
  const together: Queued[] = []
  const alone: Queued[] = []
  for (const one of orders) {
    const key = one.draft.customerReference && `${customerOf(one)} ${looseKey(one.draft.customerReference)}`
    if (key && met.has(key)) alone.push(one)
    else together.push(one)
    if (key) met.add(key)
  }
  return { together, alone }
}

/** Two references that the database takes for one have one key here, too; the other way round it costs a moment, no more. */
const looseKey = (reference: string) => reference.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

const idsOf = (orders: readonly Queued[], customerOf: CustomerOf): Id[] => [
  ...new Set(orders.map(customerOf).filter((id) => id !== '')),
]

/**
 * What is asked of each of these orders, in one round trip for all of them. The limits of `every` customer of the request are locked here,
 * in one order for everybody, before any sum is.
 */
export async function lookAhead(
  tx: Tx,
  orders: readonly Queued[],
  every: readonly Queued[],
  customerOf: CustomerOf,
  lookUps: LookUps,
): Promise<LookUps & { spend(one: ToWrite): void }> {
  const credits = await creditPositions(tx, idsOf(every, customerOf))
  const doubles = await findDoubles(tx, orders, customerOf)
  return {
    ...lookUps,
    credit: async (accountId, orderId) => credits.get(accountId) ?? lookUps.credit(accountId, orderId),
    double: async (_, __, orderId) => doubles.get(orderId),
    // What the next one of this customer finds taken of his limit, as if this one were written.
    spend({ customer, order, lines, holds }) {
      const position = credits.get(customer.id)
      if (!position || position.limit_e4 === null || holds.length > 0 || order.currency !== position.limit_currency)
        return
      const amountE4 = lines.reduce((sum, line) => sum + line.amountE4, 0)
      credits.set(customer.id, { ...position, open_orders_e4: position.open_orders_e4 + amountE4 })
    },
  }
}

const noOrder = '00000000-0000-0000-0000-000000000000'

async function creditPositions(tx: Tx, accountIds: readonly Id[]): Promise<Map<Id, CreditPosition>> {
  const text = `select q.id as account_id, p.* from unnest($1::uuid[]) q (id) cross join lateral credit_position(q.id, '${noOrder}') p`
  const rows = await prepared<CreditPosition & { account_id: Id } & Record<string, unknown>>(
    tx,
    'credit-positions',
    text,
    [accountIds],
  )
  return new Map(rows.map((row) => [row.account_id, row]))
}

async function findDoubles(tx: Tx, orders: readonly Queued[], customerOf: CustomerOf): Promise<Map<Id, Double>> {
  const asked = orders.filter((one) => customerOf(one) !== '' && one.draft.customerReference && !one.draft.acceptDouble)
  if (asked.length === 0) return new Map()
  const text = 'select for_order, id, number, fingerprint from doubles_of_orders($1, $2, $3)'
  const rows = await prepared<Double & { for_order: Id } & Record<string, unknown>>(tx, 'doubles-of-orders', text, [
    asked.map(customerOf),
    asked.map(({ draft }) => draft.customerReference),
    asked.map(({ id }) => id),
  ])
  return new Map(rows.map((row) => [row.for_order, row]))
}
