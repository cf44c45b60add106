import { ranker } from '@quayside/searchkeys'
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
const digitsOf = (text: string): string => text.replace(/\D/g, '')

/**
 * Reading a name is what ranking costs, and figures alone are easy to look for: texts without them are left out. The end of a
 * number is enough, for people leave out country codes; a slip of hand may be anywhere, so then every text with a figure stays.
 */
function worthReading(query: string, slip: boolean): (texts: string[]) => string[] {
  if (!digitsOnly.test(query)) return (texts) => texts
  const wanted = digitsOf(query).slice(-6)
  return (texts) =>
    texts.length === 0
      ? texts
      : texts.filter((text) =>
          slip || !/^[\x20-\x7e]*$/.test(text) ? /\p{N}/u.test(text) : digitsOf(text).includes(wanted),
        )
}

interface Texts {
  names: string[]
  phones: string[]
  codes: string[]
  emails: string[]
}

export type Rank = (texts: Texts) => number

/** One for all that is ranked for a query: it remembers the names it has read. */
export function ranked(query: string, slip: boolean): Rank {
  const worthOf = ranker(query)
  const read = worthReading(query, slip)
  return (texts) => {
    const [names, phones, codes, emails] = [texts.names, texts.phones, texts.codes, texts.emails].map(read)
    const nothing = ![names, phones, codes, emails].some((left) => left?.length)
    return nothing ? 0 : worthOf({ names: names ?? [], phones: phones ?? [], codes: codes ?? [], emails: emails ?? [] })
  }
}

/** Ranks the accounts by their own data; `unmatched` may yet be found by their people. */
export function rankAccounts(rank: Rank, rows: readonly CandidateRow[]): { hits: Hit[]; unmatched: CandidateRow[] } {
  const hits: Hit[] = []
  const unmatched: CandidateRow[] = []
  for (const row of rows) {
    const worth = rank({
      names: namesOf(row),
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
export function matchedBy(query: string): (hit: Hit) => MatchedBy {
  const rankers = { typed: lazily(() => ranked(query, false)), slip: lazily(() => ranked(query, true)) }
  return ({ row, person, worth }) => {
    if (person) return 'contact'
    const rank = worth <= asTypedWorth ? rankers.slip() : rankers.typed()
    const none: Texts = { names: [], phones: [], codes: [], emails: [] }
    const ways: readonly [MatchedBy, Texts][] = [
      ['name', { ...none, names: namesOf(row) }],
      ['phone', { ...none, phones: present(row.phone) }],
      ['code', { ...none, codes: codesOf(row) }],
      ['email', { ...none, emails: present(row.email) }],
    ]
    return ways
      .map(([way, texts]) => [way, rank(texts)] as const)
      .reduce((best, one) => (one[1] > best[1] ? one : best))[0]
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** A person is worth a little less than the customer itself. Words of a query may lie partly in the one, partly in the other. */
const behindTheAccount = 45

export function rankByPeople(rank: Rank, rows: readonly CandidateRow[], people: readonly PersonFound[]): Hit[] {
  const peopleOf = Map.groupBy(people, (person) => person.account_id)
  return rows.flatMap((row) => {
    const found = (peopleOf.get(row.id) ?? []).map((person) => ({ person, worth: rank(textsOf(row, person)) }))
    const best = found.reduce<(typeof found)[number] | undefined>(
      (a, b) => (a && a.worth >= b.worth ? a : b),
      undefined,
    )
    return best && best.worth > 0 ? [{ row, worth: best.worth - behindTheAccount, person: best.person }] : []
  })
}

const textsOf = (row: CandidateRow, person: PersonFound): Texts => ({
  names: [...present(person.name, person.name_en), ...namesOf(row)],
  phones: present(person.mobile, person.phone, row.phone),
  codes: [],
  emails: present(person.email),
})

/** Best first; among equals the older customer, so that the order never flickers. */
export const bestFirst = (a: Hit, b: Hit): number => b.worth - a.worth || (a.row.number < b.row.number ? -1 : 1)

/** Above what sounds the same or has a slip of hand: worth showing without a look at further candidates. */
const asTypedWorth = 650
export const foundAsTyped = (hits: readonly Hit[]): number => hits.filter((hit) => hit.worth > asTypedWorth).length
