import { newId } from '../../../platform/ids.ts'
import { mayCreateAccount } from '../accounts.policy.ts'
import type { ColumnValues } from '../accounts.queries.ts'
import { type Chunk, type PlacedRow, refuseRow } from './chunk.ts'
import type { Known } from './find-known.ts'
import type { Incoming } from './incoming.ts'
import { holdersOf } from './new-account.ts'

/** The account a row makes; null where the actor may not make it. */
export function newcomer(chunk: Chunk, placed: PlacedRow, known: Known): Incoming | null {
  const { row } = placed
  const holders = holdersOf(row.account, chunk)
  if (!mayCreateAccount(chunk.user, holders)) {
    refuseRow(chunk, row, null, 'notChangeable', { number: '' })
    return null
  }
  const one: Incoming = {
    target: { id: newId(), number: '', name: String(row.account.name ?? ''), isNew: true },
    existing: null,
    columns: { ...row.account, ...holders },
    contacts: row.contact ? [row.contact] : [],
    address: row.address,
    derived: placed.derived,
  }
  const key = row.account.external_key
  const code = row.account.credit_code
  if (typeof key === 'string' && key !== '') known.byKey.set(key, one)
  if (typeof code === 'string' && code !== '') known.byCode.set(code, one)
  if (chunk.options.target === 'contacts') known.byName.set(one.target.name, one)
  return one
}

/** What the row says wins over what is there; what it leaves empty stays. */
export function mergeRow(one: Incoming, { row }: PlacedRow, { ofMerged }: Known): void {
  one.derived = null
  for (const [column, value] of Object.entries(row.account)) {
    if (value === null || value === '' || value === undefined) continue
    if (column === 'owner_id' && one.target.isNew) continue
    if ((column === 'external_key' || column === 'credit_code') && ofMerged.has(String(value))) continue
    one.columns[column as keyof ColumnValues] = value
  }
  if (row.contact && !one.contacts.includes(row.contact)) one.contacts.push(row.contact)
  one.address = row.address ?? one.address
}
