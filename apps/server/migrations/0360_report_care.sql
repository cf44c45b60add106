-- Why something stopped or failed is kept as a sentence in both languages with its code: {zh, en, code, params}.
create function pg_temp.as_sentence(told text) returns jsonb language sql immutable as $$
  select case when told is not null then jsonb_build_object('zh', null, 'en', told, 'code', null, 'params', '{}'::jsonb) end
$$;
alter table report_schedules alter column stop_reason type jsonb using pg_temp.as_sentence(stop_reason);
alter table report_runs alter column message type jsonb using pg_temp.as_sentence(message);
alter table report_deliveries alter column message type jsonb using pg_temp.as_sentence(message);

alter table report_schedules
  add column minute smallint not null default 0 check (minute between 0 and 59),
  add column time_zone text,                                    -- null: the company's
  add column view_version integer,                              -- of a colleague's saved analysis when it was chosen; null: one's own
  add column asked_at timestamptz,                              -- when it was last sent besides its time
  add column removed_at timestamptz;                            -- for some days it can be brought back
create index report_schedules_removed on report_schedules (removed_at) where removed_at is not null;
create index report_runs_of_owner on report_runs (owner_id, started_at desc);

-- Whoever has the secret of a mail, of which this is the hash, may have no more of them.
alter table report_deliveries add column stop_hash text;
create unique index report_deliveries_by_stop on report_deliveries (stop_hash) where stop_hash is not null;
create table report_refusals (
  schedule_id  uuid not null references report_schedules on delete cascade,
  recipient    text not null,                                   -- as in report_deliveries
  user_id      uuid references users on delete cascade,
  at           timestamptz not null,
  primary key (schedule_id, recipient)
);
create index report_refusals_of_user on report_refusals (user_id) where user_id is not null;
alter table report_refusals enable row level security;
create policy report_refusals_read on report_refusals for select to quayside_app using (
  (select actor_active()) and (user_id = (select actor()) or exists (select from report_schedules s where s.id = schedule_id and s.owner_id = (select actor()))));

-- One row: to whom reports may be mailed besides colleagues.
create table report_rules (
  is_only  boolean primary key default true check (is_only),
  outside  text not null default 'nobody' check (outside in ('nobody', 'listed', 'anybody')),
  domains  text[] not null default '{}',
  version  integer not null default 1
);
insert into report_rules default values;
alter table report_rules enable row level security;
create policy report_rules_read on report_rules for select to quayside_app using ((select actor_active()));
create policy report_rules_change on report_rules for update to quayside_app
  using ((select actor_scope('administration', 'change')) = 'all') with check ((select actor_scope('administration', 'change')) = 'all');

-- With which saved analysis a page opens for a person.
create table analysis_defaults (
  user_id   uuid not null references users on delete cascade,
  analysis  text not null,
  view_id   uuid not null references analysis_views on delete cascade,
  primary key (user_id, analysis)
);
create index analysis_defaults_of_view on analysis_defaults (view_id);
alter table analysis_defaults enable row level security;
create policy analysis_defaults_own on analysis_defaults for all to quayside_app
  using (user_id = (select actor()) and (select actor_active())) with check (user_id = (select actor()) and (select actor_active()));
