-- What the warehouse follows besides accounts, orders and interactions: people, places, staff, what an account was before, stock.

-- Contacts and addresses in commit order, as accounts are.
alter table contacts add column xid xid8 not null default pg_current_xact_id();
alter table addresses add column xid xid8 not null default pg_current_xact_id();
create index contacts_by_xid on contacts (xid);
create index addresses_by_xid on addresses (xid);
create trigger contacts_stamped before update on contacts for each row execute function stamp_xid();
create trigger addresses_stamped before update on addresses for each row execute function stamp_xid();
create trigger contacts_buried after delete on contacts referencing old table as gone for each statement execute function bury();
create trigger addresses_buried after delete on addresses referencing old table as gone for each statement execute function bury();

-- Staff: few rows, so no index. Only what the warehouse shows stamps: users are touched at every sign-in.
alter table users add column xid xid8 not null default pg_current_xact_id();
create trigger users_stamped before update of name, active on users for each row
  when (old.name is distinct from new.name or old.active is distinct from new.active) execute function stamp_xid();
create trigger users_buried after delete on users referencing old table as gone for each statement execute function bury();

/** A change of teams is a change of the people in them. */
create function stamp_members() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'teams' then
    update users u set xid = pg_current_xact_id() from team_members m where m.user_id = u.id and m.team_id = new.id;
  elsif tg_op = 'DELETE' then
    update users u set xid = pg_current_xact_id() where u.id = old.user_id;
  else
    update users u set xid = pg_current_xact_id() where u.id = new.user_id;
  end if;
  return null;
end $$;
revoke execute on function stamp_members from public;
create trigger team_members_stamp after insert or update or delete on team_members for each row execute function stamp_members();
create trigger teams_stamp after update of name on teams for each row when (old.name is distinct from new.name) execute function stamp_members();

-- What an account was, from when on: state, owner, team, tier, whether it was in the bin. Rows begin with the first change, so
-- that making accounts costs nothing; one that never changed is described by itself. The first change writes what held before,
-- from the account's creation, and what holds now. Several changes in one transaction are one.
create table account_history (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references accounts on delete cascade,
  valid_from  timestamptz not null,
  state       text not null,
  tier        text,
  owner_id    uuid,
  team_id     uuid,
  is_gone     boolean not null,
  xid         xid8 not null default pg_current_xact_id(),
  unique (account_id, valid_from)
);
create index account_history_by_xid on account_history (xid);
create trigger account_history_buried after delete on account_history referencing old table as gone for each statement execute function bury();
alter table account_history enable row level security;
revoke insert, update, delete on account_history from quayside_app;
do $$
begin
  execute format('create policy account_history_read on account_history for select to quayside_app using (%s)', account_rule('accounts', 'read'));
end $$;

create function keep_account_history(of_account uuid, since timestamptz, was account_history, is_now account_history) returns void
language sql security definer set search_path = public, pg_temp as $$
  -- A clock set back must not put what was behind what is.
  insert into account_history (account_id, valid_from, state, tier, owner_id, team_id, is_gone)
  select of_account, least(since, now() - interval '1 microsecond'), was.state, was.tier, was.owner_id, was.team_id, was.is_gone
  where  not exists (select from account_history h where h.account_id = of_account);
  insert into account_history (account_id, valid_from, state, tier, owner_id, team_id, is_gone)
  values (of_account, now(), is_now.state, is_now.tier, is_now.owner_id, is_now.team_id, is_now.is_gone)
  on conflict (account_id, valid_from) do update
    set state = excluded.state, tier = excluded.tier, owner_id = excluded.owner_id, team_id = excluded.team_id,
        is_gone = excluded.is_gone, xid = pg_current_xact_id();
$$;
revoke execute on function keep_account_history from public;

create function account_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was     account_history;
  is_now  account_history;
begin
  select tier into was.tier from account_figures f where f.account_id = new.id;
  is_now.tier := was.tier;
  was.state := old.state; was.owner_id := old.owner_id; was.team_id := old.team_id; was.is_gone := old.deleted_at is not null;
  is_now.state := new.state; is_now.owner_id := new.owner_id; is_now.team_id := new.team_id; is_now.is_gone := new.deleted_at is not null;
  perform keep_account_history(new.id, old.created_at, was, is_now);
  return null;
end $$;
create trigger accounts_history after update of state, owner_id, team_id, deleted_at on accounts for each row
  when (old.state is distinct from new.state or old.owner_id is distinct from new.owner_id or old.team_id is distinct from new.team_id
        or (old.deleted_at is null) <> (new.deleted_at is null))
  execute function account_moved();

create function tier_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since   timestamptz;
  was     account_history;
  is_now  account_history;
begin
  select a.created_at, a.state, a.owner_id, a.team_id, a.deleted_at is not null
  into   since, was.state, was.owner_id, was.team_id, was.is_gone from accounts a where a.id = new.account_id;
  is_now := was;
  if tg_op = 'UPDATE' then was.tier := old.tier; end if;
  is_now.tier := new.tier;
  perform keep_account_history(new.account_id, since, was, is_now);
  return null;
end $$;
-- Sums are moved with every order line and never name the tier: these cost them nothing.
create trigger account_figures_history after update of tier on account_figures for each row
  when (old.tier is distinct from new.tier) execute function tier_moved();
create trigger account_figures_history_begins after insert on account_figures for each row
  when (new.tier is not null) execute function tier_moved();

-- Stock of warehousing customers, counted at the end of a day (DOMAIN ORG-6). Money in ten-thousandths.
create table inventory_snapshots (
  id               uuid primary key,
  account_id       uuid not null references accounts on delete cascade,
  day              date not null,
  site             text not null check (length(site) between 1 and 200),
  sku              text not null check (length(sku) between 1 and 200),
  quantity         numeric(18, 4) not null check (quantity >= 0),
  unit             text,
  value_e4         bigint check (value_e4 >= 0),             -- null: unknown, not zero
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  import_batch_id  uuid,
  version          integer not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  xid              xid8 not null default pg_current_xact_id(),
  unique (account_id, site, sku, day)
);
create index inventory_snapshots_by_xid on inventory_snapshots (xid);
create index inventory_snapshots_by_import on inventory_snapshots (import_batch_id) where import_batch_id is not null;
create trigger inventory_snapshots_stamped before update on inventory_snapshots for each row execute function stamp_xid();
create trigger inventory_snapshots_buried after delete on inventory_snapshots referencing old table as gone for each statement execute function bury();
alter table inventory_snapshots enable row level security;
do $$
begin
  execute format('create policy inventory_snapshots_read on inventory_snapshots for select to quayside_app using (%s)', account_rule('orders', 'read'));
  execute format('create policy inventory_snapshots_insert on inventory_snapshots for insert to quayside_app with check (%s)', account_rule('orders', 'create'));
  execute format('create policy inventory_snapshots_update on inventory_snapshots for update to quayside_app using (%s)', account_rule('orders', 'change'));
  execute format('create policy inventory_snapshots_delete on inventory_snapshots for delete to quayside_app using (%s)', account_rule('orders', 'delete'));
end $$;
