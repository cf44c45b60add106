import type { Account } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, Refusal } from '../../platform/refusal.ts'
import { findAccount, findPeopleAndPlaces, updateAccount } from './accounts.queries.ts'
import { findChangeable } from './change-account.ts'
import { accountQuality, type DerivedFrom } from './derive-account.ts'
import { presentAccount } from './present-account.ts'

/** "Verified" said by mistake: the record is as stale as it was before, by the last statement that stands. */
export async function takeBackVerification(tx: Tx, user: User, id: Id, version: number, now: Date): Promise<Account> {
  const account = await findChangeable(tx, user, id, version)
  const last = await findLastStatement(tx, id)
  if (last?.kind !== 'account.verified' || !last.data.before)
    throw new Refusal('nothingToTakeBack', 409, 'There is no verification of this account to take back.')

  const { at, by } = last.data.before
  const verifiedAt = at === null ? null : new Date(at)
  const { people, places } = await findPeopleAndPlaces(tx, id)
  const facts = { ...account, verified_at: verifiedAt } as unknown as DerivedFrom
  const quality = accountQuality(facts, people.length, places, account.updated_at, now)
  const stale = await updateAccount(tx, id, version, {
    verified_at: verifiedAt,
    verified_by: by,
    quality_score: quality.score,
    quality_issues: quality.issues,
  })
  if (!stale) throw changedMeanwhile(presentAccount((await findAccount(tx, id)) ?? account, user))
  await recordEvent(tx, {
    kind: 'account.verificationTakenBack',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
    data: { score: { from: account.quality_score, to: stale.quality_score } },
  })
  return presentAccount(stale, user)
}

interface Statement {
  kind: string
  data: { before?: { at: string | null; by: Id | null } }
}

async function findLastStatement(db: Db, accountId: Id): Promise<Statement | undefined> {
  const text = `
    select kind, data from events
    where  subject_id = $1 and account_id = $1 and kind in ('account.verified', 'account.verificationTakenBack')
    order  by at desc, seq desc limit 1`
  const [row] = await prepared<Statement>(db, 'last-verification', text, [accountId])
  return row
}
