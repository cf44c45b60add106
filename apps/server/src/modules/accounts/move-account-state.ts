import { type Account, type AccountState, mayMove, movesFrom } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, Refusal } from '../../platform/refusal.ts'
import { type FoundAccount, findAccount, updateAccount } from './accounts.queries.ts'
import { findChangeable } from './change-account.ts'
import { presentAccount } from './present-account.ts'

/** Moves along the life cycle by hand; who, when and why stand in the event. */
export async function moveAccountState(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  to: AccountState,
  reason: string,
  now: Date,
): Promise<Account> {
  const account = await findChangeable(tx, user, id, version)
  const from = account.state as AccountState
  if (!mayMove(from, to))
    throw new Refusal('moveNotAllowed', 409, `A ${from} customer becomes one of: ${movesFrom(from).join(', ')}.`)

  // Since when it was there before: whoever takes the move back gets that again.
  const data = { from, to, reason, by: 'hand', since: account.state_since.toISOString() }
  return setState(tx, user, account, { state: to, since: now, data }, now)
}

interface StateChange {
  state: AccountState
  since: Date
  data: Record<string, unknown>
}

export async function setState(tx: Tx, user: User, account: FoundAccount, change: StateChange, now: Date) {
  const { id, version } = account
  const moved = await updateAccount(tx, id, version, {
    state: change.state,
    state_since: change.since,
    updated_at: now,
    updated_by: user.id,
  })
  if (!moved) throw changedMeanwhile(presentAccount((await findAccount(tx, id)) ?? account, user))
  await recordEvent(tx, {
    kind: 'account.stateMoved',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
    data: change.data,
  })
  return presentAccount(moved, user)
}
