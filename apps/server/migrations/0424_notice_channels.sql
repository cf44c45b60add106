-- Notices by text message and to the customer's own system too; to whom, in which language, and how often it was tried.
alter table notice_terms
  drop constraint notice_terms_channel_check,
  add constraint notice_terms_channel_check check (channel in ('mail', 'text', 'webhook', 'byHand', 'none')),
  add column locale text check (locale in ('zh', 'en')),                    -- null: as the customer's language says
  add column recipients jsonb not null default '[]' check (jsonb_typeof(recipients) = 'array'),  -- empty: the consignee, else the main contact
  add column webhook_url text check (length(webhook_url) <= 2000),
  add column webhook_secret text,                                           -- sealed by the application
  add constraint notice_terms_webhook check (channel <> 'webhook' or (account_id is not null and webhook_url is not null and webhook_secret is not null));

alter table shipment_notices
  drop constraint shipment_notices_channel_check,
  add constraint shipment_notices_channel_check check (channel in ('mail', 'text', 'webhook', 'byHand')),
  drop constraint shipment_notices_state_check,
  add constraint shipment_notices_state_check check (state in ('waiting', 'sending', 'sent', 'failed', 'handedOver', 'withdrawn')),
  add column attempts integer not null default 0;
-- A person writes one, lets one leave before its time, or holds it back; what became of it the application notes itself.
grant insert (id, shipment_id, fact, channel, contact_id, sent_to, locale, subject, body, due_at, created_at) on shipment_notices to quayside_app;
grant update (state, due_at, fault) on shipment_notices to quayside_app;
create policy shipment_notices_insert on shipment_notices for insert to quayside_app with check (changes_shipment(shipment_id));
create policy shipment_notices_update on shipment_notices for update to quayside_app using (changes_shipment(shipment_id));

-- Where text messages leave: a provider of SMS or of WeChat messages, spoken to by one HTTP request for each.
create table notice_gateway (
  id          uuid primary key default '01990000-0000-7000-8000-0000000000e1' check (id = '01990000-0000-7000-8000-0000000000e1'),
  url         text not null default '' check (length(url) <= 2000),
  secret      text,                                         -- sealed by the application
  template    text not null check (length(template) between 2 and 4000),
  active      boolean not null default false,
  version     integer not null default 1,
  updated_at  timestamptz not null default now(),
  check (not active or url <> '')
);
insert into notice_gateway (template) values ('{"to": {{to}}, "text": {{text}}, "id": {{id}}}');
alter table notice_gateway enable row level security;
create policy notice_gateway_read on notice_gateway for select to quayside_app using ((select actor_scope('administration', 'read')) = 'all');
create policy notice_gateway_update on notice_gateway for update to quayside_app using ((select actor_scope('administration', 'change')) = 'all');
revoke insert, delete on notice_gateway from quayside_app;

/** Whether text messages can leave, for whoever writes a notice. */
create function texts_can_leave() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select g.active from notice_gateway g), false)
$$;
revoke execute on function texts_can_leave from public;
grant execute on function texts_can_leave to quayside_app;
