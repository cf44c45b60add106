-- The customer who stays after a merge shows what happened to the one who went: his events stay where they were, so that an
-- undone merge finds them, and are read along.

create index accounts_merged_into on accounts (merged_into) where merged_into is not null;

/** Those merged into an account, however many merges ago: each names the last winner. As the owner, since its seller need not have seen them. */
create function merged_accounts(winner uuid) returns table (id uuid, number text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.number from accounts a where a.merged_into = winner
$$;

/** The account that stands for one merged away; null for one that stands for itself. */
create function winner_over(loser uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select a.merged_into from accounts a where a.id = loser
$$;

-- Whoever sees the customer who stays sees what he was made of.
alter policy events_read on events using (
  (select actor_scope('administration', 'read')) = 'all'
  or (account_id is not null and (
       exists (select from accounts a where a.id = events.account_id)
       or exists (select from accounts a where a.id = winner_over(events.account_id))))
);
