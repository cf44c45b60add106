-- Duplicates: pairs of accounts that look like one customer, their merging, and what a merge changed, so that it can be undone whole.
-- Why merging runs in functions of the owner: docs/decisions/0007.

/** Whether a right of the actor over accounts reaches one held by this person and team; as the policies of `accounts` say. For single rows. */
create function actor_reaches(of_action text, of_owner uuid, of_team uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select case actor_scope('accounts', of_action)
    when 'all'  then true
    when 'team' then coalesce(of_owner = actor(), false) or coalesce(of_team = any (actor_teams()), false)
    when 'own'  then coalesce(of_owner = actor(), false)
    else false
  end
$$;

create table duplicate_pairs (
  id          uuid primary key,
  low_id      uuid not null references accounts on delete cascade,
  high_id     uuid not null references accounts on delete cascade,
  score       real not null check (score between 0 and 1),
  verdict     text not null check (verdict in ('same', 'probable')),
  reasons     jsonb not null default '[]',
  state       text not null default 'open' check (state in ('open', 'dismissed', 'merged')),
  low_print   text not null,                                 -- what was compared, cleaned and hashed: tells whether a dismissed pair has new data
  high_print  text not null,
  found_at    timestamptz not null,
  seen_at     timestamptz not null,                          -- the last search that met it
  decided_at  timestamptz,
  decided_by  uuid references users,
  check (low_id < high_id),
  unique (low_id, high_id)
);
create index duplicate_pairs_by_score on duplicate_pairs (state, score desc, id);
create index duplicate_pairs_of_high on duplicate_pairs (high_id);
alter table duplicate_pairs enable row level security;
-- A pair is seen by who sees both; it is judged by who may change one of them. Pairs are written by functions alone.
revoke insert, delete on duplicate_pairs from quayside_app;
create policy duplicate_pairs_read on duplicate_pairs for select to quayside_app using (
  (select actor_scope('accounts', 'read')) = 'all'
  or (exists (select from accounts a where a.id = low_id) and exists (select from accounts a where a.id = high_id)));
create policy duplicate_pairs_judge on duplicate_pairs for update to quayside_app using (
  exists (select from accounts a where a.id in (low_id, high_id) and actor_reaches('change', a.owner_id, a.team_id))
  and exists (select from accounts a where a.id = low_id) and exists (select from accounts a where a.id = high_id));

/** What comparing needs of live accounts: the first three people and the first place, ordered as the matching keys take them. Owner only. */
create function match_facts(ids uuid[]) returns table (
  id uuid, number text, kind text, name text, name_en text, short_name text, phone text, phone_raw text, email text, credit_code text,
  birth_date date, owner_id uuid, team_id uuid, match_keys text[], people jsonb, places jsonb)
language sql stable set search_path = public, pg_temp as $$
  select a.id, a.number, a.kind, a.name, a.name_en, a.short_name, a.phone, a.phone_raw, a.email, a.credit_code,
         a.birth_date, a.owner_id, a.team_id, a.match_keys,
         (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
          from (select c.name, c.name_en, c.mobile, c.phone, c.email from contacts c
                where c.account_id = a.id and c.active order by c.is_primary desc, c.id limit 3) p),
         (select coalesce(jsonb_agg(to_jsonb(p)), '[]')
          from (select d.street, d.city, d.province, d.district, d.postcode, d.is_primary from addresses d
                where d.account_id = a.id order by d.is_primary desc, d.id limit 1) p)
  from   accounts a
  where  a.id = any (ids) and a.deleted_at is null
$$;
revoke execute on function match_facts from public;

/**
 * Accounts sharing a matching key with records being typed or imported; `places` tells which record each key is of. A key met by
 * more than a hundred (an agent's phone, a default birth date) says nothing and is passed over. Runs as the owner, because @> is
 * not leakproof and because a customer whom the actor may not see must be known to exist, so that nobody enters him twice: of such
 * a one only what the actor must have typed to meet him is used (names, phone, e-mail, code), and only where he may write accounts.
 */
create function duplicate_candidates(places integer[], keys text[]) returns table (
  place integer, visible boolean, team text, id uuid, number text, kind text, name text, name_en text, short_name text, phone text,
  phone_raw text, email text, credit_code text, birth_date date, people jsonb, address jsonb)
language plpgsql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_indexscan = off set gin_fuzzy_search_limit = 1000 as $$
declare
  scope  text := actor_scope('accounts', 'read');
  me     uuid := actor();
  teams  uuid[] := actor_teams();
  tells  boolean := actor_scope('accounts', 'create') <> 'none' or actor_scope('accounts', 'change') <> 'none';
begin
  if scope = 'none' then
    return;
  end if;
  return query
  with asked as (select * from unnest(places, keys) as q (place, key)),
  found as materialized (
    select d.key, array_agg(c.id) as ids
    from  (select distinct asked.key from asked) d
    cross join lateral (select a.id from accounts a where a.deleted_at is null and a.match_keys @> array[d.key] limit 101) c
    group by d.key having count(*) <= 100
  ),
  met as materialized (select distinct q.place, u.id from asked q join found f on f.key = q.key cross join unnest(f.ids) as u (id)),
  facts as (
    select f.*, coalesce(scope = 'all' or f.owner_id = me or (scope = 'team' and f.team_id = any (teams)), false) as visible
    from   match_facts(array(select distinct met.id from met)) f
  )
  select m.place, f.visible, t.name, f.id, f.number, f.kind, f.name, f.name_en, f.short_name, f.phone, f.phone_raw, f.email, f.credit_code,
         case when f.visible then f.birth_date end, case when f.visible then f.people else '[]' end, case when f.visible then f.places else '[]' end
  from   met m
  join   facts f on f.id = m.id
  left   join teams t on t.id = f.team_id
  where  f.visible or tells;
end $$;

/** The facts of both sides of a pair that the actor sees, for remembering what he judged. */
create function duplicate_pair_facts(of_pair uuid) returns setof jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select to_jsonb(f) from duplicate_pairs p cross join lateral match_facts(array[p.low_id, p.high_id]) f
  where  p.id = of_pair
  and    not exists (select from accounts a where a.id in (p.low_id, p.high_id) and not actor_reaches('read', a.owner_id, a.team_id))
$$;

/**
 * Keeps what a search found; a pair found again is brought up to date, and a dismissed one is opened again only when what was
 * compared has changed since. The application may keep a pair of which the actor sees one side; the owner any. Returns new and reopened.
 */
create function keep_duplicate_pairs(pairs_found jsonb, seen timestamptz) returns table (fresh bigint, reopened bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  with given as (
    select f.* from jsonb_to_recordset(pairs_found)
      as f (id uuid, low_id uuid, high_id uuid, score real, verdict text, reasons jsonb, low_print text, high_print text)
    where  2 = (select count(*) from accounts a where a.id in (f.low_id, f.high_id) and a.deleted_at is null)
    and    (session_user <> 'quayside_app'
            or exists (select from accounts a where a.id in (f.low_id, f.high_id) and actor_reaches('read', a.owner_id, a.team_id)))
  ),
  before as (select p.low_id, p.high_id, p.state from duplicate_pairs p join given g on g.low_id = p.low_id and g.high_id = p.high_id),
  kept as (
    insert into duplicate_pairs as p (id, low_id, high_id, score, verdict, reasons, low_print, high_print, found_at, seen_at)
    select g.id, g.low_id, g.high_id, g.score, g.verdict, g.reasons, g.low_print, g.high_print, seen, seen
    from   given g order by g.low_id, g.high_id
    on conflict (low_id, high_id) do update
      set score = excluded.score, verdict = excluded.verdict, reasons = excluded.reasons, seen_at = excluded.seen_at,
          state = case when p.state = 'dismissed' and (p.low_print, p.high_print) = (excluded.low_print, excluded.high_print)
                       then 'dismissed' else 'open' end,
          found_at = case when p.state = 'dismissed' and (p.low_print, p.high_print) <> (excluded.low_print, excluded.high_print)
                          then excluded.seen_at else p.found_at end,
          low_print = excluded.low_print, high_print = excluded.high_print
    returning p.low_id, p.high_id, p.state
  )
  select count(*) filter (where b.state is null), count(*) filter (where b.state <> 'open' and k.state = 'open')
  from   kept k left join before b on b.low_id = k.low_id and b.high_id = k.high_id;
end $$;

-- Merging ------------------------------------------------------------------------------------------------------------
create table account_merges (
  id              uuid primary key,
  winner_id       uuid not null references accounts on delete cascade,
  loser_id        uuid not null references accounts on delete cascade,
  winner_number   text not null, winner_name text not null,
  loser_number    text not null, loser_name  text not null,
  choices         jsonb not null,
  winner_version  integer not null default 0,                -- as the merge left it
  winner_version_before  integer not null,
  loser_version_before   integer not null,
  by_id           uuid references users,
  at              timestamptz not null,
  undone_at       timestamptz,
  undone_by       uuid references users,
  seq             bigint generated always as identity,       -- drawn while both accounts are locked: tells which of two merges of one account is later
  xid             xid8 not null default pg_current_xact_id(),
  check (winner_id <> loser_id)
);
create unique index account_merges_standing on account_merges (loser_id) where undone_at is null;
create index account_merges_of_winner on account_merges (winner_id, at desc);
create index account_merges_of_loser on account_merges (loser_id, at desc);
create index account_merges_in_time on account_merges (at desc, id desc);
alter table account_merges enable row level security;
revoke insert, update, delete on account_merges from quayside_app;
create policy account_merges_read on account_merges for select to quayside_app using (
  (select actor_scope('accounts', 'read')) = 'all'
  or exists (select from accounts a where a.id = winner_id) or exists (select from accounts a where a.id = loser_id));

/** The columns a merge changed in each row, before and after: nothing else is needed to take it back. */
create table merge_changes (
  merge_id    uuid not null references account_merges on delete cascade,
  table_name  text not null,
  row_id      uuid not null,
  before      jsonb not null,
  after       jsonb not null,
  primary key (merge_id, table_name, row_id)
);
revoke all on merge_changes from quayside_app;
alter table merge_changes enable row level security;

/** Refuses whoever may not delete both accounts; locks them in one order, so that two merges never wait for each other in a ring. */
create function lock_accounts_to_merge(one uuid, other uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from accounts a where a.id in (one, other)
             and not (actor_reaches('read', a.owner_id, a.team_id) and actor_reaches('delete', a.owner_id, a.team_id))) then
    raise insufficient_privilege using message = 'Merging needs the right to delete both accounts.';
  end if;
  perform from accounts a where a.id in (one, other) order by a.id for update;
end $$;

/** Columns of `of_table` without those a merge never sets. */
create function merge_columns(of_values jsonb) returns text[] language sql immutable as $$
  select coalesce(array_agg(k order by k), '{}') from jsonb_object_keys(of_values) k
  where  k not in ('id', 'number', 'version', 'xid', 'created_at', 'created_by', 'account_id', 'import_batch_id', 'deleted_at', 'merged_into')
$$;

/** Sets columns of one row and remembers what they were. */
create function change_for_merge(of_merge uuid, of_table text, of_row uuid, new_values jsonb) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  columns  text[] := merge_columns(new_values);
  old_row  jsonb;
  new_row  jsonb;
begin
  execute format('select to_jsonb(t) from %I t where t.id = $1', of_table) into old_row using of_row;
  if old_row is null or cardinality(columns) = 0 then
    return;
  end if;
  execute format('update %1$I t set version = version + 1, %2$s where t.id = $1 returning to_jsonb(t)', of_table,
    (select string_agg(format('%1$I = (jsonb_populate_record(null::%2$I, $2)).%1$I', c, of_table), ', ') from unnest(columns) c))
    into new_row using of_row, new_values;
  insert into merge_changes as m (merge_id, table_name, row_id, before, after)
  select of_merge, of_table, of_row, coalesce(jsonb_object_agg(c, old_row -> c), '{}'), coalesce(jsonb_object_agg(c, new_row -> c), '{}')
  from   unnest(columns) c where old_row -> c is distinct from new_row -> c
  on conflict (merge_id, table_name, row_id) do update set before = excluded.before || m.before, after = m.after || excluded.after;
end $$;

/**
 * Moves what hangs on the loser to the winner and puts the loser away. `doubles`: person of the loser → the same person of the winner;
 * such a person stays where he is and what refers to him refers to the other from now on. `left_behind`: addresses the winner has already.
 */
create function move_for_merge(of_merge uuid, winner uuid, loser uuid, doubles jsonb, left_behind uuid[], chosen jsonb, now_at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t       text;
  moved   jsonb := '{}';
  n       bigint;
  extra   text;
  keep    text;
begin
  perform lock_accounts_to_merge(winner, loser);
  if (select count(*) from accounts a where a.id in (winner, loser) and a.deleted_at is null) <> 2 then
    raise exception 'Both accounts must be live.';
  end if;
  insert into account_merges (id, winner_id, loser_id, winner_number, winner_name, loser_number, loser_name, choices, by_id, at,
                              winner_version_before, loser_version_before)
  select of_merge, w.id, l.id, w.number, left(w.name, 200), l.number, left(l.name, 200), chosen, actor(), now_at, w.version, l.version
  from   accounts w, accounts l where w.id = winner and l.id = loser;

  -- Away first: the winner may then take its external key. Whom an earlier merge led to the loser is led on to the winner.
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'accounts', a.id,
         jsonb_build_object('deleted_at', a.deleted_at, 'merged_into', a.merged_into, 'updated_at', a.updated_at, 'updated_by', a.updated_by),
         jsonb_build_object('deleted_at', now_at, 'merged_into', winner, 'updated_at', now_at, 'updated_by', actor())
  from   accounts a where a.id = loser;
  update accounts set deleted_at = now_at, merged_into = winner, updated_at = now_at, updated_by = actor(), version = version + 1 where id = loser;
  with led as (update accounts set merged_into = winner, version = version + 1 where merged_into = loser returning id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'accounts', id, jsonb_build_object('merged_into', loser), jsonb_build_object('merged_into', winner) from led;
  with below as (update accounts set parent_id = winner, version = version + 1 where parent_id = loser and id <> winner returning id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'accounts', id, jsonb_build_object('parent_id', loser), jsonb_build_object('parent_id', winner) from below
  -- One merged into the loser before may hang below him as well.
  on conflict (merge_id, table_name, row_id) do update set before = merge_changes.before || excluded.before, after = merge_changes.after || excluded.after;
  get diagnostics n = row_count;
  moved := moved || jsonb_build_object('children', n);
  insert into merge_changes select of_merge, 'account_figures', winner, '{}', '{}'
  where  not exists (select from account_figures f where f.account_id = winner);

  foreach t in array array['contacts', 'addresses', 'interactions', 'attachments', 'follow_ups', 'notifications', 'orders', 'order_lines'] loop
    extra := case
      when t in ('contacts', 'addresses') then format(', is_primary = t.is_primary and not exists (select from %I o where o.account_id = $3 and o.is_primary)', t)
      when t in ('interactions', 'follow_ups') then ', contact_id = coalesce(($4 ->> t.contact_id::text)::uuid, t.contact_id)'
      else '' end
      || case when t in ('contacts', 'addresses', 'interactions', 'follow_ups', 'orders') then ', version = t.version + 1' else '' end;
    keep := case t when 'contacts' then ' and not $4 ? t.id::text' when 'addresses' then ' and not t.id = any ($5)' else '' end;
    execute format($q$
      with was as materialized (select t.* from %1$I t where t.account_id = $2%3$s),
      moved as (update %1$I t set account_id = $3%2$s from was where t.id = was.id returning t.*)
      insert into merge_changes (merge_id, table_name, row_id, before, after)
      select $1, %1$L, moved.id, %4$s from moved join was on was.id = moved.id$q$, t, extra, keep,
      case
        when t in ('contacts', 'addresses') then
          $j$jsonb_build_object('account_id', was.account_id, 'is_primary', was.is_primary), jsonb_build_object('account_id', moved.account_id, 'is_primary', moved.is_primary, 'version', moved.version)$j$
        when t in ('interactions', 'follow_ups') then
          $j$jsonb_build_object('account_id', was.account_id, 'contact_id', was.contact_id), jsonb_build_object('account_id', moved.account_id, 'contact_id', moved.contact_id, 'version', moved.version)$j$
        when t = 'orders' then
          $j$jsonb_build_object('account_id', was.account_id), jsonb_build_object('account_id', moved.account_id, 'version', moved.version)$j$
        else $j$jsonb_build_object('account_id', was.account_id), jsonb_build_object('account_id', moved.account_id)$j$
      end)
      using of_merge, loser, winner, doubles, left_behind;
    get diagnostics n = row_count;
    moved := moved || jsonb_build_object(t, n);
  end loop;

  perform move_relations_for_merge(of_merge, doubles);
  perform move_pairs_for_merge(of_merge, winner, loser, now_at);
  perform move_recents_for_merge(of_merge, winner, loser);
  return moved;
end $$;

/** Relations of a person known twice go to the one that stays, unless it has the same relation already. */
create function move_relations_for_merge(of_merge uuid, doubles jsonb) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  r         contact_relations;
  new_from  uuid;
  new_to    uuid;
begin
  for r in select * from contact_relations c where doubles ? c.from_contact_id::text or doubles ? c.to_contact_id::text order by c.id loop
    new_from := coalesce((doubles ->> r.from_contact_id::text)::uuid, r.from_contact_id);
    new_to := coalesce((doubles ->> r.to_contact_id::text)::uuid, r.to_contact_id);
    continue when new_from = new_to
      or exists (select from contact_relations o where o.from_contact_id = new_from and o.to_contact_id = new_to and o.kind = r.kind);
    update contact_relations set from_contact_id = new_from, to_contact_id = new_to where id = r.id;
    insert into merge_changes values (of_merge, 'contact_relations', r.id,
      jsonb_build_object('from_contact_id', r.from_contact_id, 'to_contact_id', r.to_contact_id),
      jsonb_build_object('from_contact_id', new_from, 'to_contact_id', new_to));
  end loop;
end $$;

/** The pair that was merged says so; open pairs of the loser with others become the winner's. */
create function move_pairs_for_merge(of_merge uuid, winner uuid, loser uuid, now_at timestamptz) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  p      duplicate_pairs;
  other  uuid;
begin
  for p in select * from duplicate_pairs d where loser in (d.low_id, d.high_id) order by d.id loop
    other := case when p.low_id = loser then p.high_id else p.low_id end;
    if other = winner then
      update duplicate_pairs set state = 'merged', decided_at = now_at, decided_by = actor() where id = p.id;
    else
      continue when p.state <> 'open' or exists (
        select from duplicate_pairs d where d.low_id = least(winner, other) and d.high_id = greatest(winner, other));
      update duplicate_pairs set low_id = least(winner, other), high_id = greatest(winner, other) where id = p.id;
    end if;
    insert into merge_changes select of_merge, 'duplicate_pairs', p.id,
      to_jsonb(p) - array['id', 'score', 'verdict', 'reasons', 'low_print', 'high_print', 'found_at', 'seen_at'],
      to_jsonb(d) - array['id', 'score', 'verdict', 'reasons', 'low_print', 'high_print', 'found_at', 'seen_at']
      from duplicate_pairs d where d.id = p.id;
  end loop;
end $$;

/** Whoever looked at either lately has looked at the winner; `row_id` is the person. */
create function move_recents_for_merge(of_merge uuid, winner uuid, loser uuid) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  insert into merge_changes
  select of_merge, 'recent_accounts', l.user_id, jsonb_build_object('loser_at', l.at, 'winner_at', w.at),
         jsonb_build_object('winner_at', greatest(l.at, w.at))
  from   recent_accounts l left join recent_accounts w on w.user_id = l.user_id and w.account_id = winner
  where  l.account_id = loser;
  insert into recent_accounts (user_id, account_id, at) select user_id, winner, at from recent_accounts where account_id = loser
  on conflict (user_id, account_id) do update set at = greatest(recent_accounts.at, excluded.at);
  delete from recent_accounts where account_id = loser;
end $$;

/** Sets what was chosen on the winner, and what people known twice gain from each other; only in the transaction of the merge. */
create function finish_merge(of_merge uuid, winner_values jsonb, people jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m       account_merges;
  person  record;
begin
  select * into strict m from account_merges where id = of_merge and xid = pg_current_xact_id() and undone_at is null;
  perform change_for_merge(of_merge, 'accounts', m.winner_id, winner_values);
  for person in select p.key::uuid as id, p.value as gains from jsonb_each(people) p
                where exists (select from contacts c where c.id = p.key::uuid and c.account_id = m.winner_id) loop
    perform change_for_merge(of_merge, 'contacts', person.id, person.gains);
  end loop;
  update account_merges set winner_version = (select version from accounts where id = m.winner_id) where id = of_merge;
end $$;

-- Undoing ------------------------------------------------------------------------------------------------------------
/** Gives the columns a merge set in rows of one table their old values where they still hold what it set. */
create function restore_for_undo(of_merge uuid, of_table text, only_columns text[], without text[]) returns void
language plpgsql set search_path = public, pg_temp as $$
declare
  c  text;
begin
  for c in select distinct k from merge_changes m, jsonb_object_keys(m.before) k
           where m.merge_id = of_merge and m.table_name = of_table and (only_columns is null or k = any (only_columns)) and not k = any (without)
           order by 1 loop
    execute format($q$
      update %1$I t set %2$I = (jsonb_populate_record(null::%1$I, m.before)).%2$I from merge_changes m
      where  m.merge_id = $1 and m.table_name = %1$L and m.row_id = t.id and m.before ? %2$L
      and    t.%2$I is not distinct from (jsonb_populate_record(null::%1$I, m.after)).%2$I$q$, of_table, c) using of_merge;
  end loop;
end $$;

/**
 * Takes a merge back. A row goes back to where it came from with whatever people changed in it since; of a column the merge itself
 * set, a later change stays. What was added to the winner since stays with the winner. Returns counts, and whether the winner was
 * untouched since, so that what is derived has come back as well.
 */
create function undo_merge(of_merge uuid, now_at timestamptz) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m        account_merges;
  t        text;
  extra    text;
  n        bigint;
  report   jsonb := '{}';
  exact    boolean;
  derived  constant text[] := array['sort_key', 'search_keys', 'match_keys', 'quality_score', 'quality_issues'];
begin
  select * into strict m from account_merges where id = of_merge and undone_at is null for update;
  perform lock_accounts_to_merge(m.winner_id, m.loser_id);
  select w.version = m.winner_version and w.updated_at = m.at into exact from accounts w where w.id = m.winner_id;

  -- The winner gives its external key back before the loser lives again, which holds it still.
  perform restore_for_undo(of_merge, 'accounts', null, derived || array['deleted_at', 'merged_into', 'updated_at', 'updated_by']);
  if exact then
    update accounts w set (sort_key, search_keys, match_keys, quality_score, quality_issues) =
      (select b.sort_key, b.search_keys, b.match_keys, b.quality_score, b.quality_issues from jsonb_populate_record(w, c.before) b)
    from merge_changes c where c.merge_id = of_merge and c.table_name = 'accounts' and c.row_id = m.winner_id and w.id = m.winner_id;
  end if;
  perform restore_for_undo(of_merge, 'accounts', array['merged_into', 'updated_at', 'updated_by'], '{}');
  perform restore_for_undo(of_merge, 'accounts', array['deleted_at'], '{}');
  update accounts a set version = version + 1 from merge_changes c where c.merge_id = of_merge and c.table_name = 'accounts' and c.row_id = a.id;

  foreach t in array array['contacts', 'addresses', 'interactions', 'attachments', 'follow_ups', 'notifications', 'orders', 'order_lines'] loop
    if t in ('contacts', 'addresses', 'interactions', 'follow_ups', 'orders') then
      execute format($q$select count(*) from %1$I t join merge_changes c on c.row_id = t.id
        where c.merge_id = $1 and c.table_name = %1$L and c.before ? 'account_id' and t.account_id = $2 and t.version <> (c.after ->> 'version')::int$q$, t)
        into n using of_merge, m.winner_id;
      report := jsonb_set(report, array['changedSince'], to_jsonb(coalesce((report ->> 'changedSince')::bigint, 0) + n));
    end if;
    extra := case
      when t in ('contacts', 'addresses') then ', is_primary = (c.before ->> ''is_primary'')::boolean, version = t.version + 1'
      when t in ('interactions', 'follow_ups') then $x$, version = t.version + 1,
        contact_id = case when t.contact_id is not distinct from (c.after ->> 'contact_id')::uuid
                          then (select p.id from contacts p where p.id = (c.before ->> 'contact_id')::uuid) else t.contact_id end$x$
      when t = 'orders' then ', version = t.version + 1'
      else '' end;
    execute format($q$
      update %1$I t set account_id = $3%2$s from merge_changes c
      where c.merge_id = $1 and c.table_name = %1$L and c.before ? 'account_id' and c.row_id = t.id and t.account_id = $2$q$, t, extra)
      using of_merge, m.winner_id, m.loser_id;
    get diagnostics n = row_count;
    report := jsonb_set(report, array['returned'], to_jsonb(coalesce((report ->> 'returned')::bigint, 0) + n));
    select count(*) - n + coalesce((report ->> 'gone')::bigint, 0) into n
    from   merge_changes c where c.merge_id = of_merge and c.table_name = t and c.before ? 'account_id';
    report := jsonb_set(report, array['gone'], to_jsonb(n));
  end loop;
  perform restore_for_undo(of_merge, 'contacts', null, array['account_id', 'is_primary']);
  update contacts t set version = version + 1 from merge_changes c
  where c.merge_id = of_merge and c.table_name = 'contacts' and not c.before ? 'account_id' and c.row_id = t.id;

  update contact_relations r
  set    from_contact_id = (c.before ->> 'from_contact_id')::uuid, to_contact_id = (c.before ->> 'to_contact_id')::uuid
  from   merge_changes c
  where  c.merge_id = of_merge and c.table_name = 'contact_relations' and c.row_id = r.id
  and    exists (select from contacts p where p.id = (c.before ->> 'from_contact_id')::uuid)
  and    exists (select from contacts p where p.id = (c.before ->> 'to_contact_id')::uuid)
  and    not exists (select from contact_relations o where o.kind = r.kind and o.id <> r.id
                     and o.from_contact_id = (c.before ->> 'from_contact_id')::uuid and o.to_contact_id = (c.before ->> 'to_contact_id')::uuid);
  update duplicate_pairs p
  set    low_id = (c.before ->> 'low_id')::uuid, high_id = (c.before ->> 'high_id')::uuid,
         state = case when p.state = c.after ->> 'state' then c.before ->> 'state' else p.state end,
         decided_at = case when p.state = c.after ->> 'state' then (c.before ->> 'decided_at')::timestamptz else p.decided_at end,
         decided_by = case when p.state = c.after ->> 'state' then (c.before ->> 'decided_by')::uuid else p.decided_by end
  from   merge_changes c where c.merge_id = of_merge and c.table_name = 'duplicate_pairs' and c.row_id = p.id;
  perform undo_recents(of_merge, m.winner_id, m.loser_id);
  if exists (select from accounts a where a.id in (m.winner_id, m.loser_id) and a.parent_id is not null and hangs_below(a.parent_id, a.id)) then
    raise exception 'The group would close into a ring.' using errcode = 'QS001';
  end if;
  -- A row of sums that the merge brought about says nothing any more.
  delete from account_figures f where f.account_id = m.winner_id and f.orders = 0 and f.lines = 0 and f.tier is null
  and    exists (select from merge_changes c where c.merge_id = of_merge and c.table_name = 'account_figures');

  -- To an earlier merge that stands, this one and its undoing are as if they had not been.
  update account_merges o set winner_version = a.version from accounts a
  where  a.id = o.winner_id and o.undone_at is null and o.id <> of_merge
  and    ((o.winner_id = m.loser_id and o.winner_version = m.loser_version_before)
          or (exact and o.winner_id = m.winner_id and o.winner_version = m.winner_version_before));
  update account_merges set undone_at = now_at, undone_by = actor(), xid = pg_current_xact_id() where id = of_merge;
  return report || jsonb_build_object('exact', exact);
end $$;

create function undo_recents(of_merge uuid, winner uuid, loser uuid) returns void language sql set search_path = public, pg_temp as $$
  insert into recent_accounts (user_id, account_id, at)
  select c.row_id, loser, (c.before ->> 'loser_at')::timestamptz from merge_changes c join users u on u.id = c.row_id
  where  c.merge_id = of_merge and c.table_name = 'recent_accounts'
  on conflict do nothing;
  -- Who has looked at the winner since keeps that.
  delete from recent_accounts r using merge_changes c
  where  c.merge_id = of_merge and c.table_name = 'recent_accounts' and r.user_id = c.row_id and r.account_id = winner
  and    r.at = (c.after ->> 'winner_at')::timestamptz and c.before ->> 'winner_at' is null;
  update recent_accounts r set at = (c.before ->> 'winner_at')::timestamptz from merge_changes c
  where  c.merge_id = of_merge and c.table_name = 'recent_accounts' and r.user_id = c.row_id and r.account_id = winner
  and    r.at = (c.after ->> 'winner_at')::timestamptz;
$$;

/** What follows from people and places, after an undo that left later changes in place; only in the transaction of the undo. */
create function derive_after_undo(of_merge uuid, of_account uuid, derived jsonb) returns void
language sql security definer set search_path = public, pg_temp as $$
  update accounts a set (sort_key, search_keys, match_keys, quality_score, quality_issues) =
    (select d.sort_key, d.search_keys, d.match_keys, d.quality_score, d.quality_issues from jsonb_populate_record(a, derived) d)
  from  account_merges m
  where m.id = of_merge and m.xid = pg_current_xact_id() and m.undone_at is not null and a.id = of_account and a.id in (m.winner_id, m.loser_id)
$$;
revoke execute on function change_for_merge, move_relations_for_merge, move_pairs_for_merge, move_recents_for_merge, restore_for_undo, undo_recents from public;

-- Quality ------------------------------------------------------------------------------------------------------------
-- The whole base in groups of equal faults, counted anew by a job: a million records are some thousand rows. Who does not read every
-- account is counted live, along the index of his own.
create table quality_bands (
  owner_id  uuid,
  team_id   uuid,
  kind      text not null,
  issues    text[] not null,
  poor      boolean not null,
  accounts  bigint not null,
  score     bigint not null                                  -- the sum
);
create table quality_rounds (
  one          boolean primary key default true check (one),
  counted_at   timestamptz,
  rescored_at  timestamptz
);
insert into quality_rounds default values;
alter table quality_bands enable row level security;
revoke insert, update, delete on quality_bands, quality_rounds from quayside_app;
alter table quality_rounds enable row level security;
create policy quality_rounds_read on quality_rounds for select to quayside_app using ((select actor_active()));
create policy quality_bands_read on quality_bands for select to quayside_app using ((select actor_scope('accounts', 'read')) = 'all');
