-- What it costs to serve customers besides what stands on the order lines (ANA-11): so much a month, laid on customers by how much
-- of the driver each caused.
create table cost_pools (
  id          uuid primary key,
  name_zh     text not null check (length(name_zh) between 1 and 60),
  name_en     text not null check (length(name_en) between 1 and 60),
  driver      text not null check (driver in ('orders', 'lines', 'revenue', 'weight', 'returns', 'receivables', 'customers')),
  monthly_e4  bigint not null check (monthly_e4 >= 0),          -- ten-thousandths of the currency unit, a month
  currency    text not null check (currency ~ '^[A-Z]{3}$'),
  is_fixed    boolean not null default false,                   -- does not grow with a customer's volume
  position    integer not null default 0,
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
alter table cost_pools enable row level security;
create policy cost_pools_read on cost_pools for select to quayside_app using ((select actor_scope('analyses', 'read')) <> 'none');
create policy cost_pools_change on cost_pools for all to quayside_app
  using ((select actor_scope('analyses', 'change')) = 'all') with check ((select actor_scope('analyses', 'change')) = 'all');
