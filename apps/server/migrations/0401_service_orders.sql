-- Service orders: transport, warehousing, processing, customs, through one door from every channel. What was imported before stays
-- a sale of goods ('goods') and keeps every meaning it had.
alter table orders drop constraint orders_status_check;
alter table orders add constraint orders_status_check check (status in ('draft', 'held', 'confirmed', 'inTransit', 'completed', 'cancelled'));
alter table orders
  add column kind                text not null default 'goods' check (kind in ('goods', 'service')),
  add column customer_reference  text check (length(customer_reference) <= 200),
  add column requested_on        date,
  add column received_at         timestamptz,
  add column team_id             uuid references teams on delete set null,   -- who has to see to it
  add column note                text not null default '',
  add column price_source        text check (price_source in ('agreement', 'typed', 'mixed', 'none')),
  add column hold_reasons        jsonb not null default '[]',                -- why it waits; kept after the release
  add column warnings            jsonb not null default '[]',
  add column fingerprint         text,                                       -- of its content: the same order by another channel
  add column taken_by            uuid,
  add column released_by         uuid,
  add column released_at         timestamptz,
  add column confirmed_at        timestamptz,
  add column started_at          timestamptz,
  add column completed_at        timestamptz,
  add column cancelled_at        timestamptz,
  add column cancel_reason       text,
  add column fee_e4              bigint not null default 0 check (fee_e4 >= 0),   -- what the customer pays for changes and cancelling
  add column extra_cost_e4       bigint not null default 0 check (extra_cost_e4 >= 0), -- what they cost us
  add constraint orders_cancelled check (kind <> 'service' or (cancelled_at is not null) = (status = 'cancelled')),
  add constraint orders_held check (kind <> 'service' or status <> 'held' or hold_reasons <> '[]');
-- A customer's reference as people retype it: case, blanks and dashes aside.
create function reference_key(of_reference text) returns text language sql immutable parallel safe
  return upper(regexp_replace(of_reference, '[^[:alnum:]]', '', 'g'));
create index orders_by_customer_reference on orders (account_id, reference_key(customer_reference)) where customer_reference is not null;
create index orders_open on orders (account_id, currency) where kind = 'service' and status in ('confirmed', 'inTransit');
create index orders_service_by_status on orders (status, ordered_on desc, id desc) where kind = 'service';
create index orders_of_team on orders (team_id) where team_id is not null;
-- No series by year: makers of orders must not queue behind each other.
create sequence service_order_numbers;

alter table order_lines
  add column packages       integer check (packages >= 0),
  add column volume_cm3     bigint check (volume_cm3 >= 0),
  add column price_source   text check (price_source in ('agreement', 'typed', 'none')),
  add column price_reason   text,
  add column price_basis    jsonb;                                          -- agreement, rate and steps as they were then

create table order_parties (
  id          uuid primary key,
  order_id    uuid not null references orders on delete cascade,
  position    integer not null,
  role        text not null check (role in ('orderer', 'payer', 'billTo', 'shipper', 'consignee', 'agent', 'notify', 'carrier', 'broker')),
  account_id  uuid references accounts,
  contact_id  uuid references contacts on delete set null,
  name        text, code text, tax_number text, address text, city text, postcode text, country text, unlocode text,
  phone       text, email text,
  unique (order_id, position)
);
create index order_parties_of_account on order_parties (account_id) where account_id is not null;
create index order_parties_of_contact on order_parties (contact_id) where contact_id is not null;

create table order_goods (
  id                 uuid primary key,
  order_id           uuid not null references orders on delete cascade,
  position           integer not null,
  line_no            integer,                                               -- the line it belongs to; null: the whole order
  description        text,
  hs_code            text check (hs_code ~ '^[0-9]{6,13}$'),
  packages           integer check (packages >= 0),
  package_type       text,
  weight_g           bigint check (weight_g >= 0),
  volume_cm3         bigint check (volume_cm3 >= 0),
  un_number          text check (un_number ~ '^[0-9]{4}$'),
  danger_class       text,
  packing_group      text check (packing_group in ('I', 'II', 'III')),
  proper_name        text,
  temperature_min_c  numeric(5, 1),
  temperature_max_c  numeric(5, 1),
  value_e4           bigint check (value_e4 >= 0),
  marks              text,
  unique (order_id, position),
  check (temperature_min_c <= temperature_max_c),
  check ((un_number is null) = (danger_class is null))
);

