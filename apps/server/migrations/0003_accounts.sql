-- The customer database: accounts, their people and places, the timeline, follow-ups, lists.

-- A sequence, not number_series: makers of accounts must not queue behind each other. Numbers may therefore have gaps.
create sequence account_numbers;
create table accounts (
  id                  uuid primary key,
  number              text not null unique,                      -- C-000123
  kind                text not null check (kind in ('enterprise', 'individual', 'department')),
  -- basic
  name                text not null check (length(name) between 1 and 10240),
  name_en             text not null default '',
  short_name          text not null default '',
  credit_code         text check (credit_code ~ '^[0-9A-Z]{18}$'), -- 统一社会信用代码
  external_key        text,                                      -- the customer's key in the company's other systems
  phone               text,                                      -- E.164, an extension as ' ext. 801'
  phone_raw           text,
  email               text,
  website             text,
  industry            text,
  size                text check (size in ('micro', 'small', 'medium', 'large', 'group')),
  parent_id           uuid references accounts,
  language            text,
  gender              text check (gender in ('female', 'male', 'other')),
  birth_date          date,
  department_head     text,
  note                text not null default '',
  tags                text[] not null default '{}',
  -- behaviour: features and business state
  goods               text[] not null default '{}',
  service_needs       text[] not null default '{}',
  business_scope      text,
  competitors_used    text[] not null default '{}',
  seasonality         text,
  potential           smallint check (potential between 1 and 5),
  -- finance
  account_type        text check (account_type in ('contract', 'credit', 'cash', 'prepaid')),
  credit_limit_e4     bigint check (credit_limit_e4 >= 0),
  credit_grade        text check (credit_grade in ('AAA', 'AA', 'A', 'B', 'C', 'D')),
  payment_days        smallint check (payment_days between 0 and 365),
  currency            text check (currency ~ '^[A-Z]{3}$'),
  bank_name           text,
  bank_account        text,
  tax_title           text,
  -- shared: what partners of the supply chain may see
  shared_note         text,
  -- life cycle
  state               text not null default 'prospect'
                      check (state in ('prospect', 'potential', 'active', 'mature', 'dormant', 'lost', 'wonBack')),
  state_since         timestamptz not null default now(),
  owner_id            uuid references users,
  team_id             uuid references teams,
  source              jsonb not null default '{"family":"modern","method":"staff"}',
  import_batch_id     uuid,
  custom              jsonb not null default '{}',
  -- derived by the application on every write
  sort_key            text collate "C" not null,
  search_keys         integer[] not null default '{}',
  match_keys          text[] not null default '{}',
  quality_score       smallint not null default 0 check (quality_score between 0 and 100),
  quality_issues      text[] not null default '{}',
  verified_at         timestamptz,
  verified_by         uuid references users,
  merged_into         uuid references accounts,
  deleted_at          timestamptz,
  version             integer not null default 1,
  created_at          timestamptz not null default now(),
  created_by          uuid,
  updated_at          timestamptz not null default now(),
  updated_by          uuid,
  xid                 xid8 not null default pg_current_xact_id(),
  check (parent_id <> id),
  check ((merged_into is null) or (deleted_at is not null))
);
create index accounts_by_name on accounts (sort_key, id) where deleted_at is null;
create index accounts_by_updated on accounts (updated_at desc, id desc) where deleted_at is null;
create index accounts_by_created on accounts (created_at desc, id desc) where deleted_at is null;
create index accounts_by_owner on accounts (owner_id, sort_key, id) where deleted_at is null;
create index accounts_by_team on accounts (team_id, sort_key, id) where deleted_at is null;
create index accounts_by_state on accounts (state, sort_key, id) where deleted_at is null;
create index accounts_by_quality on accounts (quality_score, id) where deleted_at is null;
create index accounts_by_parent on accounts (parent_id) where parent_id is not null;
create index accounts_by_credit_code on accounts (credit_code) where credit_code is not null;
-- Not over the bin: a customer thrown away by mistake may be entered anew. Upserts say `on conflict (external_key) where deleted_at is null`.
create unique index accounts_one_external_key on accounts (external_key) where deleted_at is null;
create index accounts_by_import on accounts (import_batch_id) where import_batch_id is not null;
-- Every search reads the whole list of entries not yet in order: at the usual 4 MB that is hundreds of pages, at 64 kB eight.
create index accounts_by_search on accounts using gin (search_keys) with (gin_pending_list_limit = 64) where deleted_at is null;
create index accounts_by_match on accounts using gin (match_keys) with (gin_pending_list_limit = 64) where deleted_at is null;
create index accounts_by_tags on accounts using gin (tags) where deleted_at is null and tags <> '{}';
create index accounts_by_xid on accounts (xid);

