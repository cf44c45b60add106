-- Other systems are told of events (ORD-7): where, how it went, and which hosts inside the company an administrator allows.
create table webhook_endpoints (
  id                     uuid primary key,
  owner_id               uuid not null references users on delete cascade,
  api_key_id             uuid default actor_key(),              -- made through it: tells what it reaches, and ends with it
  url                    text not null check (length(url) between 1 and 2000),
  description            text not null default '' check (length(description) <= 200),
  events                 text[] not null check (cardinality(events) > 0),
  state                  text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  disabled_reason        text check (disabled_reason in ('failing', 'gone', 'rightLost')),
  disabled_at            timestamptz,
  secret                 text not null,                         -- sealed by the application
  previous_secret        text,
  previous_secret_until  timestamptz,
  last_delivered_at      timestamptz,
  failing_since          timestamptz,                           -- every request since then has failed
  failures_in_a_row      integer not null default 0,
  resumes_at             timestamptz,                           -- nothing is sent before
  leased_by              uuid,                                  -- the job that sends now, one at a time and so in order
  leased_until           timestamptz,
  version                integer not null default 1,
  created_at             timestamptz not null,
  updated_at             timestamptz not null default now(),
  check ((state = 'disabled') = (disabled_at is not null)),
  check ((state = 'disabled') = (disabled_reason is not null)),
  check ((previous_secret is null) = (previous_secret_until is null))
);
create index webhook_endpoints_of_owner on webhook_endpoints (owner_id, id);
create index webhook_endpoints_active on webhook_endpoints (id) where state = 'active';

-- `unseen`: whether the owner may know of it is asked when it is first sent; until then nobody is told that it exists.
create table webhook_deliveries (
  id               uuid primary key,                            -- in the order of the events
  endpoint_id      uuid not null references webhook_endpoints on delete cascade,
  event_id         uuid not null,                               -- `webhook-id`, the same for every attempt and replay
  kind             text not null,
  subject_type     text not null,
  subject_id       uuid not null,
  body             text not null,
  happened_at      timestamptz not null,
  state            text not null default 'unseen' check (state in ('unseen', 'waiting', 'delivered', 'failed')),
  attempts         integer not null default 0,
  status           integer,
  fault            text,
  last_attempt_at  timestamptz,
  next_attempt_at  timestamptz,
  created_at       timestamptz not null,
  unique (endpoint_id, event_id),
  check ((next_attempt_at is not null) = (state in ('unseen', 'waiting')))
);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, id desc);
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, id) where state in ('unseen', 'waiting');
create index webhook_deliveries_failed on webhook_deliveries (endpoint_id, id) where state = 'failed';
create index webhook_deliveries_old on webhook_deliveries (created_at);

create table webhook_attempts (
  id                uuid primary key,
  delivery_id       uuid not null references webhook_deliveries on delete cascade,
  at                timestamptz not null,
  duration_ms       integer not null,
  status            integer,
  fault             text,
  request_headers   jsonb not null,
  response_headers  jsonb not null,
  response_body     text not null
);
create index webhook_attempts_of_delivery on webhook_attempts (delivery_id, id desc);

create table webhook_hosts (
  id          uuid primary key,
  host        text not null unique check (host = lower(host) and length(host) between 1 and 260),
  note        text not null default '' check (length(note) <= 200),
  created_by  uuid references users on delete set null,
  created_at  timestamptz not null
);

-- What happened before there were endpoints concerns none: their reader of the spine begins now.
insert into event_cursors (consumer, xid) values ('webhooks', pg_snapshot_xmin(pg_current_snapshot())) on conflict do nothing;

/** Whether the person, through the key by which he comes, may do this to an endpoint; a key sees only those made through itself. */
create function actor_webhook(owner uuid, key uuid, of_action text) returns boolean
language sql stable parallel safe
  return actor_active() and (actor_key() is null or key = actor_key())
     and case actor_scope('webhooks', of_action) when 'all' then true when 'none' then false else owner = actor() end;

alter table webhook_endpoints enable row level security;
create policy webhook_endpoints_read on webhook_endpoints for select to quayside_app using (actor_webhook(owner_id, api_key_id, 'read'));
-- An endpoint tells what its owner sees: nobody makes one in another's name.
create policy webhook_endpoints_create on webhook_endpoints for insert to quayside_app
  with check (owner_id = (select actor()) and api_key_id is not distinct from (select actor_key()) and actor_webhook(owner_id, api_key_id, 'create'));
create policy webhook_endpoints_change on webhook_endpoints for update to quayside_app
  using (actor_webhook(owner_id, api_key_id, 'change')) with check (actor_webhook(owner_id, api_key_id, 'change'));
create policy webhook_endpoints_delete on webhook_endpoints for delete to quayside_app using (actor_webhook(owner_id, api_key_id, 'delete'));

/** What was told is read by whom it was told to, and by who administers everything. */
create function actor_reads_deliveries(of_endpoint uuid) returns boolean
language sql stable parallel safe
  return exists (
    select from webhook_endpoints e
    where  e.id = of_endpoint and (e.owner_id = actor() or (actor_key() is null and actor_scope('administration', 'read') = 'all')));

alter table webhook_deliveries enable row level security;
create policy webhook_deliveries_read on webhook_deliveries for select to quayside_app
  using (state <> 'unseen' and actor_reads_deliveries(endpoint_id));
create policy webhook_deliveries_create on webhook_deliveries for insert to quayside_app
  with check (exists (select from webhook_endpoints e where e.id = endpoint_id and e.owner_id = actor() and actor_webhook(e.owner_id, e.api_key_id, 'change')));
create policy webhook_deliveries_change on webhook_deliveries for update to quayside_app
  using (exists (select from webhook_endpoints e where e.id = endpoint_id and e.owner_id = actor() and actor_webhook(e.owner_id, e.api_key_id, 'change')));
alter table webhook_attempts enable row level security;
create policy webhook_attempts_read on webhook_attempts for select to quayside_app
  using (exists (select from webhook_deliveries d where d.id = delivery_id));
revoke insert, update, delete on webhook_attempts from quayside_app;

alter table webhook_hosts enable row level security;
create policy webhook_hosts_read on webhook_hosts for select to quayside_app using (true);
create policy webhook_hosts_change on webhook_hosts for all to quayside_app
  using ((select actor_scope('administration', 'change')) = 'all') with check ((select actor_scope('administration', 'change')) = 'all');

-- A key that reaches these modules sees which customers their rows belong to, as with orders.
create or replace function actor_key_reaches(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from auth_api_keys k
    where  k.id = actor_key() and k.user_id = actor() and (k.expires_at is null or k.expires_at > now())
    and    (not k.read_only or of_action in ('read', 'export'))
    and    (k.modules is null or of_module = any (k.modules)
            or (of_module = 'accounts' and of_action = 'read'
                and k.modules && array['timeline', 'orders', 'imports', 'analyses', 'pricing', 'shipments', 'invoices', 'edi'])));
end $$;
