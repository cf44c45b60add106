import type { AccountSelection } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { conditionOf } from '../lists/list-accounts.ts'
import type { Condition } from './bulk.queries.ts'

/** What was chosen in a list, as a condition on the account `a`; null is everything one may see. */
export async function selectionCondition(db: Db, user: User, selection: AccountSelection): Promise<Condition | null> {
  const narrowed = await conditionOf(db, user, { search: selection.search, filter: selection.filter })
  const values: unknown[] = [...(narrowed?.values ?? [])]
  const parts = narrowed ? [narrowed.text] : []
  if (selection.ids) parts.push(`a.id = any ($${values.push(selection.ids)}::uuid[])`)
  if (selection.except?.length) parts.push(`a.id <> all ($${values.push(selection.except)}::uuid[])`)
  return parts.length > 0 ? { text: parts.join(' and '), values } : null
}
