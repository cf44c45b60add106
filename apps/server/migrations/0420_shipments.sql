-- Shipments: what is under way for a customer, with its legs, what happened when, what went wrong, and what proves the delivery.

-- Our own short list of what can happen; partners' lists are mapped into it (contract: shipments/map-*.ts).
create table milestone_codes (
  code   text primary key,
  rank   smallint not null,                                  -- order of the usual course, for two at the same moment
  state  text                                                -- what it makes of the shipment; null: nothing
);
insert into milestone_codes (code, rank, state) values
  ('booked', 10, null), ('appointmentSet', 15, null), ('atPickup', 20, null), ('pickedUp', 30, 'inTransit'), ('gateIn', 35, null),
  ('loaded', 40, 'inTransit'), ('departed', 45, 'inTransit'), ('inTransit', 50, 'inTransit'), ('arrived', 55, 'inTransit'),
  ('discharged', 60, 'inTransit'), ('gateOut', 65, null), ('customsHold', 66, null), ('customsReleased', 67, null), ('delayed', 68, null),
  ('held', 69, null), ('released', 70, null), ('atDelivery', 75, null), ('outForDelivery', 80, 'outForDelivery'), ('attempted', 85, 'inTransit'),
  ('damaged', 86, null), ('refused', 87, null), ('lost', 88, 'lost'), ('found', 89, 'inTransit'), ('delivered', 90, 'delivered'),
  ('returned', 95, 'returned'), ('cancelled', 99, 'cancelled');
revoke insert, update, delete on milestone_codes from quayside_app;
alter table milestone_codes enable row level security;
create policy milestone_codes_read on milestone_codes for select to quayside_app using ((select actor_active()));

create sequence shipment_numbers;
create table shipments (
  id                   uuid primary key,
  number               text not null unique,                 -- S-2026-000123, given by a trigger
  order_id             uuid references orders on delete cascade,
  line_no              integer,                              -- of the order's line it carries out
  account_id           uuid not null references accounts,
  mode                 text not null check (mode in ('road', 'rail', 'air', 'sea', 'express', 'multimodal', 'other')),
  state                text not null default 'planned'
                       check (state in ('planned', 'inTransit', 'outForDelivery', 'delivered', 'returned', 'lost', 'cancelled')),
  is_open              boolean not null generated always as (state in ('planned', 'inTransit', 'outForDelivery')) stored,
  carrier              text check (length(carrier) <= 100),  -- as it is called; the same spelling is the same carrier
  reference            text,                                 -- the one people say
  origin               text, origin_unlocode text check (origin_unlocode ~ '^[A-Z]{2}[A-Z2-9]{3}$'),
  destination          text, destination_unlocode text check (destination_unlocode ~ '^[A-Z]{2}[A-Z2-9]{3}$'),
  origin_latitude      real, origin_longitude real,
  destination_latitude real, destination_longitude real,
  -- Two ends are one lane however they are written: by code where there is one, else by name.
  lane_from            text generated always as (coalesce(origin_unlocode, lower(origin))) stored,
  lane_to              text generated always as (coalesce(destination_unlocode, lower(destination))) stored,
  promised_on          date,
  planned_pickup_at    timestamptz,
  planned_delivery_at  timestamptz,
  not_before           date,                                 -- day of the order: nothing happened before it
  packages             integer check (packages >= 0),
  delivered_packages   integer check (delivered_packages >= 0),
  weight_g             bigint check (weight_g >= 0),
  volume_cm3           bigint check (volume_cm3 >= 0),
  goods                text,
  -- told by the milestones, see settle_shipments
  last_code            text, last_at timestamptz, last_place text,
  latitude             real, longitude real, position_place text,
  picked_up_at         timestamptz,
  delivered_at         timestamptz,
  delivered_on         date,                                 -- the day there
  delivered_by         text,                                 -- who says so: source of that milestone
  -- expected arrival, and on what it rests
  eta_at               timestamptz, eta_earliest timestamptz, eta_latest timestamptz,
  eta_basis            text check (eta_basis in ('carrier', 'laneAndCarrier', 'lane', 'countries', 'mode', 'plan')),
  eta_shipments        integer, eta_since text, eta_computed_at timestamptz,
  exception_kinds      text[] not null default '{}',         -- open ones, the gravest first; kept by a trigger
  due_at               timestamptz,                          -- when a rule must look again; null: nothing is awaited
  tracking_check       text not null,                        -- what the customer types beside the number
  tracking_key         bytea not null unique,                -- sha256(number : check): found by both at once or not at all
  import_batch_id      uuid,
  version              integer not null default 1,
  opened_at            timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  xid                  xid8 not null default pg_current_xact_id(),
  unique nulls distinct (order_id, line_no),
  check (line_no is null or order_id is not null)
);
create index shipments_of_account on shipments (account_id, opened_at desc, id desc);
create index shipments_by_time on shipments (opened_at desc, id desc);
create index shipments_by_promise on shipments (promised_on, id);
create index shipments_by_eta on shipments (eta_at, id) where is_open;
create index shipments_by_last on shipments (last_at, id);
create index shipments_due on shipments (due_at) where is_open and due_at is not null;
create index shipments_by_xid on shipments (xid);
create index shipments_of_import on shipments (import_batch_id) where import_batch_id is not null;
-- The board counts every open shipment at each look: from the index alone.
create index shipments_on_board on shipments (promised_on)
  include (account_id, state, mode, carrier, eta_at, latitude, longitude, exception_kinds, id) where is_open;
