import type { ShipmentBoard, shipmentBoard } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { narrow, newConditions, riskSql } from './filter-shipments.ts'
import { companyDay } from './read-shipments.ts'

interface Counted {
  kind: 'total' | 'state' | 'exception' | 'cluster'
  key: string | null
  n: number
  late: number
  at_risk: number
  troubled: number
  due: number
  nowhere: number
  longitude: number | null
  latitude: number | null
  place: string | null
  id: Id | null
}

/** Clusters of one answer: more pins than that are a smear on any screen. */
const mostClusters = 1_500

/** One look at the open shipments, from the board's own index: counts, and where they are in cells of the map. */
export async function readBoard(
  db: Db,
  query: z.output<(typeof shipmentBoard)['query']>,
  now: Date,
): Promise<ShipmentBoard> {
  const { cell, west, east, south, north, ...filter } = query
  const conditions = newConditions()
  const today = conditions.bind(await companyDay(db, now))
  narrow({ ...filter, state: filter.state === 'closed' ? undefined : filter.state }, today, conditions)
  conditions.where.push('s.is_open')
  const side = cell > 0 ? conditions.bind(cell) : null
  const box = [west, east, south, north].map((edge) => conditions.bind(edge))
  const grid = (column: string) => (side ? `floor(${column} / ${side}::real)` : column)
  const text = `
    with open as materialized (
      select s.id, s.state, s.exception_kinds, s.latitude, s.longitude, s.promised_on, ${riskSql(today)} as risk
      from   shipments s where ${conditions.where.join(' and ')}
    ), cells as (
      select count(*)::int as n, sum((risk = 'late')::int)::int as late, sum((exception_kinds <> '{}')::int)::int as troubled,
             avg(longitude) as longitude, avg(latitude) as latitude, min(id::text)::uuid as id, min(longitude) = max(longitude) and min(latitude) = max(latitude) as one_place
      from   open where longitude between ${box[0]} and ${box[1]} and latitude between ${box[2]} and ${box[3]}
      group  by ${grid('longitude')}, ${grid('latitude')} order by 1 desc limit ${mostClusters}
    )
    select 'total' as kind, null as key, count(*)::int as n, coalesce(sum((risk = 'late')::int), 0)::int as late,
           coalesce(sum((risk = 'atRisk')::int), 0)::int as at_risk, coalesce(sum((exception_kinds <> '{}')::int), 0)::int as troubled,
           coalesce(sum((promised_on = ${today}::date)::int), 0)::int as due, coalesce(sum((latitude is null)::int), 0)::int as nowhere,
           null::float8 as longitude, null::float8 as latitude, null as place, null::uuid as id from open
    union all select 'state', state, count(*)::int, 0, 0, 0, 0, 0, null, null, null, null from open group by state
    union all select 'exception', k, count(*)::int, 0, 0, 0, 0, 0, null, null, null, null from open, unnest(exception_kinds) k group by k
    union all select 'cluster', null, c.n, c.late, 0, c.troubled, 0, 0, c.longitude, c.latitude,
                     case when c.one_place then (select p.position_place from shipments p where p.id = c.id) end, case when c.n = 1 then c.id end from cells c`
  const { rows } = await connectionOf(db).query<Counted & Record<string, unknown>>(text, conditions.values)
  return present(rows, now)
}

function present(rows: readonly Counted[], now: Date): ShipmentBoard {
  const total = rows.find(({ kind }) => kind === 'total')
  const counts = (of: Counted['kind']) =>
    Object.fromEntries(rows.flatMap(({ kind, key, n }) => (kind === of && key ? [[key, n]] : [])))
  return {
    open: total?.n ?? 0,
    late: total?.late ?? 0,
    atRisk: total?.at_risk ?? 0,
    withExceptions: total?.troubled ?? 0,
    dueToday: total?.due ?? 0,
    nowhere: total?.nowhere ?? 0,
    byState: counts('state'),
    byException: counts('exception'),
    clusters: rows.flatMap((row) =>
      row.kind === 'cluster' && row.longitude !== null && row.latitude !== null
        ? [clusterOf(row, row.longitude, row.latitude)]
        : [],
    ),
    at: now.toISOString(),
  }
}

const clusterOf = ({ n, late, troubled, place, id }: Counted, longitude: number, latitude: number) => ({
  longitude: Math.round(longitude * 1e4) / 1e4,
  latitude: Math.round(latitude * 1e4) / 1e4,
  shipments: n,
  late,
  exceptions: troubled,
  place,
  shipmentId: id,
})