create table order_places (
  id             uuid primary key,
  order_id       uuid not null references orders on delete cascade,
  position       integer not null,
  kind           text not null check (kind in ('pickup', 'delivery', 'portOfLoading', 'portOfDischarge', 'airportOfDeparture',
                                               'airportOfArrival', 'warehouse', 'border', 'stop')),
  name           text, address text, city text, postcode text, country text, unlocode text, division_code text,
  window_from    timestamptz,
  window_to      timestamptz,
  note           text,
  unique (order_id, position),
  check (window_from <= window_to)
);

create table order_references (
  id        uuid primary key,
  order_id  uuid not null references orders on delete cascade,
  position  integer not null,
  kind      text not null,
  value     text not null check (length(value) between 1 and 200),
  unique (order_id, position)
);
create index order_references_by_value on order_references (reference_key(value), kind);

-- What an order was before each change, and what the change cost.
create table order_versions (
  id          uuid primary key,
  order_id    uuid not null references orders on delete cascade,
  version     integer not null,                                             -- of the order before
  at          timestamptz not null,
  by_id       uuid,
  channel     text not null,
  reason      text not null default '',
  before      jsonb not null,                                               -- the order as a draft
  changed     text[] not null,                                              -- paths
  fee_e4      bigint not null default 0,
  cost_e4     bigint not null default 0
);
create index order_versions_of_order on order_versions (order_id, at desc);

-- Orders not taken yet: unfinished ones of staff, and what came with a fault and waits to be mended. They have the id and number the
-- order will have. Never a sale: nothing of them stands in orders.
create table order_drafts (
  id                  uuid primary key,
  number              text not null unique,
  state               text not null check (state in ('draft', 'quarantined', 'taken', 'dropped')),
  account_id          uuid references accounts on delete cascade,           -- null: the customer is not recognised
  draft               jsonb not null,
  reasons             jsonb not null default '[]',
  channel             text not null check (channel in ('staff', 'import', 'api', 'portal', 'edi', 'phone')),
  customer_reference  text,
  received_at         timestamptz not null,
  created_by          uuid,
  closed_at           timestamptz,
  closed_by           uuid,
  close_reason        text,
  version             integer not null default 1,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  check ((closed_at is not null) = (state in ('taken', 'dropped')))
);
create index order_drafts_newest on order_drafts (state, received_at desc, id desc);
create index order_drafts_of_account on order_drafts (account_id) where account_id is not null;

-- Every key an order came with, in quarantine or not: the same key is the same order.
create table order_arrivals (
  key       text primary key check (length(key) between 1 and 400),
  order_id  uuid not null,
  number    text not null,
  digest    text not null,                                                  -- of what came with it
  at        timestamptz not null
);
create index order_arrivals_of_order on order_arrivals (order_id);
alter table order_arrivals enable row level security;
revoke all on order_arrivals from quayside_app;
/** Takes the key for an order; a key that is taken answers with its order. Whoever comes second waits until the first has committed. */
create function claim_order_key(of_key text, for_order uuid, of_number text, of_digest text, since timestamptz)
returns table (order_id uuid, number text, digest text) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into order_arrivals (key, order_id, number, digest, at) values (of_key, for_order, of_number, of_digest, since) on conflict (key) do nothing;
  if found then return; end if;
  return query select a.order_id, a.number, a.digest from order_arrivals a where a.key = of_key;
