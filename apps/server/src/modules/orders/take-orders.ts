import type { OrderDraft, OrderReason, OrderTaken } from '@quayside/contract'
import { connectionOf, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { isOutage } from '../../platform/outage.ts'
import { Refusal } from '../../platform/refusal.ts'
import { claimKeys, returnKeys } from './claim-key.ts'
import { insertOrders, type ToWrite } from './insert-order.ts'
import { lookUpsOf, recogniser } from './look-ups.ts'
import { reason, reasonsForReader } from './order-reasons.ts'
import { type Arrival, nextNumbers, readyOrder, takeAs, takenAs } from './take-order.ts'
import { lookAhead, partition } from './take-together.ts'
import { withoutControls } from './without-controls.ts'

type Refused = { outcome: 'refused'; code: string; reasons: OrderReason[] }
export type Result = OrderTaken | Refused

export interface Incoming {
  draft: OrderDraft
  key?: string | undefined
  /** Found before it came to the door: what of a file or a message could not be read. */
  faults?: readonly OrderReason[] | undefined
  /** Where they did not come in together. */
  receivedAt?: Date | undefined
}

export interface Queued extends Incoming {
  /** Its place among the orders given. */
  at: number
  id: Id
  number: string
}

/**
 * Several orders in one transaction, each standing or falling alone; the results stand as the orders were given. All keys are taken first,
 * then customer by customer whatever each is called by, both in one order for everybody: two such transactions wait for one another
 * where they have a customer or a key in common, and never in a ring.
 */
export async function takeOrders(
  tx: Tx,
  user: User,
  orders: readonly Incoming[],
  arrival: Omit<Arrival, 'key'>,
): Promise<Result[]> {
  const client = connectionOf(tx)
  // Planned anew for each order the statements of prices cost more than all the rest; what they ask is always the same.
  await client.query('set local plan_cache_mode = force_generic_plan')
  const numbers = await nextNumbers(tx, orders.length)
  const queue = orders.map(
    (one, at): Queued => ({ ...one, draft: withoutControls(one.draft), at, id: newId(), number: numbers[at] ?? '' }),
  )
  const results: Result[] = []
  // The second of two orders with one key is looked at when it is known what became of the first.
  for (const turn of turnsOf(queue)) {
    const taken = await takeTurn(tx, user, turn, arrival)
    for (const [at, result] of taken) results[at] = result
  }
  return results
}

/** No two of a turn have one key. */
function turnsOf(queue: readonly Queued[]): Queued[][] {
  const met = new Map<string, number>()
  const turns: Queued[][] = []
  for (const one of queue) {
    const turn = one.key === undefined ? 0 : (met.get(one.key) ?? 0)
    if (one.key !== undefined) met.set(one.key, turn + 1)
    turns[turn] = [...(turns[turn] ?? []), one]
  }
  return turns
}

async function takeTurn(tx: Tx, user: User, turn: readonly Queued[], arrival: Omit<Arrival, 'key'>) {
  const withKey = turn.flatMap((one) => (one.key ? [{ ...one, key: one.key }] : []))
  const known = await claimKeys(tx, withKey, arrival)
  const results = new Map<number, Result>()
  for (const { at, id } of turn) {
    const before = known.get(id)
    if (before) results.set(at, before)
  }
  const fresh = turn.filter(({ id }) => !known.has(id))
  for (const [at, result] of await takeEach(tx, user, fresh, arrival)) results.set(at, result)
  const refused = fresh.filter(({ at, key }) => key && results.get(at)?.outcome === 'refused')
  await returnKeys(
    tx,
    refused.map(({ id }) => id),
  )
  return results
}

/**
 * Those that look at nothing another of them writes first, together; the others customer by customer. Without a savepoint for each, which
 * hardly any needs; where the database refuses what one holds, all over again with them.
 */
async function takeEach(tx: Tx, user: User, orders: readonly Queued[], arrival: Omit<Arrival, 'key'>) {
  const client = connectionOf(tx)
  const recognise = await recogniser(
    tx,
    orders.map(({ draft }) => draft.customer),
  )
  const customers = new Map<number, Id>()
  for (const { at, draft } of orders) customers.set(at, (await recognise(draft.customer)).customer?.id ?? '')
  const inTurn = orders.toSorted((a, b) => compare(customers.get(a.at), customers.get(b.at)) || a.at - b.at)
  const lookUps = { ...lookUpsOf(tx, [...new Set(customers.values())].filter(Boolean)), recognise }
  const told = (taken: OrderTaken): OrderTaken => ({
    ...taken,
    reasons: reasonsForReader(taken.reasons, user.rights.categories.finance.read),
  })
  const arrivalOf = ({ key, faults, receivedAt = arrival.receivedAt }: Queued): Arrival => ({
    ...arrival,
    key,
    faults,
    receivedAt,
  })
  const take = (one: Queued): Promise<Result> =>
    unlessRefused(takeAs(tx, user, one, one.draft, arrivalOf(one), lookUps).then(told))
  await client.query('savepoint all_orders')
  try {
    const customerOf = ({ at }: Queued) => customers.get(at) ?? ''
    const { together, alone } = partition(inTurn, customerOf)
    const results = new Map<number, Result>()
    const ahead = await lookAhead(tx, together, inTurn, customerOf, lookUps)
    const ready: ToWrite[] = []
    for (const queued of together) {
      const { at, draft } = queued
      const one = await unlessRefused(readyOrder(tx, user, queued, draft, arrivalOf(queued), ahead))
      if (!('outcome' in one)) {
        ready.push(one)
        ahead.spend(one)
      }
      results.set(at, 'outcome' in one ? (one.outcome === 'refused' ? one : told(one)) : told(takenAs(one)))
    }
    await insertOrders(tx, user, ready)
    for (const one of alone) results.set(one.at, await take(one))
    return results
  } catch (error) {
    if (!isOfOneOrder(error)) throw error
    await client.query('rollback to savepoint all_orders')
    return oneByOne(tx, inTurn, take)
  }
}

/** A refusal is thrown before anything is written. */
const unlessRefused = <T>(taking: Promise<T>): Promise<T | Refused> =>
  taking.catch((error: unknown) => {
    if (error instanceof Refusal) return refusedBy(error)
    throw error
  })

async function oneByOne(tx: Tx, orders: readonly Queued[], take: (one: Queued) => Promise<Result>) {
  const client = connectionOf(tx)
  const results = new Map<number, Result>()
  for (const one of orders) {
    await client.query('savepoint order_by_itself')
    try {
      results.set(one.at, await take(one))
      await client.query('release savepoint order_by_itself')
    } catch (error) {
      if (!isOfOneOrder(error)) throw error
      await client.query('rollback to savepoint order_by_itself')
      const code = error.code === '42501' ? 'notAllowed' : 'notKept'
      results.set(one.at, { outcome: 'refused', code, reasons: [reason(code, '', { code: error.code })] })
    }
  }
  return results
}

const refusedBy = (error: Refusal): Refused => ({
  outcome: 'refused',
  code: error.code,
  reasons: (error.extra.reasons as OrderReason[]) ?? [],
})

const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

/** Values the database does not accept (classes 22 and 23), row policies, and what its rules raise. */
const isOfOneOrder = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && !isOutage(error) && /^(22|23|42501|P0001)/.test((error as { code?: string }).code ?? '')

/** Keys of one person's systems are his own: another's of the same text are others. */
export const keyOf = (user: User, key: string | undefined): string | undefined => key && `${user.id}:${key}`
