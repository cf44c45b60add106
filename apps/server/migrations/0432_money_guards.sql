-- What is taken back of an invoice, given back of a credit note, and billed for the changes of an order; and guards for each.
alter table invoice_lines
  add column credits_line_id  uuid references invoice_lines on delete set null, -- of a credit note's line: the line it takes back from
  add column order_fee_e4     bigint check (order_fee_e4 > 0);                   -- as much it bills of what the order's changes and cancelling cost the customer
create index invoice_lines_crediting on invoice_lines (credits_line_id) where credits_line_id is not null;
alter table invoice_lines add constraint invoice_lines_fee_of_order check (order_fee_e4 is null or order_line_id is null);

/** All credit notes of an invoice together take back no more than it was for, however many are written at once. */
create function check_credit_notes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  whole bigint;
begin
  select i.total_e4 into whole from invoices i where i.id = new.credits_id for no key update;
  if (select coalesce(sum(c.total_e4), 0) from invoices c where c.credits_id = new.credits_id and c.status <> 'void') > whole then
    raise exception 'Credit notes take back more than the invoice was for.' using errcode = 'check_violation', constraint = 'credit_notes_within_invoice';
  end if;
  return null;
end $$;
create trigger invoices_credit_within after insert or update of total_e4, status, credits_id on invoices
  for each row when (new.credits_id is not null and new.status <> 'void') execute function check_credit_notes();

/** And of one line no more than that line. */
create function check_credit_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  net bigint;
  tax bigint;
begin
  select l.net_e4, l.tax_e4 into net, tax from invoice_lines l where l.id = new.credits_line_id for no key update;
  if exists (select from invoice_lines c join invoices i on i.id = c.invoice_id and i.status <> 'void' where c.credits_line_id = new.credits_line_id
             having sum(c.net_e4) > net or sum(c.tax_e4) > tax) then
    raise exception 'Credit notes take back more than the line was for.' using errcode = 'check_violation', constraint = 'credit_notes_within_invoice';
  end if;
  return null;
end $$;
create trigger invoice_lines_credit_within after insert or update of net_e4, tax_e4, credits_line_id on invoice_lines
  for each row when (new.credits_line_id is not null) execute function check_credit_lines();

/** A document with lines is their sum, when the transaction ends. */
create function check_sum_of_lines() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_invoice uuid;
begin
  if tg_table_name = 'invoices' then
    of_invoice := new.id;
  elsif tg_op = 'DELETE' then
    of_invoice := old.invoice_id;
  else
    of_invoice := new.invoice_id;
  end if;
  if exists (select from invoices i
             join   lateral (select count(*) as lines, sum(l.net_e4) as net, sum(l.tax_e4) as tax from invoice_lines l where l.invoice_id = i.id) s on true
             where  i.id = of_invoice and s.lines > 0 and (s.net <> i.net_e4 or s.tax <> i.tax_e4)) then
    raise exception 'A document is the sum of its lines.' using errcode = 'check_violation', constraint = 'invoices_sum_of_lines';
  end if;
  return null;
end $$;
create constraint trigger invoices_sum_of_lines after update of net_e4, tax_e4 on invoices deferrable initially deferred
  for each row execute function check_sum_of_lines();
create constraint trigger invoice_lines_sum after insert or update of net_e4, tax_e4, invoice_id or delete on invoice_lines deferrable initially deferred
  for each row execute function check_sum_of_lines();

/** Both sides of an allocation belong to one customer and one currency; it counts from the later of their days, never before either was there. */
create or replace function check_allocation_sides() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from invoices i where i.id = new.invoice_id and (i.kind <> 'invoice' or i.account_id <> new.account_id or i.currency <> new.currency))
     or exists (select from payments p where p.id = new.payment_id and (p.kind <> 'received' or p.account_id is distinct from new.account_id or p.currency <> new.currency))
     or exists (select from invoices c where c.id = new.credit_note_id and (c.kind <> 'creditNote' or c.account_id <> new.account_id or c.currency <> new.currency)) then
    raise exception 'Both sides of an allocation belong to one customer and one currency.' using errcode = 'check_violation', constraint = 'allocations_sides';
  end if;
  new.allocated_on := greatest(new.allocated_on, (select i.issued_on from invoices i where i.id = new.invoice_id),
                               (select p.received_on from payments p where p.id = new.payment_id),
                               (select c.issued_on from invoices c where c.id = new.credit_note_id));
  return new;
end $$;
alter table allocations disable trigger user;
update allocations al
set    allocated_on = s.day
from  (select a.id, greatest(a.allocated_on, i.issued_on, p.received_on, c.issued_on) as day
       from   allocations a join invoices i on i.id = a.invoice_id left join payments p on p.id = a.payment_id left join invoices c on c.id = a.credit_note_id) s
