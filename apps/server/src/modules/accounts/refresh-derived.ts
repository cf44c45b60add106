import type { Tx } from '../../platform/database.ts'
import { prepared } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { FoundAccount } from './accounts.queries.ts'
import { findPeopleAndPlaces } from './accounts.queries.ts'
import { type DerivedFrom, deriveAccount } from './derive-account.ts'

/**
 * After its people or places changed: search, matching and quality follow. The version stays, so that somebody who edits the
 * account's own fields meanwhile is not told of a conflict that is none.
 */
export async function refreshDerived(tx: Tx, user: User, account: FoundAccount, now: Date): Promise<void> {
  const { people, places } = await findPeopleAndPlaces(tx, account.id)
  const derived = deriveAccount(account as unknown as DerivedFrom, people, places, now)
  const text = `
    update accounts set search_keys = $2, match_keys = $3, quality_score = $4, quality_issues = $5, updated_at = $6, updated_by = $7
    where id = $1`
  const { search_keys, match_keys, quality_score, quality_issues } = derived
  await prepared(tx, 'refresh-derived', text, [
    account.id,
    search_keys,
    match_keys,
    quality_score,
    quality_issues,
    now,
    user.id,
  ])
}
