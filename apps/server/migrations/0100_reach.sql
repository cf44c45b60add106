-- What each user's roles add up to, kept beside them: the row rules ask for it several times in every statement. Looked up by
-- three joins it took a third of a read by key; now it is one look-up by key. Written by triggers in the transaction that changes
-- a role, a team or a user, so a right that is taken away is gone with that commit.
create table actor_reach (
  user_id     uuid not null references users on delete cascade,
  module      text not null,
  action      text not null,
  scope       text not null check (scope in ('own', 'team', 'all')),  -- the widest of the user's roles; no row is 'none'
  everything  boolean not null,                                       -- reaches the accounts of all, which he may read, too
  within      uuid[] not null,                                        -- else: the people and teams whose accounts it reaches
  primary key (user_id, module, action)
);
alter table actor_reach enable row level security;
revoke all on actor_reach from quayside_app;

/** Works the reach of these users out anew. One after the other: two changes at once must each see the other's. */
create function keep_reach(of_users uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if cardinality(of_users) = 0 then
    return;
  end if;
  perform pg_advisory_xact_lock(7315006);
  with granted as (
    select u.id as user_id, r.module, r.action,
           max(array_position(array['own', 'team', 'all'], r.scope)) as width
    from   users u join user_roles ur on ur.user_id = u.id join role_rights r on r.role_id = ur.role_id
    where  u.id = any (of_users) and u.active and r.scope <> 'none'
    group  by 1, 2, 3
  ), people as (
    select user_id, max(width) filter (where module = 'accounts' and action = 'read') as sees, teams_of(user_id) as teams
    from   granted group by user_id
  ), due as (
    select g.user_id, g.module, g.action, (array['own', 'team', 'all'])[g.width] as scope, g.width = 3 and coalesce(p.sees, 0) = 3 as everything,
           -- Nobody changes what he does not see: the narrower of the two.
           case least(g.width, coalesce(p.sees, 0)) when 0 then '{}' when 1 then array[g.user_id] else g.user_id || p.teams end as within
    from   granted g join people p using (user_id)
  ), gone as (
    delete from actor_reach r
    where  r.user_id = any (of_users)
    and    not exists (select from due d where d.user_id = r.user_id and d.module = r.module and d.action = r.action)
  )
  insert into actor_reach as r select user_id, module, action, scope, everything, within from due
  on conflict (user_id, module, action) do update set scope = excluded.scope, everything = excluded.everything, within = excluded.within
  where (r.scope, r.everything, r.within) is distinct from (excluded.scope, excluded.everything, excluded.within);
end $$;
revoke execute on function keep_reach from public;

create function reach_follows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
begin
  case tg_table_name
    when 'users' then
      touched := array[new.id];
    -- A branch may hang anywhere below the teams somebody leads.
    when 'teams' then
      touched := (select array_agg(distinct user_id) from team_members);
    when 'role_rights' then
      if tg_op = 'DELETE' then
        touched := (select array_agg(distinct ur.user_id) from user_roles ur where ur.role_id in (select role_id from removed));
      elsif tg_op = 'INSERT' then
        touched := (select array_agg(distinct ur.user_id) from user_roles ur where ur.role_id in (select role_id from added));
      else
        touched := (select array_agg(distinct ur.user_id) from user_roles ur
                    where ur.role_id in (select role_id from added union select role_id from removed));
      end if;
    else
      if tg_op = 'DELETE' then
        touched := (select array_agg(distinct user_id) from removed);
      elsif tg_op = 'INSERT' then
        touched := (select array_agg(distinct user_id) from added);
      else
        touched := (select array_agg(distinct user_id) from (select user_id from added union select user_id from removed) both_sides);
      end if;
  end case;
  perform keep_reach(coalesce(touched, '{}'));
  return null;
end $$;
do $$
declare
  t text;
begin
  foreach t in array array['user_roles', 'role_rights', 'team_members'] loop
    execute format('create trigger %1$s_reach_added after insert on %1$I referencing new table as added for each statement execute function reach_follows()', t);
    execute format('create trigger %1$s_reach_changed after update on %1$I referencing old table as removed new table as added for each statement execute function reach_follows()', t);
    execute format('create trigger %1$s_reach_removed after delete on %1$I referencing old table as removed for each statement execute function reach_follows()', t);
  end loop;
end $$;
create trigger users_reach_changed after update of active on users for each row when (old.active is distinct from new.active)
  execute function reach_follows();
create trigger teams_reach_changed after update of parent_id on teams for each statement execute function reach_follows();
select keep_reach(array(select id from users));

create or replace function actor_scope(of_module text, of_action text) returns text
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select r.scope from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), 'none');
end $$;

