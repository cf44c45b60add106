import type {
  compareDuplicates as compareRoute,
  DuplicatePair,
  listDuplicates as listRoute,
  ReplyOf,
} from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { findAccount } from '../accounts.queries.ts'
import { presentAccount } from '../present-account.ts'
import { toldReasons } from './match-facts.ts'
import { mayDismiss, mayMerge } from './pairs.policy.ts'
import { countHangers, findPair, findPairs, type PairRow } from './pairs.queries.ts'

const Position = z.strictObject({ score: z.number(), id: z.uuid() })

export async function listDuplicates(
  db: Db,
  user: User,
  { state, accountId, cursor, limit }: z.output<(typeof listRoute)['query']>,
): Promise<ReplyOf<typeof listRoute>> {
  const after = cursor ? decodeCursor(Position, cursor) : null
  const found = await findPairs(db, { state, accountId, after, limit: limit + 1 })
  const last = found.length > limit ? found[limit - 1] : undefined
  return {
    rows: found.slice(0, limit).map((pair) => presentPair(pair, user)),
    next: last ? encodeCursor({ score: last.score, id: last.id }) : null,
  }
}

/** The two side by side, each as the reader may see it. */
export async function compareDuplicates(db: Db, user: User, id: Id): Promise<ReplyOf<typeof compareRoute>> {
  const pair = await findPair(db, id)
  if (!pair) throw notFound('pair')
  const a = await findAccount(db, pair.low.id)
  const b = await findAccount(db, pair.high.id)
  if (!a || !b) throw notFound('pair')
  return {
    pair: presentPair(pair, user),
    a: presentAccount(a, user),
    b: presentAccount(b, user),
    counts: { a: await countHangers(db, a.id), b: await countHangers(db, b.id) },
  }
}

export function presentPair(pair: PairRow, user: User): DuplicatePair {
  const open = pair.state !== 'merged' && pair.low.live && pair.high.live
  return {
    id: pair.id,
    a: { id: pair.low.id, number: pair.low.number, name: pair.low.name },
    b: { id: pair.high.id, number: pair.high.number, name: pair.high.name },
    score: pair.score,
    verdict: pair.verdict,
    reasons: toldReasons(pair.reasons, user),
    state: pair.state,
    foundAt: pair.found_at.toISOString(),
    can: { dismiss: open && mayDismiss(user, pair), merge: open && mayMerge(user, pair) },
  }
}
