-- Only orders that were agreed are sales: a draft, one that is held and one that was cancelled are not. Their lines stand beside the
-- order and are left out of the sums and of the warehouse, until the order is agreed.
create function order_counts(of_status text) returns boolean language sql immutable parallel safe
  return of_status in ('confirmed', 'inTransit', 'completed');
-- The order's, repeated for the sums and the feeder; kept by triggers alone.
alter table order_lines add column counts boolean not null default true;

create or replace function add_lines_to_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Lines come in as counting. Those of an order that does not are put right first, by which they leave the sums they enter here.
  insert into account_months as m (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4)
  select account_id, date_trunc('month', ordered_on)::date, service, currency, count(*), sum(amount_e4),
         coalesce(sum(cost_e4), 0), coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
  from   added where counts
  group  by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (account_id, month, service, currency) do update
    set lines = m.lines + excluded.lines, amount_e4 = m.amount_e4 + excluded.amount_e4,
        cost_e4 = m.cost_e4 + excluded.cost_e4, costed_e4 = m.costed_e4 + excluded.costed_e4;
  insert into account_figures as f (account_id, lines, amount_e4, cost_e4, costed_e4)
  select account_id, count(*), sum(amount_e4), coalesce(sum(cost_e4), 0), coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
  from   added where counts group by account_id order by account_id
  on conflict (account_id) do update
    set lines = f.lines + excluded.lines, amount_e4 = f.amount_e4 + excluded.amount_e4,
        cost_e4 = f.cost_e4 + excluded.cost_e4, costed_e4 = f.costed_e4 + excluded.costed_e4;
  update order_lines l set counts = not l.counts from added a join orders o on o.id = a.order_id
  where  l.id = a.id and l.counts <> order_counts(o.status);
  return null;
end $$;
create or replace function take_lines_from_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update account_months m
  set    lines = m.lines - d.lines, amount_e4 = m.amount_e4 - d.amount_e4, cost_e4 = m.cost_e4 - d.cost_e4, costed_e4 = m.costed_e4 - d.costed_e4
  from  (select account_id, date_trunc('month', ordered_on)::date as month, service, currency, count(*) as lines, sum(amount_e4) as amount_e4,
                coalesce(sum(cost_e4), 0) as cost_e4, coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0) as costed_e4
         from   removed where counts group by 1, 2, 3, 4 order by 1, 2, 3, 4) d
  where  m.account_id = d.account_id and m.month = d.month and m.service = d.service and m.currency = d.currency;
  delete from account_months m using (select distinct account_id from removed) r where m.account_id = r.account_id and m.lines = 0;
  update account_figures f
  set    lines = f.lines - d.lines, amount_e4 = f.amount_e4 - d.amount_e4, cost_e4 = f.cost_e4 - d.cost_e4, costed_e4 = f.costed_e4 - d.costed_e4
  from  (select account_id, count(*) as lines, sum(amount_e4) as amount_e4, coalesce(sum(cost_e4), 0) as cost_e4,
                coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0) as costed_e4
         from   removed where counts group by account_id order by account_id) d
  where  f.account_id = d.account_id;
  return null;
end $$;
create or replace function move_lines_between_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    select account_id, date_trunc('month', ordered_on)::date as month, service, currency, sum(sign) as lines, sum(sign * amount_e4) as amount_e4,
           sum(sign * coalesce(cost_e4, 0)) as cost_e4, sum(case when cost_e4 is null then 0 else sign * amount_e4 end) as costed_e4
    from  (select 1 as sign, account_id, ordered_on, service, currency, amount_e4, cost_e4 from added where counts
           union all select -1, account_id, ordered_on, service, currency, amount_e4, cost_e4 from removed where counts) both_sides
    group  by 1, 2, 3, 4 order by 1, 2, 3, 4)
  insert into account_months as m (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4) select * from moved
  on conflict (account_id, month, service, currency) do update
    set lines = m.lines + excluded.lines, amount_e4 = m.amount_e4 + excluded.amount_e4,
        cost_e4 = m.cost_e4 + excluded.cost_e4, costed_e4 = m.costed_e4 + excluded.costed_e4;
  delete from account_months m using (select distinct account_id from removed) r where m.account_id = r.account_id and m.lines = 0;
  insert into account_figures as f (account_id, lines, amount_e4, cost_e4, costed_e4)
  select account_id, sum(sign), sum(sign * amount_e4), sum(sign * coalesce(cost_e4, 0)), sum(case when cost_e4 is null then 0 else sign * amount_e4 end)
  from  (select 1 as sign, account_id, amount_e4, cost_e4 from added where counts
         union all select -1, account_id, amount_e4, cost_e4 from removed where counts) both_sides
  group  by account_id order by account_id
  on conflict (account_id) do update
    set lines = f.lines + excluded.lines, amount_e4 = f.amount_e4 + excluded.amount_e4,
        cost_e4 = f.cost_e4 + excluded.cost_e4, costed_e4 = f.costed_e4 + excluded.costed_e4;
  return null;
