import { type billOrders as billRoute, type ReplyOf, smallestE4, usualVatBp } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { unbilledFee } from './billable-orders.ts'
import { buyerOf, type Customer, customerFor, dueOnFor, findCustomers } from './find-customer.ts'
import { keepInvoices, type NewInvoice, type NewLine } from './keep-invoices.ts'
import { netOf, roundedTogether } from './round-money.ts'

type Asked = z.output<(typeof billRoute)['body']>

/** A line of an order, or (without an id) what its changes and cancelling cost the customer. */
interface BillableLine {
  id: Id | null
  order_id: Id
  order_number: string
  order_reference: string | null
  account_id: Id
  currency: string
  service: string
  mode: string | null
  item: string | null
  quantity: string | null
  unit: string | null
  amount_e4: number
  origin: string | null
  destination: string | null
}

/** Invoices from what orders say; an order line is billed once, whoever else bills at the same moment. */
export async function billOrders(tx: Tx, user: User, asked: Asked, now: Date): Promise<ReplyOf<typeof billRoute>> {
  refuseWithoutFinance(user)
  const lines = await findLines(tx, asked.orderIds)
  const payer = asked.payerId ? await customerFor(tx, user, asked.payerId, '/payerId') : undefined
  const customers = await findCustomers(tx, [...new Set(lines.map(({ account_id }) => account_id))])
  for (const customer of customers.values())
    if (!reaches(user, 'create', customer))
      throw forbidden('Your roles do not let you write documents for one of these customers.')
  const papers = Map.groupBy(lines, (line) =>
    asked.each === 'order' ? line.order_id : `${payer?.id ?? line.account_id} ${line.currency}`,
  )
  const tooLong = [...papers.values()].find((group) => group.length > 500)
  if (tooLong) throw new Refusal('tooManyLines', 422, 'An invoice holds at most 500 lines: bill these orders in parts.')
  const kept = await keepInvoices(
    tx,
    user.id,
    [...papers.values()].map((group) => paperOf(group, payer ?? customers.get(group[0]?.account_id ?? ''), asked)),
    now,
  )
  const billed = new Set(lines.map(({ order_id }) => order_id))
  return {
    invoices: kept.map((one, at) => ({ ...one, currency: [...papers.values()][at]?.[0]?.currency ?? '' })),
    left: asked.orderIds.filter((id) => !billed.has(id.toLowerCase())),
  }
}

/** What is not agreed yet is not billed: drafts, held orders; of one under way what is still to be delivered. Of a cancelled one only its fee is. One clerk at a time has an order in hand, and none who cancels it. */
async function findLines(tx: Tx, orderIds: readonly Id[]): Promise<BillableLine[]> {
  await sql`select hold_orders_for_billing(${orderIds}::uuid[])`.execute(tx)
  const { rows } = await sql<BillableLine>`
    select l.id, l.order_id, o.number as order_number, o.reference as order_reference, o.account_id, o.currency, l.service, l.mode, l.item,
           trim_scale(l.quantity)::text as quantity, l.unit, l.amount_e4, l.origin, l.destination, o.ordered_on, l.line_no
    from   order_lines l join orders o on o.id = l.order_id
    where  o.id = any (${orderIds}::uuid[]) and o.status in ('confirmed', 'inTransit', 'completed') and l.amount_e4 > 0
    and    not is_order_line_billed(l.id)
    and   (o.status = 'completed' or coalesce(delivery_of_order_line(o.id, l.line_no), 'delivered') = 'delivered')
    union all
    select null, o.id, o.number, o.reference, o.account_id, o.currency, 'other', null, null, '1', null, ${unbilledFee}::bigint, null, null,
           o.ordered_on, 100000
    from   orders o
    where  o.id = any (${orderIds}::uuid[]) and o.status in ('confirmed', 'inTransit', 'completed', 'cancelled') and o.fee_e4 > 0 and ${unbilledFee} > 0
    order  by ordered_on, order_id, line_no`.execute(tx)
  return rows
}

function paperOf(
  group: readonly BillableLine[],
  customer: Customer | undefined,
  { issuedOn, issue, taxBp, taxIncluded }: Asked,
): NewInvoice {
  const [first] = group as [BillableLine]
  if (!customer) throw new Refusal('unknownCustomer', 422, 'A customer of these orders is in the bin.')
  const references = [...new Set(group.flatMap(({ order_reference }) => order_reference ?? []))]
  const unitE4 = smallestE4(first.currency)
  const amounts = roundedTogether(
    group.map(({ amount_e4 }) => amount_e4),
    unitE4,
  )
  return {
    kind: 'invoice',
    issue,
    accountId: customer.id,
    externalKey: null,
    fapiaoKind: null,
    fapiaoCode: null,
    fapiaoNumber: null,
    issuedOn,
    dueOn: dueOnFor(customer, issuedOn),
    paymentDays: customer.payment_days,
    currency: first.currency,
    reference: references.length > 0 ? references.join(', ').slice(0, 200) : null,
    buyer: buyerOf(customer),
    note: '',
    lines: group.map((line, at) =>
      lineOf(line, amounts[at] ?? 0, { taxBp: taxBp ?? usualVatBp[line.service] ?? 0, taxIncluded, unitE4 }),
    ),
  }
}

interface Taxing {
  taxBp: number
  taxIncluded: boolean
  unitE4: number
}

function lineOf(line: BillableLine, amountE4: number, { taxBp, taxIncluded, unitE4 }: Taxing): NewLine {
  const way = [line.origin, line.destination].filter(Boolean).join(' → ')
  const netE4 = taxIncluded ? netOf(amountE4, taxBp, unitE4) : amountE4
  const quantity = line.quantity && Number(line.quantity) > 0 ? line.quantity : '1'
  const what = line.id ? (line.item ?? line.mode) : '变更/取消费 Change or cancellation fee'
  return {
    text: [line.order_number, what, way].filter(Boolean).join(' · ').slice(0, 500),
    service: line.service,
    orderId: line.order_id,
    orderLineId: line.id,
    orderFeeE4: line.id ? null : line.amount_e4,
    quantity,
    unit: line.unit?.slice(0, 40) ?? null,
    netE4,
    taxTreatment: 'taxed',
    taxBp,
    ...(taxIncluded ? { taxE4: amountE4 - netE4 } : {}),
  }
}
