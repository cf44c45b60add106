import type { OrderChannel, OrderDraft, OrderReason, OrderTaken } from '@quayside/contract'
import { dayAt } from '@quayside/worktime'
import { prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { forbidden } from '../../platform/refusal.ts'
import { mayTakeOrdersOf } from '../accounts/index.ts'
import { judgeCredit } from './check-credit.ts'
import { checkDraft } from './check-draft.ts'
import { checkReferredTo } from './check-referred-to.ts'
import type { CheckedOrder } from './checked-order.ts'
import { claimKey } from './claim-key.ts'
import { fingerprintOf } from './find-double.ts'
import { insertOrders, type ToWrite } from './insert-order.ts'
import { type LookUps, lookUpsOf } from './look-ups.ts'
import { faultsOf, reason } from './order-reasons.ts'
import { type PricedLine, priceLines } from './price-lines.ts'
import { quarantine } from './quarantine.ts'
import type { Company, Customer } from './recognise-customer.ts'
import { refuseOrder } from './refuse-order.ts'
import { withoutControls } from './without-controls.ts'

/** By which way, under which key and when an order came in. */
export interface Arrival {
  channel: OrderChannel
  /** The sender's own: the same key is the same order, and never doubled. Unique over all senders of the channel. */
  key?: string | undefined
  receivedAt: Date
  /** Found before it came to the door: what of a file or a message could not be read. */
  faults?: readonly OrderReason[] | undefined
  /** When it is told on the spine; absent: as it is received. Later for what waited in quarantine. */
  at?: Date | undefined
  /** The batch of imports it came with. */
  importId?: Id | undefined
  /** What becomes of an order with a fault. Absent: it is kept in quarantine until somebody mends it. */
  onFault?: 'refuse' | 'quarantine'
}

/** Orders judged so far: whatever stands against them is among the reasons. */
export interface Judged {
  customer: Customer | null
  company: Company
  order: CheckedOrder
  lines: PricedLine[]
  reasons: OrderReason[]
}

/** The one door: every order of every channel comes in here, once. */
export async function takeOrder(tx: Tx, user: User, given: OrderDraft, arrival: Arrival): Promise<OrderTaken> {
  const draft = withoutControls(given)
  const [id, number] = [newId(), await nextNumber(tx)]
  const known = await claimKey(tx, { id, number }, draft, arrival)
  if (known) return known
  return takeAs(tx, user, { id, number }, draft, arrival)
}

/** Takes an order under an id and a number it has: a new one, or one mended in quarantine. */
export async function takeAs(
  tx: Tx,
  user: User,
  it: { id: Id; number: string },
  draft: OrderDraft,
  arrival: Arrival,
  lookUps = lookUpsOf(tx),
): Promise<OrderTaken> {
  const ready = await readyOrder(tx, user, it, draft, arrival, lookUps)
  if ('outcome' in ready) return ready
  await insertOrders(tx, user, [ready])
  return takenAs(ready)
}

export const takenAs = ({ id, number, holds, reasons }: ToWrite): OrderTaken => ({
  outcome: holds.length > 0 ? 'held' : 'taken',
  orderId: id,
  number,
  reasons,
})

/** What became of it where it is not to be written: here already, or kept in quarantine. */
export async function readyOrder(
  tx: Tx,
  user: User,
  it: { id: Id; number: string },
  draft: OrderDraft,
  arrival: Arrival,
  lookUps: LookUps,
): Promise<OrderTaken | ToWrite> {
  const judged = await judgeOrder(tx, draft, arrival, it.id, lookUps)
  const { customer, order, reasons } = judged
  if (customer && !mayTakeOrdersOf(user, customer)) throw forbidden('You may not take orders of this customer.')

  const same = customer && (await lookForDouble(lookUps, customer.id, order, it.id, draft, reasons))
  if (same) return { outcome: 'known', orderId: same.id, number: same.number, reasons: [same.reason] }
  if (!customer || faultsOf(reasons).length > 0) {
    if (arrival.onFault === 'refuse') throw refuseOrder(reasons, user)
    return quarantine(tx, user, it, { draft, arrival, reasons, customer })
  }

  const teamId = draft.teamId ?? (await lookUps.route(order, arrival.channel)) ?? customer.team_id
  const holds = reasons.filter(({ severity }) => severity === 'hold')
  return { ...judged, id: it.id, number: it.number, customer, arrival, holds, teamId }
}

/** Everything that can be said of an order before it is written; writes nothing. */
export async function judgeOrder(
  tx: Tx,
  draft: OrderDraft,
  arrival: Arrival,
  orderId: Id,
  lookUps: LookUps = lookUpsOf(tx),
): Promise<Judged> {
  const { customer, company, reasons: ofCustomer } = await lookUps.recognise(draft.customer)
  const checked = checkDraft(draft, {
    timeZone: company.time_zone,
    today: dayAt(arrival.receivedAt, company.time_zone),
    currency: customer?.currency ?? company.currency,
  })
  const referred = await checkReferredTo(tx, draft, checked.order)
  const reasons = [...(arrival.faults ?? []), ...ofCustomer, ...checked.reasons, ...referred.reasons]
  const order = referred.order
  if (!customer || faultsOf(reasons).length > 0)
    return {
      customer,
      company,
      order,
      lines: [],
      reasons: customer ? await withHolds(lookUps, customer, reasons, orderId) : reasons,
    }
  const byPerson = arrival.channel === 'staff' || arrival.channel === 'phone'
  const priced = await priceLines(customer.id, order, { byPerson, ask: lookUps.ask })
  const amountE4 = priced.lines.reduce((sum, line) => sum + line.amountE4, 0)
  const position = await lookUps.credit(customer.id, orderId)
  return {
    customer,
    company,
    order,
    lines: priced.lines,
    reasons: [...reasons, ...priced.reasons, ...judgeCredit(position, amountE4, order.currency)],
  }
}

/** A customer nobody serves now is told even where the order has other faults. */
async function withHolds(
  lookUps: LookUps,
  customer: Customer,
  reasons: OrderReason[],
  orderId: Id,
): Promise<OrderReason[]> {
  return [...reasons, ...judgeCredit(await lookUps.credit(customer.id, orderId), 0, '')]
}

/** The order this one doubles; one that differs is told among the reasons. */
export async function lookForDouble(
  lookUps: LookUps,
  accountId: Id,
  order: CheckedOrder,
  orderId: Id,
  draft: OrderDraft,
  reasons: OrderReason[],
): Promise<{ id: Id; number: string; reason: OrderReason } | null> {
  if (!order.customerReference || draft.acceptDouble) return null
  const found = await lookUps.double(accountId, order.customerReference, orderId)
  if (!found) return null
  const params = { number: found.number, reference: order.customerReference }
  if (faultsOf(reasons).length === 0 && found.fingerprint === fingerprintOf(order))
    return { id: found.id, number: found.number, reason: reason('alreadyHere', '/customerReference', params) }
  reasons.push(reason('possibleDouble', '/customerReference', params))
  return null
}

export async function nextNumber(tx: Tx): Promise<string> {
  const [number = ''] = await nextNumbers(tx, 1)
  return number
}

export async function nextNumbers(tx: Tx, count: number): Promise<string[]> {
  const text = `
    select to_char(now() at time zone (select time_zone from company), 'YYYY') as year, nextval('service_order_numbers') as last
    from   generate_series(1, $1::integer)`
  const rows = await prepared<{ year: string; last: number }>(tx, 'next-order-numbers', text, [count])
  return rows.map(({ year, last }) => `SO-${year}-${String(last).padStart(6, '0')}`)
}
