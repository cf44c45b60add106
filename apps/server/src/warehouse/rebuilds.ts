import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** Which warehouse: each node has its own file, a PostgreSQL server is one for all. */
export const placeOf = (dataDir: string, url: string | undefined) =>
  url === undefined ? `${hostname()}:${join(dataDir, 'warehouse')}` : 'postgres'

export interface Rebuild {
  began_at: Date | null
  ended_at: Date | null
  progress: string
  error: string | null
}

/** Asks the node that holds the warehouse to load it from zero. Returns the request's id. */
export async function askForRebuild({ owner }: Database, place: string, now: Date): Promise<string> {
  const id = newId()
  await owner.query('insert into warehouse_rebuilds (id, warehouse, requested_at) values ($1, $2, $3)', [
    id,
    place,
    now,
  ])
  return id
}

export async function readRebuild({ owner }: Database, id: string): Promise<Rebuild | undefined> {
  const found = await owner.query<Rebuild>(
    'select began_at, ended_at, progress, error from warehouse_rebuilds where id = $1',
    [id],
  )
  return found.rows[0]
}

/** What nobody took up is forgotten, so that it does not come over the next node that starts. */
export const withdrawRebuild = ({ owner }: Database, id: string) =>
  owner.query('delete from warehouse_rebuilds where id = $1 and began_at is null', [id])

/** The open requests become one piece of work; null when there is none. Requests of a node that died in its work count again. */
export async function takeRebuild({ owner }: Database, place: string, now: Date) {
  const found = await owner.query<{ id: string }>(
    'update warehouse_rebuilds set began_at = $2 where warehouse = $1 and ended_at is null returning id',
    [place, now],
  )
  if (found.rowCount === 0) return null
  const ids = found.rows.map(({ id }) => id)
  return {
    tell: (progress: string) =>
      owner.query('update warehouse_rebuilds set progress = $2 where id = any ($1)', [ids, progress]),
    end: (at: Date, error: string | null) =>
      owner.query('update warehouse_rebuilds set ended_at = $2, error = $3 where id = any ($1)', [ids, at, error]),
  }
}
