-- A person known twice is one after a merge, on the parties of orders, too; when the merge is undone, parties name who they named.

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
end $$;

create function move_party_contacts_for_merge(of_merge uuid, doubles jsonb) returns void language sql security definer set search_path = public, pg_temp as $$
  with known_twice as (select k::uuid as old_id, v::uuid as new_id from jsonb_each_text(doubles) d (k, v)),
  moved as (update order_parties t set contact_id = d.new_id from known_twice d where t.contact_id = d.old_id returning t.id, d.old_id, d.new_id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select of_merge, 'order_parties', id, jsonb_build_object('contact_id', old_id), jsonb_build_object('contact_id', new_id) from moved
  -- His customer has moved by now.
  on conflict (merge_id, table_name, row_id) do update set before = merge_changes.before || excluded.before, after = merge_changes.after || excluded.after;
$$;
revoke execute on function move_party_contacts_for_merge from public;

create or replace function return_order_things_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  foreach t in array array['order_parties', 'order_drafts', 'account_codes', 'order_templates', 'account_order_holds'] loop
    execute format($q$
      update %1$I t set account_id = $3 from merge_changes c
      where  c.merge_id = $1 and c.table_name = %1$L and c.before ? 'account_id' and c.row_id = t.id and t.account_id = $2$q$, t)
    using new.id, new.winner_id, new.loser_id;
  end loop;
  update order_parties t set contact_id = p.id from merge_changes c join contacts p on p.id = (c.before ->> 'contact_id')::uuid
  where  c.merge_id = new.id and c.table_name = 'order_parties' and c.row_id = t.id and t.contact_id = (c.after ->> 'contact_id')::uuid;
  return null;
end $$;
