-- Uploads of stock counts, each undoable as a whole: what it added is taken away, what it corrected is as before.
create table inventory_imports (
  id         uuid primary key,
  by_id      uuid references users on delete set null,
  at         timestamptz not null,
  file_name  text not null check (length(file_name) <= 255),
  rows       integer not null,
  added      integer not null,
  corrected  integer not null,
  undone_at  timestamptz,
  undone_by  uuid references users on delete set null
);
create index inventory_imports_by_time on inventory_imports (at desc);
alter table inventory_imports enable row level security;
create policy inventory_imports_read on inventory_imports for select to quayside_app using (
  by_id = (select actor()) or (select actor_scope('imports', 'read')) = 'all');
create policy inventory_imports_write on inventory_imports for insert to quayside_app with check (
  by_id = (select actor()) and (select actor_scope('imports', 'create')) <> 'none');

-- Counts as they were before an upload corrected them. Read and put back by the owner alone.
create table inventory_corrections (
  import_id    uuid not null references inventory_imports on delete cascade deferrable initially deferred,
  snapshot_id  uuid not null references inventory_snapshots on delete cascade,
  former       jsonb not null,
  primary key (import_id, snapshot_id)
);
create index inventory_corrections_of_snapshot on inventory_corrections (snapshot_id);
alter table inventory_corrections enable row level security;
create policy inventory_corrections_write on inventory_corrections for insert to quayside_app with check (
  exists (select from inventory_snapshots s where s.id = snapshot_id));
