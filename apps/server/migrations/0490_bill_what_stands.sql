-- Orders are billed as they are when the invoice is written, not as they were when somebody began to cancel them.

/** Whoever changes, cancels or bills one of these orders meanwhile goes first or waits; who bills may have no right to change an order. */
create function hold_orders_for_billing(of_orders uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from orders o where o.id = any (of_orders) order by o.id for no key update;
end $$;
revoke execute on function hold_orders_for_billing from public;
grant execute on function hold_orders_for_billing to quayside_app;
