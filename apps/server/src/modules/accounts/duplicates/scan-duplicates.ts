import type pg from 'pg'
import { connectionOf, type Database, type Db, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { pairOf, readyForComparing } from './compare-blocks.ts'
import { type FoundPair, keepPairs } from './keep-pairs.ts'

/** Accounts sharing one key beyond this many are not compared by it: an agent's phone or a default birthday tells nothing. */
const widestBlock = 100
const blocksAtOnce = 400

export type ScanProgress = (done: number, total: number) => Promise<void>

export interface ScanResult {
  compared: number
  pairs: number
  fresh: number
  reopened: number
  /** Open pairs that no longer look like one customer. */
  withdrawn: number
  /** Keys met too often to tell anything. */
  crowded: number
}

interface Block {
  key: string
  ids: Id[]
}

/**
 * Compares all live accounts that share a matching key. PostgreSQL sorts the keys (on disk when they are many) and hands over
 * one block of equal keys after the other through a cursor, so memory does not grow with the base; pairs are kept in small
 * transactions of their own, and what was found before a stop stays.
 */
export async function scanDuplicates(database: Database, now: Date, report: ScanProgress): Promise<ScanResult> {
  const result: ScanResult = { compared: 0, pairs: 0, fresh: 0, reopened: 0, withdrawn: 0, crowded: 0 }
  await readAsOwner(database, async (db) => {
    const { crowded, blocks } = await countBlocks(db)
    result.crowded = crowded.size
    let done = 0
    await report(done, blocks)
    for await (const batch of blocksOf(db)) {
      const pairs = await compareBlocks(db, batch, crowded, result)
      const kept = await writeAsOwner(database, (tx) => keepPairs(tx, pairs, now))
      result.pairs += pairs.length
      result.fresh += kept.fresh
      result.reopened += kept.reopened
      done += batch.length
      await report(done, blocks)
    }
  })
  result.withdrawn = await withdrawUnseen(database, now)
  return result
}

const shared = `
  select k.key, count(*) as accounts from accounts a cross join lateral unnest(a.match_keys) as k (key)
  where a.deleted_at is null group by k.key having count(*) > 1`

async function countBlocks(db: Db): Promise<{ crowded: Set<string>; blocks: number }> {
  const text = `
    with shared as materialized (${shared})
    select (select count(*)::int from shared where accounts <= $1) as blocks,
           (select coalesce(json_agg(key), '[]') from shared where accounts > $1) as crowded`
  const { rows } = await connectionOf(db).query<{ blocks: number; crowded: string[] }>(text, [widestBlock])
  return { crowded: new Set(rows[0]?.crowded), blocks: rows[0]?.blocks ?? 0 }
}

async function* blocksOf(db: Db): AsyncGenerator<Block[]> {
  const client: pg.PoolClient = connectionOf(db)
  await client.query(`
    declare duplicate_blocks no scroll cursor for
    select k.key, array_agg(a.id) as ids from accounts a cross join lateral unnest(a.match_keys) as k (key)
    where a.deleted_at is null group by k.key having count(*) between 2 and ${widestBlock}`)
  for (;;) {
    const { rows } = await client.query<Block>(`fetch ${blocksAtOnce} from duplicate_blocks`)
    if (rows.length === 0) return
    yield rows
  }
}

async function compareBlocks(
  db: Db,
  blocks: readonly Block[],
  crowded: ReadonlySet<string>,
  result: ScanResult,
): Promise<FoundPair[]> {
  const ready = await readyForComparing(
    db,
    blocks.flatMap((block) => block.ids),
  )
  const pairs: FoundPair[] = []
  for (const { key, ids } of blocks)
    for (const [at, one] of ids.entries())
      for (const other of ids.slice(at + 1)) {
        const [a, b] = [ready.get(one), ready.get(other)]
        if (!a || !b || key !== firstShared(a.keys, b.keys, crowded)) continue
        result.compared += 1
        const pair = pairOf(one, other, a.record, b.record)
        if (pair) pairs.push(pair)
      }
  return pairs
}

/** Of the keys two accounts share one alone is charged with comparing them, so that no pair is met twice. */
function firstShared(a: readonly string[], b: readonly string[], crowded: ReadonlySet<string>): string | undefined {
  let first: string | undefined
  for (const key of a) if ((first === undefined || key < first) && b.includes(key) && !crowded.has(key)) first = key
  return first
}

async function withdrawUnseen(database: Database, now: Date): Promise<number> {
  const text = `delete from duplicate_pairs where state = 'open' and seen_at < $1`
  return (await writeAsOwner(database, (tx) => connectionOf(tx).query(text, [now]))).rowCount ?? 0
}
