import type { listBillableOrders as listRoute, ReplyOf } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'

type Asked = z.output<(typeof listRoute)['query']>
type Told = ReplyOf<typeof listRoute>

interface Row {
  id: Id
  number: string
  account_id: Id
  account: string
  name: string
  ordered_on: string
  currency: string
  reference: string | null
  lines: number
  waiting: number
  short: number
  net_e4: number
  fee_e4: number
  payer_id: Id | null
  payer_number: string | null
  payer_name: string | null
}

/** Of what the changes and the cancelling of an order `o` cost the customer: what no invoice bills. */
export const unbilledFee = sql`(o.fee_e4 - billed_fee_e4(o.id))`

/** The oldest last: completed orders with lines that no invoice bills, those under way with lines that were delivered, cancelled ones with a fee; and what was changed after it was billed. */
export async function listBillableOrders(db: Db, user: User, asked: Asked): Promise<Told> {
  refuseWithoutFinance(user)
  const rows = await findBillable(db, asked)
  return {
    orders: rows.slice(0, asked.limit).map(({ account_id, account, name, ordered_on, net_e4, fee_e4, ...row }) => ({
      id: row.id,
      number: row.number,
      account: { id: account_id, number: account, name },
      orderedOn: ordered_on,
      currency: row.currency,
      reference: row.reference,
      lines: row.lines,
      waiting: row.waiting,
      short: row.short,
      netE4: net_e4 + fee_e4,
      feeE4: fee_e4,
      payer: row.payer_id ? { id: row.payer_id, number: row.payer_number ?? '', name: row.payer_name ?? '' } : null,
    })),
    more: rows.length > asked.limit,
    differing: await findDiffering(db, asked),
  }
}

async function findBillable(db: Db, asked: Asked): Promise<Row[]> {
  const { limit } = asked
  const [accountId, from, to] = [asked.accountId ?? null, asked.from ?? null, asked.to ?? null]
  const { rows } = await sql<Row>`
    select o.id, o.number, o.account_id, a.number as account, a.name, o.ordered_on, o.currency, o.reference, s.lines, s.waiting, s.short, s.net_e4,
           f.fee_e4::bigint as fee_e4, p.id as payer_id, p.number as payer_number, p.name as payer_name
    from   orders o join accounts a on a.id = o.account_id and a.deleted_at is null
    cross  join lateral (
      -- What this reader sees billed is left out first, by the index; the others may be on an invoice out of his sight.
      select count(*) filter (where c.ready)::int as lines, count(*) filter (where not c.ready)::int as waiting,
             count(*) filter (where c.ready and order_line_arrived_short(o.id, c.line_no))::int as short,
             coalesce(sum(c.amount_e4) filter (where c.ready), 0)::bigint as net_e4
      from  (select l.id, l.line_no, l.amount_e4, o.status = 'completed' or coalesce(delivery_of_order_line(o.id, l.line_no), 'delivered') = 'delivered' as ready
             from   order_lines l
             where  l.order_id = o.id and o.status in ('completed', 'inTransit') and l.amount_e4 > 0
             and    not exists (select from invoice_lines b where b.order_line_id = l.id and b.billed) offset 0) c
      where  not is_order_line_billed(c.id)) s
    cross  join lateral (select case when o.fee_e4 > 0 then ${unbilledFee} else 0 end as fee_e4) f
    left   join lateral (
      select c.id, c.number, c.name from order_parties r join accounts c on c.id = r.account_id and c.deleted_at is null
      where  r.order_id = o.id and r.role in ('payer', 'billTo') and r.account_id <> o.account_id
      order  by r.role = 'payer' desc, r.position limit 1) p on true
    where  (o.status = 'completed' or (o.status = 'inTransit' and has_delivered_shipment(o.id)) or (o.status = 'cancelled' and o.fee_e4 > 0)) and (s.lines > 0 or f.fee_e4 > 0)
    and    (${accountId}::uuid is null or o.account_id = ${accountId}::uuid)
    and    (${from}::date is null or o.ordered_on >= ${from}::date)
    and    (${to}::date is null or o.ordered_on <= ${to}::date)
    order  by o.ordered_on desc, o.id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** Net or with tax, to the smallest amounts that bills are rounded to, an order line is on its invoice as it is now; else it is told here. */
async function findDiffering(db: Db, asked: Asked): Promise<Told['differing']> {
  const accountId = asked.accountId ?? null
  const { rows } = await sql<{
    id: Id
    number: string
    account: Told['differing'][number]['account']
    currency: string
    cancelled: boolean
    billedE4: number
    nowE4: number
    invoices: { id: Id; number: string }[]
  }>`
    select o.id, o.number, jsonb_build_object('id', a.id, 'number', a.number, 'name', a.name) as account, o.currency,
           o.status = 'cancelled' as cancelled, sum(b.net_e4)::bigint as "billedE4",
           sum(case when o.status = 'cancelled' then 0 else coalesce(l.amount_e4, 0) end)::bigint as "nowE4",
           jsonb_agg(distinct jsonb_build_object('id', i.id, 'number', i.number)) as invoices
    from   invoice_lines b
    join   invoices i on i.id = b.invoice_id and i.status <> 'void' and i.kind = 'invoice'
    join   orders o on o.id = b.order_id join accounts a on a.id = o.account_id and a.deleted_at is null
    left   join order_lines l on l.id = b.order_line_id
    where  b.billed and b.order_fee_e4 is null and (${accountId}::uuid is null or o.account_id = ${accountId}::uuid)
    and    (o.status = 'cancelled' or o.updated_at > i.created_at)
    and    not exists (select from invoices c where c.credits_id = i.id and c.status <> 'void' and c.total_e4 = i.total_e4)
    group  by o.id, a.id
    having bool_or(o.status = 'cancelled' or l.id is null
                   or (abs(l.amount_e4 - b.net_e4) > 10000 and abs(l.amount_e4 - b.net_e4 - b.tax_e4) > 10000)
                   or (o.currency not in ('JPY', 'KRW', 'VND') and abs(l.amount_e4 - b.net_e4) > 100 and abs(l.amount_e4 - b.net_e4 - b.tax_e4) > 100))
    order  by o.id desc limit 100`.execute(db)
  return rows
}
