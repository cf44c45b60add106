import { sortKey } from '@quayside/searchkeys'
import { connectionOf, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { presentedColumns } from '../accounts.queries.ts'
import type { Chunk, PlacedRow } from './chunk.ts'
import type { FoundAccount, HiddenHolder, Incoming } from './incoming.ts'

interface Holder {
  id: Id
  number: string
  external_key: string | null
  credit_code: string | null
  merged: boolean
}

/** The accounts that rows of a chunk may mean, by what they are known by. Grows with those the rows themselves make. */
export interface Known {
  byKey: Map<string, Incoming | HiddenHolder>
  byCode: Map<string, Incoming | HiddenHolder>
  byName: Map<string, Incoming>
  changeable: ReadonlySet<Id>
  /** Keys and codes that lead from a merged account to the one it was merged into, which keeps its own. */
  ofMerged: ReadonlySet<string>
}

const recordColumns = [...presentedColumns, 'import_batch_id'].join(', ')

export async function findKnown({ tx, options }: Chunk, rows: readonly PlacedRow[]): Promise<Known> {
  const keys = distinct(rows.map(({ row }) => row.account.external_key))
  const codes = distinct(rows.map(({ row }) => row.account.credit_code))
  const names = options.target === 'contacts' ? distinct(rows.map(({ row }) => row.account.name)) : []
  const holders = keys.length + codes.length === 0 ? [] : await findHolders(tx, keys, codes)
  const found = await findVisible(
    tx,
    holders.map((holder) => holder.id),
    names.map(sortKey),
  )
  const known: Known = {
    byKey: new Map(),
    byCode: new Map(),
    byName: new Map(),
    changeable: await lockChangeable(tx, found),
    ofMerged: new Set(
      holders.flatMap(({ merged, external_key, credit_code }) =>
        merged ? [external_key, credit_code].filter((text) => text !== null) : [],
      ),
    ),
  }
  const byId = new Map(found.map((account) => [account.id, asIncoming(account)]))
  // Whoever holds a key himself comes before one to whom it leads.
  for (const holder of holders.sort((a, b) => Number(b.merged) - Number(a.merged))) {
    const one = byId.get(holder.id) ?? holder
    if (holder.external_key !== null) known.byKey.set(holder.external_key, one)
    if (holder.credit_code !== null) known.byCode.set(holder.credit_code, one)
  }
  for (const one of byId.values()) if (!known.byName.has(one.target.name)) known.byName.set(one.target.name, one)
  return known
}

const findHolders = (tx: Chunk['tx'], keys: readonly string[], codes: readonly string[]): Promise<Holder[]> =>
  prepared<Holder & Record<string, unknown>>(tx, 'accounts-known-by', 'select * from accounts_known_by($1, $2)', [
    keys,
    codes,
  ])

async function findVisible(tx: Chunk['tx'], ids: readonly Id[], sortKeys: readonly string[]): Promise<FoundAccount[]> {
  if (ids.length + sortKeys.length === 0) return []
  const named = `union all select ${recordColumns} from accounts where sort_key = any($2) and deleted_at is null and id <> all($1)`
  const result = await connectionOf(tx).query<FoundAccount>(
    `select ${recordColumns} from accounts where id = any($1) ${sortKeys.length > 0 ? named : ''}`,
    sortKeys.length > 0 ? [ids, sortKeys] : [ids],
  )
  return result.rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Locks those the actor may change, in one order for everybody. */
async function lockChangeable(tx: Chunk['tx'], found: readonly FoundAccount[]): Promise<Set<Id>> {
  if (found.length === 0) return new Set()
  const locked = await connectionOf(tx).query<{ id: Id }>(
    'select id from accounts where id = any($1) order by id for no key update',
    [found.map((account) => account.id)],
  )
  return new Set(locked.rows.map((row) => row.id))
}

const asIncoming = (account: FoundAccount): Incoming => ({
  target: { id: account.id, number: account.number, name: account.name, isNew: false },
  existing: account,
  columns: {},
  contacts: [],
  address: null,
  derived: null,
})

const distinct = (values: readonly unknown[]): string[] =>
  [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))].sort()
