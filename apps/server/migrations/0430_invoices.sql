-- Invoices, payments, and which payment settles which invoice. Money in ten-thousandths of the currency unit, always positive: the
-- kind of a document says which way it counts. What is open is derived: by generated columns from sums that triggers keep.
create sequence invoice_numbers;
create sequence credit_note_numbers;
create sequence payment_numbers;

-- Files of invoices or of bank statements: read, looked through, taken in, and taken back as a whole.
create table money_imports (
  id                 uuid primary key,
  kind               text not null check (kind in ('invoices', 'payments')),
  state              text not null default 'preview' check (state in ('preview', 'taken', 'undone', 'dropped')),
  file_name          text not null check (length(file_name) <= 255),
  sha256             text,                                   -- content in the file store until it is taken in
  mapping            jsonb not null default '{}',
  rows               integer not null default 0,
  added              integer not null default 0,
  known              integer not null default 0,
  faulty             integer not null default 0,
  by_id              uuid references users on delete set null,
  at                 timestamptz not null,
  taken_at           timestamptz,
  undone_at          timestamptz,
  undone_by          uuid references users on delete set null,
  version            integer not null default 1
);
create index money_imports_by_time on money_imports (at desc, id desc);
create index money_imports_content on money_imports (sha256) where sha256 is not null;

create table invoices (
  id                 uuid primary key,
  number             text not null unique,                   -- INV-2026-000123, credit notes CN-2026-000123
  kind               text not null default 'invoice' check (kind in ('invoice', 'creditNote')),
  status             text not null default 'draft' check (status in ('draft', 'issued', 'void')),
  account_id         uuid not null references accounts,
  credits_id         uuid references invoices,               -- of a credit note: the invoice it takes back from
  credit_reason      text check (credit_reason in ('correction', 'discount', 'return', 'claim', 'writeOff', 'bankCharge', 'other')),
  external_key       text unique,                            -- the document's key in the system it came from
  fapiao_kind        text check (fapiao_kind in ('special', 'ordinary', 'electronicSpecial', 'electronicOrdinary')), -- 发票种类
  fapiao_code        text check (length(fapiao_code) <= 40),   -- 发票代码
  fapiao_number      text check (length(fapiao_number) <= 40), -- 发票号码
  issued_on          date not null,
  due_on             date not null,
  payment_days       smallint,                               -- as agreed when it was issued
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  net_e4             bigint not null default 0 check (net_e4 >= 0),
  tax_e4             bigint not null default 0 check (tax_e4 >= 0),
  total_e4           bigint not null default 0 check (total_e4 >= 0),
  settled_e4         bigint not null default 0,
  open_e4            bigint not null generated always as (case when status = 'issued' then total_e4 - settled_e4 else 0 end) stored,
  settled_on         date,                                   -- the day on which nothing was open any more
  reference          text check (length(reference) <= 200),  -- the customer's: his purchase order
  buyer              jsonb not null default '{}',            -- title, tax number, bank as they stood when it was issued
  note               text not null default '' check (length(note) <= 5000),
  disputed_at        timestamptz,
  dispute_reason     text check (length(dispute_reason) <= 500),
  dunning_level      smallint not null default 0 check (dunning_level between 0 and 3),
  dunned_at          timestamptz,
  attributes         jsonb not null default '{}',
  import_id          uuid references money_imports on delete set null,
  version            integer not null default 1,
  created_at         timestamptz not null default now(),
  created_by         uuid,
  updated_at         timestamptz not null default now(),
  updated_by         uuid,
  xid                xid8 not null default pg_current_xact_id(),
  check (total_e4 = net_e4 + tax_e4),
  check (settled_e4 between 0 and total_e4),
  check (due_on >= issued_on),
  check ((kind = 'creditNote') = (credit_reason is not null)),
  check (status = 'issued' or settled_e4 = 0),
  check ((disputed_at is null) = (dispute_reason is null))
);
create index invoices_of_account on invoices (account_id, issued_on desc, id desc);
create index invoices_by_day on invoices (issued_on desc, id desc);
create index invoices_open on invoices (account_id, currency, due_on) where open_e4 > 0;
create index invoices_due on invoices (due_on, id) where open_e4 > 0 and kind = 'invoice';
create index invoices_crediting on invoices (credits_id) where credits_id is not null;
create index invoices_by_fapiao on invoices (fapiao_number) where fapiao_number is not null;
create index invoices_by_reference on invoices (lower(reference)) where reference is not null;
create index invoices_by_import on invoices (import_id) where import_id is not null;
create index invoices_by_xid on invoices (xid);
-- One fapiao is one document: the same number entered twice is a mistake. Void ones free it.
create unique index invoices_one_fapiao on invoices (coalesce(fapiao_code, ''), fapiao_number) where fapiao_number is not null and status <> 'void';

