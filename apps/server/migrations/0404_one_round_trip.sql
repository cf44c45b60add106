-- What a new order takes in one round trip each, in the rights of whoever takes it.

/** Another order of the customer with this reference that stands. Two that come at once by two channels are looked at one after the other. */
create function double_of_order(of_account uuid, of_reference text, but_order uuid)
returns table (id uuid, number text, fingerprint text) language plpgsql set search_path = public, pg_temp as $$
begin
  if reference_key(of_reference) = '' then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_account::text || ' ' || reference_key(of_reference), 7315402));
  -- A statement of its own, which sees what was committed while this one waited.
  return query
    select o.id, o.number, o.fingerprint from orders o
    where  o.account_id = of_account and o.customer_reference is not null and reference_key(o.customer_reference) = reference_key(of_reference)
    and    o.status <> 'cancelled' and o.id <> but_order
    order  by o.created_at desc limit 1;
end $$;

/** Rows of the tables an order is made of, as arrays by table name; the order first, for the rules of the others ask for it. */
create function write_order_rows(rows jsonb) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, service, mode, category, item_code, item, quantity, unit, amount_e4,
                           cost_e4, weight_g, packages, volume_cm3, origin, destination, country, vendor, promised_on, price_source, price_reason,
                           price_basis, counts, attributes)
  select id, order_id, account_id, ordered_on, currency, line_no, service, mode, category, item_code, item, quantity, unit, amount_e4,
         cost_e4, weight_g, packages, volume_cm3, origin, destination, country, vendor, promised_on, price_source, price_reason,
         price_basis, counts, attributes
  from   jsonb_populate_recordset(null::order_lines, rows -> 'order_lines')
  -- A line keeps its id, and what shipments wrote into it, as long as the order has a line of its number.
  on conflict (order_id, line_no) do update set
    account_id = excluded.account_id, ordered_on = excluded.ordered_on, currency = excluded.currency, service = excluded.service, mode = excluded.mode,
    category = excluded.category, item_code = excluded.item_code, item = excluded.item, quantity = excluded.quantity, unit = excluded.unit,
    amount_e4 = excluded.amount_e4, cost_e4 = excluded.cost_e4, weight_g = excluded.weight_g, packages = excluded.packages,
    volume_cm3 = excluded.volume_cm3, origin = excluded.origin, destination = excluded.destination, country = excluded.country,
    vendor = excluded.vendor, promised_on = excluded.promised_on, price_source = excluded.price_source, price_reason = excluded.price_reason,
    price_basis = excluded.price_basis, counts = excluded.counts;
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
revoke execute on function double_of_order, write_order_rows from public;
grant execute on function double_of_order, write_order_rows to quayside_app;
