import { connectionOf, type Database, type Db, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { pairOf, readyForComparing } from './compare-blocks.ts'
import { type FoundPair, keepPairs } from './keep-pairs.ts'

const blocksAtOnce = 400
/** A key met by more tells little and costs much; the scan of the whole base, which goes further, is at hand for those. */
const widestBlock = 20
/** Looking up the keys of one account costs about as much as sorting those of so many. */
const sortedForOneLookUp = 25

interface Block {
  ids: Id[]
  fresh: Id[]
}

/**
 * Files the pairs that the accounts an import made form with others and among themselves, so that they stand in the work list.
 * Their keys are met as a set: few are looked up in the index, many are sorted with those of the whole base. May be done again after
 * a stop. `goOn` is asked between two parts and throws to end it. Returns how many pairs were found.
 */
export async function fileImportPairs(
  database: Database,
  importId: Id,
  now: Date,
  goOn: () => Promise<void>,
): Promise<number> {
  let found = 0
  await sortPendingKeys(database)
  await readAsOwner(database, async (db) => {
    for await (const blocks of blocksOf(db, importId)) {
      await goOn()
      const pairs = await compareFresh(db, blocks)
      await writeAsOwner(database, (tx) => keepPairs(tx, pairs, now))
      found += pairs.length
    }
  })
  return found
}

/** What the import left unsorted in the indexes, every look-up and every search would read. */
async function sortPendingKeys(database: Database): Promise<void> {
  const text = `select gin_clean_pending_list('accounts_by_match'), gin_clean_pending_list('accounts_by_search')`
  await writeAsOwner(database, (tx) => connectionOf(tx).query(text))
}

async function* blocksOf(db: Db, importId: Id): AsyncGenerator<Block[]> {
  const client = connectionOf(db)
  const { rows } = await client.query<{ fresh: number; all: number }>(
    `select (select count(*)::int from accounts where import_batch_id = $1 and deleted_at is null) as fresh,
            (select greatest(reltuples, 0)::int from pg_class where oid = 'accounts'::regclass) as all`,
    [importId],
  )
  const { fresh = 0, all = 0 } = rows[0] ?? {}
  if (fresh === 0) return
  const isFew = fresh * sortedForOneLookUp < all
  if (isFew) await client.query('set local enable_seqscan = off; set local enable_indexscan = off')
  await client.query(
    `declare import_blocks no scroll cursor for ${isFew ? lookedUp : sorted}`.replaceAll('$1', `'${importId}'`),
  )
  for (;;) {
    const page = await client.query<Block>(`fetch ${blocksAtOnce} from import_blocks`)
    if (page.rows.length === 0) return
    yield page.rows
  }
}

const sorted = `
  select array_agg(a.id) as ids, array_agg(a.id) filter (where a.import_batch_id = $1) as fresh
  from   accounts a cross join lateral unnest(a.match_keys) as k (key)
  where  a.deleted_at is null
  group  by k.key having count(*) between 2 and ${widestBlock} and bool_or(a.import_batch_id = $1)`

const lookedUp = `
  with fresh as materialized (
    select k.key, array_agg(a.id) as ids from accounts a cross join lateral unnest(a.match_keys) as k (key)
    where  a.import_batch_id = $1 and a.deleted_at is null group by k.key)
  select met.ids, f.ids as fresh
  from   fresh f
  cross  join lateral (
    select array_agg(m.id) as ids
    from  (select a.id from accounts a where a.deleted_at is null and a.match_keys @> array[f.key] limit ${widestBlock + 1}) m) met
  where  cardinality(met.ids) between 2 and ${widestBlock}`

async function compareFresh(db: Db, blocks: readonly Block[]): Promise<FoundPair[]> {
  const ready = await readyForComparing(
    db,
    blocks.flatMap((block) => block.ids),
  )
  const places = new Map([...ready.keys()].map((id, at) => [id, at]))
  const compared = new Set<number>()
  const pairs: FoundPair[] = []
  for (const { ids, fresh } of blocks)
    for (const one of fresh)
      for (const other of ids) {
        const [a, b] = [ready.get(one), ready.get(other)]
        const [i, j] = [places.get(one) ?? 0, places.get(other) ?? 0]
        const both = Math.min(i, j) * ready.size + Math.max(i, j)
        if (i === j || !a || !b || compared.has(both)) continue
        compared.add(both)
        const pair = pairOf(one, other, a.record, b.record)
        if (pair) pairs.push(pair)
      }
  return pairs
}
