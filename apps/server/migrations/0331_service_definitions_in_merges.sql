-- What was agreed with a customer about service follows him when he is merged into another, unless the other has terms of his own,
-- and returns when the merge is undone. The version moves on: kept answers of analyses rest on it.
create function move_service_definition_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update service_definitions s set account_id = new.winner_id, version = s.version + 1
    where  s.account_id = new.loser_id and not exists (select from service_definitions o where o.account_id = new.winner_id)
    returning s.id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select new.id, 'service_definitions', id, jsonb_build_object('account_id', new.loser_id), jsonb_build_object('account_id', new.winner_id) from moved;
  return null;
end $$;
create trigger account_merges_move_service_definition after insert on account_merges
  for each row execute function move_service_definition_for_merge();

create function return_service_definition_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update service_definitions s set account_id = new.loser_id, version = s.version + 1 from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'service_definitions' and c.row_id = s.id and s.account_id = new.winner_id
  and    not exists (select from service_definitions o where o.account_id = new.loser_id);
  return null;
end $$;
create trigger account_merges_return_service_definition after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_service_definition_after_undo();
