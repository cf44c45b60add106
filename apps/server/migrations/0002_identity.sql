-- Users, roles, teams, rights. The auth_* tables belong to better-auth; only the owner's connection touches them.
create table users (
  id                 uuid primary key,
  name               text not null,
  email              text not null unique check (email = lower(email)),
  email_verified     boolean not null default true,          -- an administrator wrote it; strangers cannot sign up
  image              text,
  two_factor_enabled boolean not null default false,
  locale             text not null default 'zh-CN' check (locale in ('zh-CN', 'zh-TW', 'en')),
  theme              text not null default 'system' check (theme in ('light', 'dark', 'system')),
  density            text not null default 'comfortable' check (density in ('comfortable', 'compact')),
  active             boolean not null default true,
  calendar_token     text unique,
  invited            boolean not null default false,         -- has a link but no way in yet
  failed_sign_ins    integer not null default 0,
  locked_until       timestamptz,
  last_seen_at       timestamptz,
  version            integer not null default 1,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);
create table teams (
  id          uuid primary key,
  name        text not null unique,
  parent_id   uuid references teams,
  version     integer not null default 1,
  created_at  timestamptz not null default now()
);
create table team_members (
  team_id  uuid not null references teams on delete cascade,
  user_id  uuid not null references users on delete cascade,
  lead     boolean not null default false,
  primary key (team_id, user_id)
);
create index team_members_of_user on team_members (user_id);

create table roles (
  id           uuid primary key,
  code         text not null unique,
  name_zh      text not null,
  name_en      text not null,
  built_in     boolean not null default false,
  version      integer not null default 1
);
create table role_rights (
  role_id  uuid not null references roles on delete cascade,
  module   text not null check (module in ('accounts', 'timeline', 'orders', 'imports', 'analyses', 'administration')),
  action   text not null check (action in ('read', 'create', 'change', 'delete', 'export')),
  scope    text not null check (scope in ('none', 'own', 'team', 'all')),
  primary key (role_id, module, action)
);
create table role_categories (
  role_id     uuid not null references roles on delete cascade,
  category    text not null check (category in ('basic', 'address', 'finance', 'behaviour', 'shared')),
  may_read    boolean not null default false,
  may_write   boolean not null default false,
  may_export  boolean not null default false,
  primary key (role_id, category),
  check (may_read or not (may_write or may_export))
);
create table user_roles (
  user_id  uuid not null references users on delete cascade,
  role_id  uuid not null references roles on delete cascade,
  primary key (user_id, role_id)
);

-- In PL/pgSQL, which keeps its plans between queries: SQL functions plan anew in each, which costs a read by key half its time.
/** The widest scope the actor's roles grant for this action; 'none' for nobody and for a deactivated user. */
create function actor_scope(of_module text, of_action text) returns text
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return coalesce((
    select (array['none', 'own', 'team', 'all'])[max(array_position(array['none', 'own', 'team', 'all'], r.scope))]
    from   users u
    join   user_roles ur on ur.user_id = u.id
    join   role_rights r on r.role_id = ur.role_id and r.module = of_module and r.action = of_action
    where  u.id = actor() and u.active), 'none');
end $$;
/** Whether somebody who may act stands behind the transaction. */
create function actor_active() returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return exists (select from users where id = actor() and active);
end $$;
/** The teams somebody reaches: those he is in, and below a team he leads all of its branches. */
create function teams_of(of_user uuid) returns uuid[]
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  with recursive reached as (
    select m.team_id, m.lead from team_members m where m.user_id = of_user
    union
    select t.id, true from teams t join reached r on r.lead and t.parent_id = r.team_id
  )
  select coalesce(array_agg(distinct team_id), '{}') from reached
$$;
create function actor_teams() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select teams_of(id) from users where id = actor() and active), '{}');
end $$;
create function actor_category(of_category text, of_access text) returns boolean
language sql stable parallel safe security definer set search_path = public, pg_temp as $$
  select coalesce(bool_or(case of_access when 'read' then c.may_read when 'write' then c.may_write else c.may_export end), false)
  from   users u
  join   user_roles ur on ur.user_id = u.id
  join   role_categories c on c.role_id = ur.role_id and c.category = of_category
  where  u.id = actor() and u.active
$$;

