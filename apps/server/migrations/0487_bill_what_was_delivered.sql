-- Of an order that is under way only what was delivered is billed; who bills may not see the shipments that say so.

/** Where the shipment of an order's line stands; null: none carries it out, so that nothing is waited for. */
create function delivery_of_order_line(of_order uuid, of_line integer) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.state from shipments s where s.order_id = of_order and s.line_no = of_line and s.state <> 'cancelled'
$$;
create function has_delivered_shipment(of_order uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from shipments s where s.order_id = of_order and s.state = 'delivered')
$$;
revoke execute on function delivery_of_order_line, has_delivered_shipment from public;
grant execute on function delivery_of_order_line, has_delivered_shipment to quayside_app;
