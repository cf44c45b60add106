import fc from 'fast-check'
import type pg from 'pg'
import { anAccount } from '../../test/harness.ts'
import { type Database, writeAsOwner } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** What may befall the rows that the warehouse follows: each picks its row by a number and does nothing where there is none. */
const befalls = {
  newOrder: `with a as (select id from accounts where deleted_at is null order by md5(id::text || $1::text) limit 1),
    o as (insert into orders (id, number, account_id, ordered_on, currency, channel, status)
          select $2::uuid, 'O-' || $2::text, a.id, '2026-01-01'::date + $1::int % 300, 'CNY', 'phone', 'confirmed' from a returning id, account_id, ordered_on)
    insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4, cost_e4, item, origin, destination, quantity, service,
                             promised_on)
    select gen_random_uuid(), o.id, o.account_id, o.ordered_on, 'CNY', n, $1::int * n, null, 'tab' || chr(9) || 'item', '上海', '成都', n / 3.0,
           case when n < 3 then 'road' else (array['road', 'warehousing', 'sea'])[1 + $1::int % 3] end,
           case when n + $1::int % 3 > 1 then o.ordered_on + n end
    from o, generate_series(1, 3) n`,
  lineDelivered: `update order_lines set delivered_on = ordered_on + $1::int % 6
    where id = (select id from order_lines order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  lineGoesApart: `update order_lines set currency = 'USD'
    where id = (select id from order_lines order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  orderMoves: `update orders set status = case status when 'confirmed' then 'inTransit' else 'completed' end, channel = 'portal'
    where id = (select id from orders order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  lineCorrected: `update order_lines set amount_e4 = amount_e4 - $1::int, region = '华东'
    where id = (select id from order_lines order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  orderChangesHands: `with o as (update orders set account_id = (select id from accounts order by md5($1::text || id::text) limit 1)
      where id = (select id from orders order by md5(id::text || $1::text) limit 1) and $2::uuid is not null returning id, account_id)
    update order_lines l set account_id = o.account_id from o where l.order_id = o.id`,
  orderErased: `delete from orders where id = (select id from orders order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  orderErasedAndBack: `with gone as (delete from orders where id = (select id from orders order by md5(id::text || $1::text) limit 1)
      and $2::uuid is not null returning *) select from gone`,
  person: `insert into contacts (id, account_id, name) select $2::uuid, id, 'somebody' from accounts order by md5(id::text || $1::text) limit 1`,
  personMoves: `update contacts set role = 'payer', active = not active where id = (select id from contacts order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  personErased: `delete from contacts where id = (select id from contacts order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  place: `insert into addresses (id, account_id, city) select $2::uuid, id, '苏州' from accounts order by md5(id::text || $1::text) limit 1`,
  placeErased: `delete from addresses where id = (select id from addresses order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  touch: `insert into interactions (id, account_id, kind, at) select $2::uuid, id, 'visit', '2026-02-03 04:05:06.789+08' from accounts order by md5(id::text || $1::text) limit 1`,
  touchBinned: `update interactions set deleted_at = case when deleted_at is null then now() end
    where id = (select id from interactions order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  stock: `insert into inventory_snapshots (id, account_id, day, site, sku, quantity, value_e4, currency)
    select $2::uuid, id, '2026-03-01'::date + $1::int % 90, 'A', $2::text, $1::int / 7.0, null, 'CNY' from accounts order by md5(id::text || $1::text) limit 1`,
  stockCorrected: `update inventory_snapshots set quantity = quantity + 1, value_e4 = 70000
    where id = (select id from inventory_snapshots order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  stockErased: `delete from inventory_snapshots where id = (select id from inventory_snapshots order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  invoice: `insert into invoices (id, number, status, account_id, issued_on, due_on, currency, net_e4, total_e4)
    select $2::uuid, 'I-' || $2::text, 'issued', id, '2026-03-01', '2026-03-31', 'CNY', 100 + $1::int, 100 + $1::int from accounts
    order by md5(id::text || $1::text) limit 1`,
  invoiceVoided: `update invoices set status = 'void'
    where id = (select id from invoices where settled_e4 = 0 order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  invoicePaid: `with i as (select id, account_id, open_e4 from invoices where open_e4 > 0 order by md5(id::text || $1::text) limit 1),
    p as (insert into payments (id, number, account_id, received_on, currency, amount_e4)
          select $2::uuid, 'P-' || $2::text, i.account_id, '2026-04-01', 'CNY', i.open_e4 from i returning id)
    insert into allocations (id, account_id, currency, invoice_id, payment_id, amount_e4, allocated_on, way)
    select gen_random_uuid(), i.account_id, 'CNY', i.id, p.id, greatest(1, i.open_e4 - $1::int % 3), '2026-04-01', 'hand' from i, p`,
  allocationTakenBack: `delete from allocations where id = (select id from allocations order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  paymentOfNobody: `insert into payments (id, number, received_on, currency, amount_e4) values ($2::uuid, 'P-' || $2::text, '2026-04-01', 'CNY', $1::int)`,
  paymentAssigned: `update payments set account_id = (select id from accounts order by md5($1::text || id::text) limit 1)
    where id = (select id from payments where allocated_e4 = 0 order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  shipment: `insert into shipments (id, account_id, order_id, mode, carrier, origin, destination, promised_on, planned_pickup_at, packages, weight_g)
    select $2::uuid, a.id, (select id from orders o where o.account_id = a.id limit 1), 'sea', 'tab' || chr(9) || 'line', '上海', 'Hamburg',
           '2026-04-01'::date + $1::int % 90, '2026-03-31 20:00+00', $1::int, null from accounts a order by md5(a.id::text || $1::text) limit 1`,
  shipmentErased: `delete from shipments where id = (select id from shipments order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  shipmentChangesHands: `update shipments set account_id = (select id from accounts order by md5($1::text || id::text) limit 1)
    where id = (select id from shipments order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  milestone: `with s as (select id from shipments order by md5(id::text || $1::text) limit 1), m as (
      insert into shipment_milestones (id, shipment_id, code, kind, at, place, source, recorded_at)
      select $2::uuid, id, (array['pickedUp', 'arrived', 'delivered'])[1 + $1::int % 3], (array['planned', 'estimated', 'actual', 'actual'])[1 + $1::int % 4],
             '2026-04-02 03:04:05.678+08'::timestamptz + $1::int * interval '1 minute', '港 ' || $1::text, 'edi', now() from s
      on conflict do nothing returning shipment_id)
    select settle_shipments(array_agg(shipment_id)) from m`,
  milestoneRetracted: `with gone as (delete from shipment_milestones
      where id = (select id from shipment_milestones order by md5(id::text || $1::text) limit 1) and $2::uuid is not null returning shipment_id)
    select settle_shipments(array_agg(shipment_id)) from gone`,
  goodsDamaged: `insert into shipment_exceptions (id, shipment_id, kind, detected_by, fact, packages, opened_at)
    select $2::uuid, id, (array['damage', 'loss', 'shortage'])[1 + $1::int % 3], 'staff', $2::text, nullif($1::int % 5, 4), now()
    from shipments order by md5(id::text || $1::text) limit 1`,
  damageMended: `delete from shipment_exceptions where id = (select id from shipment_exceptions order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  stateMoves: `update accounts set state = case state when 'active' then 'dormant' else 'active' end
    where id = (select id from accounts order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  tierMoves: `insert into account_figures as f (account_id, tier, tier_since) select id, 'A', '2026-01-01' from accounts
    where $2::uuid is not null order by md5(id::text || $1::text) limit 1
    on conflict (account_id) do update set tier = case f.tier when 'A' then 'B' else 'A' end, tier_since = '2026-05-01'`,
  binned: `update accounts set deleted_at = case when deleted_at is null then now() end
    where id = (select id from accounts order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  accountErased: `delete from accounts where id = (select a.id from accounts a where not exists (select from orders o where o.account_id = a.id)
      and not exists (select from invoices i where i.account_id = a.id) and not exists (select from payments p where p.account_id = a.id)
      and not exists (select from shipments s where s.account_id = a.id)
      order by md5(a.id::text || $1::text) limit 1) and $2::uuid is not null`,
  renamed: `update users set name = 'No. ' || $1::text where id = (select id from users order by md5(id::text || $1::text) limit 1) and $2::uuid is not null`,
  teamRenamed: `update teams set name = $2::text where id = (select id from teams order by md5(id::text || $1::text) limit 1)`,
  leavesTeam: `delete from team_members where user_id = (select user_id from team_members order by md5(user_id::text || $1::text) limit 1) and $2::uuid is not null`,
} as const

export interface Befalling {
  what: keyof typeof befalls
  which: number
}

export const befalling: fc.Arbitrary<Befalling> = fc.record({
  what: fc.constantFrom(...(Object.keys(befalls) as Befalling['what'][])),
  which: fc.integer({ min: 1, max: 9_999 }),
})

export async function befall(client: pg.ClientBase | pg.Pool, { what, which }: Befalling): Promise<void> {
  if (what === 'orderErasedAndBack') return eraseAndBringBack(client, which)
  await client.query(befalls[what], [which, newId()])
}

/** Erased and entered anew under its old id, in one feed or in two. */
async function eraseAndBringBack(client: pg.ClientBase | pg.Pool, which: number): Promise<void> {
  await client.query(`
    do $$
    declare
      o orders;
    begin
      select * into o from orders order by md5(id::text || '${which}') limit 1;
      if o.id is null then return; end if;
      delete from orders where id = o.id;
      o.xid := pg_current_xact_id();
      insert into orders select o.*;
    end $$`)
}

/** A few customers for all that to befall. */
export const someCustomers = (database: Database, count: number) =>
  writeAsOwner(database, async (tx) => {
    for (let at = 0; at < count; at++) await anAccount(tx, { name: `Customer ${at}` })
  })
