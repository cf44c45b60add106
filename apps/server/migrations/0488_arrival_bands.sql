-- Between which days a shipment arrives, so that about four of five really do. Quantiles of few shipments are too narrow (8 hold 62 %, not 80 %), and lanes
-- drift: of orders of the SCMS history since 2011 the former interval held 66 %.

/** The split conformal interval: of shipments like these the next lies within with 1 − 2 × tail; from few of them it is their whole range. */
create function conformal_band(sorted float8[], tail numeric) returns float8[] language sql immutable set search_path = public, pg_temp as $$
  select array[sorted[greatest(floor(tail * (cardinality(sorted) + 1)), 1)::integer],
               sorted[least(ceil((1 - tail) * (cardinality(sorted) + 1)), cardinality(sorted))::integer]]
$$;

/**
 * @param durations as they were met, the oldest first. The tail is the widest by which the older half would have told the newer half well enough;
 * where things change faster than that, the narrowest, which makes the band wide.
 */
create function arrival_band(durations float8[]) returns float8[] language plpgsql immutable set search_path = public, pg_temp as $$
declare
  half   constant integer := cardinality(durations) / 2;
  older  constant float8[] := array(select x from unnest(durations[:half]) x order by x);
  band   float8[];
  tail   numeric;
begin
  foreach tail in array array[0.1, 0.075, 0.05, 0.025] loop
    band := conformal_band(older, tail);
    exit when (select avg((x between band[1] and band[2])::integer) from unnest(durations[half + 1:]) x) >= 0.85;
  end loop;
  return conformal_band(array(select x from unnest(durations) x order by x), tail);
end $$;
revoke execute on function conformal_band, arrival_band from public;

/**
 * When shipments on the way are expected, from what the last 200 like them took since the milestone they stand at: the same lane and
 * carrier where eight are known, else the lane, the countries, the mode, else the plan. The median, so that no odd voyage moves it, between
 * the ends of their band. A carrier's own estimate told later than the last milestone goes before all of them.
 */
create or replace function expect_shipment(of_shipment uuid, now_at timestamptz)
returns table (at timestamptz, earliest timestamptz, latest timestamptz, basis text, shipments integer, since text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  s        shipments;
  anchor   record;
  told     record;
  found    record;
  band     float8[];
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
      select count(*)::integer as n, percentile_cont(0.5) within group (order by h.seconds) as median,
             array_agg(h.seconds order by h.delivered_at, h.id) as durations into found
      from  (select d.id, d.delivered_at, extract(epoch from d.delivered_at - m.first_at)::float8 as seconds
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
        band := arrival_band(found.durations);
        -- What takes longer than most did is expected from now on, not in the past.
        return query select greatest(anchor.at + make_interval(secs => found.median), now_at), anchor.at + make_interval(secs => band[1]),
                            greatest(anchor.at + make_interval(secs => band[2]), now_at), level, found.n, anchor.code;
        return;
      end if;
    end loop;
  end if;
  if s.planned_delivery_at is not null or s.promised_on is not null then
    return query select coalesce(s.planned_delivery_at, s.promised_on + interval '12 hours'), null::timestamptz, null::timestamptz, 'plan', 0, null::text;
  end if;
end $$;
revoke execute on function expect_shipment from public;
