-- Telephone fragments and keys are looked for by four digits at a time: three at a time, as search_keys hold them, are met by one
-- customer in thirty, and reading thirty thousand of a million took longer than everything else. Names and codes with figures
-- stay with search_keys: every entry here is paid for with each new customer.

/** Every four neighbouring digits of a text, as numbers. Functions with bodies bound here: indexes are built without a search path. */
create function digit_parts(words text) returns integer[] language sql immutable strict parallel safe
  return (select coalesce(array_agg(distinct substr(run[1], at, 4)::integer), '{}')
          from   regexp_matches(words, '[0-9]{4,}', 'g') run, generate_series(1, least(length(run[1]), 24) - 3) at);
/** What parts a telephone number (space, dash, brackets) does not part its digits. */
create function telephone_digits(number text) returns text language sql immutable parallel safe
  return coalesce(regexp_replace(number, '[^0-9]', '', 'g'), '');
create function digits_of_account(phone text, external_key text) returns integer[] language sql immutable parallel safe
  return digit_parts(telephone_digits(phone) || ' ' || coalesce(external_key, ''));
create function digits_of_contact(mobile text, phone text) returns integer[] language sql immutable parallel safe
  return digit_parts(telephone_digits(mobile) || ' ' || telephone_digits(phone));
create index accounts_by_digits on accounts using gin (digits_of_account(coalesce(phone, phone_raw), external_key)) where deleted_at is null;
create index contacts_by_digits on contacts using gin (digits_of_contact(mobile, phone)) where active;

/**
 * Accounts with four or more digits in their telephone or key, or that of one of their people; whoever has exactly this number first.
 * Like account_candidates it runs as the owner, because @> is not leakproof, and applies the rule of accounts_read itself, from
 * the session's actor and never from its arguments. Without sequential scans: of digits not known when it is planned the
 * planner takes the worst to be true.
 */
create function accounts_with_digits(wanted text, most integer) returns table (
  id uuid, number text, name text, name_en text, short_name text, state text, phone text, email text, credit_code text, external_key text,
  tier text, city text, person text, person_en text, person_mobile text, person_phone text, person_email text
)
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  everything  boolean := actor_reaches_all('accounts', 'read');
  within      uuid[] := actor_within('accounts', 'read');
  parts       integer[] := digit_parts(wanted);
begin
  if cardinality(parts) = 0 or not (everything or cardinality(within) > 0) then
    return;
  end if;
  return query
  with exactly as (
    select a.id from accounts a where a.number = 'C-' || lpad(wanted, 6, '0')
    union select a.id from accounts a where a.external_key = wanted and a.deleted_at is null
  ), own as (
    select a.id from accounts a
    where  digits_of_account(coalesce(a.phone, a.phone_raw), a.external_key) @> parts
    and    a.deleted_at is null and (everything or a.owner_id = any (within) or a.team_id = any (within))
    limit  most
  ), people as (
    select c.account_id as id, c.name, c.name_en, c.mobile, c.phone, c.email from contacts c
    where  digits_of_contact(c.mobile, c.phone) @> parts and c.active
    and    (everything or exists (select from accounts a where a.id = c.account_id and (a.owner_id = any (within) or a.team_id = any (within))))
    limit  most
  ), found as (
    select e.id, null::text as name, null::text as name_en, null::text as mobile, null::text as phone, null::text as email from exactly e
    union all select o.id, null, null, null, null, null from own o
    union all select p.* from people p
    limit  most
  )
  select a.id, a.number, a.name, a.name_en, a.short_name, a.state, a.phone, a.email, a.credit_code, a.external_key,
         f.tier, c.city, p.name, p.name_en, p.mobile, p.phone, p.email
  from   found p
  join   accounts a on a.id = p.id and a.deleted_at is null and (everything or a.owner_id = any (within) or a.team_id = any (within))
  left   join account_figures f on f.account_id = a.id
  left   join lateral (select ad.city from addresses ad where ad.account_id = a.id order by ad.is_primary desc, ad.id limit 1) c on true;
end $$;