end $$;
/** What was dropped may come again with its key. */
create function free_order_key(of_order uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from order_arrivals a where a.order_id = of_order and exists (select from order_drafts d where d.id = of_order and d.state = 'dropped')
$$;
revoke execute on function claim_order_key, free_order_key from public;
grant execute on function claim_order_key, free_order_key to quayside_app;

-- What partners call our customers.
create table account_codes (
  id          uuid primary key,
  partner     text not null check (length(partner) between 1 and 100),
  code        text not null check (length(code) between 1 and 200),
  account_id  uuid not null references accounts on delete cascade,
  created_at  timestamptz not null default now(),
  unique (partner, code)
);
create index account_codes_of_account on account_codes (account_id);

-- Customers whose orders wait (onHold) or are not taken (frozen).
create table account_order_holds (
  id          uuid primary key,
  account_id  uuid not null unique references accounts on delete cascade,
  kind        text not null check (kind in ('onHold', 'frozen')),
  reason      text not null check (length(reason) between 1 and 500),
  since       timestamptz not null,
  by_id       uuid
);

create table order_templates (
  id          uuid primary key,
  name        text not null check (length(name) between 1 and 100),
  account_id  uuid references accounts on delete cascade,
  draft       jsonb not null,
  shared      boolean not null default false,
  owner_id    uuid not null references users,
  version     integer not null default 1,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create index order_templates_of_account on order_templates (account_id) where account_id is not null;
create index order_templates_of_owner on order_templates (owner_id);

create table order_attachments (
  id           uuid primary key,
  order_id     uuid not null references orders on delete cascade,
  name         text not null check (length(name) between 1 and 255),
  media_type   text not null,
  bytes        bigint not null check (bytes >= 0),
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by  uuid references users,
  created_at   timestamptz not null
);
create index order_attachments_of_order on order_attachments (order_id, created_at);
create index order_attachments_by_content on order_attachments (sha256);

-- To which team an order goes: the first rule that fits; else the team of the customer.
create table order_routing (
  id                   uuid primary key,
  position             integer not null unique deferrable initially deferred,
  service              text, channel text, origin_country text, destination_country text,
  team_id              uuid not null references teams on delete cascade
);

-- Row rules. What belongs to an order is seen and written with it.
do $$
declare
  t text;
  of_order text := 'exists (select from orders o where o.id = order_id and %s)';
  rule text;
begin
  foreach t in array array['order_parties', 'order_goods', 'order_places', 'order_references', 'order_versions', 'order_attachments'] loop
    rule := format('%s or %s', replace(account_rule('orders', 'change'), '= account_id', '= o.account_id'),
                   replace(account_rule('orders', 'create'), '= account_id', '= o.account_id'));
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (exists (select from orders o where o.id = order_id))', t);
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (%2$s)', t, format(of_order, '(' || rule || ')'));
    execute format('create policy %1$s_update on %1$I for update to quayside_app using (%2$s)', t,
      format(of_order, replace(account_rule('orders', 'change'), '= account_id', '= o.account_id')));
    execute format('create policy %1$s_delete on %1$I for delete to quayside_app using (%2$s)', t,
      format(of_order, replace(account_rule('orders', 'change'), '= account_id', '= o.account_id')));
  end loop;
  revoke update, delete on order_versions from quayside_app;
  -- An order of a customer nobody has recognised is seen by whoever sees all orders, and by whoever brought it.
  alter table order_drafts enable row level security;
  execute format($p$create policy order_drafts_read on order_drafts for select to quayside_app using (
    (account_id is not null and %s) or (account_id is null and (select actor_scope('orders', 'read')) = 'all') or created_by = (select actor()))$p$, account_rule('orders', 'read'));
  execute $p$create policy order_drafts_insert on order_drafts for insert to quayside_app with check (
    (select actor_scope('orders', 'create')) <> 'none' and created_by = (select actor()))$p$;
  execute format($p$create policy order_drafts_update on order_drafts for update to quayside_app using (
    (account_id is not null and %s) or (account_id is null and (select actor_scope('orders', 'create')) = 'all')
    or (created_by = (select actor()) and (select actor_scope('orders', 'create')) <> 'none')) with check (true)$p$, account_rule('orders', 'create'));
  alter table account_order_holds enable row level security;
  execute format('create policy account_order_holds_read on account_order_holds for select to quayside_app using (%s or %s)', account_rule('orders', 'read'), account_rule('invoices', 'read'));
  execute format('create policy account_order_holds_insert on account_order_holds for insert to quayside_app with check (%s)', account_rule('invoices', 'change'));
  execute format('create policy account_order_holds_update on account_order_holds for update to quayside_app using (%s)', account_rule('invoices', 'change'));
  execute format('create policy account_order_holds_delete on account_order_holds for delete to quayside_app using (%s)', account_rule('invoices', 'change'));
  alter table account_codes enable row level security;
  execute format('create policy account_codes_read on account_codes for select to quayside_app using (%s)', account_rule('orders', 'read'));
  execute format('create policy account_codes_insert on account_codes for insert to quayside_app with check (%s)', account_rule('orders', 'create'));
  execute format('create policy account_codes_update on account_codes for update to quayside_app using (%s)', account_rule('orders', 'change'));
  execute format('create policy account_codes_delete on account_codes for delete to quayside_app using (%s)', account_rule('orders', 'change'));
  alter table order_templates enable row level security;
  execute format($p$create policy order_templates_read on order_templates for select to quayside_app using (
    (select actor_scope('orders', 'read')) <> 'none' and (owner_id = (select actor()) or (shared and (account_id is null or %s))))$p$, account_rule('orders', 'read'));
  execute $p$create policy order_templates_insert on order_templates for insert to quayside_app with check (
    owner_id = (select actor()) and (select actor_scope('orders', 'create')) <> 'none')$p$;
  execute $p$create policy order_templates_update on order_templates for update to quayside_app using (
    owner_id = (select actor()) and (select actor_scope('orders', 'create')) <> 'none')$p$;
  execute $p$create policy order_templates_delete on order_templates for delete to quayside_app using (
    owner_id = (select actor()) and (select actor_scope('orders', 'create')) <> 'none')$p$;
  alter table order_routing enable row level security;
  execute $p$create policy order_routing_read on order_routing for select to quayside_app using ((select actor_scope('orders', 'read')) <> 'none')$p$;
  execute $p$create policy order_routing_insert on order_routing for insert to quayside_app with check ((select actor_scope('administration', 'change')) = 'all')$p$;
  execute $p$create policy order_routing_delete on order_routing for delete to quayside_app using ((select actor_scope('administration', 'change')) = 'all')$p$;
end $$;

/**
 * Whether a customer's order may go on, for whoever takes it, also where he may not read figures: the hold on the customer, his limit,
 * what he owes and what is under way. Orders of a customer with a limit are judged one after the other, so that two at once do not
 * both fit below it. What he owes is told by `credit_exposure`, which comes with the invoices.
 */
create function credit_position(of_account uuid, but_order uuid)
returns table (hold_kind text, hold_reason text, limit_e4 bigint, limit_currency text, owed_e4 bigint, overdue_e4 bigint, open_orders_e4 bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from accounts a where a.id = of_account and a.credit_limit_e4 is not null) then
    perform pg_advisory_xact_lock(hashtextextended(of_account::text, 7315401));
  end if;
  return query
    select h.kind, h.reason, a.credit_limit_e4, coalesce(a.currency, (select c.currency from company c)), coalesce(e.open_e4, 0),
           coalesce(e.overdue_e4, 0),
           coalesce((select sum(l.amount_e4) from orders o join order_lines l on l.order_id = o.id
                     where o.account_id = a.id and o.kind = 'service' and o.status in ('confirmed', 'inTransit')
                     and   o.currency = coalesce(a.currency, (select c.currency from company c)) and o.id <> but_order), 0)::bigint
    from   accounts a left join account_order_holds h on h.account_id = a.id
    left   join lateral (select x.open_e4, x.overdue_e4 from credit_exposure(a.id) x
                         where x.currency = coalesce(a.currency, (select c.currency from company c))) e on true
    where  a.id = of_account;
end $$;
revoke execute on function credit_position from public;
grant execute on function credit_position to quayside_app;
