-- Rates as finance states them: one unit of the currency in the company's own, from that day until a later one.
create table exchange_rates (
  currency    text not null check (currency ~ '^[A-Z]{3}$'),
  on_day      date not null,
  rate        numeric(18, 8) not null check (rate > 0),
  updated_at  timestamptz not null default now(),
  updated_by  uuid,
  primary key (currency, on_day)
);
alter table exchange_rates enable row level security;
create policy exchange_rates_read on exchange_rates for select to quayside_app using ((select actor_scope('invoices', 'read')) <> 'none');
create policy exchange_rates_insert on exchange_rates for insert to quayside_app with check ((select actor_scope('invoices', 'change')) = 'all');
create policy exchange_rates_update on exchange_rates for update to quayside_app using ((select actor_scope('invoices', 'change')) = 'all');
-- Names of payers are met again: what a payer was once recognised by recognises him the next time.
create index payments_by_payer_name on payments (lower(payer_name)) where payer_name is not null and account_id is not null;
-- A payer is recognised by the account he pays from.
create index accounts_by_bank_account on accounts (bank_account) where bank_account is not null;
