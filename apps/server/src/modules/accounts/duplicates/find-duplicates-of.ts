import { compareRecords, type MatchReason, matchKeys, type PreparedRecord } from '@quayside/matching'
import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { PlaceOf } from '../derive-account.ts'
import { type Comparable, type MatchFacts, preparedOf, printOf } from './match-facts.ts'

export interface FoundDuplicate {
  id: Id
  number: string
  /** Empty for one whom the actor may not see. */
  name: string
  /** The name of its team. */
  team: string | null
  visible: boolean
  score: number
  verdict: 'same' | 'probable'
  reasons: readonly MatchReason[]
  print: string
}

interface Candidate extends Omit<MatchFacts, 'places' | 'match_keys'> {
  place: number
  visible: boolean
  team: string | null
  address: PlaceOf[]
}

/**
 * The stored accounts that look like each of these records, best first: `result[i]` belongs to `records[i]`. One statement for
 * the whole batch; a few hundred records at a time is a good size. Within the batch itself nothing is compared.
 */
export async function findDuplicatesOf(db: Db, records: readonly Comparable[], most = 5): Promise<FoundDuplicate[][]> {
  const ready = records.map(preparedOf)
  const places: number[] = []
  const keys: string[] = []
  for (const [place, record] of ready.entries())
    for (const key of matchKeys(record)) {
      places.push(place)
      keys.push(key)
    }
  const found: FoundDuplicate[][] = ready.map(() => [])
  if (keys.length === 0) return found

  const candidates = await prepared<Candidate & Record<string, unknown>>(
    db,
    'duplicate-candidates',
    'select * from duplicate_candidates($1::integer[], $2::text[])',
    [places, keys],
  )
  for (const candidate of candidates) {
    const record = ready[candidate.place]
    const match = record && judged(record, candidate)
    if (match) found[candidate.place]?.push(match)
  }
  return found.map((matches) => matches.sort(byScore).slice(0, most))
}

const byScore = (a: FoundDuplicate, b: FoundDuplicate) => b.score - a.score || (a.id < b.id ? -1 : 1)

function judged(record: PreparedRecord, candidate: Candidate): FoundDuplicate | undefined {
  const other = preparedOf({ ...candidate, places: candidate.address })
  const { score, verdict, reasons } = compareRecords(record, other)
  if (verdict === 'different') return undefined
  const { id, number, team, visible } = candidate
  return {
    id,
    number,
    name: visible ? candidate.name : '',
    team,
    visible,
    score,
    verdict,
    reasons,
    print: printOf(other),
  }
}
