/** Whether an order's line arrived with fewer packages than were sent; who bills may not see the shipment that says so. */
create function order_line_arrived_short(of_order uuid, of_line integer) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from shipments s where s.order_id = of_order and s.line_no = of_line and s.state = 'delivered'
                 and s.delivered_packages < s.packages)
$$;
revoke execute on function order_line_arrived_short from public;
grant execute on function order_line_arrived_short to quayside_app;