/** Every change carries its transaction, so that the warehouse feeder can follow in commit order. */
create function stamp_xid() returns trigger language plpgsql as $$
begin
  new.xid := pg_current_xact_id();
  return new;
end $$;
create trigger accounts_stamped before update on accounts for each row execute function stamp_xid();

/** What was erased for good, for the feeder; written by triggers in the deleting transaction. */
create table tombstones (
  table_name  text not null,
  id          uuid not null,
  xid         xid8 not null default pg_current_xact_id(),
  primary key (table_name, id)
);
create index tombstones_by_xid on tombstones (xid);
create function bury() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into tombstones (table_name, id) select tg_table_name, id from gone
  on conflict (table_name, id) do update set xid = pg_current_xact_id();
  return null;
end $$;
create trigger accounts_buried after delete on accounts referencing old table as gone for each statement execute function bury();

/**
 * The row rule of the whole product in one place: own, team, all. Evaluated once per query by the (select …) wrappers. The
 * comparison stands inside them: the planner takes a flag it does not know for even odds, but an unknown text for one row in
 * two hundred, and would then read and sort a million rows where fifty in order are asked for.
 */
alter table accounts enable row level security;
create policy accounts_read on accounts for select to quayside_app using (
  (select actor_scope('accounts', 'read') = 'all')
  or ((select actor_scope('accounts', 'read') in ('own', 'team')) and owner_id = (select actor()))
  or ((select actor_scope('accounts', 'read') = 'team') and team_id = any ((select actor_teams())::uuid[]))
);
create policy accounts_create on accounts for insert to quayside_app with check (
  (select actor_scope('accounts', 'create') = 'all')
  or ((select actor_scope('accounts', 'create') in ('own', 'team')) and owner_id = (select actor()))
  or ((select actor_scope('accounts', 'create') = 'team') and team_id = any ((select actor_teams())::uuid[]))
);
create policy accounts_change on accounts for update to quayside_app using (
  (select actor_scope('accounts', 'change') = 'all')
  or ((select actor_scope('accounts', 'change') in ('own', 'team')) and owner_id = (select actor()))
  or ((select actor_scope('accounts', 'change') = 'team') and team_id = any ((select actor_teams())::uuid[]))
) with check (true);
create policy accounts_delete on accounts for delete to quayside_app using (
  (select actor_scope('accounts', 'delete') = 'all')
  or ((select actor_scope('accounts', 'delete') in ('own', 'team')) and owner_id = (select actor()))
  or ((select actor_scope('accounts', 'delete') = 'team') and team_id = any ((select actor_teams())::uuid[]))
);

/**
 * Accounts that may answer a query of @quayside/searchkeys, likeliest first, at most about twice `most`; the application
 * ranks and verifies them. Runs as the owner, because @> is not leakproof and below a row policy could not use its index; so
 * it applies the rule of accounts_read itself, from the session's actor and never from its arguments.
 */
create function account_candidates(prefixes text[], groups integer[], most integer) returns table (
  id uuid, number text, name text, name_en text, short_name text, state text, phone text, email text, credit_code text, external_key text
)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  scope   text := actor_scope('accounts', 'read');
  shown   constant text := 'a.id, a.number, a.name, a.name_en, a.short_name, a.state, a.phone, a.email, a.credit_code, a.external_key';
  tokens  integer[] := '{}';
  key     integer;
  prefix  text;
  any_of  text[] := '{}';
  got     integer := 0;
  here    integer;
