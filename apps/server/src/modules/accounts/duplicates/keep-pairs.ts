import type { MatchReason } from '@quayside/matching'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'

export interface FoundPair {
  one: Id
  other: Id
  onePrint: string
  otherPrint: string
  score: number
  verdict: 'same' | 'probable'
  reasons: readonly MatchReason[]
}

export interface KeptPairs {
  fresh: number
  reopened: number
}

/** Keeps pairs for people to look at; a dismissed one comes back only when what was compared has changed. */
export async function keepPairs(tx: Tx, pairs: readonly FoundPair[], now: Date): Promise<KeptPairs> {
  if (pairs.length === 0) return { fresh: 0, reopened: 0 }
  const found = JSON.stringify(pairs.map(row))
  const { rows } = await sql<KeptPairs>`select * from keep_duplicate_pairs(${found}::jsonb, ${now})`.execute(tx)
  return rows[0] ?? { fresh: 0, reopened: 0 }
}

function row({ one, other, onePrint, otherPrint, score, verdict, reasons }: FoundPair) {
  const turned = other < one
  return {
    id: newId(),
    low_id: turned ? other : one,
    high_id: turned ? one : other,
    low_print: turned ? otherPrint : onePrint,
    high_print: turned ? onePrint : otherPrint,
    score,
    verdict,
    reasons: reasons.map(({ field, similarity }) => ({ field, similarity })),
  }
}
