import type { Account } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { findPeopleAndPlaces, updateAccount } from './accounts.queries.ts'
import { findChangeable } from './change-account.ts'
import { type DerivedFrom, deriveAccount } from './derive-account.ts'
import { presentAccount } from './present-account.ts'

/** Somebody states that the data are right as of now: the record is fresh again. */
export async function verifyAccount(tx: Tx, user: User, id: Id, now: Date): Promise<Account> {
  const account = await findChangeable(tx, user, id, null)
  const before = await tx.selectFrom('accounts').select('verified_by').where('id', '=', id).executeTakeFirst()
  const { people, places } = await findPeopleAndPlaces(tx, id)
  const derived = deriveAccount({ ...account, verified_at: now } as unknown as DerivedFrom, people, places, now)

  const verified = await updateAccount(tx, id, account.version, { ...derived, verified_at: now, verified_by: user.id })
  if (!verified) throw new Refusal('tryAgain', 409, 'Somebody else changed this account just now. Look again.')
  await recordEvent(tx, {
    kind: 'account.verified',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
    data: {
      score: { from: account.quality_score, to: verified.quality_score },
      before: { at: account.verified_at, by: before?.verified_by ?? null },
    },
  })
  return presentAccount(verified, user)
}
