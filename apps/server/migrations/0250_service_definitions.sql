-- What a contract means by on time (ORG-5): days before and after the promised day that still count. The row without an account
-- is the company's and holds for every customer without a row of its own.
create table service_definitions (
  id           uuid primary key,
  account_id   uuid references accounts on delete cascade,
  early_days   smallint check (early_days between 0 and 365),   -- null: early never matters
  grace_days   smallint not null default 0 check (grace_days between 0 and 365),
  attested_by  text not null default 'proofOfDelivery' check (attested_by in ('proofOfDelivery', 'carrier', 'consignee', 'geofence')),
  note         text not null default '' check (length(note) <= 500),
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  unique nulls not distinct (account_id)
);
insert into service_definitions (id) values ('01990000-0000-7000-8000-0000000000d0');

alter table service_definitions enable row level security;
do $$
begin
  execute format('create policy service_definitions_read on service_definitions for select to quayside_app using (
    case when account_id is null then (select actor_active()) else (%s) end)', account_rule('accounts', 'read'));
  execute format('create policy service_definitions_insert on service_definitions for insert to quayside_app with check (
    account_id is not null and (%s))', account_rule('accounts', 'change'));
  execute format('create policy service_definitions_update on service_definitions for update to quayside_app using (
    case when account_id is null then (select actor_scope(''analyses'', ''change'')) = ''all'' else (%s) end)', account_rule('accounts', 'change'));
  execute format('create policy service_definitions_delete on service_definitions for delete to quayside_app using (
    account_id is not null and (%s))', account_rule('accounts', 'change'));
end $$;