begin
  if scope = 'none' then
    return;
  end if;
  -- Literals instead of parameters: the planner must see a common token (物流) to read the table in order and stop early, and
  -- a rare one to take the index. %L quotes; nothing that a person typed is put in without it.
  foreach prefix in array prefixes loop
    any_of := any_of || format('(a.sort_key >= %L and a.sort_key < %L)', prefix, prefix || chr(1114109));
  end loop;
  foreach key in array groups || 0 loop
    if key <> 0 then
      tokens := tokens || key;
      continue;
    end if;
    if cardinality(tokens) > 0 then
      any_of := any_of || format('a.search_keys @> %L::integer[]', tokens);
    end if;
    tokens := '{}';
  end loop;
  if cardinality(any_of) = 0 then
    return;
  end if;

  if scope <> 'all' then
    -- One pass over what the actor may see; never through everybody else's.
    return query execute format(
      'with mine as materialized (select a.sort_key, a.search_keys, %s from accounts a
         where a.deleted_at is null and (a.owner_id = %L or a.team_id = any (%L::uuid[])))
       select %s from mine a where %s limit %s',
      shown, actor(), case when scope = 'team' then actor_teams() else '{}'::uuid[] end, shown, array_to_string(any_of, ' or '), 2 * most);
    return;
  end if;

  for at in 1 .. cardinality(any_of) loop
    return query execute format('select %s from accounts a where a.deleted_at is null and %s %s limit %s', shown, any_of[at],
      case when at <= cardinality(prefixes) then 'order by a.sort_key, a.id' else '' end, most);
    get diagnostics here = row_count;
    got := got + here;
    exit when at >= cardinality(prefixes) and got >= most;
  end loop;
end $$;

/** Whether another user would see the account: for mentions and assignments. The rule is that of accounts_read. */
create function may_see_account(of_user uuid, of_account uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from accounts a
    join   users u on u.id = of_user and u.active
    join   user_roles ur on ur.user_id = u.id
    join   role_rights r on r.role_id = ur.role_id and r.module = 'accounts' and r.action = 'read'
    where  a.id = of_account
    and   (r.scope = 'all' or (r.scope in ('own', 'team') and a.owner_id = u.id)
           or (r.scope = 'team' and a.team_id = any (teams_of(u.id)))))
$$;

/**
 * Who holds this credit code or external key already, whether the actor may see him or not. Locks the code until the end of the
 * transaction, so that two clerks entering one company at once meet here.
 */
