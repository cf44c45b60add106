import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import { calendarColumns, calendarRows } from './calendar-rows.ts'
import type { Writer } from './engine.ts'
import { sumAllOrders } from './order-totals.ts'
import { insertion, type SourceTable, selectOf, sources, stagedTypes } from './source-tables.ts'
import { rowsOf } from './staging.ts'

/** Pages of 8 kB copied at once: about 300,000 lines, a staging file of some 70 MB. */
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
 * tables out in pieces, in the order in which they lie on the disk, so that one piece is copied while another is brought in;
 * nothing is looked up or replaced.
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
    const loaded: Loaded = {}
    for (const source of sources) {
      const pieces = await piecesOf(leader, source, pages)
      loaded[source.table] = await inLanes([leader, mate], source, pieces, writer, progress)
    }
    await sumAllOrders(writer.run)
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

/** Conditions on where a row lies. Whatever the snapshot sees lies within the pages the table has now; the last piece has no end all the same. */
async function piecesOf(client: pg.PoolClient, { table }: SourceTable, pages: number): Promise<string[]> {
  const found = await client.query<{ pages: string }>(
    `select pg_relation_size('${table}') / current_setting('block_size')::integer as pages`,
  )
  const count = Math.max(1, Math.ceil(Number(found.rows[0]?.pages ?? 0) / pages))
  return Array.from({ length: count }, (_, at) => {
    const to = at + 1 < count ? `and t.ctid < '(${(at + 1) * pages},0)'::tid` : ''
    return `t.ctid >= '(${at * pages},0)'::tid ${to}`
  })
}

/** Every connection copies out the next piece and waits for its turn to bring it in. The first failure ends all lanes; none is left running. */
async function inLanes(
  lanes: readonly pg.PoolClient[],
  source: SourceTable,
  pieces: string[],
  writer: Writer,
  progress: NonNullable<LoadOptions['progress']>,
): Promise<number> {
  const count = pieces.length
  let [loaded, done] = [0, 0]
  let turn: Promise<unknown> = Promise.resolve()
  const work = async (client: pg.PoolClient) => {
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      try {
        const rows = rowsOf(client, selectOf(source, piece))
        await writer.take(rows, stagedTypes(source), async (from) => {
          turn = turn.then(() => writer.run(insertion(source, from)))
          await turn
        })
        loaded += rows.count()
        progress(source.table, loaded, ++done / count)
      } catch (error) {
        pieces.length = 0
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(lanes.map(work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return loaded
}
