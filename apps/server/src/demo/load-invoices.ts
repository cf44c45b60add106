import { usualVatBp } from '@quayside/contract'
import type pg from 'pg'
import type { DemoWorld } from './demo-world.ts'

/** Customers billed order by order, and how far back; all others are billed by the month. */
const billedByOrder = 60
const daysBack = 120

/** Ids of what is entered later are greater, so that in lists of one day it stands above. */
const earlierId = `overlay(gen_random_uuid()::text placing '01900000' from 1 for 8)::uuid`

/**
 * Bills what was completed: large customers order by order three days later, the others at the end of each month, so that the orders of
 * the last days wait to be billed. Most of it is paid: some late, some in part, some not at all; and a few bank entries wait to be
 * reconciled.
 */
export async function loadInvoices(client: pg.ClientBase, { now }: DemoWorld): Promise<void> {
  const today = now.toISOString().slice(0, 10)
  await client.query('analyze orders, order_lines')
  await client.query(lines, [today, billedByOrder, daysBack, JSON.stringify(usualVatBp)])
  await client.query(papers)
  await client.query('analyze demo_lines, demo_papers')
  await client.query(invoices)
  await client.query('analyze invoices')
  await client.query(payments, [today])
}

/** As the product bills: a line for each line of an order, to the fen, with the usual tax of its service. */
const lines = `
  create temporary table demo_lines on commit drop as
  with large as (
    select f.account_id from account_figures f join accounts a on a.id = f.account_id
    where  a.deleted_at is null and a.kind = 'enterprise' order by f.amount_e4 desc, f.account_id limit $2),
  due as (
    select o.id, o.number, o.account_id, o.currency, o.reference, o.ordered_on,
           case when l.account_id is null then (date_trunc('month', o.ordered_on) + interval '1 month - 1 day')::date else o.ordered_on + 3 end as issued_on,
           case when l.account_id is null then o.account_id || to_char(o.ordered_on, 'YYYYMM') || o.currency else o.id::text end as paper
    from   orders o left join large l on l.account_id = o.account_id
    where  o.status = 'completed' and o.ordered_on >= date_trunc('month', $1::date - $3::int)::date and o.ordered_on <= $1::date),
  billed as (
    select d.paper, d.account_id, d.currency, d.issued_on, d.reference, l.id, l.order_id, l.service, trim_scale(l.quantity) as quantity, left(l.unit, 40) as unit,
           left(concat_ws(' · ', d.number, coalesce(l.item, l.mode), nullif(concat_ws(' → ', l.origin, l.destination), '')), 500) as text,
           round(l.amount_e4 / 100.0)::bigint * 100 as net_e4, coalesce(($4::jsonb ->> l.service)::int, 0) as tax_bp,
           row_number() over (partition by d.paper order by d.ordered_on, l.order_id, l.line_no) as line_no
    from   due d join order_lines l on l.order_id = d.id
    where  d.issued_on <= $1::date and l.amount_e4 >= 100)
  select *, round(net_e4 * tax_bp / 1000000.0)::bigint * 100 as tax_e4 from billed where line_no <= 500`

const papers = `
  create temporary table demo_papers on commit drop as
  select paper, account_id, currency, issued_on, sum(net_e4)::bigint as net_e4, sum(tax_e4)::bigint as tax_e4,
         left(string_agg(distinct reference, ', '), 200) as reference, ${earlierId} as id
  from   demo_lines group by paper, account_id, currency, issued_on`

const invoices = `
  with made as (
    insert into invoices (id, number, status, account_id, issued_on, due_on, payment_days, currency, net_e4, tax_e4, total_e4, reference, buyer)
    select p.id, 'INV-' || to_char(p.issued_on, 'YYYY') || '-' || lpad(nextval('invoice_numbers')::text, 6, '0'), 'issued', p.account_id, p.issued_on,
           p.issued_on + coalesce(a.payment_days, 30), coalesce(a.payment_days, 30), p.currency, p.net_e4, p.tax_e4, p.net_e4 + p.tax_e4, p.reference,
           jsonb_build_object('title', a.name, 'taxNumber', a.credit_code)
    from  (select * from demo_papers order by issued_on, paper) p join accounts a on a.id = p.account_id returning id)
  insert into invoice_lines (id, invoice_id, account_id, line_no, text, service, order_id, order_line_id, quantity, unit, net_e4, tax_bp, tax_e4)
  select gen_random_uuid(), p.id, l.account_id, l.line_no, l.text, l.service, l.order_id, l.id, case when l.quantity > 0 then l.quantity else 1 end, l.unit,
         l.net_e4, l.tax_bp, l.tax_e4
  from   demo_lines l join demo_papers p using (paper) where exists (select from made)`

const payments = `
  with due as (
    select i.*, a.name, ('x' || substr(md5(i.number), 1, 4))::bit(16)::int as luck from invoices i join accounts a on a.id = i.account_id),
  paid as (
    select *, ${earlierId} as payment_id, least($1::date, due_on - 5 + luck % 40) as paid_on,
           case when luck % 17 = 0 then total_e4 / 200 * 100 else total_e4 end as part
    from   due where luck % 20 > 0 and due_on - 5 + luck % 40 <= $1::date),
  kept as (
    insert into payments (id, number, account_id, received_on, currency, amount_e4, payer_name, reference)
    select payment_id, 'PAY-' || to_char(paid_on, 'YYYY') || '-' || lpad(nextval('payment_numbers')::text, 6, '0'),
           case when luck % 67 = 0 then null else account_id end, paid_on, currency, part, name, case when luck % 4 > 0 then '货款 ' || number end
    from   paid returning id)
  insert into allocations (id, account_id, currency, invoice_id, payment_id, amount_e4, allocated_on, way)
  select gen_random_uuid(), account_id, currency, id, payment_id, part, greatest(paid_on, issued_on), 'proposal'
  from   paid where luck % 67 > 0 and luck % 71 > 0 and exists (select from kept)`
