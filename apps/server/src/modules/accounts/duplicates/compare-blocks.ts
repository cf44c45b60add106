import { compareRecords, type PreparedRecord } from '@quayside/matching'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { FoundPair } from './keep-pairs.ts'
import { type MatchFacts, preparedOf, printOf } from './match-facts.ts'

export interface Ready {
  keys: readonly string[]
  record: PreparedRecord
}

/** The accounts of some blocks, made ready once for all comparisons among them. */
export async function readyForComparing(db: Db, ids: Iterable<Id>): Promise<Map<Id, Ready>> {
  const text = 'select * from match_facts($1::uuid[])'
  const values = [[...new Set(ids)]]
  const { rows } = await connectionOf(db).query<MatchFacts>({ name: 'match-facts', text, values })
  return new Map(rows.map((row) => [row.id, { keys: row.match_keys, record: preparedOf(row) }]))
}

/** The pair, unless they are different customers. */
export function pairOf(one: Id, other: Id, a: PreparedRecord, b: PreparedRecord): FoundPair | undefined {
  const { score, verdict, reasons } = compareRecords(a, b)
  if (verdict === 'different') return undefined
  return { one, other, onePrint: printOf(a), otherPrint: printOf(b), score, verdict, reasons }
}
