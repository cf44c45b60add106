-- Orders on their way, parties, codes, templates and holds follow a customer who is merged into another, and return when that is
-- undone. A hold the winner has himself stays his: the loser keeps his own.
create function move_order_things_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  foreach t in array array['order_parties', 'order_drafts', 'account_codes', 'order_templates', 'account_order_holds'] loop
    execute format($q$
      with moved as (update %1$I t set account_id = $3 where t.account_id = $2 %2$s returning t.id)
      insert into merge_changes (merge_id, table_name, row_id, before, after)
      select $1, %1$L, id, jsonb_build_object('account_id', $2), jsonb_build_object('account_id', $3) from moved$q$, t,
      case t when 'account_order_holds' then 'and not exists (select from account_order_holds o where o.account_id = $3)' else '' end)
    using new.id, new.loser_id, new.winner_id;
  end loop;
  return null;
end $$;
create trigger account_merges_move_order_things after insert on account_merges for each row execute function move_order_things_for_merge();

create function return_order_things_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  foreach t in array array['order_parties', 'order_drafts', 'account_codes', 'order_templates', 'account_order_holds'] loop
    execute format($q$
      update %1$I t set account_id = $3 from merge_changes c
      where  c.merge_id = $1 and c.table_name = %1$L and c.row_id = t.id and t.account_id = $2$q$, t)
    using new.id, new.winner_id, new.loser_id;
  end loop;
  return null;
end $$;
create trigger account_merges_return_order_things after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_order_things_after_undo();
