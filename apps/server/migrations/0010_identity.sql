-- Second factors, passkeys, API keys and the record of failed sign-ins: better-auth's and the identity module's own, never the application role's.
create table auth_two_factors (
  id uuid primary key, user_id uuid not null unique references users on delete cascade,
  secret text not null, backup_codes text not null, verified boolean not null default true,
  failed_verification_count integer not null default 0, locked_until timestamptz
);
create table auth_passkeys (
  id uuid primary key, user_id uuid not null references users on delete cascade, name text, public_key text not null,
  credential_id text not null unique, counter bigint not null, device_type text not null, backed_up boolean not null,
  transports text, aaguid text, created_at timestamptz not null default now()
);
create index auth_passkeys_of_user on auth_passkeys (user_id);
-- `secret_hash` is a SHA-256 of the secret, which is shown once and kept nowhere. A key has at most its owner's rights.
create table auth_api_keys (
  id uuid primary key, user_id uuid not null references users on delete cascade, name text not null, start text not null,
  secret_hash text not null unique, read_only boolean not null default true, modules text[],
  expires_at timestamptz, last_used_at timestamptz, created_at timestamptz not null default now()
);
create index auth_api_keys_of_user on auth_api_keys (user_id, created_at desc);

-- Failed attempts by e-mail address (whether or not an account has it) and by network address; `subject` is a hash.
create table auth_failures (
  subject       text primary key,
  attempts      integer not null default 0,
  locks         integer not null default 0,
  last_at       timestamptz not null,
  locked_until  timestamptz
);
create index auth_failures_old on auth_failures (last_at);
-- A new link replaces the earlier one of the same purpose.
create unique index auth_verifications_one_link on auth_verifications (identifier)
  where identifier = 'first-administrator' or identifier like 'invitation:%';
revoke all on auth_two_factors, auth_passkeys, auth_api_keys, auth_failures from quayside_app;

-- Every node forgets who is who when anything that decides it changes.
create function announce_identity() returns trigger language plpgsql as $$
begin
  perform pg_notify('quayside_identity', '');
  return null;
end $$;
create trigger users_announced after update of name, email, active, locale on users for each statement execute function announce_identity();
create trigger users_deleted_announced after delete on users for each statement execute function announce_identity();
create trigger sessions_announced after delete on auth_sessions for each statement execute function announce_identity();
create trigger api_keys_announced after delete on auth_api_keys for each statement execute function announce_identity();
create trigger user_roles_announced after insert or update or delete on user_roles for each statement execute function announce_identity();
create trigger role_rights_announced after insert or update or delete on role_rights for each statement execute function announce_identity();
create trigger role_categories_announced after insert or update or delete on role_categories for each statement execute function announce_identity();
create trigger team_members_announced after insert or update or delete on team_members for each statement execute function announce_identity();

-- The built-in roles (DOMAIN §0). Ids are fixed, so that two installations can exchange settings.
insert into roles (id, code, name_zh, name_en, built_in) values
  ('01990000-0000-7000-8000-000000000001', 'administrator',       '系统管理员', 'Administrator',        true),
  ('01990000-0000-7000-8000-000000000002', 'salesRepresentative', '销售代表',   'Sales representative', true),
  ('01990000-0000-7000-8000-000000000003', 'keyAccountManager',   '大客户经理', 'Key account manager',  true),
  ('01990000-0000-7000-8000-000000000004', 'callCentreAgent',     '坐席',       'Call-centre agent',    true),
  ('01990000-0000-7000-8000-000000000005', 'serviceManager',      '客服主管',   'Service manager',      true),
  ('01990000-0000-7000-8000-000000000006', 'dispatcher',          '运营调度',   'Dispatcher',           true),
  ('01990000-0000-7000-8000-000000000007', 'marketer',            '市场专员',   'Marketer',             true),
  ('01990000-0000-7000-8000-000000000008', 'finance',             '财务',       'Finance',              true),
  ('01990000-0000-7000-8000-000000000009', 'executive',           '管理层',     'Executive',            true),
  ('01990000-0000-7000-8000-00000000000a', 'integrator',          '系统集成',   'Integrator',           true);

