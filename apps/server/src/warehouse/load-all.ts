import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import { sumAllMonths } from './account-months.ts'
import { calendarColumns, calendarRows } from './calendar-rows.ts'
import type { Writer } from './engine.ts'
import { formerKeys, knowsFormerKeys } from './former-keys.ts'
import { sumAllOrders } from './order-totals.ts'
import { insertion, type SourceTable, selectOf, sources, stagedTypes } from './source-tables.ts'
import { rowsOf } from './staging.ts'

/**
 * Pages of 8 kB copied at once: 256 MB of a table, some 900,000 lines, a staging file of about as many bytes. DuckDB takes
 * noticeably longer for the same rows in smaller pieces.
 */
const pagesPerPiece = 32_768

export interface LoadOptions {
  pages?: number | undefined
  /** Told after each piece: the table, its rows so far, and the share of its pages. */
  progress?: ((table: string, rows: number, share: number) => void) | undefined
}

/** Rows brought over, by table of the source. */
export type Loaded = Record<string, number>

/**
 * Loads an empty warehouse inside the feeder's transaction. Two connections that look at one snapshot of the source copy the
 * tables out in pieces, in the order in which they lie on the disk, so that pieces are copied while another is brought in;
 * nothing is looked up or replaced but the keys that accounts had before.
 */
export async function loadAll(
  database: Database,
  leader: pg.PoolClient,
  writer: Writer,
  { pages = pagesPerPiece, progress = () => undefined }: LoadOptions,
): Promise<Loaded> {
  const mate = await database.owner.connect()
  try {
    await lookTogether(leader, mate)
    const pieces: Piece[] = []
    for (const source of sources) pieces.push(...(await piecesOf(leader, source, pages)))
    const loaded = await inLanes([leader, mate], pieces, writer, progress)
    await sumAllOrders(writer.run)
    await sumAllMonths(writer.run)
    await writer.take(calendarRows(), calendarColumns, (from) => {
      const columns = Object.keys(calendarColumns).join(', ')
      return writer.run(`insert into dim_date (${columns}) select ${columns} from ${from} s`)
    })
    return loaded
  } finally {
    await mate.query('rollback').catch(() => undefined)
    mate.release()
  }
}

async function lookTogether(leader: pg.PoolClient, mate: pg.PoolClient): Promise<void> {
  const found = await leader.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  await mate.query('begin transaction isolation level repeatable read read only')
  await mate.query(`set transaction snapshot '${found.rows[0]?.snapshot}'`)
}

interface Piece {
  source: SourceTable
  where: string
  /** How much of its table is in with it. */
  share: number
}

/** By where a row lies. Whatever the snapshot sees lies within the pages the table has now; the last piece has no end all the same. */
async function piecesOf(client: pg.PoolClient, source: SourceTable, pages: number): Promise<Piece[]> {
  const found = await client.query<{ pages: string }>(
    `select pg_relation_size('${source.table}') / current_setting('block_size')::integer as pages`,
  )
  const count = Math.max(1, Math.ceil(Number(found.rows[0]?.pages ?? 0) / pages))
  return Array.from({ length: count }, (_, at) => {
    const to = at + 1 < count ? `and t.ctid < '(${(at + 1) * pages},0)'::tid` : ''
    return { source, where: `t.ctid >= '(${at * pages},0)'::tid ${to}`, share: (at + 1) / count }
  })
}

/**
 * Every connection copies out the next piece and waits for its turn to bring it in: pieces come in as they stand, so that what
 * rows refer to is there before them, whichever table it is of. The first failure ends all lanes; none is left running.
 */
async function inLanes(
  lanes: readonly pg.PoolClient[],
  pieces: readonly Piece[],
  writer: Writer,
  progress: NonNullable<LoadOptions['progress']>,
): Promise<Loaded> {
  const loaded: Loaded = {}
  const keys = (await knowsFormerKeys(writer.run)) ? formerKeys : undefined
  const left = [...pieces]
  let turn: Promise<unknown> = Promise.resolve()
  const bringIn = async (client: pg.PoolClient, { source, where, share }: Piece) => {
    const before = turn
    const mine = Promise.withResolvers<void>()
    turn = mine.promise
    // The last has nobody who waits for it; the lane itself fails.
    turn.catch(() => undefined)
    try {
      const rows = rowsOf(client, selectOf(source, where))
      await writer.take(rows, stagedTypes(source), async (from) => {
        await before
        await writer.run(insertion(source, from, keys))
      })
      const sum = (loaded[source.table] ?? 0) + rows.count()
      loaded[source.table] = sum
      progress(source.table, sum, share)
      mine.resolve()
    } catch (error) {
      left.length = 0
      mine.reject(error)
      throw error
    }
  }
  const ends = await Promise.allSettled(
    lanes.map(async (client) => {
      for (let piece = left.shift(); piece; piece = left.shift()) await bringIn(client, piece)
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return loaded
}
