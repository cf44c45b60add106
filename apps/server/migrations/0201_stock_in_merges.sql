-- Stock counts follow a customer who is merged into another, and return when that is undone. What the winner counted himself on
-- that day stays as it is: the loser keeps his.
create function move_stock_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update inventory_snapshots s set account_id = new.winner_id
    where  s.account_id = new.loser_id
    and    not exists (select from inventory_snapshots o where o.account_id = new.winner_id and o.site = s.site and o.sku = s.sku and o.day = s.day)
    returning s.id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select new.id, 'inventory_snapshots', id, jsonb_build_object('account_id', new.loser_id), jsonb_build_object('account_id', new.winner_id) from moved;
  return null;
end $$;
create trigger account_merges_move_stock after insert on account_merges for each row execute function move_stock_for_merge();

create function return_stock_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update inventory_snapshots s set account_id = new.loser_id from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'inventory_snapshots' and c.row_id = s.id and s.account_id = new.winner_id
  and    not exists (select from inventory_snapshots o where o.account_id = new.loser_id and o.site = s.site and o.sku = s.sku and o.day = s.day);
  return null;
end $$;
create trigger account_merges_return_stock after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_stock_after_undo();