-- One row per role and module: the scopes of read, create, change, delete, export. What is not here is 'none'.
insert into role_rights (role_id, module, action, scope)
select r.id, m.module, a.action, a.scope
from (values
  ('administrator',       'accounts',       'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'timeline',       'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'orders',         'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'imports',        'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'analyses',       'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'administration', 'all',  'all',  'all',  'all',  'all'),
  ('salesRepresentative', 'accounts',       'own',  'own',  'own',  'none', 'own'),
  ('salesRepresentative', 'timeline',       'own',  'own',  'own',  'own',  'none'),
  ('salesRepresentative', 'orders',         'own',  'own',  'none', 'none', 'own'),
  ('salesRepresentative', 'imports',        'own',  'own',  'own',  'none', 'none'),
  ('salesRepresentative', 'analyses',       'own',  'none', 'none', 'none', 'none'),
  ('keyAccountManager',   'accounts',       'team', 'team', 'team', 'none', 'team'),
  ('keyAccountManager',   'timeline',       'team', 'team', 'own',  'own',  'team'),
  ('keyAccountManager',   'orders',         'team', 'team', 'team', 'none', 'team'),
  ('keyAccountManager',   'imports',        'own',  'own',  'own',  'none', 'none'),
  ('keyAccountManager',   'analyses',       'team', 'none', 'none', 'none', 'team'),
  ('callCentreAgent',     'accounts',       'all',  'none', 'none', 'none', 'none'),
  ('callCentreAgent',     'timeline',       'all',  'all',  'own',  'none', 'none'),
  ('callCentreAgent',     'orders',         'all',  'none', 'none', 'none', 'none'),
  ('serviceManager',      'accounts',       'all',  'all',  'all',  'none', 'all'),
  ('serviceManager',      'timeline',       'all',  'all',  'all',  'all',  'all'),
  ('serviceManager',      'orders',         'all',  'none', 'none', 'none', 'all'),
  ('serviceManager',      'imports',        'own',  'own',  'own',  'none', 'none'),
  ('serviceManager',      'analyses',       'all',  'none', 'none', 'none', 'all'),
  ('dispatcher',          'accounts',       'all',  'none', 'none', 'none', 'none'),
  ('dispatcher',          'timeline',       'all',  'all',  'own',  'none', 'none'),
  ('dispatcher',          'orders',         'all',  'all',  'all',  'none', 'all'),
  ('marketer',            'accounts',       'all',  'all',  'none', 'none', 'all'),
  ('marketer',            'timeline',       'all',  'all',  'own',  'none', 'none'),
  ('marketer',            'imports',        'own',  'own',  'own',  'none', 'none'),
  ('marketer',            'analyses',       'all',  'none', 'none', 'none', 'all'),
  ('finance',             'accounts',       'all',  'none', 'all',  'none', 'all'),
  ('finance',             'timeline',       'all',  'all',  'own',  'none', 'none'),
  ('finance',             'orders',         'all',  'all',  'all',  'none', 'all'),
  ('finance',             'imports',        'own',  'own',  'own',  'none', 'none'),
  ('finance',             'analyses',       'all',  'none', 'none', 'none', 'all'),
  ('executive',           'accounts',       'all',  'none', 'none', 'none', 'all'),
  ('executive',           'timeline',       'all',  'all',  'own',  'none', 'all'),
  ('executive',           'orders',         'all',  'none', 'none', 'none', 'all'),
  ('executive',           'analyses',       'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'accounts',       'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'timeline',       'all',  'all',  'own',  'none', 'all'),
  ('integrator',          'orders',         'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'imports',        'own',  'own',  'own',  'none', 'none')
) as m (code, module, may_read, may_create, may_change, may_delete, may_export)
join roles r on r.code = m.code
cross join lateral (values ('read', m.may_read), ('create', m.may_create), ('change', m.may_change), ('delete', m.may_delete), ('export', m.may_export)) as a (action, scope);

-- Per role and category: r read, w write, x export.
insert into role_categories (role_id, category, may_read, may_write, may_export)
select r.id, c.category, c.letters like '%r%', c.letters like '%w%', c.letters like '%x%'
from (values
  ('administrator',       'rwx', 'rwx', 'rwx', 'rwx', 'rwx'),
  ('salesRepresentative', 'rwx', 'rwx', 'r',   'rwx', 'rw'),
  ('keyAccountManager',   'rwx', 'rwx', 'rw',  'rwx', 'rwx'),
  ('callCentreAgent',     'r',   'r',   '',    'r',   'r'),
  ('serviceManager',      'rwx', 'rwx', 'r',   'rwx', 'rw'),
  ('dispatcher',          'r',   'r',   '',    '',    'r'),
  ('marketer',            'rwx', 'rx',  '',    'rwx', 'rw'),
  ('finance',             'rx',  'rx',  'rwx', 'r',   'r'),
  ('executive',           'rx',  'rx',  'rx',  'rx',  'rx'),
  ('integrator',          'rwx', 'rwx', 'rw',  'rwx', 'rw')
) as m (code, basic, address, finance, behaviour, shared)
join roles r on r.code = m.code
cross join lateral (values ('basic', m.basic), ('address', m.address), ('finance', m.finance), ('behaviour', m.behaviour), ('shared', m.shared)) as c (category, letters);
