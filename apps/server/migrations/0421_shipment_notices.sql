-- What customers are told before they ask. The row without an account is the company's.
create table notice_terms (
  id          uuid primary key,
  account_id  uuid references accounts on delete cascade,
  events      text[] not null default '{pickedUp,outForDelivery,delivered,exception,etaChanged}',
  channel     text not null default 'mail' check (channel in ('mail', 'byHand', 'none')),
  quiet_from  smallint not null default 1260 check (quiet_from between 0 and 1439),   -- minutes of the company's day: 21:00
  quiet_to    smallint not null default 480 check (quiet_to between 0 and 1439),      -- 08:00
  version     integer not null default 1,
  unique nulls not distinct (account_id)
);
insert into notice_terms (id) values ('01990000-0000-7000-8000-0000000000e0');

-- The outbox: what is told, to whom, and how far it came. One fact is told once: `fact` names it.
create table shipment_notices (
  id           uuid primary key,
  shipment_id  uuid not null references shipments on delete cascade,
  fact         text not null,
  channel      text not null check (channel in ('mail', 'byHand')),
  contact_id   uuid references contacts on delete set null,
  sent_to      text,
  locale       text not null,
  subject      text not null,
  body         text not null,
  state        text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'handedOver')),
  due_at       timestamptz not null,
  sent_at      timestamptz,
  fault        text,
  created_at   timestamptz not null,
  unique (shipment_id, fact)
);
create index shipment_notices_waiting on shipment_notices (due_at) where state = 'waiting';

alter table notice_terms enable row level security;
alter table shipment_notices enable row level security;
do $$
begin
  execute format('create policy notice_terms_read on notice_terms for select to quayside_app using (
    case when account_id is null then (select actor_active()) else (%s) end)', account_rule('shipments', 'read'));
  execute format('create policy notice_terms_insert on notice_terms for insert to quayside_app with check (
    account_id is not null and (%s))', account_rule('shipments', 'change'));
  execute format('create policy notice_terms_update on notice_terms for update to quayside_app using (
    case when account_id is null then (select actor_scope(''shipments'', ''change'')) = ''all'' else (%s) end)', account_rule('shipments', 'change'));
  execute format('create policy notice_terms_delete on notice_terms for delete to quayside_app using (
    account_id is not null and (%s))', account_rule('shipments', 'change'));
end $$;
create policy shipment_notices_read on shipment_notices for select to quayside_app using (exists (select from shipments s where s.id = shipment_id));
revoke insert, update, delete on shipment_notices from quayside_app;

-- What was agreed follows a customer who is merged into another, unless the other has terms of his own, and returns when that is undone.
create function move_notice_terms_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update notice_terms t set account_id = new.winner_id, version = t.version + 1
    where  t.account_id = new.loser_id and not exists (select from notice_terms o where o.account_id = new.winner_id)
    returning t.id)
  insert into merge_changes (merge_id, table_name, row_id, before, after)
  select new.id, 'notice_terms', id, jsonb_build_object('account_id', new.loser_id), jsonb_build_object('account_id', new.winner_id) from moved;
  return null;
end $$;
create trigger account_merges_move_notice_terms after insert on account_merges for each row execute function move_notice_terms_for_merge();
create function return_notice_terms_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update notice_terms t set account_id = new.loser_id, version = t.version + 1 from merge_changes c
  where  c.merge_id = new.id and c.table_name = 'notice_terms' and c.row_id = t.id and t.account_id = new.winner_id
  and    not exists (select from notice_terms o where o.account_id = new.loser_id);
  return null;
end $$;
create trigger account_merges_return_notice_terms after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_notice_terms_after_undo();

/**
 * When shipments on the way are expected, from what the last 200 like them took since the milestone they stand at: the same lane and
 * carrier where eight are known, else the lane, the countries, the mode, else the plan. Quantiles 10, 50 and 90 %, so that no odd
 * voyage moves them. A carrier's own estimate told later than the last milestone goes before all of them.
 */
create function expect_shipment(of_shipment uuid, now_at timestamptz)
returns table (at timestamptz, earliest timestamptz, latest timestamptz, basis text, shipments integer, since text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  s        shipments;
  anchor   record;
  told     record;
  found    record;
  level    text;
begin
  select * into s from shipments x where x.id = of_shipment;
  select m.code, m.at, m.recorded_at into anchor from shipment_milestones m join milestone_codes c on c.code = m.code
  where  m.shipment_id = of_shipment and m.kind = 'actual' and m.code in ('pickedUp', 'loaded', 'departed', 'arrived', 'discharged', 'outForDelivery')
  order  by m.at desc, c.rank desc limit 1;
  select m.at, m.recorded_at into told from shipment_milestones m
  where  m.shipment_id = of_shipment and m.kind = 'estimated' and m.code = 'delivered' order by m.recorded_at desc, m.at desc limit 1;
  if told.at is not null and (anchor.at is null or told.recorded_at >= anchor.recorded_at) then
    return query select told.at, null::timestamptz, null::timestamptz, 'carrier', 0, null::text;
    return;
  end if;
  if anchor.at is not null then
    foreach level in array array['laneAndCarrier', 'lane', 'countries', 'mode'] loop
      continue when level = 'laneAndCarrier' and (s.carrier is null or s.lane_from is null or s.lane_to is null);
      continue when level = 'lane' and (s.lane_from is null or s.lane_to is null);
      continue when level = 'countries' and (s.origin_unlocode is null or s.destination_unlocode is null);
      select count(*)::integer as n, percentile_cont(array[0.1, 0.5, 0.9]) within group (order by h.seconds) as q into found
      from  (select extract(epoch from d.delivered_at - m.first_at) as seconds
             from  (select p.id, p.delivered_at from shipments p
                    where  p.delivered_at is not null and p.delivered_at <= now_at and p.id <> of_shipment and p.mode = s.mode
                    and   (level = 'mode' or level = 'countries' or (p.lane_from = s.lane_from and p.lane_to = s.lane_to))
                    and   (level <> 'laneAndCarrier' or p.carrier = s.carrier)
                    and   (level <> 'countries' or (left(p.origin_unlocode, 2) = left(s.origin_unlocode, 2)
                           and left(p.destination_unlocode, 2) = left(s.destination_unlocode, 2)))
                    order  by p.delivered_at desc limit 200) d
             cross  join lateral (select min(x.at) as first_at from shipment_milestones x
                                  where x.shipment_id = d.id and x.kind = 'actual' and x.code = anchor.code) m
             where  m.first_at <= d.delivered_at) h;
      if found.n >= 8 then
        -- What takes longer than most did is expected from now on, not in the past.
        return query select greatest(anchor.at + make_interval(secs => found.q[2]), now_at), anchor.at + make_interval(secs => found.q[1]),
                            greatest(anchor.at + make_interval(secs => found.q[3]), now_at), level, found.n, anchor.code;
        return;
      end if;
    end loop;
  end if;
  if s.planned_delivery_at is not null or s.promised_on is not null then
    return query select coalesce(s.planned_delivery_at, s.promised_on + interval '12 hours'), null::timestamptz, null::timestamptz, 'plan', 0, null::text;
  end if;
end $$;
revoke execute on function expect_shipment from public;
