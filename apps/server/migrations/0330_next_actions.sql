-- What to do next for each customer (ANA-16), kept so that lists show, filter and sort by what the 360 says. One row for everybody who
-- was advised; `action` is null where all is well. Written by the assessment once a day, and for one customer in the transaction that
-- plans, finishes or writes down something with him.
create table next_actions (
  account_id  uuid primary key references accounts on delete cascade,
  action      text,
  urgency     smallint,                    -- place in the order of urgency, 1 first
  reason      jsonb not null default '{}', -- what the advice follows from, by kind of action
  advised_at  timestamptz not null,
  check ((action is null) = (urgency is null))
);
create index next_actions_by_urgency on next_actions (urgency, account_id) where urgency is not null;
create index next_actions_by_action on next_actions (action) where action is not null;
alter table next_actions enable row level security;
revoke insert, update, delete on next_actions from quayside_app;
do $$
begin
  execute format('create policy next_actions_read on next_actions for select to quayside_app using (%s)', account_rule('accounts', 'read'));
end $$;

/**
 * What is known of customers when they are to be advised, whoever asks: the advice is the company's. `accounts`: which; those in the
 * bin are left out.
 */
create function situations_of(accounts uuid[]) returns table (
  account_id uuid, tier text, slipping_since date, last_kind text, last_at timestamptz, planned_until timestamptz,
  potential smallint, quality smallint, ordered boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, f.tier, f.slipping_since, i.kind, i.at, w.until, a.potential, a.quality_score, coalesce(f.orders, 0) > 0
  from   accounts a
  left   join account_figures f on f.account_id = a.id
  left   join lateral (select kind, at from interactions i where i.account_id = a.id and i.deleted_at is null order by at desc, id desc limit 1) i on true
  left   join lateral (select max(due_at) as until from follow_ups w where w.account_id = a.id and w.done_at is null) w on true
  where  a.id = any (situations_of.accounts) and a.deleted_at is null
$$;

/** Keeps what was advised: `[{ account_id, action, urgency, reason }]`. Rows that say the same already are left alone. */
create function keep_next_actions(advice jsonb, at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n integer;
begin
  insert into next_actions as k (account_id, action, urgency, reason, advised_at)
  select r.account_id, r.action, r.urgency, r.reason, keep_next_actions.at
  from   jsonb_to_recordset(advice) r (account_id uuid, action text, urgency smallint, reason jsonb)
  order  by r.account_id
  on conflict (account_id) do update
    set  action = excluded.action, urgency = excluded.urgency, reason = excluded.reason, advised_at = excluded.advised_at
    where (k.action, k.reason) is distinct from (excluded.action, excluded.reason);
  get diagnostics n = row_count;
  return n;
end $$;
