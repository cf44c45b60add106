import {
  type billOrders as billRoute,
  type listBillableOrders as listRoute,
  type ReplyOf,
  usualVatBp,
} from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { reaches, refuseWithoutFinance } from '../invoices.policy.ts'
import { buyerOf, dueOnFor, findCustomers } from './find-customer.ts'
import { keepInvoices, type NewLine } from './keep-invoices.ts'

/** Completed orders of service or goods with lines that no invoice bills yet, the oldest first. */
export async function listBillableOrders(
  db: Db,
  user: User,
  { accountId, from, to, limit }: z.output<(typeof listRoute)['query']>,
): Promise<ReplyOf<typeof listRoute>> {
  refuseWithoutFinance(user)
  const { rows } = await sql<{
    id: Id
    number: string
    account_id: Id
    account: string
    name: string
    ordered_on: string
    currency: string
    reference: string | null
    lines: number
    net_e4: number
  }>`
    select o.id, o.number, o.account_id, a.number as account, a.name, o.ordered_on, o.currency, o.reference, s.lines, s.net_e4
    from   orders o join accounts a on a.id = o.account_id and a.deleted_at is null
    cross  join lateral (
      select count(*)::int as lines, coalesce(sum(l.amount_e4), 0)::bigint as net_e4 from order_lines l
      where  l.order_id = o.id and l.amount_e4 > 0 and not exists (select from invoice_lines b where b.order_line_id = l.id and b.billed)) s
    where  o.status = 'completed' and s.lines > 0
    and    (${accountId ?? null}::uuid is null or o.account_id = ${accountId ?? null}::uuid)
    and    (${from ?? null}::date is null or o.ordered_on >= ${from ?? null}::date)
    and    (${to ?? null}::date is null or o.ordered_on <= ${to ?? null}::date)
    order  by o.ordered_on desc, o.id desc limit ${limit + 1}`.execute(db)
  return {
    orders: rows.slice(0, limit).map((row) => ({
      id: row.id,
      number: row.number,
      account: { id: row.account_id, number: row.account, name: row.name },
      orderedOn: row.ordered_on,
      currency: row.currency,
      reference: row.reference,
      lines: row.lines,
      netE4: row.net_e4,
    })),
    more: rows.length > limit,
  }
}

interface BillableLine {
  id: Id
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
export async function billOrders(
  tx: Tx,
  user: User,
  asked: z.output<(typeof billRoute)['body']>,
  now: Date,
): Promise<ReplyOf<typeof billRoute>> {
  refuseWithoutFinance(user)
  const { rows: lines } = await sql<BillableLine>`
    select l.id, l.order_id, o.number as order_number, o.reference as order_reference, l.account_id, l.currency, l.service, l.mode, l.item,
           trim_scale(l.quantity)::text as quantity, l.unit, l.amount_e4, l.origin, l.destination
    from   order_lines l join orders o on o.id = l.order_id
    where  o.id = any (${asked.orderIds}::uuid[]) and o.status not in ('draft', 'cancelled') and l.amount_e4 > 0
    and    not exists (select from invoice_lines b where b.order_line_id = l.id and b.billed)
    order  by o.ordered_on, o.id, l.line_no`.execute(tx)
  const customers = await findCustomers(tx, [...new Set(lines.map(({ account_id }) => account_id))])
  for (const customer of customers.values())
    if (!reaches(user, 'create', customer))
      throw forbidden('Your roles do not let you write documents for one of these customers.')
  const papers = Map.groupBy(lines, (line) =>
    asked.each === 'order' ? line.order_id : `${line.account_id} ${line.currency}`,
  )
  const tooLong = [...papers.values()].find((group) => group.length > 500)
  if (tooLong) throw new Refusal('tooManyLines', 422, 'An invoice holds at most 500 lines: bill these orders in parts.')
  const kept = await keepInvoices(
    tx,
    user.id,
    [...papers.values()].map((group) => paperOf(group, customers, asked)),
    now,
  )
  const billed = new Set(lines.map(({ order_id }) => order_id))
  return {
    invoices: kept.map((one, at) => ({ ...one, currency: [...papers.values()][at]?.[0]?.currency ?? '' })),
    left: asked.orderIds.filter((id) => !billed.has(id)),
  }
}

function paperOf(
  group: readonly BillableLine[],
  customers: Awaited<ReturnType<typeof findCustomers>>,
  { issuedOn, issue, taxBp, taxIncluded }: z.output<(typeof billRoute)['body']>,
) {
  const [first] = group as [BillableLine]
  const customer = customers.get(first.account_id)
  if (!customer) throw new Refusal('unknownCustomer', 422, 'A customer of these orders is in the bin.')
  const references = [...new Set(group.flatMap(({ order_reference }) => order_reference ?? []))]
  return {
    kind: 'invoice' as const,
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
    lines: group.map((line) => lineOf(line, taxBp ?? usualVatBp[line.service] ?? 0, taxIncluded)),
  }
}

function lineOf(line: BillableLine, taxBp: number, taxIncluded: boolean): NewLine {
  const way = [line.origin, line.destination].filter(Boolean).join(' → ')
  const netE4 = taxIncluded ? netOf(line.amount_e4, taxBp) : line.amount_e4
  const quantity = line.quantity && Number(line.quantity) > 0 ? line.quantity : '1'
  return {
    text: [line.order_number, line.item ?? line.mode, way].filter(Boolean).join(' · ').slice(0, 500),
    service: line.service,
    orderId: line.order_id,
    orderLineId: line.id,
    quantity,
    unit: line.unit?.slice(0, 40) ?? null,
    netE4,
    taxTreatment: 'taxed',
    taxBp,
    ...(taxIncluded ? { taxE4: line.amount_e4 - netE4 } : {}),
  }
}

/** 价税分离: net of a gross amount, to the hundredth of the unit; net and tax add up to what the order said. */
export const netOf = (grossE4: number, taxBp: number): number => {
  const divisor = 10_000n + BigInt(taxBp)
  const hundredths = (BigInt(grossE4) * 100n + divisor / 2n) / divisor
  return Math.min(grossE4, Number(hundredths) * 100)
}
