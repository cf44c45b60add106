import type { Merge, ReplyOf, listMerges as route } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../../platform/http/cursor.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { mayDeleteAccount } from '../../accounts.policy.ts'
import { findMerges, type MergeRow } from './merges.queries.ts'

const Position = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

export async function listMerges(
  db: Db,
  user: User,
  { accountId, cursor, limit }: z.output<(typeof route)['query']>,
): Promise<ReplyOf<typeof route>> {
  const after = cursor ? decodeCursor(Position, cursor) : null
  const found = await findMerges(db, { accountId, after, limit: limit + 1 })
  const last = found.length > limit ? found[limit - 1] : undefined
  return {
    rows: found.slice(0, limit).map((row) => presentMerge(row, user)),
    next: last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null,
  }
}

/** Undoing needs what merging needed: the right to delete both. */
export const mayUndo = (user: User, { winner, loser }: Pick<MergeRow, 'winner' | 'loser'>): boolean =>
  winner !== null && loser !== null && mayDeleteAccount(user, winner) && mayDeleteAccount(user, loser)

export function presentMerge(row: MergeRow, user: User): Merge {
  return {
    id: row.id,
    winner: { id: row.winner_id, number: row.winner_number, name: row.winner_name },
    loser: { id: row.loser_id, number: row.loser_number, name: row.loser_name },
    by: row.by_id && row.by_name !== null ? { id: row.by_id, name: row.by_name } : null,
    at: row.at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    canUndo: row.undone_at === null && row.followed_by === null && (row.winner?.live ?? false) && mayUndo(user, row),
  }
}
