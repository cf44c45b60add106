-- What transport costs: agreements with customers, and rate cards of carriers. A tariff is a name; its terms and rates stand in
-- versions, which nobody overwrites: a correction is a further version, and taking one back says so beside it.
create table tariffs (
  id          uuid primary key,
  kind        text not null check (kind in ('agreement', 'carrier')),
  account_id  uuid references accounts on delete cascade,      -- null on an agreement: the list price, for everybody
  carrier     text check (length(carrier) between 1 and 100),
  code        text not null unique check (length(code) between 1 and 60),
  name        text not null check (length(name) between 1 and 200),
  note        text not null default '' check (length(note) <= 2000),
  version     integer not null default 1,
  created_by  uuid references users on delete set null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  check ((kind = 'carrier') = (carrier is not null)),
  check (kind = 'agreement' or account_id is null)
);
create index tariffs_of_account on tariffs (account_id) where account_id is not null;
create index tariffs_of_carrier on tariffs (lower(carrier)) where carrier is not null;

create table tariff_versions (
  id                     uuid primary key,
  tariff_id              uuid not null references tariffs on delete cascade,
  no                     integer not null check (no > 0),
  valid_from             date not null,
  valid_to               date check (valid_to >= valid_from),
  currency               text not null check (currency ~ '^[A-Z]{3}$'),
  priority               integer not null default 0 check (priority between -1000 and 1000),
  dimensional_cm3_per_kg integer check (dimensional_cm3_per_kg between 1 and 1000000),  -- null: volume never counts as weight
  weight_step_g          integer not null default 1 check (weight_step_g between 1 and 1000000), -- weights are rounded up to it
  minimum_e4             bigint check (minimum_e4 >= 0),
  next_break             boolean not null default false,       -- charge as the next break where that is cheaper
  surcharges             jsonb not null default '[]' check (jsonb_typeof(surcharges) = 'array'),
  rates                  integer not null default 0,
  source_file            text check (length(source_file) <= 255),
  note                   text not null default '' check (length(note) <= 2000),
  created_by             uuid references users on delete set null,
  created_at             timestamptz not null,
  withdrawn_by           uuid references users on delete set null,
  withdrawn_at           timestamptz,
  unique (tariff_id, no)
);

-- One line of a card: a lane, a service, a break. Quantities in kilograms, cubic metres or packages, exact as the card writes them.
create table tariff_rates (
  version_id       uuid not null references tariff_versions on delete cascade,
  line_no          integer not null check (line_no > 0),
  service          text,
  mode             text check (length(mode) <= 60),
  level            text check (length(level) <= 60),
  origin           text not null check (length(origin) <= 200),
  origin_key       text not null,
  destination      text not null check (length(destination) <= 200),
  destination_key  text not null,
  basis            text not null check (basis in ('perKg', 'perM3', 'perPackage', 'perRevenueTon', 'flat')),
  break_by         text not null check (break_by in ('weight', 'volume', 'packages')),
  break_from       numeric(18, 6) not null default 0 check (break_from >= 0),
  break_to         numeric(18, 6) check (break_to >= break_from),
  rate             numeric(24, 10) not null check (rate >= 0),
  minimum_e4       bigint check (minimum_e4 >= 0),
  transit_days     integer check (transit_days between 0 and 1000),
  primary key (version_id, line_no)
);
create index tariff_rates_by_lane on tariff_rates (version_id, origin_key, destination_key);

create function keep_tariff_version() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - array['withdrawn_at', 'withdrawn_by', 'created_by'] is distinct from to_jsonb(old) - array['withdrawn_at', 'withdrawn_by', 'created_by'] then
    raise exception 'A version of a tariff is never changed; add a further one.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tariff_versions_kept before update on tariff_versions for each row execute function keep_tariff_version();

do $$
declare
  -- What belongs to nobody in particular (list prices, carriers' cards) is read by whoever reads prices and written by whoever writes them all.
  seen    text := format($p$(case when account_id is null then (select actor_scope('pricing', 'read')) <> 'none' else %s end)$p$, account_rule('pricing', 'read'));
  written text := $p$(case when account_id is null then (select actor_scope('pricing', %1$L)) = 'all' else %2$s end)$p$;
  made    text := format(written, 'create', account_rule('pricing', 'create'));
  changed text := format(written, 'change', account_rule('pricing', 'change'));
begin
  alter table tariffs enable row level security;
  alter table tariff_versions enable row level security;
  alter table tariff_rates enable row level security;
  execute format('create policy tariffs_read on tariffs for select to quayside_app using (%s)', seen);
  execute format('create policy tariffs_insert on tariffs for insert to quayside_app with check (%s)', made);
  execute format('create policy tariffs_update on tariffs for update to quayside_app using (%s)', changed);
  -- Versions and rates are seen with their tariff; whoever makes or changes it adds them. Nobody changes a rate.
  create policy tariff_versions_read on tariff_versions for select to quayside_app using (exists (select from tariffs t where t.id = tariff_id));
  create policy tariff_rates_read on tariff_rates for select to quayside_app using (exists (select from tariff_versions v where v.id = version_id));
  execute format('create policy tariff_versions_insert on tariff_versions for insert to quayside_app with check (
    exists (select from tariffs t where t.id = tariff_id and (%s or %s)))', made, changed);
  execute format('create policy tariff_rates_insert on tariff_rates for insert to quayside_app with check (
    exists (select from tariff_versions v join tariffs t on t.id = v.tariff_id where v.id = version_id and (%s or %s)))', made, changed);
  execute format('create policy tariff_versions_update on tariff_versions for update to quayside_app using (
    exists (select from tariffs t where t.id = tariff_id and %s))', changed);
end $$;

-- Agreements follow a customer who is merged into another, and return when that is undone.
create function move_tariffs_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update tariffs t set account_id = new.winner_id, version = t.version + 1 where t.account_id = new.loser_id returning t.id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select new.id, 'tariffs', id, jsonb_build_object('account_id', new.loser_id), jsonb_build_object('account_id', new.winner_id) from moved;
  return null;
end $$;
create trigger account_merges_move_tariffs after insert on account_merges for each row execute function move_tariffs_for_merge();

create function return_tariffs_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tariffs t set account_id = new.loser_id, version = t.version + 1 from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'tariffs' and c.row_id = t.id and t.account_id = new.winner_id;
  return null;
end $$;
create trigger account_merges_return_tariffs after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_tariffs_after_undo();
