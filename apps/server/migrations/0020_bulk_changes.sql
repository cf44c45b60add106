-- Changes of many accounts at once, with what stood there before, so that they can be undone. The id is that of the job.
create table bulk_changes (
  id          uuid primary key,
  actor_id    uuid not null references users,
  change      jsonb not null,
  created_at  timestamptz not null,
  undone_at   timestamptz
);
create index bulk_changes_of_actor on bulk_changes (actor_id, created_at desc);
create table bulk_change_rows (
  bulk_change_id  uuid not null references bulk_changes on delete cascade,
  account_id      uuid not null references accounts on delete cascade,
  before          jsonb not null,           -- columns as they were
  version         integer not null,         -- of the account after the change: another one now means that somebody changed it since
  undone          boolean not null default false,
  primary key (bulk_change_id, account_id)
);
create index bulk_change_rows_of_account on bulk_change_rows (account_id);

alter table bulk_changes enable row level security;
create policy bulk_changes_own on bulk_changes for all to quayside_app using (actor_id = (select actor())) with check (actor_id = (select actor()));
alter table bulk_change_rows enable row level security;
create policy bulk_change_rows_own on bulk_change_rows for all to quayside_app
  using (exists (select from bulk_changes b where b.id = bulk_change_id));