/** Whether the actor may do this on everybody's accounts, and reads them. */
create function actor_reaches_all(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select r.everything from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), false);
end $$;

/** Else on whose: himself and, as far as his right goes, his teams. Ids are unique over all tables, so one list serves owners and teams. */
create function actor_within(of_module text, of_action text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select r.within from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), '{}');
end $$;

-- The rules, as they were, in fewer steps: every (select …) of every policy is set up in each statement even where it is never
-- asked, and the customer 360 had 385 of them.
alter policy accounts_read on accounts using (
  (select actor_reaches_all('accounts', 'read'))
  or owner_id = any ((select actor_within('accounts', 'read'))::uuid[])
  or team_id = any ((select actor_within('accounts', 'read'))::uuid[])
);

create or replace function account_rule(of_module text, of_action text) returns text language sql immutable as $f$
  select format($p$(
    (select actor_reaches_all(%1$L, %2$L))
    or exists (select from accounts a where a.id = account_id
               and array[a.owner_id, a.team_id] && (select actor_within(%1$L, %2$L))::uuid[] offset 0))$p$, of_module, of_action)
$f$;

do $$
declare
  t       text;
  person  text;
begin
  foreach t in array array['contacts', 'addresses'] loop
    execute format('alter policy %1$s_read on %1$I using (%2$s)', t, account_rule('accounts', 'read'));
    execute format('alter policy %1$s_insert on %1$I with check (%2$s or %3$s)', t, account_rule('accounts', 'change'), account_rule('accounts', 'create'));
    execute format('alter policy %1$s_update on %1$I using (%2$s)', t, account_rule('accounts', 'change'));
    execute format('alter policy %1$s_delete on %1$I using (%2$s)', t, account_rule('accounts', 'change'));
  end loop;
  for t, person in values ('interactions', 'author_id'), ('attachments', 'uploaded_by'), ('follow_ups', 'owner_id') loop
    execute format($p$alter policy %1$s_read on %1$I using (%2$s
      or (%3$I = (select actor()) and (select actor_scope('timeline', 'read') <> 'none') and %4$s))$p$,
      t, account_rule('timeline', 'read'), person, account_rule('accounts', 'read'));
    execute format('alter policy %1$s_insert on %1$I with check (%2$s)', t, account_rule('timeline', 'create'));
    execute format('alter policy %1$s_update on %1$I with check (%2$s)', t, account_rule('accounts', 'read'));
  end loop;
  foreach t in array array['orders', 'order_lines'] loop
    execute format('alter policy %1$s_read on %1$I using (%2$s)', t, account_rule('orders', 'read'));
    execute format('alter policy %1$s_insert on %1$I with check (%2$s)', t, account_rule('orders', 'create'));
    execute format('alter policy %1$s_update on %1$I using (%2$s)', t, account_rule('orders', 'change'));
  end loop;
  execute format('alter policy orders_delete on orders using (%s)', account_rule('orders', 'delete'));
  execute format('alter policy order_lines_delete on order_lines using (%s or %s)', account_rule('orders', 'change'), account_rule('orders', 'delete'));
  foreach t in array array['account_months', 'account_figures'] loop
    execute format('alter policy %1$s_read on %1$I using (%2$s)', t, account_rule('accounts', 'read'));
  end loop;
end $$;

-- A relation is seen with both its people. They are few: one call for each costs less than three rules within rules.
create function sees_contact(of_contact uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (select from contacts c where c.id = of_contact);
end $$;
create function writes_contact(of_contact uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (
    select from contacts c join accounts a on a.id = c.account_id
    where  c.id = of_contact
    and   (array[a.owner_id, a.team_id] && actor_within('accounts', 'change') or actor_reaches_all('accounts', 'change')
           or array[a.owner_id, a.team_id] && actor_within('accounts', 'create') or actor_reaches_all('accounts', 'create')));
end $$;
alter policy contact_relations_read on contact_relations using (sees_contact(from_contact_id) and sees_contact(to_contact_id));
drop policy contact_relations_write on contact_relations;
drop policy custom_fields_change on custom_fields;
do $$
declare
  verb text;
begin
  -- By verb: a rule `for all` is set up for reading, too.
  for verb in values ('insert'), ('update'), ('delete') loop
    execute format('create policy contact_relations_%1$s on contact_relations for %1$s to quayside_app %2$s (writes_contact(from_contact_id) and sees_contact(to_contact_id))',
      verb, case verb when 'insert' then 'with check' else 'using' end);
    execute format($p$create policy custom_fields_%1$s on custom_fields for %1$s to quayside_app %2$s ((select actor_scope('administration', 'change') = 'all'))$p$,
      verb, case verb when 'insert' then 'with check' else 'using' end);
  end loop;
end $$;
