-- Orders of one request are written together: sums and figures of a customer move once.

/** As double_of_order for many, locked in one order for all; one row for each that doubles another. */
create function doubles_of_orders(of_accounts uuid[], of_references text[], but_orders uuid[])
returns table (for_order uuid, id uuid, number text, fingerprint text) language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(q.account_id::text || ' ' || reference_key(q.reference), 7315402) as k
    from   unnest(of_accounts, of_references) q (account_id, reference) where reference_key(q.reference) <> '' order by 1) locks;
  return query
    select q.order_id, d.* from unnest(of_accounts, of_references, but_orders) q (account_id, reference, order_id)
    cross  join lateral (
      select o.id, o.number, o.fingerprint from orders o
      where  o.account_id = q.account_id and o.customer_reference is not null
      and    reference_key(o.customer_reference) = reference_key(q.reference) and o.status <> 'cancelled' and o.id <> q.order_id
      order  by o.created_at desc limit 1) d
    where  reference_key(q.reference) <> '';
end $$;

/** New service orders with all their rows and what is told of them, as arrays by table name. */
create function write_new_orders(rows jsonb) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  insert into orders (id, number, kind, account_id, ordered_on, currency, channel, status, reference, customer_reference, requested_on, received_at,
                      team_id, note, price_source, hold_reasons, warnings, fingerprint, taken_by, confirmed_at, import_batch_id, created_at, updated_at)
  select id, number, 'service', account_id, ordered_on, currency, channel, status, customer_reference, customer_reference, requested_on, received_at,
         team_id, note, price_source, hold_reasons, warnings, fingerprint, taken_by, confirmed_at, import_batch_id, received_at, received_at
  from   jsonb_populate_recordset(null::orders, rows -> 'orders');
  insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service, mode, category, item_code, item, quantity, unit, amount_e4,
                           cost_e4, weight_g, packages, volume_cm3, origin, destination, country, vendor, promised_on, price_source, price_reason,
                           price_basis, counts, attributes)
  select id, order_id, account_id, ordered_on, currency, line_no, service, mode, category, item_code, item, quantity, unit, amount_e4,
         cost_e4, weight_g, packages, volume_cm3, origin, destination, country, vendor, promised_on, price_source, price_reason,
         price_basis, counts, attributes
  from   jsonb_populate_recordset(null::order_lines, rows -> 'order_lines');
  if rows ? 'order_goods' then
    insert into order_goods select * from jsonb_populate_recordset(null::order_goods, rows -> 'order_goods');
  end if;
  if rows ? 'order_places' then
    insert into order_places select * from jsonb_populate_recordset(null::order_places, rows -> 'order_places');
  end if;
  if rows ? 'order_parties' then
    insert into order_parties select * from jsonb_populate_recordset(null::order_parties, rows -> 'order_parties');
  end if;
  if rows ? 'order_references' then
    insert into order_references select * from jsonb_populate_recordset(null::order_references, rows -> 'order_references');
  end if;
end $$;
revoke execute on function doubles_of_orders, write_new_orders from public;
grant execute on function doubles_of_orders, write_new_orders to quayside_app;
