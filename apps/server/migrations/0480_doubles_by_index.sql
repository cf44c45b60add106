-- Under the row policies `reference_key` is no condition of the index, since it might tell of rows that are not seen: all orders of the
-- customer were read for each new one. Found past the policies are ids alone; what the asker sees of them the policies say as before.
create function orders_of_reference(of_account uuid, of_key text) returns setof uuid
language sql stable rows 1 security definer set search_path = public, pg_temp as $$
  select o.id from orders o
  where  o.account_id = of_account and o.customer_reference is not null and reference_key(o.customer_reference) = of_key
$$;

create or replace function double_of_order(of_account uuid, of_reference text, but_order uuid)
returns table (id uuid, number text, fingerprint text) language plpgsql set search_path = public, pg_temp as $$
begin
  if reference_key(of_reference) = '' then return; end if;
  perform pg_advisory_xact_lock(hashtextextended(of_account::text || ' ' || reference_key(of_reference), 7315402));
  -- A statement of its own, which sees what was committed while this one waited.
  return query
    select o.id, o.number, o.fingerprint
    from   orders_of_reference(of_account, reference_key(of_reference)) c (id) join orders o on o.id = c.id
    where  o.status <> 'cancelled' and o.id <> but_order
    order  by o.created_at desc limit 1;
end $$;

create or replace function doubles_of_orders(of_accounts uuid[], of_references text[], but_orders uuid[])
returns table (for_order uuid, id uuid, number text, fingerprint text) language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(q.account_id::text || ' ' || reference_key(q.reference), 7315402) as k
    from   unnest(of_accounts, of_references) q (account_id, reference) where reference_key(q.reference) <> '' order by 1) locks;
  return query
    select q.order_id, d.* from unnest(of_accounts, of_references, but_orders) q (account_id, reference, order_id)
    cross  join lateral (
      select o.id, o.number, o.fingerprint
      from   orders_of_reference(q.account_id, reference_key(q.reference)) c (id) join orders o on o.id = c.id
      where  o.status <> 'cancelled' and o.id <> q.order_id
      order  by o.created_at desc limit 1) d
    where  reference_key(q.reference) <> '';
end $$;

revoke execute on function orders_of_reference from public;
grant execute on function orders_of_reference to quayside_app;
