-- A person known twice stays as one after a merge: what was told to him, and the terms that name him, follow, and return when that is undone.
create index shipment_notices_of_contact on shipment_notices (contact_id) where contact_id is not null;

create function move_told_people_for_merge(of_merge uuid, doubles jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with was as materialized (select id, contact_id from shipment_notices
                            where contact_id in (select k::uuid from jsonb_object_keys(doubles) k)),
  moved as (update shipment_notices n set contact_id = (doubles ->> was.contact_id::text)::uuid from was where n.id = was.id returning n.id, n.contact_id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'shipment_notices', moved.id, jsonb_build_object('contact_id', was.contact_id), jsonb_build_object('contact_id', moved.contact_id)
  from   moved join was on was.id = moved.id;

  with was as materialized (
    select t.id, t.recipients from notice_terms t, account_merges m
    where  m.id = of_merge and t.account_id in (m.winner_id, m.loser_id)
    and    exists (select from jsonb_array_elements(t.recipients) r where doubles ? (r ->> 'contactId'))),
  moved as (
    update notice_terms t set version = t.version + 1, recipients = (
             select jsonb_agg(case when doubles ? (r ->> 'contactId') then r || jsonb_build_object('contactId', doubles -> (r ->> 'contactId')) else r end order by at)
             from   jsonb_array_elements(was.recipients) with ordinality x (r, at))
    from   was where t.id = was.id returning t.id, t.recipients)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'notice_terms', moved.id, jsonb_build_object('recipients', was.recipients), jsonb_build_object('recipients', moved.recipients)
  from   moved join was on was.id = moved.id
  -- The terms themselves may have moved already.
  on conflict (merge_id, table_name, row_id) do update set before = merge_changes.before || excluded.before, after = merge_changes.after || excluded.after;
end $$;
revoke execute on function move_told_people_for_merge from public;

/** Relations of a person known twice go to the one that stays, unless it has the same relation already; so do parties of orders that name him, and what he was told. */
create or replace function move_relations_for_merge(of_merge uuid, doubles jsonb) returns void language plpgsql set search_path = public, pg_temp as $$
declare
  r         contact_relations;
  new_from  uuid;
  new_to    uuid;
begin
  perform move_party_contacts_for_merge(of_merge, doubles);
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
  perform move_told_people_for_merge(of_merge, doubles);
end $$;

create function return_told_people_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update shipment_notices n set contact_id = (c.before ->> 'contact_id')::uuid from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'shipment_notices' and c.row_id = n.id and n.contact_id = (c.after ->> 'contact_id')::uuid
  and    exists (select from contacts p where p.id = (c.before ->> 'contact_id')::uuid);
  -- Terms that somebody set anew since stay as he set them.
  update notice_terms t set recipients = c.before -> 'recipients', version = t.version + 1 from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'notice_terms' and c.row_id = t.id and t.recipients = c.after -> 'recipients';
  return null;
end $$;
create trigger account_merges_return_told_people after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_told_people_after_undo();
