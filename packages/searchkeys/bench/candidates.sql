-- Ids of accounts that may answer a query: at most about twice `most`, best first; the app ranks and verifies them (rankMatch).
-- owners: null for someone who sees every account, else the owners whose accounts the caller may see.
create or replace function account_candidates(prefixes text[], groups int4[], most int, owners int4[] default null)
returns table (id int)
language plpgsql stable
as $$
declare
  tokens int4[] := '{}';
  key    int4;
  prefix text;
  found_so_far int := 0;
  last   int;
  any_of text[] := '{}';
begin
  -- Literals instead of parameters: the planner must see a common token (物流) to read the table in order and stop early,
  -- and a rare one to take the index. %L quotes; nothing typed by a person is put in without it.
  foreach prefix in array prefixes loop
    any_of := any_of || format('(a.sort_key >= %L and a.sort_key < %L)', prefix, prefix || chr(1114109));
  end loop;
  foreach key in array groups || 0 loop
    if key <> 0 then
      tokens := tokens || key;
      continue;
    end if;
    if cardinality(tokens) > 0 then
      any_of := any_of || format('a.search_keys @> %L::int4[]', tokens);
    end if;
    tokens := '{}';
  end loop;
  if cardinality(any_of) = 0 then
    return;
  end if;

  if owners is not null then
    -- One pass over the caller's own rows; never through everybody else's.
    return query execute format(
      'with own as materialized (select a.id, a.sort_key, a.search_keys from a where a.owner = any(%L::int4[]))
       select a.id from own a where %s limit %s', owners, array_to_string(any_of, ' or '), 2 * most);
    return;
  end if;

  for last in 1 .. cardinality(any_of) loop
    return query execute format('select a.id from a where %s %s limit %s', any_of[last],
      case when last <= cardinality(prefixes) then 'order by a.sort_key' else '' end, most);
    get diagnostics key = row_count;
    found_so_far := found_so_far + key;
    exit when last >= cardinality(prefixes) and found_so_far >= most;
  end loop;
end
$$;