create function accounts_holding(of_code text, of_key text, except_id uuid) returns table (held text, id uuid, number text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if of_code is not null then
    perform pg_advisory_xact_lock(hashtextextended(of_code, 7315003));
    return query select 'creditCode', a.id, a.number from accounts a
      where a.credit_code = of_code and a.deleted_at is null and a.id is distinct from except_id limit 1;
  end if;
  if of_key is not null then
    return query select 'externalKey', a.id, a.number from accounts a
      where a.external_key = of_key and a.deleted_at is null and a.id is distinct from except_id limit 1;
  end if;
end $$;

/** True when `descendant` is `ancestor` or hangs somewhere below it. The lock keeps two moves from closing a ring between them. */
create function hangs_below(descendant uuid, ancestor uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7315004);
  return exists (
    with recursive up as (
      select a.id, a.parent_id from accounts a where a.id = descendant
      union
      select a.id, a.parent_id from accounts a join up on a.id = up.parent_id
    )
    select from up where up.id = ancestor);
end $$;

-- What hangs on an account is seen with it. The rule is written out in each policy, not called as a function: a function with
-- sub-queries is never inlined and would run once per row, while here the scope is asked for once per query.

/**
 * The text of a row rule: whether a right reaches the account that a row hangs on. Migrations write it into policies.
 * 'all' is all that the actor may see; 'own' and 'team' are those accounts of his own or of his teams. `offset 0` keeps the
 * planner from hashing the whole accounts table first where a page of fifty rows asks fifty times.
 */
create function account_rule(of_module text, of_action text) returns text language sql immutable as $f$
  select format($p$(
    ((select actor_scope(%1$L, %2$L) = 'all') and (select actor_scope('accounts', 'read') = 'all'))
    or exists (select from accounts a where a.id = account_id and (
         (select actor_scope(%1$L, %2$L) = 'all')
      or ((select actor_scope(%1$L, %2$L) in ('own', 'team')) and a.owner_id = (select actor()))
      or ((select actor_scope(%1$L, %2$L) = 'team') and a.team_id = any ((select actor_teams())::uuid[]))) offset 0))$p$, of_module, of_action)
$f$;

/** As above for entries of the timeline, whose `person` column says whose they are. */
create function entry_rule(of_action text, person text) returns text language sql immutable as $f$
  select format($p$(
    ((select actor_scope('timeline', %1$L) = 'all') and (select actor_scope('accounts', 'read') = 'all'))
    or exists (select from accounts a where a.id = account_id and (
         (select actor_scope('timeline', %1$L) = 'all')
      or ((select actor_scope('timeline', %1$L) in ('own', 'team')) and %2$I = (select actor()))
      or ((select actor_scope('timeline', %1$L) = 'team') and (a.owner_id = (select actor()) or a.team_id = any ((select actor_teams())::uuid[]))))))$p$, of_action, person)
$f$;

-- The timeline shows what happened to the account itself, its people and places; interactions stand there as themselves. Ten
-- thousand of their events must not lie between two that are shown.
create index events_on_timeline on events (account_id, at desc, id desc)
  where account_id is not null and subject_type not in ('interaction', 'attachment', 'followUp');

create policy events_read on events for select to quayside_app using (
  (select actor_scope('administration', 'read')) = 'all'
  or (account_id is not null and exists (select from accounts a where a.id = events.account_id))
);

-- People -------------------------------------------------------------------------------------------------------------
create table contacts (
  id                 uuid primary key,
  account_id         uuid not null references accounts on delete cascade,
  name               text not null check (length(name) between 1 and 10240),
  name_en            text not null default '',
  role               text not null default 'contact'
                     check (role in ('contact', 'decisionMaker', 'influencer', 'user', 'payer', 'shipper', 'consignee', 'technical', 'gatekeeper', 'executive')),
  job_title          text,
  department         text,
  mobile             text,
  phone              text,
  email              text,
  wechat             text,
  preferred_channel  text check (preferred_channel in ('phone', 'email', 'wechat', 'sms', 'visit')),
  birthday           date,
  character_note     text,                                        -- 人际情况: what to know about the person
  is_primary         boolean not null default false,
  active             boolean not null default true,
  source             jsonb not null default '{"family":"modern","method":"staff"}',
  import_batch_id    uuid,
  version            integer not null default 1,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
create index contacts_of_account on contacts (account_id);
create unique index contacts_one_primary on contacts (account_id) where is_primary;
create index contacts_by_mobile on contacts (mobile) where mobile is not null;
create index contacts_by_import on contacts (import_batch_id) where import_batch_id is not null;

create table contact_relations (
  id               uuid primary key,
  from_contact_id  uuid not null references contacts on delete cascade,
  to_contact_id    uuid not null references contacts on delete cascade,
  kind             text not null check (kind in ('reportsTo', 'assists', 'colleague', 'family', 'friend', 'formerColleague', 'referredBy')),
  note             text not null default '',
  check (from_contact_id <> to_contact_id),
  unique (from_contact_id, to_contact_id, kind)
);
create index contact_relations_to on contact_relations (to_contact_id);

create table addresses (
  id               uuid primary key,
  account_id       uuid not null references accounts on delete cascade,
  kind             text not null default 'office' check (kind in ('registered', 'billing', 'office', 'pickup', 'delivery', 'warehouse', 'home')),
  country          text not null default 'CN' check (country ~ '^[A-Z]{2}$'),
  province         text, city text, district text,
  division_code    text check (division_code ~ '^[0-9]{6,12}$'),
  street           text not null default '',
  postcode         text,
  unlocode         text check (unlocode ~ '^[A-Z]{2}[A-Z2-9]{3}$'),
  is_primary       boolean not null default false,
  import_batch_id  uuid,
  version          integer not null default 1,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);
create index addresses_of_account on addresses (account_id);
create index addresses_by_city on addresses (city, account_id);
create unique index addresses_one_primary on addresses (account_id) where is_primary;
create index addresses_by_import on addresses (import_batch_id) where import_batch_id is not null;

-- Timeline -----------------------------------------------------------------------------------------------------------
create table interactions (
  id                uuid primary key,
  account_id        uuid not null references accounts on delete cascade,
  contact_id        uuid references contacts on delete set null,
  kind              text not null check (kind in ('note', 'call', 'visit', 'mail', 'message', 'campaignReply', 'inquiry', 'complaint')),
  direction         text not null default 'none' check (direction in ('in', 'out', 'none')),
  channel           text,
  at                timestamptz not null,
  author_id         uuid references users,
  subject           text not null default '' check (length(subject) <= 500),
  body              text not null default '' check (length(body) <= 100000),   -- plain text, never HTML
  outcome           text,
  duration_seconds  integer check (duration_seconds >= 0),
  mentions          uuid[] not null default '{}',
  source            jsonb not null default '{"family":"modern","method":"staff"}',
  deleted_at        timestamptz,
  version           integer not null default 1,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  xid               xid8 not null default pg_current_xact_id()
);
create index interactions_of_account on interactions (account_id, at desc, id desc) where deleted_at is null;
create index interactions_by_author on interactions (author_id, at desc);
create index interactions_by_xid on interactions (xid);
create trigger interactions_stamped before update on interactions for each row execute function stamp_xid();
create trigger interactions_buried after delete on interactions referencing old table as gone for each statement execute function bury();

create table attachments (
  id              uuid primary key,
  account_id      uuid not null references accounts on delete cascade,
  interaction_id  uuid references interactions on delete cascade,
  name            text not null,
  media_type      text not null,
  bytes           bigint not null check (bytes >= 0),
  sha256          text not null,
  uploaded_by     uuid references users,
  created_at      timestamptz not null default now()
);
create index attachments_of_account on attachments (account_id, created_at desc);
create index attachments_of_interaction on attachments (interaction_id);

create table follow_ups (
  id              uuid primary key,
  account_id      uuid not null references accounts on delete cascade,
  contact_id      uuid references contacts on delete set null,
  interaction_id  uuid references interactions on delete set null,
  owner_id        uuid not null references users,
  due_at          timestamptz not null,
  all_day         boolean not null default true,
  title           text not null check (length(title) between 1 and 500),
  note            text not null default '',
  done_at         timestamptz,
  done_by         uuid references users,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create index follow_ups_open_of_owner on follow_ups (owner_id, due_at) where done_at is null;
create index follow_ups_open_of_account on follow_ups (account_id, due_at) where done_at is null;
create index follow_ups_of_account on follow_ups (account_id, due_at desc);

-- Lists and people's own things --------------------------------------------------------------------------------------
create table custom_fields (
  id         uuid primary key,
  subject    text not null check (subject in ('account', 'contact')),
  key        text not null check (key ~ '^[a-z][a-zA-Z0-9]{0,39}$'),
  label_zh   text not null,
  label_en   text not null,
  kind       text not null check (kind in ('text', 'number', 'date', 'boolean', 'choice', 'choices')),
  choices    jsonb not null default '[]',
  category   text not null default 'basic' check (category in ('basic', 'address', 'finance', 'behaviour', 'shared')),
  required   boolean not null default false,
  position   integer not null default 0,
  active     boolean not null default true,
  version    integer not null default 1,
  unique (subject, key)
);
create table saved_views (
  id          uuid primary key,
  owner_id    uuid not null references users on delete cascade,
  subject     text not null,
  name        text not null check (length(name) between 1 and 80),
  definition  jsonb not null,
  shared      text not null default 'private' check (shared in ('private', 'team', 'all')),
  team_id     uuid references teams,
  position    integer not null default 0,
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check ((shared = 'team') = (team_id is not null))
);
create index saved_views_of_owner on saved_views (owner_id, subject);
create table notifications (
  id          uuid primary key,
  user_id     uuid not null references users on delete cascade,
  kind        text not null,
  account_id  uuid references accounts on delete cascade,
  data        jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  read_at     timestamptz
);
create index notifications_unread on notifications (user_id, created_at desc) where read_at is null;
create index notifications_of_user on notifications (user_id, created_at desc);
create table recent_accounts (
  user_id     uuid not null references users on delete cascade,
  account_id  uuid not null references accounts on delete cascade,
  at          timestamptz not null,
  primary key (user_id, account_id)
);
create index recent_accounts_order on recent_accounts (user_id, at desc);

-- Row policies of what hangs on an account ----------------------------------------------------------------------------
do $$
declare
  t       text;
  person  text;
begin
  foreach t in array array['contacts', 'addresses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (%2$s)', t, account_rule('accounts', 'read'));
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (%2$s or %3$s)', t,
      account_rule('accounts', 'change'), account_rule('accounts', 'create'));
    execute format('create policy %1$s_update on %1$I for update to quayside_app using (%2$s)', t, account_rule('accounts', 'change'));
    execute format('create policy %1$s_delete on %1$I for delete to quayside_app using (%2$s)', t, account_rule('accounts', 'change'));
  end loop;
  -- The timeline: read and written to where the right reaches the account. An entry has a person, too (who wrote it, who has to
  -- do it): he reads his own wherever he still sees the account, and 'own' of change and delete means his entries, 'team' those
  -- on his teams' accounts as well.
  for t, person in values ('interactions', 'author_id'), ('attachments', 'uploaded_by'), ('follow_ups', 'owner_id') loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy %1$s_read on %1$I for select to quayside_app using (%2$s
      or (%3$I = (select actor()) and (select actor_scope('timeline', 'read')) <> 'none' and %4$s))$p$,
      t, account_rule('timeline', 'read'), person, account_rule('accounts', 'read'));
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (%2$s)', t, account_rule('timeline', 'create'));
    execute format($p$create policy %1$s_update on %1$I for update to quayside_app using (%2$s) with check (%3$s)$p$,
      t, entry_rule('change', person), account_rule('accounts', 'read'));
    execute format('create policy %1$s_delete on %1$I for delete to quayside_app using (%2$s)', t, entry_rule('delete', person));
  end loop;
end $$;
alter table contact_relations enable row level security;
create policy contact_relations_read on contact_relations for select to quayside_app
  using (exists (select from contacts c where c.id = from_contact_id) and exists (select from contacts c where c.id = to_contact_id));
do $$
begin
  execute format($p$create policy contact_relations_write on contact_relations for all to quayside_app
    using (exists (select from contacts c where c.id = from_contact_id and (%1$s or %2$s)) and exists (select from contacts c where c.id = to_contact_id))$p$,
    replace(account_rule('accounts', 'change'), '= account_id', '= c.account_id'), replace(account_rule('accounts', 'create'), '= account_id', '= c.account_id'));
end $$;
alter table custom_fields enable row level security;
create policy custom_fields_read on custom_fields for select to quayside_app using ((select actor_active()));
create policy custom_fields_change on custom_fields for all to quayside_app using ((select actor_scope('administration', 'change')) = 'all');
alter table saved_views enable row level security;
create policy saved_views_read on saved_views for select to quayside_app using (
  owner_id = (select actor()) or (shared = 'all' and (select actor_active())) or (shared = 'team' and team_id = any ((select actor_teams())::uuid[])));
create policy saved_views_own on saved_views for all to quayside_app using (owner_id = (select actor()) and (select actor_active()))
  with check (owner_id = (select actor()) and (select actor_active()) and (shared <> 'team' or team_id = any ((select actor_teams())::uuid[])));
alter table notifications enable row level security;
create policy notifications_own on notifications for all to quayside_app using (user_id = (select actor()) and (select actor_active())) with check ((select actor_active()));
alter table recent_accounts enable row level security;
create policy recent_accounts_own on recent_accounts for all to quayside_app using (user_id = (select actor()) and (select actor_active()));
alter table tombstones enable row level security;
