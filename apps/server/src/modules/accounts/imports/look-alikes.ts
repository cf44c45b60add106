import { deserialize, serialize } from 'node:v8'
import { compareRecords, type MatchRecord, matchKeys, type PreparedRecord, prepareRecord } from '@quayside/matching'
import { type Db, prepared } from '../../../platform/database.ts'
import { hash32 } from './occurrences.ts'
import type { RowDraft } from './row-draft.ts'
import { isFaulty } from './row-draft.ts'
import { rowIssue } from './row-issue.ts'

interface Candidate {
  match_key: string
  number: string
  kind: string
  name: string
  name_en: string
  short_name: string
  phone: string | null
  email: string | null
  credit_code: string | null
  birth_date: string | null
  province: string | null
  city: string | null
  district: string | null
  street: string | null
  postcode: string | null
}

interface SeenRow {
  rowNumber: number
  name: string
  record: PreparedRecord
}

/**
 * Rows of a file remembered for comparing with later ones, about 3 kB each; bounded, so that a file of millions does not fill the
 * memory. What it misses, the filing of pairs after the import finds.
 */
const rowsRemembered = 20_000
/** A key met more often (an agent's phone) tells nothing. */
const perKey = 20
/** Of a name of ten thousand characters the beginning is enough; as in derive-account.ts. */
const nameReach = 200

/**
 * What was read before, by the hashes of its matching keys. Two keys of one hash cost a comparison and nothing else.
 */
export class SeenRows {
  #rows: SeenRow[] = []
  #byKey = new Map<number, number | number[]>()

  near(keys: readonly string[]): Set<SeenRow> {
    const found = new Set<SeenRow>()
    for (const key of keys)
      for (const at of [this.#byKey.get(hash32(key)) ?? []].flat()) found.add(this.#rows[at] as SeenRow)
    return found
  }

  add(keys: readonly string[], row: SeenRow): void {
    if (this.#rows.length >= rowsRemembered) return
    const at = this.#rows.push(apart(row)) - 1
    for (const key of keys) {
      const hash = hash32(key)
      const known = this.#byKey.get(hash)
      if (known === undefined) this.#byKey.set(hash, at)
      else if (typeof known === 'number') this.#byKey.set(hash, [known, at])
      else if (known.length < perKey) known.push(at)
    }
  }
}

/** A copy of its own: a piece of a text keeps the whole text it was cut from, here a quarter of a megabyte of the file. */
const apart = <T>(value: T): T => deserialize(serialize(value))

/** Marks new rows that look like a customer in the database or further up in the file. `existing`: rows whose key exists; they are it. */
export async function markLookAlikes(
  db: Db,
  drafts: readonly RowDraft[],
  existing: ReadonlySet<RowDraft>,
  seen: SeenRows,
): Promise<number> {
  const fresh = drafts
    .filter((row) => !existing.has(row) && !isFaulty(row))
    .map((row) => {
      const record = prepareRecord(recordOf(row))
      return { row, record, keys: matchKeys(record) }
    })
  const candidates = await findCandidates(db, [...new Set(fresh.flatMap(({ keys }) => keys))])
  let marked = 0
  for (const { row, record, keys } of fresh) {
    const found =
      likest(
        record,
        keys.flatMap((key) => candidates.get(key) ?? []),
      ) ?? likest(record, [...seen.near(keys)])
    seen.add(keys, { rowNumber: row.rowNumber, name: row.typed.name ?? '', record })
    if (!found) continue
    marked++
    const percent = Math.min(100, Math.round(found.score * 100))
    const params = 'number' in found.one ? { number: found.one.number } : { row: found.one.rowNumber }
    const code = 'number' in found.one ? 'looksLike' : 'looksLikeRow'
    row.issues.push(rowIssue(null, code, 'warning', { ...params, name: found.one.name.slice(0, 100), percent }))
  }
  return marked
}

export const isLookAlike = (row: Pick<RowDraft, 'issues'>): boolean =>
  row.issues.some((issue) => issue.code === 'looksLike' || issue.code === 'looksLikeRow')

type Compared = SeenRow | (Pick<Candidate, 'number' | 'name'> & { record: PreparedRecord })

function likest<T extends Compared>(record: PreparedRecord, ones: readonly T[]): { one: T; score: number } | undefined {
  let best: { one: T; score: number } | undefined
  for (const one of new Set(ones)) {
    const { score, verdict } = compareRecords(record, one.record)
    if (verdict !== 'different' && score > (best?.score ?? 0)) best = { one, score }
  }
  return best
}

async function findCandidates(db: Db, keys: readonly string[]) {
  const rows =
    keys.length === 0
      ? []
      : await prepared<Candidate>(db, 'import-look-alikes', 'select * from accounts_sharing_keys($1, $2)', [
          keys,
          perKey,
        ])
  const byKey = new Map<string, Compared[]>()
  const known = new Map<string, Compared>()
  for (const row of rows) {
    const one = known.get(row.number) ?? {
      number: row.number,
      name: row.name,
      record: prepareRecord(recordOfCandidate(row)),
    }
    known.set(row.number, one)
    byKey.set(row.match_key, [...(byKey.get(row.match_key) ?? []), one])
  }
  return byKey
}

const texts = (...values: readonly unknown[]) =>
  values
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((text) => text.slice(0, nameReach))

function recordOf({ account, typed, contact, address }: RowDraft): MatchRecord {
  return {
    kind: typed.kind === 'individual' ? 'person' : 'enterprise',
    names: texts(account.name, account.name_en, account.short_name),
    phones: texts(account.phone ?? account.phone_raw, contact?.mobile),
    emails: texts(account.email),
    codes: texts(account.credit_code),
    ...(typed.birthDate ? { birthDate: typed.birthDate } : {}),
    ...(address ? { address: placeOf(address) } : {}),
  }
}

function recordOfCandidate(row: Candidate): MatchRecord {
  return {
    kind: row.kind === 'individual' ? 'person' : 'enterprise',
    names: texts(row.name, row.name_en, row.short_name),
    phones: texts(row.phone),
    emails: texts(row.email),
    codes: texts(row.credit_code),
    ...(row.birth_date ? { birthDate: row.birth_date } : {}),
    ...(row.street === null ? {} : { address: placeOf({ ...row, street: row.street }) }),
  }
}

const placeOf = (place: {
  street: string
  city: string | null
  province: string | null
  district: string | null
  postcode: string | null
}) => ({
  street: place.street,
  suburb: place.district ?? '',
  city: place.city ?? '',
  region: place.province ?? '',
  postcode: place.postcode ?? '',
})
