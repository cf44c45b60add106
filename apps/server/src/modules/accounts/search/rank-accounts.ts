import { type Candidate, ranker } from '@quayside/searchkeys'
import type { CandidateRow, PersonFound } from './search-accounts.queries.ts'

export type MatchedBy = 'name' | 'phone' | 'email' | 'code' | 'contact'

export interface Hit {
  row: CandidateRow
  worth: number
  /** The person by whom the account was found. */
  person: PersonFound | null
}

const present = (...values: readonly (string | null)[]): string[] =>
  values.filter((value) => value !== null && value !== '') as string[]

const namesOf = (row: CandidateRow) => present(row.name, row.name_en, row.short_name)
const codesOf = (row: CandidateRow) => present(row.number, row.credit_code, row.external_key)

const digitsOnly = /^[\d\s+()./-]+$/

/** Reading a name is what ranking costs. One without any figure answers no query of figures alone, so it is not read. */
function readable(query: string): (names: string[]) => string[] {
  return digitsOnly.test(query) ? (names) => names.filter((name) => /\p{N}/u.test(name)) : (names) => names
}

/** Ranks the accounts by their own data; `unmatched` may yet be found by their people. */
export function rankAccounts(query: string, rows: readonly CandidateRow[]): { hits: Hit[]; unmatched: CandidateRow[] } {
  const worthOf = ranker(query)
  const read = readable(query)
  const hits: Hit[] = []
  const unmatched: CandidateRow[] = []
  for (const row of rows) {
    const worth = worthOf({
      names: read(namesOf(row)),
      phones: present(row.phone),
      codes: codesOf(row),
      emails: present(row.email),
    })
    if (worth > 0) hits.push({ row, worth, person: null })
    else unmatched.push(row)
  }
  return { hits, unmatched }
}

/** By which of its data an account was found; asked for the few that are shown. */
export function matchedBy(query: string, { row, person }: Hit): MatchedBy {
  if (person) return 'contact'
  const worthOf = ranker(query)
  const ways: readonly [MatchedBy, Candidate][] = [
    ['name', { names: namesOf(row) }],
    ['phone', { names: [], phones: present(row.phone) }],
    ['code', { names: [], codes: codesOf(row) }],
    ['email', { names: [], emails: present(row.email) }],
  ]
  return ways
    .map(([way, candidate]) => [way, worthOf(candidate)] as const)
    .reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/** A person is worth a little less than the customer itself. Words of a query may lie partly in the one, partly in the other. */
const behindTheAccount = 45

export function rankByPeople(query: string, rows: readonly CandidateRow[], people: readonly PersonFound[]): Hit[] {
  const worthOf = ranker(query)
  const read = readable(query)
  const peopleOf = Map.groupBy(people, (person) => person.account_id)
  return rows.flatMap((row) => {
    const found = (peopleOf.get(row.id) ?? []).map((person) => {
      const candidate = candidateOf(row, person)
      return { person, worth: worthOf({ ...candidate, names: read(candidate.names) }) }
    })
    const best = found.reduce<(typeof found)[number] | undefined>(
      (a, b) => (a && a.worth >= b.worth ? a : b),
      undefined,
    )
    return best && best.worth > 0 ? [{ row, worth: best.worth - behindTheAccount, person: best.person }] : []
  })
}

const candidateOf = (row: CandidateRow, person: PersonFound) => ({
  names: [...present(person.name, person.name_en), ...namesOf(row)],
  phones: present(person.mobile, person.phone, row.phone),
  emails: present(person.email),
})

/** Best first; among equals the older customer, so that the order never flickers. */
export const bestFirst = (a: Hit, b: Hit): number => b.worth - a.worth || (a.row.number < b.row.number ? -1 : 1)

/** Above what sounds the same or has a slip of hand: worth showing without a look at further candidates. */
const asTypedWorth = 650
export const foundAsTyped = (hits: readonly Hit[]): number => hits.filter((hit) => hit.worth > asTypedWorth).length
