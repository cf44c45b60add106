-- Orders and their lines in the form that customer analysis needs; entry, channels and shipments build on this.
create table orders (
  id               uuid primary key,
  number           text not null unique,                     -- O-2026-000123
  account_id       uuid not null references accounts,
  external_key     text unique,                              -- the order's key in the system it came from
  ordered_on       date not null,
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  channel          text not null default 'staff' check (channel in ('staff', 'import', 'api', 'portal', 'edi', 'phone')),
  status           text not null default 'completed' check (status in ('draft', 'confirmed', 'inTransit', 'completed', 'cancelled')),
  reference        text,
  attributes       jsonb not null default '{}',              -- columns of the source that have no place of their own
  import_batch_id  uuid,
  version          integer not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  xid              xid8 not null default pg_current_xact_id()
);
create index orders_of_account on orders (account_id, ordered_on desc, id desc);
create index orders_by_day on orders (ordered_on desc, id desc);
create index orders_by_import on orders (import_batch_id) where import_batch_id is not null;
create index orders_by_xid on orders (xid);

-- Money in ten-thousandths of the currency unit (see docs/decisions/0002): amount_e4, cost_e4, freight_e4.
create table order_lines (
  id               uuid primary key,
  order_id         uuid not null references orders on delete cascade,
  account_id       uuid not null references accounts,        -- the order's, repeated for the row policy and the feeder
  ordered_on       date not null,                            -- the order's, repeated for sums by month
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  line_no          integer not null,
  external_key     text,
  service          text not null default 'goods'
                   check (service in ('road', 'rail', 'air', 'sea', 'express', 'multimodal', 'warehousing', 'processing', 'customs', 'packaging', 'goods', 'other')),
  mode             text,                                     -- as the source says it: 'Air Charter', 'Second Class'
  category         text, sub_category text,
  item_code        text, item text,
  quantity         numeric(18, 4),
  unit             text,
  amount_e4        bigint not null default 0,
  cost_e4          bigint,                                   -- null: unknown, not zero
  discount_bp      integer,                                  -- basis points
  weight_g         bigint, weight_note text,                 -- a note holds what stood in the number's place, and why
  freight_e4       bigint, freight_note text,
  origin           text, destination text, region text,
  promised_on      date, shipped_on date, delivered_on date,
  attributes       jsonb not null default '{}',
  xid              xid8 not null default pg_current_xact_id(),
  unique (order_id, line_no)
);
create index order_lines_of_account on order_lines (account_id, ordered_on desc);
create index order_lines_by_xid on order_lines (xid);
create trigger orders_stamped before update on orders for each row execute function stamp_xid();
create trigger order_lines_stamped before update on order_lines for each row execute function stamp_xid();
create trigger orders_buried after delete on orders referencing old table as gone for each statement execute function bury();
create trigger order_lines_buried after delete on order_lines referencing old table as gone for each statement execute function bury();

-- Sums kept by triggers, so that the 360 reads a handful of rows whatever the customer's size. Never typed, never drifting:
-- the same transaction that writes a line moves the sum.
create table account_months (
  account_id  uuid not null references accounts on delete cascade,
  month       date not null,
  service     text not null,
  currency    text not null,
  lines       bigint not null default 0,
  amount_e4   bigint not null default 0,
  cost_e4     bigint not null default 0,
  costed_e4   bigint not null default 0,                     -- the part of amount_e4 whose cost is known
  primary key (account_id, month, service, currency)
);
create table account_figures (
  account_id      uuid primary key references accounts on delete cascade,
  orders          bigint not null default 0,
  lines           bigint not null default 0,
  amount_e4       bigint not null default 0,                 -- company currency lines and others alike: see account_months for currencies
  cost_e4         bigint not null default 0,
  costed_e4       bigint not null default 0,
  first_order_on  date,
  last_order_on   date,
  tier            text check (tier in ('A', 'B', 'C', 'D')), -- written by the classification
  tier_since      date,
  value_rank      integer
);
-- Both columns run the same way, so that a page of either direction starts with one row comparison.
create index account_figures_by_amount on account_figures (amount_e4, account_id);
create index account_figures_by_last_order on account_figures (last_order_on, account_id) where last_order_on is not null;
create index account_figures_by_tier on account_figures (tier, account_id) where tier is not null;

