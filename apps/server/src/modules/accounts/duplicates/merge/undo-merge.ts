import type { MergeUndone } from '@quayside/contract'
import type { Tx } from '../../../../platform/database.ts'
import { recordEvents } from '../../../../platform/events.ts'
import type { User } from '../../../../platform/http/serve.ts'
import type { Id } from '../../../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../../../platform/refusal.ts'
import { findAccount, findPeopleAndPlaces } from '../../accounts.queries.ts'
import { adviseAgain } from '../../advice/keep-advice.ts'
import { type DerivedFrom, deriveAccount } from '../../derive-account.ts'
import { mayUndo, presentMerge } from './list-merges.ts'
import { deriveAfterUndo, findMerge, lockAccounts, type MergeRow, takeBack, type UndoReport } from './merges.queries.ts'

/** Makes two of one again. What people did since is kept; only what the merge itself changed goes back (docs/decisions/0007). */
export async function undoMerge(tx: Tx, user: User, id: Id, now: Date): Promise<MergeUndone> {
  const merge = await findUndoable(tx, user, id)
  await lockAccounts(tx, merge.winner_id, merge.loser_id)
  await findUndoable(tx, user, id)

  const report = await takeBack(tx, id, now).catch(refuseClash)
  if (!report.exact) await derive(tx, id, merge, now)
  await tell(tx, user, merge, report, now)
  await adviseAgain(tx, [merge.winner_id, merge.loser_id], now)

  const undone = await findMerge(tx, id)
  if (!undone) throw new TypeError('A merge just undone is there.')
  return { merge: presentMerge(undone, user), ...report }
}

async function findUndoable(tx: Tx, user: User, id: Id): Promise<MergeRow> {
  const merge = await findMerge(tx, id)
  if (!merge) throw notFound('merge')
  if (!mayUndo(user, merge)) throw forbidden('Undoing a merge needs the right to delete both accounts.')
  if (merge.undone_at !== null) throw new Refusal('mergeUndone', 409, 'This merge was undone already.')
  if (merge.followed_by !== null)
    throw new Refusal('laterMergeStands', 409, 'One of the two was merged again later. Undo that merge first.', {
      extra: { mergeId: merge.followed_by },
    })
  if (!merge.winner?.live)
    throw new Refusal('winnerDeleted', 409, `${merge.winner_number} lies in the bin. Take it back first.`)
  return merge
}

/** Somebody else may have taken meanwhile what the loser would need back. */
function refuseClash(error: { code?: string; constraint?: string }): never {
  if (error.code === '23505' && error.constraint === 'accounts_one_external_key')
    throw new Refusal(
      'externalKeyTaken',
      409,
      'Another account has the external key of the merged one by now. Change it there first.',
    )
  if (error.code === 'QS001')
    throw new Refusal(
      'groupRing',
      409,
      'The group was rearranged since; a parent would hang below itself. Move it first.',
    )
  throw error
}

/** Later changes stayed, so what is derived follows from what stands there now. */
async function derive(tx: Tx, id: Id, merge: MergeRow, now: Date): Promise<void> {
  for (const accountId of [merge.winner_id, merge.loser_id]) {
    const account = await findAccount(tx, accountId)
    if (!account) throw notFound('account')
    const { people, places } = await findPeopleAndPlaces(tx, accountId)
    await deriveAfterUndo(tx, id, accountId, deriveAccount(account as unknown as DerivedFrom, people, places, now))
  }
}

async function tell(tx: Tx, user: User, merge: MergeRow, report: UndoReport, now: Date): Promise<void> {
  await recordEvents(
    tx,
    [merge.winner_id, merge.loser_id].map((id) => ({
      kind: 'account.mergeUndone',
      subject: { type: 'account', id },
      accountId: id,
      actorId: user.id,
      at: now,
      data: {
        mergeId: merge.id,
        winner: { id: merge.winner_id, number: merge.winner_number },
        loser: { id: merge.loser_id, number: merge.loser_number },
        ...report,
      },
    })),
  )
}
