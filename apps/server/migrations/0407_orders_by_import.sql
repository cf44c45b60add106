-- Orders that came by a file go through the wizard of imports: what is here already is told before anything is written, and a batch that was
-- undone may come again.

/** Orders that came under these keys, whoever sees them: the keys hold who brought them. */
create function orders_of_keys(of_keys text[]) returns table (key text, order_id uuid, number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.key, a.order_id, a.number from order_arrivals a where a.key = any (of_keys)
$$;
/** Keys of cancelled orders of an import may come again. */
create function free_imported_order_keys(of_orders uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from order_arrivals a using orders o
  where  a.order_id = o.id and o.id = any (of_orders) and o.status = 'cancelled' and o.import_batch_id is not null
$$;
revoke execute on function orders_of_keys, free_imported_order_keys from public;
grant execute on function orders_of_keys, free_imported_order_keys to quayside_app;
