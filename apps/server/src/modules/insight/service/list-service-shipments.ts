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
type Counts = Pick<
  Row,
  'id' | 'plannedPickupOn' | 'pickedUpOn' | 'packagesDamaged' | 'packagesLost' | 'feedbackMinutes'
>
const Place = z.strictObject({ day: z.iso.date(), id: z.uuid() })

/** Found in the warehouse with what it counts by, named from the source through the row policies. */
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
    (select s.shipment_id::varchar as id, coalesce(${dayOfShipment}, date '0001-01-01')::varchar as day,
            s.planned_on::varchar as planned, s.picked_up_on::varchar as picked_up, s.pieces_damaged as damaged, s.pieces_lost as lost,
            s.feedback_minutes as feedback
     from   fact_shipment s join dim_account d on d.account_key = s.account_key where ${conditions.join(' and ')}) x`
  const after = cursor === undefined ? null : decodeCursor(Place, cursor)
  const place = after ? `where (x.day, x.id) < ('${after.day}', ${uuidLiteral(after.id)}::varchar)` : ''
  const found = await warehouse.engine.columns(
    `select x.* from ${shipments} ${place} order by x.day desc, x.id desc limit ${limit}`,
    within.parameters,
  )
  const all = await warehouse.engine.columns(
    `select count(*)::integer as shipments from ${shipments}`,
    within.parameters,
  )
  const ids = (found.id ?? []) as string[]
  const counts = ids.map(
    (id, row): Counts => ({
      id,
      plannedPickupOn: found.planned?.[row] as string | null,
      pickedUpOn: found.picked_up?.[row] as string | null,
      packagesDamaged: found.damaged?.[row] as number | null,
      packagesLost: found.lost?.[row] as number | null,
      feedbackMinutes: found.feedback?.[row] as number | null,
    }),
  )
  const last = { day: String(found.day?.at(-1)), id: String(ids.at(-1)) }
  return {
    rows: await read((db) => named(db, counts)),
    total: Number(all.shipments?.[0] ?? 0),
    next: ids.length < limit ? null : encodeCursor(last),
  }
}

async function named(db: Db, shipments: readonly Counts[]): Promise<Row[]> {
  if (shipments.length === 0) return []
  const result = await sql<Omit<Row, keyof Counts> & { id: string }>`
    select s.id, s.number, s.mode, s.carrier, s.origin, s.destination, s.packages,
           (select count(*)::integer from shipment_legs g where g.shipment_id = s.id) as legs,
           json_build_object('id', a.id, 'number', a.number, 'name', a.name) as account
    from   shipments s join accounts a on a.id = s.account_id
    where  s.id = any (${shipments.map(({ id }) => id)}::uuid[])`.execute(db)
  const names = new Map(result.rows.map((row) => [row.id, row]))
  return shipments.flatMap((counted) => {
    const name = names.get(counted.id)
    return name ? [{ ...name, ...counted }] : []
  })
}
