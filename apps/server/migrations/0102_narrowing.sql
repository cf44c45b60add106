-- Filters by a part of the name and by tags. The operators that would use their indexes are not leakproof, so below a row policy
-- every account was read: half a second of 250,000. These functions find the accounts by the index, apply the rule of
-- accounts_read themselves, from the session's actor and never from their arguments, and return ids; the list reads its rows
-- through the policy as ever. Null when there are more than `most`: then walking the list in its order meets a page soon.

-- search_keys are made of the first 64 characters of a name.
create index accounts_with_long_name on accounts (id) where length(name) > 64 and deleted_at is null;

/** `keys`: of search_keys, held by every name with the part; the part itself is looked for among those. */
create function accounts_named_like(part text, keys integer[], most integer) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  everything  boolean := actor_reaches_all('accounts', 'read');
  within      uuid[] := actor_within('accounts', 'read');
  found       uuid[];
begin
  found := array(
    select a.id from (
      select a.id, a.name, a.owner_id, a.team_id from accounts a where a.search_keys @> keys and a.deleted_at is null
      union all
      select a.id, a.name, a.owner_id, a.team_id from accounts a
      where  length(a.name) > 64 and a.deleted_at is null and not a.search_keys @> keys) a
    where  position(lower(part) in lower(a.name)) > 0
    and    (everything or a.owner_id = any (within) or a.team_id = any (within))
    limit  most + 1);
  return case when cardinality(found) <= most then found end;
end $$;

/** Any of the tags, or all of them. */
create function accounts_tagged(wanted text[], every_one boolean, most integer) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  everything  boolean := actor_reaches_all('accounts', 'read');
  within      uuid[] := actor_within('accounts', 'read');
  found       uuid[];
begin
  if every_one then
    found := array(
      select a.id from accounts a
      where  a.tags @> wanted and a.tags <> '{}' and a.deleted_at is null
      and    (everything or a.owner_id = any (within) or a.team_id = any (within))
      limit  most + 1);
  else
    found := array(
      select a.id from accounts a
      where  a.tags && wanted and a.tags <> '{}' and a.deleted_at is null
      and    (everything or a.owner_id = any (within) or a.team_id = any (within))
      limit  most + 1);
  end if;
  return case when cardinality(found) <= most then found end;
end $$;