-- What was delivered on a lane, newest first: history for the expected arrival.
create index shipments_history on shipments (mode, lane_from, lane_to, delivered_at desc) where delivered_at is not null;
create trigger shipments_stamped before update on shipments for each row execute function stamp_xid();
create trigger shipments_buried after delete on shipments referencing old table as gone for each statement execute function bury();

/** Number and check are given here, so that no way in forgets them. 32 signs that nobody mistakes, 8 of them: 10^12. */
create function name_shipment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dice  bytea := uuid_send(gen_random_uuid());
begin
  if new.number is null then
    new.number := 'S-' || to_char(new.opened_at, 'YYYY') || '-' || lpad(nextval('shipment_numbers')::text, 6, '0');
  end if;
  if new.tracking_check is null then
    select string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', (get_byte(dice, i) & 31) + 1, 1), '' order by i) into new.tracking_check
    from   unnest(array[0, 1, 2, 3, 4, 5, 10, 11]) i;
  end if;
  new.tracking_key := sha256(convert_to(new.number || ':' || new.tracking_check, 'UTF8'));
  return new;
end $$;
create trigger shipments_named before insert on shipments for each row execute function name_shipment();

create table shipment_references (
  shipment_id  uuid not null references shipments on delete cascade,
  kind         text not null check (kind in ('customer', 'purchaseOrder', 'pro', 'waybill', 'houseBill', 'masterBill', 'bol', 'container', 'booking',
                                             'seal', 'order', 'delivery', 'invoice', 'other')),
  value        text not null check (length(value) between 1 and 100),
  -- MSCU 123456-7, mscu1234567: people and systems write the same reference differently.
  key          text not null generated always as (upper(regexp_replace(value, '[^[:alnum:]]', '', 'g'))) stored,
  primary key (shipment_id, kind, value)
);
create index shipment_references_by_key on shipment_references (key, kind);

create table shipment_legs (
  id                 uuid primary key,
  shipment_id        uuid not null references shipments on delete cascade,
  sequence           smallint not null,
  mode               text not null check (mode in ('road', 'rail', 'air', 'sea', 'express', 'multimodal', 'other')),
  carrier            text,
  conveyance         text,                                   -- vessel and voyage, flight, train, plate
  equipment_kind     text, equipment_number text,
  origin             text, destination text,
  planned_departure  timestamptz, planned_arrival timestamptz,
  unique (shipment_id, sequence) deferrable initially deferred
);

create table shipment_milestones (
  id              uuid primary key,
  shipment_id     uuid not null references shipments on delete cascade,
  code            text not null references milestone_codes,
  kind            text not null check (kind in ('planned', 'estimated', 'actual')),
  at              timestamptz not null,
  day_only        boolean not null default false,            -- `at` is then noon of that day, UTC
  offset_minutes  smallint,                                  -- east of UTC, as it was told
  place           text check (length(place) <= 200),
  unlocode        text,
  latitude        real, longitude real,
  reason          text check (length(reason) <= 200),
  source          text not null check (source in ('staff', 'carrier', 'edi', 'api', 'import', 'device', 'consignee', 'proofOfDelivery')),
  source_detail   text,                                      -- which partner, which file
  source_key      text unique,                               -- the sender's own key: told twice is one
  recorded_by     uuid references users,
  recorded_at     timestamptz not null,
  xid             xid8 not null default pg_current_xact_id()
);
-- The same thing told twice in other words is one thing.
create unique index shipment_milestones_once on shipment_milestones (shipment_id, code, kind, at, coalesce(place, ''));
create index shipment_milestones_by_xid on shipment_milestones (xid);
create trigger shipment_milestones_stamped before update on shipment_milestones for each row execute function stamp_xid();
create trigger shipment_milestones_buried after delete on shipment_milestones referencing old table as gone for each statement execute function bury();

