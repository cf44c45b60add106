import type { acceptProposals as acceptRoute, ReplyOf } from '@quayside/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { settle } from './allocate.ts'

type Accepted = z.output<(typeof acceptRoute)['body']>['accepted']

/** Each by itself: one that no longer fits is told, and the others stand. `write` opens a transaction for each. */
export async function acceptProposals(
  write: <T>(work: (tx: Tx, user: User) => Promise<T>) => Promise<T>,
  accepted: Accepted,
  now: Date,
): Promise<ReplyOf<typeof acceptRoute>> {
  const told: ReplyOf<typeof acceptRoute> = { settled: [], refused: [] }
  for (const { paymentId, parts } of accepted) {
    try {
      const allocationIds = await write((tx, user) =>
        settle(tx, user, { source: { paymentId }, parts, way: 'proposal' }, now),
      )
      told.settled.push({ paymentId, allocationIds })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      told.refused.push({ paymentId, code: error.code, message: error.message })
    }
  }
  return told
}
