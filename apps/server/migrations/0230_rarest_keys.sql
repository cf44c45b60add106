-- A word in letters has a key for every three of them, up to twelve, and of a pinyin word most are met by a customer in five (ang, ong,
-- ian): reading all their lists side by side took a sixth of a second of a million. The rarest few find the same rows; the rest is
-- verified on the rows themselves.

/** The keys met most often, with their share of the accounts, as the statistics of the planner have them; none before the first `analyze`. */
create function common_search_keys() returns table (key integer, share real)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.key, u.share from pg_stats s
  cross  join lateral unnest(s.most_common_elems::text::integer[], s.most_common_elem_freqs) as u (key, share)
  where  s.schemaname = 'public' and s.tablename = 'accounts' and s.attname = 'search_keys' and u.key is not null
$$;
revoke execute on function common_search_keys from public;
grant execute on function common_search_keys to quayside_app;

drop function account_candidates(text[], integer[], integer);
/**
 * Accounts that may answer a query of @quayside/searchkeys, likeliest first, at most about twice `most`; the application
 * ranks and verifies them. Of a group, the first `looked_up` keys are looked up in the index, the others on the rows found; by `||` the
 * planner does not see that they could be looked up, too. Runs as the owner, because @> is not leakproof and below a row policy could
 * not use its index; so it applies the rule of accounts_read itself, from the session's actor and never from its arguments.
 */
create function account_candidates(prefixes text[], groups integer[], most integer, looked_up integer default 12) returns table (
  id uuid, number text, name text, name_en text, short_name text, state text, phone text, email text, credit_code text, external_key text
)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  scope   text := actor_scope('accounts', 'read');
  shown   constant text := 'a.id, a.number, a.name, a.name_en, a.short_name, a.state, a.phone, a.email, a.credit_code, a.external_key';
  tokens  integer[] := '{}';
  key     integer;
  prefix  text;
  any_of  text[] := '{}';
  got     integer := 0;
  here    integer;
begin
  if scope = 'none' then
    return;
  end if;
  -- Literals instead of parameters: the planner must see a common token (物流) to read the table in order and stop early, and
  -- a rare one to take the index. %L quotes; nothing that a person typed is put in without it.
  foreach prefix in array prefixes loop
    any_of := any_of || format('(a.sort_key >= %L and a.sort_key < %L)', prefix, prefix || chr(1114109));
  end loop;
  foreach key in array groups || 0 loop
    if key <> 0 then
      tokens := tokens || key;
      continue;
    end if;
    if cardinality(tokens) > looked_up then
      any_of := any_of || format('(a.search_keys @> %L::integer[] and (a.search_keys || ''{}''::integer[]) @> %L::integer[])',
        tokens[1:looked_up], tokens[looked_up + 1:]);
    elsif cardinality(tokens) > 0 then
      any_of := any_of || format('a.search_keys @> %L::integer[]', tokens);
    end if;
    tokens := '{}';
  end loop;
  if cardinality(any_of) = 0 then
    return;
  end if;

  if scope <> 'all' then
    -- One pass over what the actor may see; never through everybody else's.
    return query execute format(
      'with mine as materialized (select a.sort_key, a.search_keys, %s from accounts a
         where a.deleted_at is null and (a.owner_id = %L or a.team_id = any (%L::uuid[])))
       select %s from mine a where %s limit %s',
      shown, actor(), case when scope = 'team' then actor_teams() else '{}'::uuid[] end, shown, array_to_string(any_of, ' or '), 2 * most);
    return;
  end if;

  for at in 1 .. cardinality(any_of) loop
    return query execute format('select %s from accounts a where a.deleted_at is null and %s %s limit %s', shown, any_of[at],
      case when at <= cardinality(prefixes) then 'order by a.sort_key, a.id' else '' end, most);
    get diagnostics here = row_count;
    got := got + here;
    exit when at >= cardinality(prefixes) and got >= most;
  end loop;
end $$;