create table invoice_lines (
  id                 uuid primary key,
  invoice_id         uuid not null references invoices on delete cascade,
  account_id         uuid not null references accounts,      -- the invoice's, repeated for the row policy
  line_no            integer not null,
  text               text not null check (length(text) between 1 and 500),
  service            text check (service in ('road', 'rail', 'air', 'sea', 'express', 'multimodal', 'warehousing', 'processing', 'customs', 'packaging', 'goods', 'other')),
  order_id           uuid references orders on delete set null,
  order_line_id      uuid references order_lines on delete set null,
  billed             boolean not null default true,          -- false: voided or taken back, the order line may be billed anew
  quantity           numeric(18, 4) not null default 1 check (quantity > 0),
  unit               text check (length(unit) <= 40),
  net_e4             bigint not null check (net_e4 >= 0),
  tax_treatment      text not null default 'taxed' check (tax_treatment in ('taxed', 'exempt', 'outOfScope')), -- 应税 免税 不征税
  tax_bp             integer not null default 0 check (tax_bp between 0 and 10000), -- 增值税率 in basis points: 1300, 900, 600, 300, 100, 0
  tax_e4             bigint not null default 0 check (tax_e4 >= 0),
  unique (invoice_id, line_no),
  check (tax_treatment = 'taxed' or (tax_bp = 0 and tax_e4 = 0))
);
create index invoice_lines_of_account on invoice_lines (account_id);
create index invoice_lines_of_order on invoice_lines (order_id) where order_id is not null;
-- An order line is billed once.
create unique index invoice_lines_bill_once on invoice_lines (order_line_id) where order_line_id is not null and billed;

create table payments (
  id                 uuid primary key,
  number             text not null unique,                   -- PAY-2026-000123
  kind               text not null default 'received' check (kind in ('received', 'refund')),
  status             text not null default 'recorded' check (status in ('recorded', 'void')),
  account_id         uuid references accounts,               -- null: nobody knows yet who paid
  refund_of          uuid references payments,               -- of a refund: the payment it gives back from
  external_key       text unique,                            -- the bank's own number of the entry
  received_on        date not null,
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  amount_e4          bigint not null check (amount_e4 > 0),
  allocated_e4       bigint not null default 0,
  refunded_e4        bigint not null default 0,
  free_e4            bigint not null generated always as
                     (case when status = 'recorded' and kind = 'received' then amount_e4 - allocated_e4 - refunded_e4 else 0 end) stored,
  method             text not null default 'transfer'
                     check (method in ('transfer', 'cash', 'cheque', 'acceptance', 'alipay', 'wechat', 'card', 'offset', 'other')),
  payer_name         text check (length(payer_name) <= 300),
  payer_account      text check (length(payer_account) <= 60),
  reference          text check (length(reference) <= 500),  -- what the payer wrote
  note               text not null default '' check (length(note) <= 5000),
  attributes         jsonb not null default '{}',
  import_id          uuid references money_imports on delete set null,
  version            integer not null default 1,
  created_at         timestamptz not null default now(),
  created_by         uuid,
  updated_at         timestamptz not null default now(),
  updated_by         uuid,
  xid                xid8 not null default pg_current_xact_id(),
  check (allocated_e4 >= 0 and refunded_e4 >= 0 and allocated_e4 + refunded_e4 <= amount_e4),
  check (status = 'recorded' or (allocated_e4 = 0 and refunded_e4 = 0)),
  check ((kind = 'refund') = (refund_of is not null)),
  check (account_id is not null or (allocated_e4 = 0 and refunded_e4 = 0))
);
create index payments_of_account on payments (account_id, received_on desc, id desc);
create index payments_by_day on payments (received_on desc, id desc);
create index payments_free on payments (received_on, id) where free_e4 > 0;
create index payments_refunding on payments (refund_of) where refund_of is not null;
create index payments_by_payer on payments (payer_account) where payer_account is not null and account_id is not null;
create index payments_by_import on payments (import_id) where import_id is not null;
create index payments_by_xid on payments (xid);

