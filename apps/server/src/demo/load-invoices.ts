import type pg from 'pg'
import type { DemoWorld } from './demo-world.ts'

/** Customers billed, and how far back. */
const billed = 60
const daysBack = 150

/**
 * Invoices over the latest orders of large customers, most of them paid: some late, some in part, some not at all; and a few bank
 * entries that nobody has reconciled yet.
 */
export async function loadInvoices(client: pg.ClientBase, { now }: DemoWorld): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  await client.query(
    `with chosen as (
       select a.id, a.name, coalesce(a.payment_days, 30) as days, a.credit_code
       from   account_figures f join accounts a on a.id = f.account_id
       where  a.deleted_at is null and a.kind = 'enterprise' order by f.amount_e4 desc, a.id limit $2),
     owed as (
       select o.id, o.number, o.account_id, o.currency, o.reference, least(o.ordered_on + 3, $1::date) as issued_on, c.days, c.name, c.credit_code,
              sum(l.amount_e4)::bigint / 100 * 100 as net, row_number() over (order by o.ordered_on, o.id) as n
       from   chosen c join orders o on o.account_id = c.id join order_lines l on l.order_id = o.id
       where  o.status = 'completed' and o.ordered_on > $1::date - $3::int and o.ordered_on <= $1::date
       group  by o.id, c.id, c.days, c.name, c.credit_code having sum(l.amount_e4) >= 10000),
     made as (
       insert into invoices (id, number, status, account_id, issued_on, due_on, payment_days, currency, net_e4, tax_e4, total_e4, reference, buyer)
       select gen_random_uuid(), 'INV-' || to_char(issued_on, 'YYYY') || '-' || lpad(nextval('invoice_numbers')::text, 6, '0'), 'issued', account_id,
              issued_on, issued_on + days, days, currency, net, net * 6 / 10000 * 100, net + net * 6 / 10000 * 100, left(reference, 200),
              jsonb_build_object('title', name, 'taxNumber', credit_code)
       from   owed order by n returning id, account_id, issued_on, due_on, currency, net_e4, tax_e4, number)
     insert into invoice_lines (id, invoice_id, account_id, line_no, text, net_e4, tax_bp, tax_e4)
     select gen_random_uuid(), id, account_id, 1, '物流服务费 / Logistics services', net_e4, 600, tax_e4 from made`,
    [today, billed, daysBack],
  )
  await client.query(
    `with due as (
       select i.*, a.name, ('x' || substr(md5(i.number), 1, 4))::bit(16)::int as luck from invoices i join accounts a on a.id = i.account_id),
     paid as (
       select *, gen_random_uuid() as payment_id, least($1::date, due_on - 5 + luck % 40) as paid_on,
              case when luck % 17 = 0 then total_e4 / 200 * 100 else total_e4 end as part
       from   due where luck % 6 > 0 and due_on - 5 + luck % 40 <= $1::date),
     kept as (
       insert into payments (id, number, account_id, received_on, currency, amount_e4, payer_name, reference)
       select payment_id, 'PAY-' || to_char(paid_on, 'YYYY') || '-' || lpad(nextval('payment_numbers')::text, 6, '0'),
              case when luck % 19 = 0 then null else account_id end, paid_on, currency, part, name, case when luck % 4 > 0 then '货款 ' || number end
       from   paid returning id)
     insert into allocations (id, account_id, currency, invoice_id, payment_id, amount_e4, allocated_on, way)
     select gen_random_uuid(), account_id, currency, id, payment_id, part, greatest(paid_on, issued_on), 'proposal'
     from   paid where luck % 19 > 0 and luck % 23 > 0 and exists (select from kept)`,
    [today],
  )
}
