-- Questions to analyses, kept under a name. A removed one can be brought back, with what is sent of it.
create table analysis_views (
  id          uuid primary key,
  owner_id    uuid not null references users on delete cascade,
  analysis    text not null check (length(analysis) between 1 and 60),
  name        text not null check (length(name) between 1 and 80),
  place       jsonb not null,
  question    jsonb not null,
  period      text not null,
  shared      text not null default 'private' check (shared in ('private', 'team', 'all')),
  team_id     uuid references teams,
  version     integer not null default 1,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  removed_at  timestamptz,
  check ((shared = 'team') = (team_id is not null))
);
create index analysis_views_of_owner on analysis_views (owner_id, analysis);
create index analysis_views_shared on analysis_views (analysis) where shared <> 'private';

alter table analysis_views enable row level security;
create policy analysis_views_read on analysis_views for select to quayside_app using (
  (owner_id = (select actor()) and (select actor_active()))
  or (removed_at is null and shared = 'all' and (select actor_active()))
  or (removed_at is null and shared = 'team' and team_id = any ((select actor_teams())::uuid[])));
create policy analysis_views_own on analysis_views for all to quayside_app
  using (owner_id = (select actor()) and (select actor_active()))
  with check (owner_id = (select actor()) and (select actor_active()) and (shared <> 'team' or team_id = any ((select actor_teams())::uuid[])));