-- One source, a payment or a credit note, settles a part of one invoice. Taking it back deletes the row; the spine remembers both.
create table allocations (
  id                 uuid primary key,
  account_id         uuid not null references accounts,
  currency           text not null check (currency ~ '^[A-Z]{3}$'),
  invoice_id         uuid not null references invoices,
  payment_id         uuid references payments,
  credit_note_id     uuid references invoices,
  amount_e4          bigint not null check (amount_e4 > 0),
  allocated_on       date not null,                          -- the day from which the invoice is settled by it
  way                text not null check (way in ('hand', 'proposal', 'import', 'credit')),
  by_id              uuid,
  at                 timestamptz not null default now(),
  xid                xid8 not null default pg_current_xact_id(),
  check ((payment_id is null) <> (credit_note_id is null)),
  check (credit_note_id <> invoice_id)
);
create unique index allocations_of_payment on allocations (payment_id, invoice_id) where payment_id is not null;
create unique index allocations_of_credit_note on allocations (credit_note_id, invoice_id) where credit_note_id is not null;
create index allocations_of_invoice on allocations (invoice_id);
create index allocations_of_account on allocations (account_id, allocated_on);
create index allocations_by_xid on allocations (xid);

do $$
declare
  t text;
begin
  foreach t in array array['invoices', 'payments', 'allocations'] loop
    execute format('create trigger %1$s_stamped before update on %1$I for each row execute function stamp_xid()', t);
    execute format('create trigger %1$s_buried after delete on %1$I referencing old table as gone for each statement execute function bury()', t);
  end loop;
end $$;

-- Sums ----------------------------------------------------------------------------------------------------------------
-- What a customer owes and has to his credit, by currency: moved by the transaction that moves a document, never typed.
create table account_receivables (
  account_id     uuid not null references accounts on delete cascade,
  currency       text not null,
  open_e4        bigint not null default 0,                  -- of issued invoices
  credit_e4      bigint not null default 0,                  -- payments and credit notes that settle nothing yet
  oldest_due_on  date,                                       -- of invoices with something open; what is overdue follows from the day it is asked
  primary key (account_id, currency)
);
create index account_receivables_open on account_receivables (oldest_due_on) where open_e4 > 0;

/** Takes over what a statement moved; accounts in order, so that two statements never wait for each other. */
create function move_receivables(moved jsonb) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into account_receivables as r (account_id, currency, open_e4, credit_e4)
  select m.account_id, m.currency, sum(m.open_e4), sum(m.credit_e4)
  from   jsonb_to_recordset(moved) as m (account_id uuid, currency text, open_e4 bigint, credit_e4 bigint)
  group  by 1, 2 order by 1, 2
  on conflict (account_id, currency) do update set open_e4 = r.open_e4 + excluded.open_e4, credit_e4 = r.credit_e4 + excluded.credit_e4;
  update account_receivables r
  set    oldest_due_on = (select min(i.due_on) from invoices i
                          where i.account_id = r.account_id and i.currency = r.currency and i.kind = 'invoice' and i.open_e4 > 0)
  where  (r.account_id, r.currency) in (select m.account_id, m.currency from jsonb_to_recordset(moved) as m (account_id uuid, currency text));
  delete from account_receivables r
  where  (r.account_id, r.currency) in (select m.account_id, m.currency from jsonb_to_recordset(moved) as m (account_id uuid, currency text))
  and    r.open_e4 = 0 and r.credit_e4 = 0;
$$;
revoke execute on function move_receivables from public;

