-- Many orders of one request.

/** Takes the keys of several orders in the order given, which is one for all: two requests with the same keys never wait in a ring. Answers with
    those that were taken before. */
create function claim_order_keys(of_keys text[], for_orders uuid[], of_numbers text[], of_digests text[], since timestamptz)
returns table (key text, order_id uuid, number text, digest text) language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n integer;
begin
  for n in 1 .. coalesce(array_length(of_keys, 1), 0) loop
    return query select of_keys[n], c.order_id, c.number, c.digest
                 from   claim_order_key(of_keys[n], for_orders[n], of_numbers[n], of_digests[n], since) c;
  end loop;
end $$;
/** Keys of orders that were not taken may come again. Nothing happens to those of an order that is there. */
create function return_order_keys(of_orders uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from order_arrivals a where a.order_id = any (of_orders)
  and    not exists (select from orders o where o.id = a.order_id) and not exists (select from order_drafts d where d.id = a.order_id)
$$;
revoke execute on function claim_order_keys, return_order_keys from public;
grant execute on function claim_order_keys, return_order_keys to quayside_app;

/** As before; what a customer has open is summed up only where a limit is held against it. */
create or replace function credit_position(of_account uuid, but_order uuid)
returns table (hold_kind text, hold_reason text, limit_e4 bigint, limit_currency text, owed_e4 bigint, overdue_e4 bigint, open_orders_e4 bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  limited boolean := exists (select from accounts a where a.id = of_account and a.credit_limit_e4 is not null);
begin
  if limited then
    perform pg_advisory_xact_lock(hashtextextended(of_account::text, 7315401));
  end if;
  return query
    select h.kind, h.reason, a.credit_limit_e4, coalesce(a.currency, (select c.currency from company c)), coalesce(e.open_e4, 0),
           coalesce(e.overdue_e4, 0),
           case when limited then
             coalesce((select sum(l.amount_e4) from orders o join order_lines l on l.order_id = o.id
                       where o.account_id = a.id and o.kind = 'service' and o.status in ('confirmed', 'inTransit')
                       and   o.currency = coalesce(a.currency, (select c.currency from company c)) and o.id <> but_order), 0)::bigint
           else 0 end
    from   accounts a left join account_order_holds h on h.account_id = a.id
    left   join lateral (select x.open_e4, x.overdue_e4 from credit_exposure(a.id) x
                         where x.currency = coalesce(a.currency, (select c.currency from company c))) e on true
    where  a.id = of_account;
end $$;
