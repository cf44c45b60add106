import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import type { Run } from './engine.ts'
import { accounts, type FactTable, lines, orders, type SourceTable } from './source-tables.ts'
import { copyOut, staged } from './staging.ts'

/** Pages of 8 kB copied at once: about 300,000 lines, a staging file of some 70 MB. */
const pagesPerPiece = 32_768

/** A stretch of a table in the order in which it lies on the disk, and the statement that brings it in. */
interface Piece {
  select: string
  file: string
  insert: string
}

export interface Loaded {
  accounts: number
  orders: number
  lines: number
}

/**
 * Loads an empty warehouse inside the write transaction of `run`. Two connections that look at one snapshot of the source
 * copy the tables out in pieces, so that one piece is copied while another is brought in; nothing is looked up or replaced.
 */
export async function loadAll(
  database: Database,
  leader: pg.PoolClient,
  run: Run,
  { folder, horizon, pages = pagesPerPiece }: { folder: string; horizon: bigint; pages?: number | undefined },
): Promise<Loaded> {
  const mate = await database.owner.connect()
  const load = async (source: SourceTable, insert: (from: string) => string) =>
    inLanes([leader, mate], await piecesOf(leader, source, insert, { folder, horizon, pages }), run)
  const facts = (source: FactTable) =>
    load(
      source,
      (from) =>
        `insert into ${source.fact} select ${source.into} from ${from} s join dim_account d on d.account_id = s.account_id`,
    )
  try {
    await lookTogether(leader, mate)
    return {
      accounts: await load(
        accounts,
        (from) =>
          `insert into dim_account (account_id, account_key, kind, state, industry, owner_id, team_id, created_on, is_gone)
           select account_id, nextval('account_keys'), kind, state, industry, owner_id, team_id, created_on, is_gone from ${from}`,
      ),
      orders: await facts(orders),
      lines: await facts(lines),
    }
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

/** Whatever the snapshot sees lies within the pages the table has now; the last piece has no end all the same. */
async function piecesOf(
  client: pg.PoolClient,
  { table, select, columns }: SourceTable,
  insert: (from: string) => string,
  { folder, horizon, pages }: { folder: string; horizon: bigint; pages: number },
): Promise<Piece[]> {
  const found = await client.query<{ pages: string }>(
    `select pg_relation_size('${table}') / current_setting('block_size')::integer as pages`,
  )
  const count = Math.max(1, Math.ceil(Number(found.rows[0]?.pages ?? 0) / pages))
  return Array.from({ length: count }, (_, at) => {
    const from = `ctid >= '(${at * pages},0)'::tid`
    const to = at + 1 < count ? `and ctid < '(${(at + 1) * pages},0)'::tid` : ''
    const file = join(folder, `${table}-${at}.txt`)
    return {
      select: `select ${select} from ${table} where ${from} ${to} and xid < '${horizon}'::xid8`,
      file,
      insert: insert(staged(file, columns)),
    }
  })
}

/** Every connection copies out the next piece and waits for its turn to bring it in. The first failure ends all lanes; none is left running. */
async function inLanes(lanes: readonly pg.PoolClient[], pieces: Piece[], run: Run): Promise<number> {
  let rows = 0
  let turn: Promise<unknown> = Promise.resolve()
  const work = async (client: pg.PoolClient) => {
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      const { select, file, insert } = piece
      try {
        const copied = await copyOut(client, select, file)
        rows += copied
        turn = turn.then(() => run(insert))
        await turn
      } catch (error) {
        pieces.length = 0
        throw error
      } finally {
        await rm(file, { force: true })
      }
    }
  }
  const ends = await Promise.allSettled(lanes.map(work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return rows
}