create function invoices_move_receivables() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved jsonb;
begin
  case tg_op
    when 'INSERT' then
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, sum(case kind when 'invoice' then open_e4 else 0 end) as open_e4,
               sum(case kind when 'creditNote' then open_e4 else 0 end) as credit_e4
        from   added where open_e4 <> 0 group by 1, 2) s;
    when 'DELETE' then
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, -sum(case kind when 'invoice' then open_e4 else 0 end) as open_e4,
               -sum(case kind when 'creditNote' then open_e4 else 0 end) as credit_e4
        from   removed where open_e4 <> 0 group by 1, 2) s;
    else
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, sum(case kind when 'invoice' then open_e4 else 0 end) as open_e4,
               sum(case kind when 'creditNote' then open_e4 else 0 end) as credit_e4
        from  (select account_id, currency, kind, open_e4, due_on from added
               union all select account_id, currency, kind, -open_e4, due_on from removed) both_sides
        group  by 1, 2
        -- A day of payment that moved changes the oldest.
        having count(distinct (kind, abs(open_e4), due_on)) > 1 or sum(open_e4) <> 0) s;
  end case;
  if moved is not null then
    perform move_receivables(moved);
  end if;
  return null;
end $$;
create trigger invoices_receivables_added after insert on invoices referencing new table as added
  for each statement execute function invoices_move_receivables();
create trigger invoices_receivables_removed after delete on invoices referencing old table as removed
  for each statement execute function invoices_move_receivables();
create trigger invoices_receivables_moved after update on invoices referencing old table as removed new table as added
  for each statement execute function invoices_move_receivables();

create function payments_move_receivables() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved jsonb;
begin
  case tg_op
    when 'INSERT' then
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, 0 as open_e4, sum(free_e4) as credit_e4
        from   added where account_id is not null and free_e4 <> 0 group by 1, 2) s;
    when 'DELETE' then
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, 0 as open_e4, -sum(free_e4) as credit_e4
        from   removed where account_id is not null and free_e4 <> 0 group by 1, 2) s;
    else
      select jsonb_agg(to_jsonb(s)) into moved from (
        select account_id, currency, 0 as open_e4, sum(free_e4) as credit_e4
        from  (select account_id, currency, free_e4 from added union all select account_id, currency, -free_e4 from removed) both_sides
        where  account_id is not null group by 1, 2 having sum(free_e4) <> 0) s;
  end case;
  if moved is not null then
    perform move_receivables(moved);
  end if;
  return null;
end $$;
create trigger payments_receivables_added after insert on payments referencing new table as added
  for each statement execute function payments_move_receivables();
create trigger payments_receivables_removed after delete on payments referencing old table as removed
  for each statement execute function payments_move_receivables();
create trigger payments_receivables_moved after update on payments referencing old table as removed new table as added
  for each statement execute function payments_move_receivables();

/**
 * What is settled of an invoice, a payment and a credit note follows from the allocations. The checks of those tables refuse what goes
 * beyond, whoever writes at once: the second waits for the first and then meets the check.
 */