create function add_lines_to_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into account_months as m (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4)
  select account_id, date_trunc('month', ordered_on)::date, service, currency, count(*), sum(amount_e4),
         coalesce(sum(cost_e4), 0), coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
  from   added
  group  by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (account_id, month, service, currency) do update
    set lines = m.lines + excluded.lines, amount_e4 = m.amount_e4 + excluded.amount_e4,
        cost_e4 = m.cost_e4 + excluded.cost_e4, costed_e4 = m.costed_e4 + excluded.costed_e4;
  insert into account_figures as f (account_id, lines, amount_e4, cost_e4, costed_e4)
  select account_id, count(*), sum(amount_e4), coalesce(sum(cost_e4), 0), coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
  from   added group by account_id order by account_id
  on conflict (account_id) do update
    set lines = f.lines + excluded.lines, amount_e4 = f.amount_e4 + excluded.amount_e4,
        cost_e4 = f.cost_e4 + excluded.cost_e4, costed_e4 = f.costed_e4 + excluded.costed_e4;
  return null;
end $$;
create function take_lines_from_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update account_months m
  set    lines = m.lines - d.lines, amount_e4 = m.amount_e4 - d.amount_e4, cost_e4 = m.cost_e4 - d.cost_e4, costed_e4 = m.costed_e4 - d.costed_e4
  from  (select account_id, date_trunc('month', ordered_on)::date as month, service, currency, count(*) as lines, sum(amount_e4) as amount_e4,
                coalesce(sum(cost_e4), 0) as cost_e4, coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0) as costed_e4
         from   removed group by 1, 2, 3, 4 order by 1, 2, 3, 4) d
  where  m.account_id = d.account_id and m.month = d.month and m.service = d.service and m.currency = d.currency;
  delete from account_months m using (select distinct account_id from removed) r where m.account_id = r.account_id and m.lines = 0;
  update account_figures f
  set    lines = f.lines - d.lines, amount_e4 = f.amount_e4 - d.amount_e4, cost_e4 = f.cost_e4 - d.cost_e4, costed_e4 = f.costed_e4 - d.costed_e4
  from  (select account_id, count(*) as lines, sum(amount_e4) as amount_e4, coalesce(sum(cost_e4), 0) as cost_e4,
                coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0) as costed_e4
         from   removed group by account_id order by account_id) d
  where  f.account_id = d.account_id;
  return null;
end $$;
create function move_lines_between_sums() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    select account_id, date_trunc('month', ordered_on)::date as month, service, currency, sum(sign) as lines, sum(sign * amount_e4) as amount_e4,
           sum(sign * coalesce(cost_e4, 0)) as cost_e4, sum(case when cost_e4 is null then 0 else sign * amount_e4 end) as costed_e4
    from  (select 1 as sign, account_id, ordered_on, service, currency, amount_e4, cost_e4 from added
           union all select -1, account_id, ordered_on, service, currency, amount_e4, cost_e4 from removed) both_sides
    group  by 1, 2, 3, 4 order by 1, 2, 3, 4)
  insert into account_months as m (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4) select * from moved
  on conflict (account_id, month, service, currency) do update
    set lines = m.lines + excluded.lines, amount_e4 = m.amount_e4 + excluded.amount_e4,
        cost_e4 = m.cost_e4 + excluded.cost_e4, costed_e4 = m.costed_e4 + excluded.costed_e4;
  delete from account_months m using (select distinct account_id from removed) r where m.account_id = r.account_id and m.lines = 0;
  insert into account_figures as f (account_id, lines, amount_e4, cost_e4, costed_e4)
  select account_id, sum(sign), sum(sign * amount_e4), sum(sign * coalesce(cost_e4, 0)), sum(case when cost_e4 is null then 0 else sign * amount_e4 end)
  from  (select 1 as sign, account_id, amount_e4, cost_e4 from added union all select -1, account_id, amount_e4, cost_e4 from removed) both_sides
  group  by account_id order by account_id
  on conflict (account_id) do update
    set lines = f.lines + excluded.lines, amount_e4 = f.amount_e4 + excluded.amount_e4,
        cost_e4 = f.cost_e4 + excluded.cost_e4, costed_e4 = f.costed_e4 + excluded.costed_e4;
  return null;
