-- Import batches: what was uploaded, what stands in the way, what was changed and how to take it back.
create table imports (
  id                uuid primary key,
  created_by        uuid not null references users,
  acting_id         uuid references users,                     -- in whose name the rows are written: whoever pressed the button
  file_name         text not null check (length(file_name) between 1 and 255),
  bytes             bigint not null check (bytes > 0),
  sha256            text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state             text not null default 'uploaded' check (state in
                    ('uploaded', 'mapped', 'checking', 'checked', 'importing', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  detected          jsonb,
  options           jsonb,
  mapping           jsonb,
  counts            jsonb not null default '{}',
  rows_total        bigint,
  -- The last record of the file that is dealt with; committed together with the rows up to it.
  checkpoint        bigint not null default 0,
  phase_started_at  timestamptz,
  checked_at        timestamptz,
  message           jsonb,                                     -- { zh, en }
  undone            jsonb,                                     -- { removed, restored, kept: [{ subject, id, label, reason }] }
  cancel_requested  boolean not null default false,
  job_id            uuid,
  version           integer not null default 1,
  created_at        timestamptz not null default now(),
  finished_at       timestamptz
);
create index imports_newest on imports (created_at desc, id desc);
create index imports_of_person on imports (created_by, created_at desc, id desc);
create index imports_by_content on imports (sha256);

-- Only rows somebody should look at; what is good stays in the file. A mended row stands in for that of the file.
create table import_rows (
  import_id   uuid not null references imports on delete cascade,
  row_number  bigint not null,
  values      text[] not null,
  state       text not null check (state in ('faulty', 'warned', 'duplicate', 'mended', 'skipped', 'imported')),
  issues      jsonb not null default '[]',
  version     integer not null default 1,
  primary key (import_id, row_number)
);
create index import_rows_by_state on import_rows (import_id, state, row_number);

-- What a batch changed: the columns as they were, and the version it left. `before` null: it made the row (where the row itself
-- does not name its batch).
create table import_changes (
  import_id      uuid not null references imports on delete cascade,
  subject        text not null check (subject in ('account', 'contact', 'address', 'order', 'line')),
  subject_id     uuid not null,
  before         jsonb,
  after_version  integer not null,
  primary key (import_id, subject, subject_id)
);

create table import_mappings (
  target      text not null,
  signature   text not null,                                   -- hash of the column names
  name        text,
  mapping     jsonb not null,
  options     jsonb not null,
  saved_by    uuid references users on delete set null,
  saved_at    timestamptz not null default now(),
  primary key (target, signature)
);

create function import_rule(of_action text) returns text language sql immutable as $f$
  select format($p$(
    (select actor_scope('imports', %1$L)) = 'all'
    or ((select actor_scope('imports', %1$L)) in ('own', 'team') and created_by = (select actor()))
    or ((select actor_scope('imports', %1$L)) = 'team' and exists (
         select from team_members m where m.user_id = created_by and m.team_id = any ((select actor_teams())::uuid[]))))$p$, of_action)
$f$;
do $$
declare
  t text;
begin
  execute format('alter table imports enable row level security');
  execute format('create policy imports_read on imports for select to quayside_app using (%s)', import_rule('read'));
  execute format('create policy imports_create on imports for insert to quayside_app with check (created_by = (select actor()) and (select actor_scope(''imports'', ''create'')) <> ''none'')');
  -- Whoever may make imports may go on with his own.
  execute format('create policy imports_change on imports for update to quayside_app using (%s or %s or %s)',
    import_rule('change'), import_rule('delete'), import_rule('create'));
  foreach t in array array['import_rows', 'import_changes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_all on %1$I for all to quayside_app using (exists (select from imports i where i.id = import_id))', t);
  end loop;
end $$;
alter table import_mappings enable row level security;
create policy import_mappings_read on import_mappings for select to quayside_app using ((select actor_active()));
create policy import_mappings_write on import_mappings for all to quayside_app
  using ((select actor_scope('imports', 'create')) <> 'none') with check (saved_by = (select actor()) and (select actor_scope('imports', 'create')) <> 'none');

/**
 * Who holds these external keys and credit codes already, visible to the actor or not, and locks the codes (the lock of
 * accounts_holding, in one order) until the end of the transaction.
 */
create function accounts_holding_any(of_keys text[], of_codes text[])
returns table (id uuid, number text, external_key text, credit_code text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(code_lock) from (
    select distinct hashtextextended(code, 7315003) as code_lock from unnest(of_codes) code order by 1) locks;
  return query
    select a.id, a.number, a.external_key, a.credit_code from accounts a where a.external_key = any (of_keys) and a.deleted_at is null
    union
    select a.id, a.number, a.external_key, a.credit_code from accounts a where a.credit_code = any (of_codes) and a.deleted_at is null;
end $$;
/** Orders that have these keys, visible or not. */
create function orders_holding_any(of_keys text[]) returns table (id uuid, external_key text, account_id uuid)
language sql security definer set search_path = public, pg_temp as $$
  select o.id, o.external_key, o.account_id from orders o where o.external_key = any (of_keys)
$$;
revoke execute on function accounts_holding_any, orders_holding_any from public;
grant execute on function accounts_holding_any, orders_holding_any to quayside_app;
-- Numbers of imported orders: OI-000123. Their own series, so that they never meet those given by hand.
create sequence imported_order_numbers;

/**
 * Accounts that share a match key with rows of a file, as far as the actor may see them: at most `per_key` of each key, because a
 * key met by hundreds tells nothing. Definer, because below row-level security the index on match_keys is not used.
 */
create function accounts_sharing_keys(keys text[], per_key integer)
returns table (match_key text, id uuid, number text, kind text, name text, name_en text, short_name text, phone text, email text,
               credit_code text, birth_date date, province text, city text, district text, street text, postcode text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  scope text := actor_scope('accounts', 'read');
  me    uuid := actor();
  mine  uuid[] := actor_teams();
begin
  return query
    select k.k, a.id, a.number, a.kind, a.name, a.name_en, a.short_name, a.phone, a.email, a.credit_code, a.birth_date,
           d.province, d.city, d.district, d.street, d.postcode
    from   unnest(keys) k (k)
    cross  join lateral (
             select * from accounts x where x.match_keys @> array[k.k] and x.deleted_at is null limit per_key) a
    left   join addresses d on d.account_id = a.id and d.is_primary
    where  scope = 'all' or (scope in ('own', 'team') and a.owner_id = me) or (scope = 'team' and a.team_id = any (mine));
end $$;

/** Whether the same file is being imported by another batch now, or was since this one was checked. */
create function same_file_busy(of_import uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own imports;
begin
  select * into own from imports where id = of_import;
  perform pg_advisory_xact_lock(hashtextextended(own.sha256, 7315030));
  if exists (select from imports i where i.sha256 = own.sha256 and i.id <> own.id and i.state = 'importing') then return 'importing'; end if;
  if exists (select from imports i where i.sha256 = own.sha256 and i.id <> own.id and i.finished_at > own.checked_at and i.state in ('done', 'cancelled'))
    then return 'importedSince'; end if;
  return null;
end $$;
revoke execute on function accounts_sharing_keys, same_file_busy from public;
grant execute on function accounts_sharing_keys, same_file_busy to quayside_app;
