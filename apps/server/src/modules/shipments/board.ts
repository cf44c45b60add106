import type { ShipmentBoard, shipmentBoard } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { narrow, newConditions } from './filter-shipments.ts'
import { companyDay } from './read-shipments.ts'
import { openRiskSql } from './risk.ts'

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
  user: User,
  query: z.output<(typeof shipmentBoard)['query']>,
  now: Date,
): Promise<ShipmentBoard> {
  const { cell, west, east, south, north, ...filter } = query
  const conditions = newConditions()
  const day = await companyDay(db, now)
  const today = conditions.bind(day)
  narrow({ ...filter, state: filter.state === 'closed' ? undefined : filter.state }, day, user, conditions)
  conditions.where.push('s.is_open')
  const side = cell > 0 ? conditions.bind(cell) : null
  const box = [west, east, south, north].map((edge) => conditions.bind(edge))
  const grid = (column: string) => (side ? `floor(${column} / ${side}::real)` : column)
  // Grouped once; everything else is added up from some thousand groups.
  const text = `
    with piece as materialized (
      select ${grid('s.longitude')} as x, ${grid('s.latitude')} as y, s.state, ${openRiskSql(today)} as risk, s.exception_kinds as kinds,
             s.promised_on = ${today}::date as due, count(*) as n, sum(s.longitude::float8) as longitudes, sum(s.latitude::float8) as latitudes,
             min(s.longitude) as west, max(s.longitude) as east, min(s.latitude) as south, max(s.latitude) as north, any_value(s.id) as id
      from   shipments s where ${conditions.where.join(' and ')} group by 1, 2, 3, 4, 5, 6
    ), cells as (
      select sum(n)::int as n, coalesce(sum(n) filter (where risk = 'late'), 0)::int as late, coalesce(sum(n) filter (where kinds <> '{}'), 0)::int as troubled,
             sum(longitudes) / sum(n) as longitude, sum(latitudes) / sum(n) as latitude, any_value(id) as id,
             min(west) = max(east) and min(south) = max(north) as one_place
      from   piece where x is not null and y is not null and east >= ${box[0]} and west <= ${box[1]} and north >= ${box[2]} and south <= ${box[3]}
      group  by x, y order by 1 desc limit ${mostClusters}
    )
    select 'total' as kind, null as key, coalesce(sum(n), 0)::int as n, coalesce(sum(n) filter (where risk = 'late'), 0)::int as late,
           coalesce(sum(n) filter (where risk = 'atRisk'), 0)::int as at_risk, coalesce(sum(n) filter (where kinds <> '{}'), 0)::int as troubled,
           coalesce(sum(n) filter (where due), 0)::int as due, coalesce(sum(n) filter (where y is null), 0)::int as nowhere,
           null::float8 as longitude, null::float8 as latitude, null as place, null::uuid as id from piece
    union all select 'state', state, sum(n)::int, 0, 0, 0, 0, 0, null, null, null, null from piece group by state
    union all select 'exception', k, sum(n)::int, 0, 0, 0, 0, 0, null, null, null, null from piece, unnest(kinds) k group by k
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
