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
create function ensure_event_partition(month date) returns void language plpgsql security definer set search_path = public as $$
declare
  first date := date_trunc('month', month)::date;
  name  text := 'events_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(name) is null and not exists (
    select from events_rest where at >= first and at < first + interval '1 month'
  ) then
    execute format('create table %I partition of events for values from (%L) to (%L)', name, first, first + interval '1 month');
  end if;
end $$;

create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('quayside_events', '');
  return null;
end $$;
create trigger events_announced after insert on events for each statement execute function announce_event();

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
