import type { listServiceShipments, ReplyOf } from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Call } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { uuidLiteral } from '../frame/visible-to.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'
import { dayOfShipment, sharesOfShipments, shipmentsWithin } from './shipment-service.ts'

type Row = ReplyOf<typeof listServiceShipments>['rows'][number]
const Place = z.strictObject({ day: z.iso.date(), id: z.uuid() })

/** Found in the warehouse, read from the source through the row policies. */
export async function serviceShipments(
  warehouse: Warehouse,
  { query, user, read, now }: Pick<Call<typeof listServiceShipments>, 'query' | 'user' | 'read' | 'now'>,
): Promise<ReplyOf<typeof listServiceShipments>> {
  await refuseUnread(warehouse)
  const { cursor, limit, figure, counted: wanted, ...filter } = query
  const within = shipmentsWithin(filter, user)
  if (!within) return { rows: [], total: 0, next: null }
  const { of, counted } = sharesOfShipments(await read((db) => companyDay(db, now)))[figure]
  const conditions = [within.sql, of]
  if (wanted) conditions.push(wanted === 'yes' ? counted : `not ${counted}`)
  const shipments = `
    (select s.shipment_id::varchar as id, coalesce(${dayOfShipment}, date '0001-01-01')::varchar as day
     from   fact_shipment s join dim_account d on d.account_key = s.account_key where ${conditions.join(' and ')}) x`
  const after = cursor === undefined ? null : decodeCursor(Place, cursor)
  const place = after ? `where (x.day, x.id) < ('${after.day}', ${uuidLiteral(after.id)}::varchar)` : ''
  const found = await warehouse.engine.columns(
    `select x.id as id, x.day as day from ${shipments} ${place} order by x.day desc, x.id desc limit ${limit}`,
    within.parameters,
  )
  const all = await warehouse.engine.columns(
    `select count(*)::integer as shipments from ${shipments}`,
    within.parameters,
  )
  const ids = (found.id ?? []) as string[]
  const last = { day: String(found.day?.at(-1)), id: String(ids.at(-1)) }
  return {
    rows: await read((db) => readShipments(db, ids)),
    total: Number(all.shipments?.[0] ?? 0),
    next: ids.length < limit ? null : encodeCursor(last),
  }
}

async function readShipments(db: Db, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const packages = (...kinds: string[]) => sql`
    (select case when count(*) = count(e.packages) then coalesce(sum(e.packages), 0) end::integer
     from shipment_exceptions e where e.shipment_id = s.id and e.kind = any (${kinds}))`
  const result = await sql<Omit<Row, 'account'> & { account_id: string; account_number: string; account_name: string }>`
    select s.id, s.number, s.mode, s.carrier, s.origin, s.destination, s.packages,
           (s.planned_pickup_at at time zone c.time_zone)::date as "plannedPickupOn",
           (s.picked_up_at at time zone c.time_zone)::date as "pickedUpOn",
           ${packages('damage')} as "packagesDamaged", ${packages('loss', 'shortage')} as "packagesLost",
           (select count(*)::integer from shipment_legs g where g.shipment_id = s.id) as legs,
           a.id as account_id, a.number as account_number, a.name as account_name
    from   shipments s join accounts a on a.id = s.account_id cross join company c
    where  s.id = any (${ids}::uuid[])`.execute(db)
  const shipments = new Map(result.rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const shipment = shipments.get(id)
    if (!shipment) return []
    const { account_id, account_number, account_name, ...rest } = shipment
    return [{ ...rest, account: { id: account_id, number: account_number, name: account_name } }]
  })
}