-- What was told and could not be put on a shipment: kept as told until somebody mends it.
create table unplaced_milestones (
  id             uuid primary key,
  fault          text not null check (fault in ('unknownShipment', 'severalShipments', 'future', 'beforeOrder', 'noSuchDate', 'unknownCode')),
  code           text not null,
  kind           text not null check (kind in ('planned', 'estimated', 'actual')),
  told_at        text not null,
  place          text, unlocode text, reason text,
  "references"   jsonb not null default '[]',
  source         text not null, source_detail text, source_key text unique,
  shipment_id    uuid references shipments on delete set null,
  received_at    timestamptz not null,
  received_from  uuid references users,
  state          text not null default 'open' check (state in ('open', 'placed', 'dismissed')),
  settled_by     uuid references users, settled_at timestamptz,
  check ((settled_at is null) = (state = 'open'))
);
create index unplaced_milestones_open on unplaced_milestones (received_at desc, id desc) where state = 'open';
create index unplaced_milestones_of_shipment on unplaced_milestones (shipment_id) where shipment_id is not null;

create table shipment_exceptions (
  id            uuid primary key,
  shipment_id   uuid not null references shipments on delete cascade,
  kind          text not null check (kind in ('delay', 'overdue', 'silence', 'damage', 'loss', 'shortage', 'refusal', 'customsHold', 'failedDelivery',
                                              'held', 'returned', 'temperature', 'documents', 'other')),
  severity      text not null default 'medium' check (severity in ('low', 'medium', 'high')),
  detected_by   text not null check (detected_by in ('rule', 'staff', 'partner')),
  fact          text not null,                               -- what it is about: one fact is found once, however often it is looked for
  note          text not null default '' check (length(note) <= 2000),
  packages      integer check (packages >= 0),
  milestone_id  uuid references shipment_milestones on delete set null,
  opened_at     timestamptz not null,
  opened_by     uuid references users,
  resolved_at   timestamptz,
  resolved_by   uuid references users,
  resolution    text,
  version       integer not null default 1,
  unique (shipment_id, fact),
  check ((resolved_at is null) or (resolution is not null))
);
create index shipment_exceptions_open on shipment_exceptions (kind, opened_at desc) where resolved_at is null;

create table shipment_proofs (
  id           uuid primary key,
  shipment_id  uuid not null references shipments on delete cascade,
  kind         text not null check (kind in ('photo', 'signature', 'document')),
  signer       text check (length(signer) <= 100),
  name         text not null,
  media_type   text not null,
  bytes        bigint not null,
  sha256       text not null,
  added_by     uuid references users,
  added_at     timestamptz not null
);
create index shipment_proofs_of_shipment on shipment_proofs (shipment_id, added_at);
create index shipment_proofs_by_content on shipment_proofs (sha256);

-- What counts as an exception. Thresholds are the company's to set.
create table shipment_rules (
  id        uuid primary key,
  trigger   text not null check (trigger in ('code', 'overdue', 'silence', 'etaLate')),
  code      text references milestone_codes,                 -- what was told, or what is awaited
  mode      text,                                            -- null: every mode without a rule of its own
  minutes   integer check (minutes between 0 and 525600),    -- code: none; else how long it may take
  kind      text not null,
  severity  text not null check (severity in ('low', 'medium', 'high')),
  notify    boolean not null default true,                   -- tell the customer before he asks
  active    boolean not null default true,
  version   integer not null default 1,
  unique nulls not distinct (trigger, code, mode),
  check ((trigger in ('code', 'overdue')) = (code is not null)),
  check ((trigger = 'code') = (minutes is null))
);
insert into shipment_rules (id, trigger, code, mode, minutes, kind, severity, notify) values
  ('01990000-0000-7000-8000-000000000e01', 'code', 'delayed', null, null, 'delay', 'medium', true),
  ('01990000-0000-7000-8000-000000000e02', 'code', 'damaged', null, null, 'damage', 'high', true),
  ('01990000-0000-7000-8000-000000000e03', 'code', 'lost', null, null, 'loss', 'high', true),
  ('01990000-0000-7000-8000-000000000e04', 'code', 'refused', null, null, 'refusal', 'high', true),
  ('01990000-0000-7000-8000-000000000e05', 'code', 'customsHold', null, null, 'customsHold', 'medium', true),
  ('01990000-0000-7000-8000-000000000e06', 'code', 'attempted', null, null, 'failedDelivery', 'medium', true),
  ('01990000-0000-7000-8000-000000000e07', 'code', 'held', null, null, 'held', 'medium', false),
  ('01990000-0000-7000-8000-000000000e08', 'code', 'returned', null, null, 'returned', 'high', true),
  ('01990000-0000-7000-8000-000000000e11', 'overdue', 'pickedUp', null, 240, 'overdue', 'medium', false),
  ('01990000-0000-7000-8000-000000000e12', 'overdue', 'delivered', null, 0, 'delay', 'high', true),
  ('01990000-0000-7000-8000-000000000e13', 'silence', null, null, 4320, 'silence', 'low', false),
  ('01990000-0000-7000-8000-000000000e14', 'silence', null, 'express', 1440, 'silence', 'low', false),
  ('01990000-0000-7000-8000-000000000e15', 'silence', null, 'sea', 20160, 'silence', 'low', false),
  ('01990000-0000-7000-8000-000000000e16', 'etaLate', null, null, 0, 'delay', 'medium', true);

