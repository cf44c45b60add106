import type { Account, AccountState } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { findChangeable } from './change-account.ts'
import { setState } from './move-account-state.ts'

/** A move made by mistake is taken back to where it came from, even where the life cycle itself leads no way back. */
export async function takeBackStateMove(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<Account> {
  const account = await findChangeable(tx, user, id, version)
  const last = await findLastMove(tx, id)
  if (last?.by !== 'hand' || last.to !== account.state)
    throw new Refusal('nothingToTakeBack', 409, 'The last change of the state was not made by hand, or is taken back.')

  const since = last.since ? new Date(last.since) : now
  const data = { from: account.state, to: last.from, reason: '', by: 'takenBack' }
  return setState(tx, user, account, { state: last.from, since, data }, now)
}

interface StateMove {
  from: AccountState
  to: AccountState
  by: string
  since?: string
}

async function findLastMove(db: Db, accountId: Id): Promise<StateMove | undefined> {
  const text = `
    select data from events where subject_id = $1 and account_id = $1 and kind = 'account.stateMoved' order by at desc, seq desc limit 1`
  const [row] = await prepared<{ data: StateMove }>(db, 'last-state-move', text, [accountId])
  return row?.data
}