-- better-auth --------------------------------------------------------------------------------------------------------
create table auth_sessions (
  id uuid primary key, user_id uuid not null references users on delete cascade, token text not null unique,
  expires_at timestamptz not null, ip_address text, user_agent text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index auth_sessions_of_user on auth_sessions (user_id);
create table auth_accounts (
  id uuid primary key, user_id uuid not null references users on delete cascade, account_id text not null, provider_id text not null,
  access_token text, refresh_token text, id_token text, access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  scope text, password text, created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index auth_accounts_of_user on auth_accounts (user_id);
create table auth_verifications (
  id uuid primary key, identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index auth_verifications_identifier on auth_verifications (identifier);
-- Two-factor, passkey and API-key tables follow in the identity module's own migration.
revoke all on auth_sessions, auth_accounts, auth_verifications from quayside_app;

-- Row policies: anyone signed in may see colleagues, teams and roles (names are shown everywhere); changing them needs the right.
alter table users enable row level security;
create policy users_read on users for select to quayside_app using ((select actor_active()));
create policy users_create on users for insert to quayside_app with check ((select actor_scope('administration', 'create')) = 'all');
create policy users_change on users for update to quayside_app
  using ((select actor_scope('administration', 'change')) = 'all' or (id = (select actor()) and (select actor_active())))
  with check ((select actor_scope('administration', 'change')) = 'all' or (id = (select actor()) and (select actor_active())));
-- Nobody is erased (his name stands in the timeline), and what sign-in keeps is the owner's alone.
revoke insert, update, delete on users from quayside_app;
grant insert (id, name, email, locale, invited, created_at, updated_at) on users to quayside_app;
grant update (name, email, image, locale, theme, density, active, calendar_token, version, updated_at) on users to quayside_app;
/** Of his own row a user changes his looks and name; address and standing need the right to administer. */
create function guard_own_user() returns trigger language plpgsql as $$
begin
  if current_user = 'quayside_app' and actor_scope('administration', 'change') <> 'all'
     and (new.email, new.active) is distinct from (old.email, old.active) then
    raise insufficient_privilege using message = 'Only an administrator changes the address or standing of a user.';
  end if;
  return new;
end $$;
create trigger users_guarded before update on users for each row execute function guard_own_user();

/** The lock makes two administrators who leave at once wait for each other; the count is then taken afresh. */
create function an_administrator_is_left() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(7315002);
  return exists (select from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id where u.active and r.code = 'administrator');
end $$;
create function keep_an_administrator() returns trigger language plpgsql as $$
begin
  if current_user = 'quayside_app' and not an_administrator_is_left() then
    raise check_violation using message = 'The last administrator must stay.';
  end if;
  return null;
end $$;
create constraint trigger users_keep_administrator after update of active on users deferrable initially deferred
  for each row when (old.active and not new.active) execute function keep_an_administrator();
create constraint trigger user_roles_keep_administrator after delete or update on user_roles deferrable initially deferred
  for each row execute function keep_an_administrator();

do $$
declare
  t text;
begin
  foreach t in array array['teams', 'team_members', 'roles', 'role_rights', 'role_categories', 'user_roles'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using ((select actor_active()))', t);
    execute format($p$create policy %1$s_insert on %1$I for insert to quayside_app
      with check ((select actor_scope('administration', 'create')) = 'all' or (select actor_scope('administration', 'change')) = 'all')$p$, t);
    execute format($p$create policy %1$s_update on %1$I for update to quayside_app using ((select actor_scope('administration', 'change')) = 'all')$p$, t);
    execute format($p$create policy %1$s_delete on %1$I for delete to quayside_app
      using ((select actor_scope('administration', 'delete')) = 'all' or (select actor_scope('administration', 'change')) = 'all')$p$, t);
  end loop;
end $$;
alter table company enable row level security;
create policy company_read on company for select to quayside_app using (true);
create policy company_change on company for update to quayside_app using ((select actor_scope('administration', 'change')) = 'all');

-- Events: written by anyone acting; read through the account they concern (policy added with accounts).
alter table events enable row level security;
create policy events_write on events for insert to quayside_app with check (actor_id is not distinct from (select actor()) and (select actor_active()));
alter table event_cursors enable row level security;
alter table idempotency_keys enable row level security;
create policy idempotency_own on idempotency_keys for all to quayside_app using (user_id = (select actor()) and (select actor_active()));
