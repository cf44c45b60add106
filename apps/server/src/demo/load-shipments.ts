import type pg from 'pg'
import { positionOf } from '../modules/shipments/index.ts'
import type { DemoWorld } from './demo-world.ts'

/** Shipments of the demonstration: enough history for expected arrivals, and a day's work under way. */
const delivered = 900
const underWay = 160
const carriers = ['顺丰速运', '中远海运', '德邦物流', '中铁快运', '东航物流']

/**
 * Carries out the newest transports on the orders: most were delivered, the last ones are under way, a few in trouble. Plain SQL over
 * what the orders say, so that it takes a second.
 */
export async function loadShipments(client: pg.ClientBase, { now }: DemoWorld): Promise<void> {
  await client.query(
    `create temporary table demo_shipments on commit drop as
     select gen_random_uuid() as id, l.order_id, l.line_no, l.account_id, l.service as mode, o.reference, l.origin, l.destination, l.item as goods,
            l.ordered_on, l.promised_on, l.delivered_on, row_number() over (order by l.ordered_on desc, l.id) as place,
            ($2::text[])[1 + abs(hashtext(l.origin || l.destination)) % 5] as carrier
     from   order_lines l join orders o on o.id = l.order_id
     where  l.service in ('road', 'rail', 'air', 'sea', 'express') and l.origin is not null and l.destination is not null and l.ordered_on <= $1
     order  by l.ordered_on desc, l.id limit ${underWay + delivered}`,
    [now.toISOString(), carriers],
  )
  await client.query(
    `insert into shipments (id, order_id, line_no, account_id, mode, carrier, reference, origin, destination, goods, promised_on, not_before, planned_pickup_at, opened_at, updated_at)
     select id, order_id, line_no, account_id, mode, carrier, reference, origin, destination, goods,
            case when place <= ${underWay} then ($1::timestamptz)::date + (place % 9)::int - 2 else coalesce(promised_on, ordered_on + 4) end,
            case when place > ${underWay} then ordered_on end,
            -- One in twelve is picked up the day after.
            case when place > ${underWay} then ordered_on + interval '3 hours' - (place % 12 = 0)::int * interval '1 day' end,
            case when place <= ${underWay} then $1::timestamptz - make_interval(hours => 6 + (place * 7 % 90)::int) else ordered_on + interval '1 hour' end, $1
     from   demo_shipments order by place desc`,
    [now.toISOString()],
  )
  await tellLegs(client)
  await place(client)
  await tellMilestones(client, now)
  await tellTroubles(client, now)
  await client.query('select settle_shipments(array(select id from demo_shipments))')
  await client.query(
    `update shipments s set eta_at = e.at, eta_earliest = e.earliest, eta_latest = e.latest, eta_basis = e.basis, eta_shipments = e.shipments,
            eta_since = e.since, eta_computed_at = $1
     from  (select id from shipments where is_open) o, lateral expect_shipment(o.id, $1) e where s.id = o.id`,
    [now.toISOString()],
  )
}

/** Four of five went there without being transshipped; the others by road to where their transport begins. */
async function tellLegs(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into shipment_legs (id, shipment_id, sequence, mode, carrier, origin, destination)
     select gen_random_uuid(), d.id, leg.sequence, case when d.place % 5 = 0 and leg.sequence = 1 then 'road' else d.mode end, d.carrier,
            case when leg.sequence = 1 then d.origin end, case when leg.sequence = 2 or d.place % 5 <> 0 then d.destination end
     from   demo_shipments d cross join generate_series(1, case when d.place % 5 = 0 then 2 else 1 end) leg (sequence)
     where  d.place > ${underWay}`,
  )
}

async function place(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select origin as name from demo_shipments union select destination from demo_shipments',
  )
  const places = rows.flatMap(({ name }) => {
    const position = positionOf(null, name)
    return position ? [{ name, ...position }] : []
  })
  for (const end of ['origin', 'destination'])
    await client.query(
      `update shipments s set ${end}_latitude = p.latitude, ${end}_longitude = p.longitude
       from jsonb_to_recordset($1::jsonb) as p (name text, latitude real, longitude real) where s.${end} = p.name`,
      [JSON.stringify(places)],
    )
}

/** Picked up, departed, and as far as each one came, told within the hour or so by most carriers; what is delivered was delivered on the day its order says, or about then. */
async function tellMilestones(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(
    `insert into shipment_milestones (id, shipment_id, code, kind, at, place, latitude, longitude, source, recorded_at)
     select gen_random_uuid(), s.id, m.code, 'actual', m.at, case when m.far then s.destination else s.origin end,
            case when m.far then s.destination_latitude else s.origin_latitude end, case when m.far then s.destination_longitude else s.origin_longitude end,
            'edi', least(m.at + interval '1 minute' * ((d.place * 7 + length(m.code) * 13) % 80 + case when d.place % 23 = 0 then 200 else 0 end), $1::timestamptz)
     from   demo_shipments d join shipments s on s.id = d.id
     cross  join lateral (values
       ('pickedUp', s.opened_at + interval '4 hours', false, d.place > ${underWay} or d.place % 8 <> 0),
       ('departed', s.opened_at + interval '6 hours', false, d.place > ${underWay} or d.place % 8 > 1),
       ('arrived', s.opened_at + interval '30 hours', true, d.place > ${underWay} or d.place % 8 > 5),
       ('outForDelivery', s.opened_at + interval '34 hours', true, d.place <= ${underWay} and d.place % 8 = 7),
       ('delivered', coalesce(d.delivered_on, d.ordered_on + 4) + interval '5 hours', true, d.place > ${underWay})) m (code, at, far, happened)
     where  m.happened and m.at <= $1::timestamptz on conflict do nothing`,
    [now.toISOString()],
  )
}

async function tellTroubles(client: pg.ClientBase, now: Date): Promise<void> {
  await client.query(
    `insert into shipment_exceptions (id, shipment_id, kind, severity, detected_by, fact, note, opened_at)
     select gen_random_uuid(), id, case when place % 3 = 0 then 'customsHold' when place % 3 = 1 then 'damage' else 'failedDelivery' end,
            case when place % 3 = 1 then 'high' else 'medium' end, 'partner', 'demo', case when place % 3 = 1 then '外包装破损，2 箱' else '' end, $1
     from   demo_shipments where place <= ${underWay} and place % 19 = 0`,
    [now.toISOString()],
  )
}
