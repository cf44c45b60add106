-- The ground: who acts, what happened, and small services every module leans on.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- quayside_app is the login of the application: it owns nothing and cannot bypass row policies. The launcher creates it
-- (with a password) before the migrations run; tables are granted below and by default privileges.
grant usage on schema public to quayside_app;
alter default privileges in schema public grant select, insert, update, delete on tables to quayside_app;
alter default privileges in schema public grant usage, select on sequences to quayside_app;

/** The user in whose name this transaction runs; null means nobody, who sees nothing. */
create function actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('quayside.actor', true), '')::uuid;

-- Company ------------------------------------------------------------------------------------------------------------
create table company (
  one             boolean primary key default true check (one),
  name            text not null default 'Quayside',
  name_en         text not null default '',
  logo            bytea,
  logo_type       text,
  accent_color    text not null default '#0f6b6f' check (accent_color ~ '^#[0-9a-f]{6}$'),
  time_zone       text not null default 'Asia/Shanghai',
  currency        text not null default 'CNY' check (currency ~ '^[A-Z]{3}$'),
  country         text not null default 'CN' check (country ~ '^[A-Z]{2}$'),
  calendar        jsonb not null default '{"week":{"1":[["09:00","18:00"]],"2":[["09:00","18:00"]],"3":[["09:00","18:00"]],"4":[["09:00","18:00"]],"5":[["09:00","18:00"]]},"holidayCountry":"CN","closed":[],"open":[]}',
  settings        jsonb not null default '{}',
  is_demo         boolean not null default false,
  version         integer not null default 1,
  updated_at      timestamptz not null default now()
);
insert into company default values;

-- Event spine --------------------------------------------------------------------------------------------------------
-- `xid` orders consumers: a reader takes only events whose transaction is older than every transaction still running, in
-- (xid, seq) order, so an event that commits late is read late and never skipped.
create sequence events_seq;
create table events (
  seq           bigint not null default nextval('events_seq'),
  id            uuid not null,
  at            timestamptz not null,
  xid           xid8 not null default pg_current_xact_id(),
  actor_id      uuid,
  subject_type  text not null,
  subject_id    uuid not null,
  account_id    uuid,
  kind          text not null,
  data          jsonb not null default '{}',
  primary key (at, seq)
) partition by range (at);
create table events_rest partition of events default;
-- Row policies hold on the table asked: a partition named directly would be read past them.
revoke all on events_rest from quayside_app;
revoke update, delete on events from quayside_app;
create index events_in_commit_order on events (xid, seq);
create index events_of_subject on events (subject_id, at desc);
create index events_of_account on events (account_id, at desc) where account_id is not null;
create table event_cursors (
  consumer  text primary key,
  xid       xid8 not null default '0',
  seq       bigint not null default 0,
  at        timestamptz not null default now()
);

/** Makes the month's partition; called at start and daily. Rows already in the default partition keep working there. */
create function ensure_event_partition(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month)::date;
  name  text := 'events_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(name) is null and not exists (
    select from events_rest where at >= first and at < first + interval '1 month'
  ) then
    execute format('create table %I partition of events for values from (%L) to (%L)', name, first, first + interval '1 month');
    execute format('revoke all on %I from quayside_app', name);
  end if;
end $$;

-- No trigger announces events: NOTIFY inside a transaction makes all commits of the cluster queue for one lock (measured with
-- 8 writers: 6,300 commits a second without, 3,100 with it). Nodes announce after commit, a few times a second at most.

-- Idempotency keys of integrators ------------------------------------------------------------------------------------
create table idempotency_keys (
  user_id       uuid not null,
  key           text not null check (length(key) between 8 and 200),
  request_hash  text not null,
  status        integer,
  reply         jsonb,
  created_at    timestamptz not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_old on idempotency_keys (created_at);

-- Human numbers: C-000123, O-2026-000123 -----------------------------------------------------------------------------
create table number_series (
  series  text primary key,
  last    bigint not null default 0
);

-- Jobs ---------------------------------------------------------------------------------------------------------------
-- The queue itself lies in schema pgboss, installed by its library after these migrations and owned by us; the application
-- may send jobs through this function and touch nothing else there.
create function send_job(job_id uuid, queue text, payload jsonb, policy jsonb, start_at timestamptz, single_key text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  inserted integer;
begin
  perform pgboss.create_queue(queue, policy);                  -- does nothing when the queue exists
  insert into pgboss.job (id, name, data, start_after, keep_until, singleton_key, singleton_on, retry_limit, retry_delay, retry_backoff,
                          retry_delay_max, expire_seconds, deletion_seconds, policy, dead_letter, heartbeat_seconds)
  select job_id, q.name, payload, coalesce(start_at, now()), coalesce(start_at, now()) + q.retention_seconds * interval '1 s', single_key, null, q.retry_limit, q.retry_delay,
         q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter, q.heartbeat_seconds
  from   pgboss.queue q
  where  q.name = queue
  on conflict do nothing;
  get diagnostics inserted = row_count;
  perform pg_notify('quayside_jobs', queue);
  return inserted > 0;                                         -- false: a job with this key waits already
end $$;
revoke execute on function send_job from public;
grant execute on function send_job to quayside_app;

-- What a person watches of a job that works for him.
create table jobs_progress (
  id                uuid primary key,
  kind              text not null,
  actor_id          uuid not null,
  state             text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done              bigint not null default 0 check (done >= 0),
  total             bigint check (total >= 0),
  message           text not null default '',                  -- what is being done, or why it failed; for the person
  result            jsonb,
  file_id           uuid,
  cancel_requested  boolean not null default false,
  created_at        timestamptz not null,
  started_at        timestamptz,
  finished_at       timestamptz,
  check ((finished_at is not null) = (state in ('done', 'failed', 'cancelled')))
);
create index jobs_progress_of_actor on jobs_progress (actor_id, created_at desc);
alter table jobs_progress enable row level security;
create policy jobs_progress_own on jobs_progress for all to quayside_app
  using (actor_id = (select actor())) with check (actor_id = (select actor()));

-- Files that belong to a person rather than to a record: results of jobs, uploads waiting to be worked on.
create table stored_files (
  id          uuid primary key,
  actor_id    uuid not null,
  name        text not null check (length(name) between 1 and 255),
  media_type  text not null,
  bytes       bigint not null check (bytes >= 0),
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at  timestamptz not null,
  expires_at  timestamptz
);
create index stored_files_of_actor on stored_files (actor_id, created_at desc);
create index stored_files_by_content on stored_files (sha256);
create index stored_files_expiring on stored_files (expires_at) where expires_at is not null;
alter table stored_files enable row level security;
create policy stored_files_own on stored_files for all to quayside_app
  using (actor_id = (select actor())) with check (actor_id = (select actor()));