end $$;

create or replace function add_orders_to_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into account_figures as f (account_id, orders, first_order_on, last_order_on)
  select account_id, count(*), min(ordered_on), max(ordered_on) from added where order_counts(status) group by account_id order by account_id
  on conflict (account_id) do update
    set orders = f.orders + excluded.orders, first_order_on = least(f.first_order_on, excluded.first_order_on),
        last_order_on = greatest(f.last_order_on, excluded.last_order_on);
  return null;
end $$;
/** After a deletion or a move the extremes are read again: two index look-ups per account touched. */
create or replace function recount_orders_in_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    -- Most changes of an order move no sum: nothing is written then.
    if not exists (
      select from added a join removed r on r.id = a.id
      where (a.account_id, a.ordered_on, order_counts(a.status)) is distinct from (r.account_id, r.ordered_on, order_counts(r.status))
    ) then
      return null;
    end if;
    insert into account_figures as f (account_id, orders)
    select account_id, sum(sign) from (select 1 as sign, account_id from added where order_counts(status)
                                       union all select -1, account_id from removed where order_counts(status)) both_sides
    group  by account_id order by account_id
    on conflict (account_id) do update set orders = f.orders + excluded.orders;
    update account_figures f
    set    first_order_on = (select min(ordered_on) from orders o where o.account_id = f.account_id and order_counts(o.status)),
           last_order_on  = (select max(ordered_on) from orders o where o.account_id = f.account_id and order_counts(o.status))
    where  f.account_id in (select account_id from added union select account_id from removed);
  else
    update account_figures f
    set    orders = f.orders - d.orders,
           first_order_on = (select min(ordered_on) from orders o where o.account_id = f.account_id and order_counts(o.status)),
           last_order_on  = (select max(ordered_on) from orders o where o.account_id = f.account_id and order_counts(o.status))
    from  (select account_id, count(*) filter (where order_counts(status)) as orders from removed group by account_id) d
    where  f.account_id = d.account_id;
  end if;
  return null;
end $$;

/** An order that begins or ceases to count takes its lines along. What ceases to count is as erased for the warehouse. */
create function lines_count_with_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update order_lines l set counts = order_counts(a.status) from added a join removed r on r.id = a.id
  where  l.order_id = a.id and order_counts(a.status) <> order_counts(r.status);
  insert into tombstones (table_name, id)
  select 'orders', a.id from added a join removed r on r.id = a.id where order_counts(r.status) and not order_counts(a.status)
  union all
  select 'order_lines', l.id from added a join removed r on r.id = a.id join order_lines l on l.order_id = a.id
  where  order_counts(r.status) and not order_counts(a.status)
  on conflict (table_name, id) do update set xid = pg_current_xact_id();
  return null;
end $$;
create trigger orders_lines_count after update on orders referencing old table as removed new table as added for each statement execute function lines_count_with_order();

-- What came before this rule. The lines leave the sums by the triggers above; the orders are counted anew.
insert into tombstones (table_name, id)
select 'orders', o.id from orders o where not order_counts(o.status)
union all
select 'order_lines', l.id from order_lines l join orders o on o.id = l.order_id where not order_counts(o.status)
on conflict (table_name, id) do update set xid = pg_current_xact_id();
update order_lines l set counts = false from orders o where o.id = l.order_id and not order_counts(o.status);
update account_figures f
set    orders = s.orders, first_order_on = s.first_on, last_order_on = s.last_on
from  (select account_id, count(*) filter (where order_counts(status)) as orders, min(ordered_on) filter (where order_counts(status)) as first_on,
              max(ordered_on) filter (where order_counts(status)) as last_on
       from orders group by account_id having not bool_and(order_counts(status))) s
where  f.account_id = s.account_id;

/** Service orders move along their ways and no others (orderMoves of the contract). */
create function order_moves_rightly() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (old.status, new.status) not in (('held', 'confirmed'), ('held', 'cancelled'), ('confirmed', 'held'), ('confirmed', 'inTransit'), ('confirmed', 'completed'),
      ('confirmed', 'cancelled'), ('inTransit', 'confirmed'), ('inTransit', 'completed'), ('inTransit', 'cancelled'), ('completed', 'inTransit')) then
    raise exception 'An order cannot go from % to %.', old.status, new.status using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger orders_move_rightly before update of status on orders for each row
  when (new.kind = 'service' and old.kind = 'service' and old.status <> new.status) execute function order_moves_rightly();