create function settle_by_allocations(moved jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- In this order everywhere: payments, then documents, each by id. Not for update: foreign keys of others hold these rows already.
  perform from payments p where p.id in (select (m ->> 'payment_id')::uuid from jsonb_array_elements(moved) m) order by p.id for no key update;
  perform from invoices i
  where  i.id in (select (m ->> 'invoice_id')::uuid from jsonb_array_elements(moved) m
                  union select (m ->> 'credit_note_id')::uuid from jsonb_array_elements(moved) m)
  order  by i.id for no key update;
  update payments p set allocated_e4 = p.allocated_e4 + s.amount_e4, version = p.version + 1
  from  (select m.payment_id, sum(m.amount_e4) as amount_e4
         from   jsonb_to_recordset(moved) as m (payment_id uuid, amount_e4 bigint) where m.payment_id is not null group by 1) s
  where  p.id = s.payment_id;
  update invoices i
  set    settled_e4 = i.settled_e4 + s.amount_e4, version = i.version + 1,
         settled_on = case when i.total_e4 = i.settled_e4 + s.amount_e4 then greatest(i.issued_on, s.day) end
  from  (select id, sum(amount_e4) as amount_e4, max(allocated_on) as day
         from  (select m.invoice_id as id, m.amount_e4, m.allocated_on
                from   jsonb_to_recordset(moved) as m (invoice_id uuid, amount_e4 bigint, allocated_on date)
                union all
                select m.credit_note_id, m.amount_e4, m.allocated_on
                from   jsonb_to_recordset(moved) as m (credit_note_id uuid, amount_e4 bigint, allocated_on date)
                where  m.credit_note_id is not null) documents
         group  by id) s
  where  i.id = s.id;
end $$;
revoke execute on function settle_by_allocations from public;

create function allocations_settle() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(to_jsonb(a)) into moved from added a;
  else
    select jsonb_agg(to_jsonb(r) || jsonb_build_object('amount_e4', -r.amount_e4)) into moved from removed r;
  end if;
  if moved is not null then
    perform settle_by_allocations(moved);
  end if;
  return null;
end $$;
create trigger allocations_settle_added after insert on allocations referencing new table as added
  for each statement execute function allocations_settle();
create trigger allocations_settle_removed after delete on allocations referencing old table as removed
  for each statement execute function allocations_settle();

/** Of an allocation only the customer changes, by a merge: what it settles and with how much stays. */
create function refuse_changed_allocation() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.invoice_id, new.payment_id, new.credit_note_id, new.amount_e4, new.currency, new.allocated_on)
     is distinct from (old.invoice_id, old.payment_id, old.credit_note_id, old.amount_e4, old.currency, old.allocated_on) then
    raise exception 'An allocation is taken back and made anew, never changed.';
  end if;
  return new;
end $$;
create trigger allocations_stay before update on allocations for each row execute function refuse_changed_allocation();

/** Both sides of an allocation belong to one customer and one currency. */
create function check_allocation_sides() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from invoices i where i.id = new.invoice_id and (i.kind <> 'invoice' or i.account_id <> new.account_id or i.currency <> new.currency))
     or exists (select from payments p where p.id = new.payment_id and (p.kind <> 'received' or p.account_id is distinct from new.account_id or p.currency <> new.currency))
     or exists (select from invoices c where c.id = new.credit_note_id and (c.kind <> 'creditNote' or c.account_id <> new.account_id or c.currency <> new.currency)) then
    raise exception 'Both sides of an allocation belong to one customer and one currency.' using errcode = 'check_violation', constraint = 'allocations_sides';
  end if;
  return new;
end $$;
create trigger allocations_sides before insert on allocations for each row execute function check_allocation_sides();

/** What was given back of a payment follows from its refunds. */
create function refunds_reduce_payments() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update payments p
  set    version = p.version + 1,
         refunded_e4 = coalesce((select sum(r.amount_e4) from payments r where r.refund_of = p.id and r.status = 'recorded'), 0)
  where  p.id = coalesce(new.refund_of, old.refund_of);
  return null;
end $$;
create trigger payments_refund_added after insert on payments for each row when (new.refund_of is not null) execute function refunds_reduce_payments();
create trigger payments_refund_removed after delete on payments for each row when (old.refund_of is not null) execute function refunds_reduce_payments();
create trigger payments_refund_moved after update of status on payments for each row when (new.refund_of is not null) execute function refunds_reduce_payments();

/** Today where the company is. */
create function company_today() returns date language sql stable security definer set search_path = public, pg_temp as $$
  select (now() at time zone c.time_zone)::date from company c
$$;

/**
 * What a customer owes: for the credit check, which comes before invoices and may be done by who sees none. Overdue is what was to be
 * paid before the day.
 */
