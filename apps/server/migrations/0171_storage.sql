-- What files take up, for whom; and which imports still need theirs.
create index attachments_by_content on attachments (sha256);
/** Kept so long after the import ended, and then swept; the batch and its faulty rows stay. */
alter table imports add column source_removed_at timestamptz;
create index imports_with_source on imports (coalesce(finished_at, created_at)) where source_removed_at is null;

-- Limits come from the settings of the server at each start; null: none.
create table storage_limits (
  one            boolean primary key default true check (one),
  user_bytes     bigint check (user_bytes > 0),
  company_bytes  bigint check (company_bytes > 0)
);
insert into storage_limits default values;
create table storage_use (
  user_id  uuid primary key,
  bytes    bigint not null default 0 check (bytes >= 0)
);
alter table storage_limits enable row level security;
alter table storage_use enable row level security;
revoke all on storage_limits, storage_use from quayside_app;

/**
 * Adds up what changed, per person; whoever grows beyond a limit is refused (QS001, with the limit as its detail). The row of the
 * sum, and the lock of the company's where it has a limit, make two uploads at once wait for each other.
 */
create function use_storage(of_user uuid, more bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  limits  storage_limits;
  used    bigint;
begin
  if of_user is null or more = 0 then
    return;
  end if;
  select * into limits from storage_limits;
  if more > 0 and limits.company_bytes is not null then
    perform pg_advisory_xact_lock(7315017);
  end if;
  insert into storage_use as s values (of_user, greatest(more, 0))
  on conflict (user_id) do update set bytes = greatest(s.bytes + more, 0) returning bytes into used;
  if more > 0 and used > limits.user_bytes then
    raise exception 'The files of one person are limited.' using errcode = 'QS001', detail = 'user ' || limits.user_bytes;
  end if;
  if more > 0 and limits.company_bytes is not null and (select sum(bytes) from storage_use) > limits.company_bytes then
    raise exception 'The files of the company are limited.' using errcode = 'QS001', detail = 'company ' || limits.company_bytes;
  end if;
end $$;
revoke execute on function use_storage from public;

create function count_storage() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person  text := tg_argv[0];
  was     jsonb;
  is_now  jsonb;
begin
  if tg_op <> 'INSERT' then was := to_jsonb(old); end if;
  if tg_op <> 'DELETE' then is_now := to_jsonb(new); end if;
  if was ->> 'source_removed_at' is not null then was := null; end if;
  if is_now ->> 'source_removed_at' is not null then is_now := null; end if;
  perform use_storage((was ->> person)::uuid, -(was ->> 'bytes')::bigint);
  perform use_storage((is_now ->> person)::uuid, (is_now ->> 'bytes')::bigint);
  return null;
end $$;
create trigger attachments_take_room after insert or delete on attachments for each row execute function count_storage('uploaded_by');
create trigger stored_files_take_room after insert or delete on stored_files for each row execute function count_storage('actor_id');
create trigger imports_take_room after insert or delete on imports for each row execute function count_storage('created_by');
create trigger imports_give_room after update of source_removed_at on imports for each row execute function count_storage('created_by');

insert into storage_use
select person, sum(bytes) from (
  select uploaded_by as person, bytes from attachments
  union all select actor_id, bytes from stored_files
  union all select created_by, bytes from imports) every_file
where person is not null group by person;
