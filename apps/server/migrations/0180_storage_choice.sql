-- An administrator may keep files to less than the configuration of the server allows; null: to what it allows.
alter table storage_limits
  add column chosen_user_bytes     bigint check (chosen_user_bytes > 0),
  add column chosen_company_bytes  bigint check (chosen_company_bytes > 0),
  add column version               integer not null default 1;
create index storage_use_largest on storage_use (bytes desc, user_id desc);

/** As before (0171_storage.sql), held against the narrower of what is configured and what was chosen. */
create or replace function use_storage(of_user uuid, more bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  user_limit     bigint;
  company_limit  bigint;
  used           bigint;
begin
  if of_user is null or more = 0 then
    return;
  end if;
  select least(user_bytes, chosen_user_bytes), least(company_bytes, chosen_company_bytes)
  into   user_limit, company_limit
  from   storage_limits;
  if more > 0 and company_limit is not null then
    perform pg_advisory_xact_lock(7315017);
  end if;
  insert into storage_use as s values (of_user, greatest(more, 0))
  on conflict (user_id) do update set bytes = greatest(s.bytes + more, 0) returning bytes into used;
  if more > 0 and used > user_limit then
    raise exception 'The files of one person are limited.' using errcode = 'QS001', detail = 'user ' || user_limit;
  end if;
  if more > 0 and company_limit is not null and (select sum(bytes) from storage_use) > company_limit then
    raise exception 'The files of the company are limited.' using errcode = 'QS001', detail = 'company ' || company_limit;
  end if;
end $$;
