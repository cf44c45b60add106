/** Orders that are billed, or whose goods moved: billing and shipping write nothing to an order, and may be out of sight of who asks. */
create function orders_in_use(of_orders uuid[]) returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select l.order_id from invoice_lines l where l.order_id = any (of_orders) and l.billed
  union
  select s.order_id from shipments s where s.order_id = any (of_orders) and s.state not in ('planned', 'cancelled')
$$;
/** As before; the keys of orders in use stay taken. */
create or replace function free_imported_order_keys(of_orders uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from order_arrivals a using orders o
  where  a.order_id = o.id and o.id = any (of_orders) and o.status = 'cancelled' and o.import_batch_id is not null
  and    o.id not in (select orders_in_use(of_orders))
$$;
revoke execute on function orders_in_use from public;
grant execute on function orders_in_use to quayside_app;
