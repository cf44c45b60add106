import type { Id } from '../../../platform/ids.ts'
import { changeAccounts } from './change-accounts.ts'
import type { Chunk, PlacedRow, Target } from './chunk.ts'
import { findKnown } from './find-known.ts'
import type { Incoming } from './incoming.ts'
import { insertAccounts } from './insert-accounts.ts'
import { locateAccount, takesFields } from './locate-account.ts'
import { mergeRow, newcomer } from './newcomer.ts'

/** Finds or makes the account of every row. Rows that cannot be written are refused; the others come back with their account. */
export async function writeAccounts(chunk: Chunk, rows: readonly PlacedRow[]): Promise<Map<PlacedRow, Target>> {
  const known = await findKnown(chunk, rows)
  const incoming = new Map<Id, Incoming>()
  const targets = new Map<PlacedRow, Target>()
  for (const placed of rows) {
    const existing = locateAccount(chunk, placed, known)
    if (existing === 'refused') continue
    const one = existing ?? newcomer(chunk, placed, known)
    if (!one) continue
    targets.set(placed, one.target)
    if (existing && !takesFields(chunk, placed, one, known)) continue
    incoming.set(one.target.id, one)
    if (existing) mergeRow(one, placed, known)
  }
  const all = [...incoming.values()]
  await insertAccounts(
    chunk,
    all.filter((one) => one.target.isNew),
  )
  await changeAccounts(
    chunk,
    all.filter((one) => !one.target.isNew),
  )
  return targets
}
