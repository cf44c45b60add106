import { setImmediate as breathe } from 'node:timers/promises'
import type { PreparedRecord } from '@quayside/matching'
import { connectionOf, type Database, type Db, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { pairOf } from './compare-blocks.ts'
import { type FoundPair, keepPairs } from './keep-pairs.ts'
import { RecordsAtHand } from './records-at-hand.ts'

const pairsAtOnce = 2_000
/** The server goes on answering between so many comparisons. */
const comparedAtOnce = 100
/** A key met by more tells little and costs much; the scan of the whole base, which goes further, is at hand for those. */
const widestBlock = 20
/** Looking up the keys of one account costs about as much as sorting those of so many. */
const sortedForOneLookUp = 25

interface Met {
  one: Id
  other: Id
  a: PreparedRecord
  b: PreparedRecord
}

/**
 * Files the pairs that the accounts an import made form with others and among themselves, so that they stand in the work list.
 * Their keys are met as a set: few are looked up in the index, many are sorted with those of the whole base. While some pairs are
 * compared, the database hands over the next. May be done again after a stop. `goOn` is asked between two parts and throws to
 * end it. Returns how many pairs were found.
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
    const pages = pairsThatMeet(db, importId)
    let coming = pages.next()
    try {
      for (let page = await coming; !page.done; page = await coming) {
        coming = pages.next()
        coming.catch(() => undefined)
        await goOn()
        const pairs = await compared(page.value)
        await writeAsOwner(database, (tx) => keepPairs(tx, pairs, now))
        found += pairs.length
      }
    } finally {
      // Nothing may be asked of the connection after it was given back.
      await coming.catch(() => undefined)
    }
  })
  return found
}

/** What the import left unsorted in the indexes, every look-up and every search would read. */
async function sortPendingKeys(database: Database): Promise<void> {
  const text = `select gin_clean_pending_list('accounts_by_match'), gin_clean_pending_list('accounts_by_search')`
  await writeAsOwner(database, (tx) => connectionOf(tx).query(text))
}

async function* pairsThatMeet(db: Db, importId: Id): AsyncGenerator<Met[], void> {
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
    `declare import_pairs no scroll cursor for ${pairsAmong(isFew ? lookedUp : sorted)}`.replaceAll(
      '$1',
      `'${importId}'`,
    ),
  )
  if (isFew) await client.query('set local enable_seqscan = on; set local enable_indexscan = on')
  const records = new RecordsAtHand()
  for (;;) {
    const page = await client.query<{ one: Id; other: Id }>(`fetch ${pairsAtOnce} from import_pairs`)
    if (page.rows.length === 0) return
    await records.take(
      db,
      page.rows.flatMap(({ one, other }) => [one, other]),
    )
    yield page.rows.flatMap(({ one, other }) => {
      const [a, b] = [records.get(one), records.get(other)]
      return a && b ? [{ one, other, a, b }] : []
    })
  }
}

/** Each pair once, by the words of the least key it shares: those of one brand lie together and are fetched once. */
const pairsAmong = (blocks: string) => `
  select least(f.id, o.id) as one, greatest(f.id, o.id) as other
  from  (${blocks}) b cross join unnest(b.fresh) as f (id) cross join unnest(b.ids) as o (id)
  where  f.id <> o.id
  group  by 1, 2
  order  by min(substr(b.key, 3) collate "C")`

const sorted = `
  select k.key, array_agg(a.id) as ids, array_agg(a.id) filter (where a.import_batch_id = $1) as fresh
  from   accounts a cross join lateral unnest(a.match_keys) as k (key)
  where  a.deleted_at is null
  group  by k.key having count(*) between 2 and ${widestBlock} and bool_or(a.import_batch_id = $1)`

const lookedUp = `
  with fresh as materialized (
    select k.key, array_agg(a.id) as ids from accounts a cross join lateral unnest(a.match_keys) as k (key)
    where  a.import_batch_id = $1 and a.deleted_at is null group by k.key)
  select f.key, met.ids, f.ids as fresh
  from   fresh f
  cross  join lateral (
    select array_agg(m.id) as ids
    from  (select a.id from accounts a where a.deleted_at is null and a.match_keys @> array[f.key] limit ${widestBlock + 1}) m) met
  where  cardinality(met.ids) between 2 and ${widestBlock}`

async function compared(met: readonly Met[]): Promise<FoundPair[]> {
  const pairs: FoundPair[] = []
  for (const [at, { one, other, a, b }] of met.entries()) {
    if (at % comparedAtOnce === comparedAtOnce - 1) await breathe()
    const pair = pairOf(one, other, a, b)
    if (pair) pairs.push(pair)
  }
  return pairs
}