end $$;
create trigger order_lines_added after insert on order_lines referencing new table as added for each statement execute function add_lines_to_sums();
create trigger order_lines_removed after delete on order_lines referencing old table as removed for each statement execute function take_lines_from_sums();
create trigger order_lines_moved after update on order_lines referencing old table as removed new table as added for each statement execute function move_lines_between_sums();

create function add_orders_to_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into account_figures as f (account_id, orders, first_order_on, last_order_on)
  select account_id, count(*), min(ordered_on), max(ordered_on) from added group by account_id order by account_id
  on conflict (account_id) do update
    set orders = f.orders + excluded.orders, first_order_on = least(f.first_order_on, excluded.first_order_on),
        last_order_on = greatest(f.last_order_on, excluded.last_order_on);
  return null;
end $$;
/** After a deletion or a move the extremes are read again: two index look-ups per account touched. */
create function recount_orders_in_figures() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    insert into account_figures as f (account_id, orders)
    select account_id, sum(sign) from (select 1 as sign, account_id from added union all select -1, account_id from removed) both_sides
    group  by account_id order by account_id
    on conflict (account_id) do update set orders = f.orders + excluded.orders;
    update account_figures f
    set    first_order_on = (select min(ordered_on) from orders o where o.account_id = f.account_id),
           last_order_on  = (select max(ordered_on) from orders o where o.account_id = f.account_id)
    where  f.account_id in (select account_id from added union select account_id from removed);
  else
    update account_figures f
    set    orders = f.orders - d.orders,
           first_order_on = (select min(ordered_on) from orders o where o.account_id = f.account_id),
           last_order_on  = (select max(ordered_on) from orders o where o.account_id = f.account_id)
    from  (select account_id, count(*) as orders from removed group by account_id) d
    where  f.account_id = d.account_id;
  end if;
  return null;
end $$;
create trigger orders_added after insert on orders referencing new table as added for each statement execute function add_orders_to_figures();
create trigger orders_removed after delete on orders referencing old table as removed for each statement execute function recount_orders_in_figures();
create trigger orders_moved after update on orders referencing old table as removed new table as added for each statement execute function recount_orders_in_figures();

do $$
declare
  t text;
begin
  foreach t in array array['orders', 'order_lines'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (%2$s)', t, account_rule('orders', 'read'));
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (%2$s)', t, account_rule('orders', 'create'));
    execute format('create policy %1$s_update on %1$I for update to quayside_app using (%2$s)', t, account_rule('orders', 'change'));
  end loop;
  execute format('create policy orders_delete on orders for delete to quayside_app using (%s)', account_rule('orders', 'delete'));
  -- A line goes when its order is changed.
  execute format('create policy order_lines_delete on order_lines for delete to quayside_app using (%s or %s)',
    account_rule('orders', 'change'), account_rule('orders', 'delete'));
  -- The sums are written by triggers alone and seen with the account; which of them a person is shown, his categories decide.
  foreach t in array array['account_months', 'account_figures'] loop
    execute format('alter table %I enable row level security', t);
    execute format('revoke insert, update, delete on %I from quayside_app', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (%2$s)', t, account_rule('accounts', 'read'));
  end loop;
end $$;