where  s.id = al.id and s.day <> al.allocated_on;
alter table allocations enable trigger user;

-- Money is given back of a payment or of a credit note, for a reason.
alter table payments add column refund_of_note uuid references invoices;
do $$
declare
  old_rule text;
begin
  select conname into old_rule from pg_constraint
  where  conrelid = 'payments'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%refund_of IS NOT NULL%';
  if old_rule is not null then
    execute format('alter table payments drop constraint %I', old_rule);
  end if;
end $$;
alter table payments add constraint payments_refund_of_one check ((kind = 'refund') = (num_nonnulls(refund_of, refund_of_note) = 1)
                                                                  and num_nonnulls(refund_of, refund_of_note) <= 1);
create index payments_refunding_note on payments (refund_of_note) where refund_of_note is not null;

/** What was given back of a credit note is settled of it, as what settles an invoice is. The checks of the note refuse what goes beyond. */
create function refunds_settle_notes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved bigint := 0;
  of_note uuid;
  day   date;
begin
  if tg_op <> 'INSERT' then
    of_note := old.refund_of_note;
    moved := case old.status when 'recorded' then -old.amount_e4 else 0 end;
  end if;
  if tg_op <> 'DELETE' then
    of_note := new.refund_of_note;
    day := new.received_on;
    moved := moved + case new.status when 'recorded' then new.amount_e4 else 0 end;
  end if;
  if tg_op = 'INSERT' and exists (select from invoices c where c.id = of_note and (c.kind <> 'creditNote' or c.account_id <> new.account_id or c.currency <> new.currency)) then
    raise exception 'A refund belongs to the customer and the currency of the credit note.' using errcode = 'check_violation', constraint = 'allocations_sides';
  end if;
  update invoices c
  set    settled_e4 = c.settled_e4 + moved, version = c.version + 1,
         settled_on = case when c.total_e4 = c.settled_e4 + moved then greatest(c.issued_on, day) end
  where  c.id = of_note and moved <> 0;
  return null;
end $$;
create trigger payments_note_refund_added after insert on payments for each row when (new.refund_of_note is not null) execute function refunds_settle_notes();
create trigger payments_note_refund_removed after delete on payments for each row when (old.refund_of_note is not null) execute function refunds_settle_notes();
create trigger payments_note_refund_moved after update of status on payments for each row when (new.refund_of_note is not null) execute function refunds_settle_notes();

-- A rate stated by mistake is taken away.
create policy exchange_rates_delete on exchange_rates for delete to quayside_app using ((select actor_scope('invoices', 'change')) = 'all');

/** As before; what was given back of a document, or takes back from one, stays with it too. */
create or replace function return_money_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t     text;
  bound uuid[];
begin
  with recursive edges (a, b) as (
    select s.id, o.id from allocations al
    cross  join lateral (values (al.invoice_id), (al.payment_id), (al.credit_note_id)) s (id)
    cross  join lateral (values (al.invoice_id), (al.payment_id), (al.credit_note_id)) o (id)
    where  al.account_id = new.winner_id and s.id is not null and o.id is not null and s.id <> o.id
    union all
    select s.a, s.b from payments r
    cross  join lateral (values (r.id, coalesce(r.refund_of, r.refund_of_note)), (coalesce(r.refund_of, r.refund_of_note), r.id)) s (a, b)
    where  r.account_id = new.winner_id and r.kind = 'refund'
    union all
    select s.a, s.b from invoices c
    cross  join lateral (values (c.id, c.credits_id), (c.credits_id, c.id)) s (a, b)
    where  c.account_id = new.winner_id and c.credits_id is not null),
  tied (id) as (
    select e.a from edges e where not exists (select from merge_changes c where c.merge_id = new.id and c.row_id = e.a)
    union
    select e.b from tied t join edges e on e.a = t.id)
  select coalesce(array_agg(id), '{}') into bound from tied;
  foreach t in array array['invoices', 'invoice_lines', 'payments', 'allocations'] loop
    execute format($q$
      update %1$I t set account_id = $2%2$s from merge_changes c
      where  c.merge_id = $1 and c.table_name = %1$L and c.row_id = t.id and t.account_id = $3 and not %3$s$q$,
      t, case when t in ('invoices', 'payments') then ', version = t.version + 1' else '' end,
      case t when 'invoice_lines' then 't.invoice_id = any ($4)'
             when 'allocations' then '(t.invoice_id = any ($4))'
             else 't.id = any ($4)' end)
      using new.id, new.loser_id, new.winner_id, bound;
  end loop;
  return null;
end $$;
