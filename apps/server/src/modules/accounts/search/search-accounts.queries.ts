import { flattenGroups } from '@quayside/searchkeys'
import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface CandidateRow {
  id: Id
  number: string
  name: string
  name_en: string
  short_name: string
  state: string
  phone: string | null
  email: string | null
  credit_code: string | null
  external_key: string | null
}

export interface Sought {
  prefixes: readonly string[]
  groups: readonly (readonly number[])[]
  /** So many keys of a group are looked up in the index, the others on the rows found. */
  lookedUp: number
}

interface Candidates {
  rows: CandidateRow[]
  /** There are no more, of whatever group. */
  isAll: boolean
}

/** Accounts whose keys hold a group, or whose names begin so. False ones are among them: rank before showing. */
export async function findCandidates(
  db: Db,
  { prefixes, groups, lookedUp }: Sought,
  most: number,
): Promise<Candidates> {
  const text = `select id, number, name, name_en, short_name, state, phone, email, credit_code, external_key from account_candidates($1, $2, $3, $4)`
  const found = await prepared<CandidateRow & Record<string, unknown>>(db, 'account-candidates', text, [
    prefixes,
    flattenGroups(groups),
    most,
    lookedUp,
  ])
  return { rows: [...new Map(found.map((row) => [row.id, row])).values()], isAll: found.length < most }
}

interface DigitsRow extends CandidateRow, Omit<Particulars, 'id'> {
  person: string | null
  person_en: string | null
  person_mobile: string | null
  person_phone: string | null
  person_email: string | null
}

/** Accounts that hold these digits themselves or by one of their people, with all that is shown of them. */
export async function findByDigits(
  db: Db,
  digits: string,
  most: number,
): Promise<{ rows: CandidateRow[]; people: PersonFound[]; particulars: Particulars[] }> {
  const text = `select * from accounts_with_digits($1, $2)`
  const found = await prepared<DigitsRow & Record<string, unknown>>(db, 'accounts-with-digits', text, [digits, most])
  const rows = [...new Map(found.map((row) => [row.id, row])).values()]
  const people = found.flatMap((row) => (row.person === null ? [] : [personOf(row, row.person)]))
  return { rows, people, particulars: rows }
}

const personOf = (row: DigitsRow, name: string): PersonFound => ({
  account_id: row.id,
  name,
  name_en: row.person_en ?? '',
  mobile: row.person_mobile,
  phone: row.person_phone,
  email: row.person_email,
})

export interface PersonFound {
  account_id: Id
  name: string
  name_en: string
  mobile: string | null
  phone: string | null
  email: string | null
}

export function findPeopleOf(db: Db, accountIds: readonly Id[]): Promise<PersonFound[]> {
  const text = `select account_id, name, name_en, mobile, phone, email from contacts where account_id = any ($1) and active`
  return prepared<PersonFound & Record<string, unknown>>(db, 'people-of-accounts', text, [accountIds])
}

export interface Particulars {
  id: Id
  tier: string | null
  city: string | null
}

/** What only the few rows shown need. */
export function findParticulars(db: Db, accountIds: readonly Id[]): Promise<Particulars[]> {
  const text = `
    select a.id, f.tier, c.city
    from   unnest($1::uuid[]) as a (id)
    left   join account_figures f on f.account_id = a.id
    left   join lateral (select ad.city from addresses ad where ad.account_id = a.id order by ad.is_primary desc, ad.id limit 1) c on true`
  return prepared<Particulars & Record<string, unknown>>(db, 'search-particulars', text, [accountIds])
}