create function credit_exposure(of_account uuid, on_day date default null)
returns table (currency text, open_e4 bigint, overdue_e4 bigint, oldest_due_on date, credit_e4 bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select r.currency, r.open_e4,
         coalesce((select sum(i.open_e4) from invoices i
                   where i.account_id = r.account_id and i.currency = r.currency and i.kind = 'invoice' and i.open_e4 > 0
                   and   i.due_on < coalesce(on_day, company_today())), 0)::bigint,
         r.oldest_due_on, r.credit_e4
  from   account_receivables r
  where  r.account_id = of_account and (r.open_e4 <> 0 or r.credit_e4 <> 0)
  order  by r.open_e4 desc, r.currency
$$;

-- Who ----------------------------------------------------------------------------------------------------------------
do $$
declare
  t text;
begin
  foreach t in array array['invoices', 'invoice_lines', 'payments', 'allocations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (%2$s)', t, account_rule('invoices', 'read'));
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (%2$s)', t,
      case t when 'allocations' then account_rule('invoices', 'change') else account_rule('invoices', 'create') end);
    execute format('create policy %1$s_update on %1$I for update to quayside_app using (%2$s)', t, account_rule('invoices', 'change'));
  end loop;
  -- A draft is thrown away by who may change it: nothing was issued. The application lets no other document go.
  execute format('create policy invoices_delete on invoices for delete to quayside_app using (status = ''draft'' and %s)', account_rule('invoices', 'change'));
  execute format('create policy invoice_lines_delete on invoice_lines for delete to quayside_app using (%s)', account_rule('invoices', 'change'));
  execute format('create policy allocations_delete on allocations for delete to quayside_app using (%s)', account_rule('invoices', 'change'));
  execute 'alter table account_receivables enable row level security';
  execute 'revoke insert, update, delete on account_receivables from quayside_app';
  execute format('create policy account_receivables_read on account_receivables for select to quayside_app using (%s or %s)',
    account_rule('invoices', 'read'), account_rule('orders', 'read'));
end $$;
alter table money_imports enable row level security;
create policy money_imports_read on money_imports for select to quayside_app using (
  by_id = (select actor()) or (select actor_scope('invoices', 'read')) = 'all');
create policy money_imports_insert on money_imports for insert to quayside_app with check (
  by_id = (select actor()) and (select actor_scope('invoices', 'create')) <> 'none');
create policy money_imports_update on money_imports for update to quayside_app using (
  by_id = (select actor()) or (select actor_scope('invoices', 'create')) = 'all');

-- A customer merged into another takes his documents along, and gets them back when that is undone. ---------------------
create function move_money_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t text;
begin
  foreach t in array array['invoices', 'invoice_lines', 'payments', 'allocations'] loop
    execute format($q$
      with moved as (update %1$I t set account_id = $2%2$s where t.account_id = $3 returning t.id)
      insert into merge_changes (merge_id, table_name, row_id, before, after)
      select $1, %1$L, id, jsonb_build_object('account_id', $3), jsonb_build_object('account_id', $2) from moved$q$,
      t, case when t in ('invoices', 'payments') then ', version = t.version + 1' else '' end)
      using new.id, new.winner_id, new.loser_id;
  end loop;
  return null;
end $$;
create trigger account_merges_move_money after insert on account_merges for each row execute function move_money_for_merge();

/**
 * Back to whom they came from. What was settled together with a document that stays keeps both on the winner's side: an allocation never
 * runs between two customers.
 */
create function return_money_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t     text;
  bound uuid[];
begin
  with recursive tied (id) as (
    select s.id from allocations a cross join lateral (values (a.invoice_id), (a.payment_id), (a.credit_note_id)) s (id)
    where  a.account_id = new.winner_id and s.id is not null
    and    not exists (select from merge_changes c where c.merge_id = new.id and c.row_id = s.id)
    union
    select s.id from tied t
    join   allocations a on t.id in (a.invoice_id, a.payment_id, a.credit_note_id)
    cross  join lateral (values (a.invoice_id), (a.payment_id), (a.credit_note_id)) s (id)
    where  s.id is not null)
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
create trigger account_merges_return_money after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_money_after_undo();

-- An API key that reaches what hangs on accounts sees which accounts those are.
create or replace function actor_key_reaches(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from auth_api_keys k
    where  k.id = actor_key() and k.user_id = actor() and (k.expires_at is null or k.expires_at > now())
    and    (not k.read_only or of_action in ('read', 'export'))
    and    (k.modules is null or of_module = any (k.modules)
            or (of_module = 'accounts' and of_action = 'read'
                and k.modules && array['timeline', 'orders', 'pricing', 'shipments', 'invoices', 'edi', 'imports', 'analyses'])));
end $$;