/** Works out from all its milestones where a shipment stands, whatever the order in which they were told. */
create function settle_shipments(ids uuid[]) returns void language sql set search_path = public, pg_temp as $$
  with happened as materialized (
    select m.*, c.rank, c.state
    from   shipment_milestones m join milestone_codes c on c.code = m.code
    where  m.shipment_id = any (ids) and m.kind = 'actual'
  ), ends as (
    select shipment_id, max(at) filter (where code = 'returned') as returned_at, max(at) filter (where code = 'cancelled') as cancelled_at,
           min(at) filter (where code in ('pickedUp', 'loaded', 'departed')) as picked_up_at
    from   happened group by shipment_id
  ), last as (
    select distinct on (shipment_id) shipment_id, code, at, place from happened order by shipment_id, at desc, rank desc
  ), moved as (
    select distinct on (shipment_id) shipment_id, state from happened
    where  state is not null and state not in ('delivered', 'returned', 'cancelled') order by shipment_id, at desc, rank desc
  ), seen as (
    select distinct on (shipment_id) shipment_id, latitude, longitude, place from happened
    where  latitude is not null order by shipment_id, at desc, rank desc
  ), delivered as (
    select distinct on (shipment_id) shipment_id, at, day_only, offset_minutes, source from happened
    where  code = 'delivered' order by shipment_id, at
  )
  update shipments s
  set    state = case when ends.returned_at >= coalesce(delivered.at, '-infinity') then 'returned'
                      when delivered.at is not null then 'delivered'
                      when ends.cancelled_at is not null then 'cancelled'
                      else coalesce(moved.state, 'planned') end,
         last_code = last.code, last_at = last.at, last_place = last.place,
         latitude = coalesce(seen.latitude, s.origin_latitude), longitude = coalesce(seen.longitude, s.origin_longitude),
         position_place = case when seen.latitude is null then s.origin else seen.place end,
         picked_up_at = ends.picked_up_at,
         delivered_at = delivered.at,
         delivered_on = case when delivered.day_only then (delivered.at at time zone 'UTC')::date
                             when delivered.offset_minutes is not null
                               then (delivered.at at time zone 'UTC' + make_interval(mins => delivered.offset_minutes::int))::date
                             else (delivered.at at time zone (select time_zone from company))::date end,
         delivered_by = delivered.source,
         updated_at = now()
  from   shipments t
  left   join ends on ends.shipment_id = t.id
  left   join last on last.shipment_id = t.id
  left   join moved on moved.shipment_id = t.id
  left   join seen on seen.shipment_id = t.id
  left   join delivered on delivered.shipment_id = t.id
  where  t.id = any (ids) and s.id = t.id
$$;

create function keep_exception_kinds() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched  uuid[];
begin
  if tg_op = 'DELETE' then
    touched := (select array_agg(distinct shipment_id) from removed);
  else
    touched := (select array_agg(distinct shipment_id) from added);
  end if;
  update shipments s
  set    exception_kinds = coalesce((
           select array_agg(x.kind order by x.weight desc, x.kind)
           from  (select e.kind, max(case e.severity when 'high' then 3 when 'medium' then 2 else 1 end) as weight
                  from   shipment_exceptions e where e.shipment_id = s.id and e.resolved_at is null group by e.kind) x), '{}')
  where  s.id = any (touched);
  return null;
