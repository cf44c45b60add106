-- Values aimed at for a year or a month (ANA-1: dealings against target), and what they were before.
create table targets (
  id          uuid primary key,
  measure     text not null check (measure in ('revenue', 'grossProfit', 'grossMargin', 'turnover', 'crossRatio', 'contributionRatio', 'otif')),
  scope       text not null check (scope in ('company', 'service', 'tier', 'owner', 'team')),
  of_key      text check (length(of_key) between 1 and 40),      -- service, tier, id of the owner or team
  span        text not null check (span in ('year', 'month')),
  starts_on   date not null,
  currency    text check (currency ~ '^[A-Z]{3}$'),
  value_e4    bigint not null check (value_e4 >= 0),             -- ten-thousandths of the currency unit, or of one
  set_by      uuid references users on delete set null,
  version     integer not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  removed_at  timestamptz,
  check ((scope = 'company') = (of_key is null)),
  check ((measure in ('revenue', 'grossProfit')) = (currency is not null)),
  check (extract(day from starts_on) = 1 and (span = 'month' or extract(month from starts_on) = 1)),
  unique nulls not distinct (starts_on, span, measure, scope, of_key, currency)
);

-- null: none was set before; null: taken away.
create table target_changes (
  id         uuid primary key,
  target_id  uuid not null references targets on delete cascade,
  at         timestamptz not null,
  by_id      uuid references users on delete set null,
  was_e4     bigint,
  is_e4      bigint
);
create index target_changes_of_target on target_changes (target_id, at desc);

-- A target is read as far as the figure it is held against: those of everybody by who sees everybody, one's own by oneself.
alter table targets enable row level security;
create policy targets_read on targets for select to quayside_app using (
  case (select actor_scope('analyses', 'read'))
    when 'all' then true
    when 'team' then (scope = 'owner' and of_key = (select actor())::text)
                  or (scope = 'team' and of_key = any ((select actor_teams())::text[]))
    when 'own' then scope = 'owner' and of_key = (select actor())::text
    else false end);
create policy targets_change on targets for all to quayside_app
  using ((select actor_scope('analyses', 'change')) = 'all') with check ((select actor_scope('analyses', 'change')) = 'all');
alter table target_changes enable row level security;
create policy target_changes_read on target_changes for select to quayside_app using (exists (select from targets t where t.id = target_id));
create policy target_changes_write on target_changes for insert to quayside_app
  with check ((select actor_scope('analyses', 'change')) = 'all');
