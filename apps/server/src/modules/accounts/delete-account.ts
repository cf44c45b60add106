import type { Account } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { refuseTaken } from './account-refusals.ts'
import { mayDeleteAccount } from './accounts.policy.ts'
import { findAccount, updateAccount } from './accounts.queries.ts'
import { presentAccount } from './present-account.ts'

/** Into the bin: out of every list and search, with all that hangs on it kept for a return. */
export async function deleteAccount(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<void> {
  const account = await findAccount(tx, id)
  if (!account || account.deleted_at !== null) throw notFound('account')
  if (!mayDeleteAccount(user, account)) throw forbidden()
  if (account.version !== version) throw changedMeanwhile(presentAccount(account, user))

  const gone = await updateAccount(tx, id, version, { deleted_at: now, updated_at: now, updated_by: user.id })
  if (!gone) throw changedMeanwhile(presentAccount((await findAccount(tx, id)) ?? account, user))
  await recordEvent(tx, {
    kind: 'account.deleted',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
    data: { number: account.number, name: account.name.slice(0, 200) },
  })
}

/** Back out of the bin, unless its keys went to another account meanwhile. */
export async function restoreAccount(tx: Tx, user: User, id: Id, now: Date): Promise<Account> {
  const account = await findAccount(tx, id)
  if (!account) throw notFound('account')
  if (!mayDeleteAccount(user, account)) throw forbidden()
  if (account.merged_into !== null)
    throw new Refusal('accountMerged', 409, 'This account was merged into another. Undo the merge instead.')
  if (account.deleted_at === null) throw new Refusal('accountNotDeleted', 409, 'The account is not in the bin.')
  await refuseTaken(tx, { code: account.credit_code, key: account.external_key }, id, user, async (other) =>
    Boolean(await findAccount(tx, other)),
  )

  const back = await updateAccount(tx, id, account.version, { deleted_at: null, updated_at: now, updated_by: user.id })
  if (!back) throw new Refusal('tryAgain', 409, 'Somebody else changed this account just now. Try again.')
  await recordEvent(tx, {
    kind: 'account.restored',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
  })
  return presentAccount(back, user)
}
