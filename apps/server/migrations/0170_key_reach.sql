-- An API key narrows what its owner may do. The application says through which key somebody acts (`<user>/<key>`); what the key
-- reaches is looked up here, so that a forgotten narrowing in a job or a query cannot widen it.

/** The user in whose name this transaction runs; null means nobody, who sees nothing. */
create or replace function actor() returns uuid language sql stable parallel safe
  return nullif(left(current_setting('quayside.actor', true), 36), '')::uuid;

/** The API key through which he acts; null: he himself. */
create function actor_key() returns uuid language sql stable parallel safe
  return nullif(substr(current_setting('quayside.actor', true), 38), '')::uuid;

/**
 * Whether the key is alive and goes so far. Orders, entries and analyses hang on accounts: whoever reaches those sees which
 * accounts they belong to, though the doors of the accounts themselves stay shut to him.
 */
create function actor_key_reaches(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from auth_api_keys k
    where  k.id = actor_key() and k.user_id = actor() and (k.expires_at is null or k.expires_at > now())
    and    (not k.read_only or of_action in ('read', 'export'))
    and    (k.modules is null or of_module = any (k.modules)
            or (of_module = 'accounts' and of_action = 'read' and k.modules && array['timeline', 'orders', 'imports', 'analyses'])));
end $$;

-- The three ways to ask for a right (0100_reach.sql), each narrowed by the key. They are asked often and answer fast, so the
-- question stands in each of them, and costs nothing where nobody came with a key.
create or replace function actor_scope(of_module text, of_action text) returns text
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  if length(current_setting('quayside.actor', true)) > 36 and not actor_key_reaches(of_module, of_action) then
    return 'none';
  end if;
  return coalesce((select r.scope from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), 'none');
end $$;

create or replace function actor_reaches_all(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  if length(current_setting('quayside.actor', true)) > 36 and not actor_key_reaches(of_module, of_action) then
    return false;
  end if;
  return coalesce((select r.everything from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), false);
end $$;

create or replace function actor_within(of_module text, of_action text) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  if length(current_setting('quayside.actor', true)) > 36 and not actor_key_reaches(of_module, of_action) then
    return '{}';
  end if;
  return coalesce((select r.within from actor_reach r where r.user_id = actor() and r.module = of_module and r.action = of_action), '{}');
end $$;

-- A job works through the key that ordered it, and a key watches the jobs it ordered itself.
alter table jobs_progress add column api_key_id uuid default actor_key();
alter policy jobs_progress_own on jobs_progress
  using (actor_id = (select actor()) and ((select actor_key()) is null or api_key_id = (select actor_key())))
  with check (actor_id = (select actor()));

/** Nothing of somebody shut out comes back to life when he is let in again: he signs in anew and makes new keys. */
create function end_ways_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from auth_sessions where user_id = new.id;
  delete from auth_api_keys where user_id = new.id;
  delete from auth_verifications where identifier = 'invitation:' || new.id;
  return null;
end $$;
create trigger users_shut_out after update of active on users
  for each row when (old.active and not new.active) execute function end_ways_in();