end $$;
create trigger shipment_exceptions_added after insert on shipment_exceptions referencing new table as added
  for each statement execute function keep_exception_kinds();
create trigger shipment_exceptions_changed after update on shipment_exceptions referencing new table as added
  for each statement execute function keep_exception_kinds();
create trigger shipment_exceptions_removed after delete on shipment_exceptions referencing old table as removed
  for each statement execute function keep_exception_kinds();

/** Whether the actor may change the shipment; what hangs on it follows. */
create function changes_shipment(of_shipment uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (
    select from shipments s join accounts a on a.id = s.account_id
    where  s.id = of_shipment
    and   (actor_reaches_all('shipments', 'change') or array[a.owner_id, a.team_id] && actor_within('shipments', 'change')
           or actor_reaches_all('shipments', 'create') or array[a.owner_id, a.team_id] && actor_within('shipments', 'create')));
end $$;

do $$
declare
  t  text;
begin
  alter table shipments enable row level security;
  execute format('create policy shipments_read on shipments for select to quayside_app using (%s)', account_rule('shipments', 'read'));
  execute format('create policy shipments_insert on shipments for insert to quayside_app with check (%s)', account_rule('shipments', 'create'));
  execute format('create policy shipments_update on shipments for update to quayside_app using (%s or %s)', account_rule('shipments', 'change'),
    account_rule('shipments', 'create'));
  execute format('create policy shipments_delete on shipments for delete to quayside_app using (%s)', account_rule('shipments', 'delete'));
  foreach t in array array['shipment_references', 'shipment_legs', 'shipment_milestones', 'shipment_exceptions', 'shipment_proofs'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (exists (select from shipments s where s.id = shipment_id))', t);
    execute format('create policy %1$s_insert on %1$I for insert to quayside_app with check (changes_shipment(shipment_id))', t);
    execute format('create policy %1$s_update on %1$I for update to quayside_app using (changes_shipment(shipment_id))', t);
    execute format('create policy %1$s_delete on %1$I for delete to quayside_app using (changes_shipment(shipment_id))', t);
  end loop;
end $$;
alter table shipment_rules enable row level security;
revoke insert, delete on shipment_rules from quayside_app;
create policy shipment_rules_read on shipment_rules for select to quayside_app using ((select actor_scope('shipments', 'read')) <> 'none');
create policy shipment_rules_update on shipment_rules for update to quayside_app using ((select actor_scope('shipments', 'change')) = 'all');
-- Nobody knows whose they are: for those who may change every shipment, and for who told it.
alter table unplaced_milestones enable row level security;
create policy unplaced_milestones_read on unplaced_milestones for select to quayside_app using (
  (select actor_scope('shipments', 'change')) = 'all' or received_from = (select actor()));
create policy unplaced_milestones_insert on unplaced_milestones for insert to quayside_app with check (
  received_from = (select actor()) and (select actor_scope('shipments', 'change')) <> 'none');
create policy unplaced_milestones_update on unplaced_milestones for update to quayside_app using (
  (select actor_scope('shipments', 'change')) = 'all' or received_from = (select actor()));

-- Shipments follow a customer who is merged into another, and return when that is undone.
create function move_shipments_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (update shipments set account_id = new.winner_id where account_id = new.loser_id returning id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select new.id, 'shipments', id, jsonb_build_object('account_id', new.loser_id), jsonb_build_object('account_id', new.winner_id) from moved;
  return null;
end $$;
create trigger account_merges_move_shipments after insert on account_merges for each row execute function move_shipments_for_merge();
create function return_shipments_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update shipments s set account_id = new.loser_id from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'shipments' and c.row_id = s.id and s.account_id = new.winner_id;
  return null;
end $$;
create trigger account_merges_return_shipments after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_shipments_after_undo();

/**
 * Whether the key is alive and goes so far. What hangs on accounts shows which accounts it belongs to, though the doors of the
 * accounts themselves stay shut to the key.
 */
create or replace function actor_key_reaches(of_module text, of_action text) returns boolean
language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
begin
  return exists (
    select from auth_api_keys k
    where  k.id = actor_key() and k.user_id = actor() and (k.expires_at is null or k.expires_at > now())
    and    (not k.read_only or of_action in ('read', 'export'))
    and    (k.modules is null or of_module = any (k.modules)
            or (of_module = 'accounts' and of_action = 'read'
                and k.modules && array['timeline', 'orders', 'pricing', 'shipments', 'invoices', 'edi', 'webhooks', 'imports', 'analyses'])));
end $$;
