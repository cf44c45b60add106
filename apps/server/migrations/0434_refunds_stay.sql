/** What was given back belongs to whom it was taken from: a refund moves with its payment or credit note, by a merge, and never alone. */
create function check_refund_customer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from payments r
             left   join payments p on p.id = r.refund_of
             left   join invoices c on c.id = r.refund_of_note
             where  (r.id = new.id or r.refund_of = new.id) and r.kind = 'refund' and r.status = 'recorded'
             and    r.account_id is distinct from coalesce(p.account_id, c.account_id)) then
    raise exception 'A refund belongs to the customer of what it gives back.' using errcode = 'check_violation', constraint = 'payments_refund_stays';
  end if;
  return null;
end $$;
-- At the end of the transaction: a merge moves both sides, in whatever order.
create constraint trigger payments_refund_stays after update of account_id on payments deferrable initially deferred
  for each row when (old.account_id is distinct from new.account_id) execute function check_refund_customer();
