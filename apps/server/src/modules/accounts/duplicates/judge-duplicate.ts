import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { preparedOf, printOf } from './match-facts.ts'
import { mayDismiss } from './pairs.policy.ts'
import { findPair, findPairFacts, type PairRow } from './pairs.queries.ts'

/** These are two customers: not reported again until what was compared changes in one of them. */
export async function dismissDuplicate(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const pair = await findJudgeable(tx, user, id)
  if (pair.state === 'dismissed') return
  const [low, high] = (await findPairFacts(tx, id)).map((facts) => printOf(preparedOf(facts)))
  if (!low || !high) throw notFound('pair of live accounts')
  await sql`
    update duplicate_pairs
    set    state = 'dismissed', decided_at = ${now}, decided_by = ${user.id}, low_print = ${low}, high_print = ${high}
    where  id = ${id}`.execute(tx)
  await tellBoth(tx, user, pair, 'account.duplicateDismissed', now)
}

/** Back to the pairs to look at. */
export async function reconsiderDuplicate(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const pair = await findJudgeable(tx, user, id)
  if (pair.state === 'open') return
  await sql`update duplicate_pairs set state = 'open', decided_at = null, decided_by = null where id = ${id}`.execute(
    tx,
  )
  await tellBoth(tx, user, pair, 'account.duplicateReconsidered', now)
}

async function findJudgeable(tx: Tx, user: User, id: Id): Promise<PairRow> {
  const pair = await findPair(tx, id)
  if (!pair) throw notFound('pair')
  if (!mayDismiss(user, pair)) throw forbidden('You may judge pairs of which you may change one account.')
  if (pair.state === 'merged')
    throw new Refusal('pairMerged', 409, 'The two were merged. Undo the merge to look at them again.')
  return pair
}

async function tellBoth(tx: Tx, user: User, { low, high }: PairRow, kind: string, now: Date): Promise<void> {
  await recordEvents(
    tx,
    [
      [low, high],
      [high, low],
    ].map(([one, other]) => ({
      kind,
      subject: { type: 'account', id: one?.id ?? '' },
      accountId: one?.id ?? '',
      actorId: user.id,
      at: now,
      data: { other: { id: other?.id, number: other?.number } },
    })),
  )
}
