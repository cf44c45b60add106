import type pg from 'pg'
import { keyOfPattern } from '../modules/pricing/index.ts'
import { newId } from '../platform/ids.ts'
import type { DemoWorld } from './demo-world.ts'

const carriers = [
  ['华运干线', 'HY'],
  ['江海联运', 'JH'],
] as const
/** Kilograms from which a break begins, and what of the lane's price it asks. */
const breaks = [
  [0, 1.25],
  [100, 1.1],
  [500, 1],
  [2_000, 0.92],
] as const

interface Lane {
  service: string
  origin: string
  destination: string
  /** Of a kilogram. */
  price: number
  cost: number
}

/** A list price, agreements of the largest customers and two carriers' cards, on the lanes that are used most and as they were charged. */
export async function loadPricing(client: pg.ClientBase, { now, period }: DemoWorld): Promise<void> {
  const { rows: lanes } = await client.query<Lane>(
    `select service, origin, destination, (sum(amount_e4) / sum(weight_g) / 10)::double precision as price,
            (coalesce(sum(cost_e4), sum(amount_e4) * 0.8) / sum(weight_g) / 10)::double precision as cost
     from   order_lines where service in ('road', 'rail', 'air', 'sea', 'express', 'multimodal') and weight_g > 0 and amount_e4 > 0 and origin is not null and destination is not null
     group  by 1, 2, 3 order by count(*) desc, 1, 2, 3 limit 60`,
  )
  if (lanes.length === 0) return
  const { rows: customers } = await client.query<{ id: string; name: string }>(
    `select a.id, coalesce(a.short_name, a.name) as name from account_figures f join accounts a on a.id = f.account_id
     where a.deleted_at is null order by f.amount_e4 desc, a.id limit 6`,
  )
  const fuel = [{ kind: 'fuel', basis: 'percent', value: '8' }]
  const from = period.from
  const list = { kind: 'agreement', code: 'LIST', name: '公布价', from, now, surcharges: fuel }
  await makeTariff(client, { ...list, rates: ratesOf(lanes, 'price', 1.1) })
  for (const [at, { id, name }] of customers.entries())
    await makeTariff(client, {
      ...list,
      accountId: id,
      code: `AGR-${String(at + 1).padStart(3, '0')}`,
      name: `${name} 运输协议`,
      rates: ratesOf(lanes.slice(at * 3, at * 3 + 20), 'price', 0.96),
    })
  for (const [at, [carrier, code]] of carriers.entries())
    await makeTariff(client, {
      ...list,
      kind: 'carrier',
      carrier,
      code: `CARD-${code}`,
      name: `${carrier} 价卡`,
      surcharges: [],
      rates: ratesOf(
        lanes.filter((_, place) => place % 3 !== at),
        'cost',
        1 + at * 0.03,
      ),
    })
}

const ratesOf = (lanes: readonly Lane[], of: 'price' | 'cost', share: number) =>
  lanes.flatMap((lane) =>
    breaks.map(([start, factor], at) => ({
      service: lane.service,
      origin: lane.origin,
      originKey: keyOfPattern(lane.origin),
      destination: lane.destination,
      destinationKey: keyOfPattern(lane.destination),
      start,
      until: breaks[at + 1] ? (breaks[at + 1]?.[0] ?? 0) - 0.001 : null,
      rate: (lane[of] * share * factor).toFixed(2),
    })),
  )

interface DemoTariff {
  kind: string
  accountId?: string
  carrier?: string
  code: string
  name: string
  from: string
  now: Date
  surcharges: readonly object[]
  rates: ReturnType<typeof ratesOf>
}

async function makeTariff(client: pg.ClientBase, tariff: DemoTariff): Promise<void> {
  const [id, versionId] = [newId(), newId()]
  const { kind, accountId = null, carrier = null, code, name, from, now, surcharges, rates } = tariff
  await client.query(
    `insert into tariffs (id, kind, account_id, carrier, code, name, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, kind, accountId, carrier, code, name, now],
  )
  await client.query(
    `insert into tariff_versions (id, tariff_id, no, valid_from, currency, weight_step_g, next_break, surcharges, rates, created_at)
     values ($1, $2, 1, $3, 'CNY', 1000, true, $4, $5, $6)`,
    [versionId, id, from, JSON.stringify(surcharges), rates.length, now],
  )
  await client.query(
    `insert into tariff_rates (version_id, line_no, service, origin, origin_key, destination, destination_key, basis, break_by, break_from,
                               break_to, rate, minimum_e4)
     select $1, row_number() over (), r ->> 'service', r ->> 'origin', r ->> 'originKey', r ->> 'destination', r ->> 'destinationKey',
            'perKg', 'weight',
            (r ->> 'start')::numeric, (r ->> 'until')::numeric, (r ->> 'rate')::numeric, 500000
     from   jsonb_array_elements($2::jsonb) r`,
    [versionId, JSON.stringify(rates)],
  )
}
