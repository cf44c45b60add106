-- The SQL console is a module of its own: who may write SQL is decided apart from who reads analyses. Rows it shows are those that
-- customers, orders, analyses and this right all reach.
alter table role_rights drop constraint role_rights_module_check;
alter table role_rights add constraint role_rights_module_check
  check (module in ('accounts', 'timeline', 'orders', 'imports', 'analyses', 'console', 'administration'));

insert into role_rights (role_id, module, action, scope)
select r.id, 'console', a.action, 'all'
from   roles r, (values ('read'), ('export')) as a (action)
where  r.code in ('administrator', 'finance', 'executive')
on conflict (role_id, module, action) do nothing;

-- Each run, whatever became of it. It is never changed, and read by whoever ran it and by administrators.
create table console_runs (
  id            uuid primary key,
  user_id       uuid not null references users,
  at            timestamptz not null,
  sql           text not null check (length(sql) between 1 and 8000),
  outcome       text not null check (outcome in ('done', 'wrong', 'refused', 'outOfTime', 'outOfMemory', 'tooMuch', 'cancelled', 'broken')),
  rows          integer check (rows >= 0),
  milliseconds  integer not null check (milliseconds >= 0),
  format        text check (format in ('xlsx', 'csv')),          -- null: shown on the screen
  problem       text check (length(problem) <= 2000)
);
create index console_runs_of_user on console_runs (user_id, at desc, id desc);
create index console_runs_by_time on console_runs (at desc, id desc);

alter table console_runs enable row level security;
create policy console_runs_read on console_runs for select to quayside_app using (
  (user_id = (select actor()) and (select actor_active())) or (select actor_scope('administration', 'read')) = 'all');
create policy console_runs_write on console_runs for insert to quayside_app with check (user_id = (select actor()) and (select actor_active()));
revoke update, delete on console_runs from quayside_app;
