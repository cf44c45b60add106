-- Saved analyses sent again and again. A schedule acts in the name of its owner, with the rights he has when it runs.
create table report_schedules (
  id             uuid primary key,
  owner_id       uuid not null references users on delete cascade,
  view_id        uuid not null references analysis_views on delete cascade,
  format         text not null check (format in ('xlsx', 'csv', 'pdf')),
  locale         text not null check (locale in ('zh-CN', 'en')),
  every          text not null check (every in ('day', 'week', 'month')),
  weekday        smallint check (weekday between 1 and 7),
  month_day      smallint check (month_day between 1 and 31),
  hour           smallint not null check (hour between 0 and 23),
  workdays_only  boolean not null,
  user_ids       uuid[] not null,
  addresses      text[] not null,
  -- stopped: by itself, for the reason given; the owner may start it again.
  state          text not null default 'active' check (state in ('active', 'paused', 'stopped')),
  stop_reason    text,
  next_at        timestamptz not null,
  version        integer not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  check ((every = 'week') = (weekday is not null)),
  check ((every = 'month') = (month_day is not null)),
  check ((state = 'stopped') = (stop_reason is not null))
);
create index report_schedules_of_owner on report_schedules (owner_id, created_at);
create index report_schedules_of_view on report_schedules (view_id);

-- One row for each moment something was due, and for each run asked for in between.
create table report_runs (
  id           uuid primary key,
  schedule_id  uuid not null references report_schedules on delete cascade,
  slot         timestamptz not null,
  asked        boolean not null,
  state        text not null check (state in ('running', 'done', 'partly', 'failed', 'stopped')),
  attempts     integer not null default 0,
  rows         integer,
  file_name    text,
  sha256       text,                                           -- content in the file store, kept for some days
  media_type   text,
  message      text,
  started_at   timestamptz not null,
  finished_at  timestamptz,
  unique (schedule_id, slot),
  check ((finished_at is null) = (state = 'running'))
);
create index report_runs_newest on report_runs (schedule_id, started_at desc);
create index report_runs_content on report_runs (sha256) where sha256 is not null;

-- sending: handed to the mail server, whose answer is not written down yet. Who is found so after a crash is not written to again.
create table report_deliveries (
  run_id     uuid not null references report_runs on delete cascade,
  recipient  text not null,
  user_id    uuid references users on delete cascade,
  state      text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'notified', 'failed', 'unsure')),
  message    text,
  at         timestamptz,
  primary key (run_id, recipient)
);
create index report_deliveries_of_user on report_deliveries (user_id) where user_id is not null;

alter table report_schedules enable row level security;
create policy report_schedules_own on report_schedules for all to quayside_app
  using (owner_id = (select actor()) and (select actor_active())) with check (owner_id = (select actor()) and (select actor_active()));
alter table report_deliveries enable row level security;
create policy report_deliveries_read on report_deliveries for select to quayside_app using (
  (select actor_active()) and (user_id = (select actor())
  or exists (select from report_runs r join report_schedules s on s.id = r.schedule_id where r.id = run_id and s.owner_id = (select actor()))));
alter table report_runs enable row level security;
-- Through a function: the policies of the two tables would ask each other without end.
create function received_report(run uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from report_deliveries d where d.run_id = run and d.user_id = actor() and d.state in ('notified', 'sent'))
$$;
create policy report_runs_read on report_runs for select to quayside_app using (
  (select actor_active()) and (exists (select from report_schedules s where s.id = schedule_id and s.owner_id = (select actor())) or received_report(id)));
