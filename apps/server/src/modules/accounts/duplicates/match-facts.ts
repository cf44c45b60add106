import { createHash } from 'node:crypto'
import { type MatchReason, type PreparedRecord, prepareRecord } from '@quayside/matching'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { type ComparedFields, type DerivedFrom, matchRecordOf, type PersonOf, type PlaceOf } from '../derive-account.ts'

/** What is compared of an account, whether it is stored, typed or a row of a file. */
export interface Comparable extends Pick<DerivedFrom, ComparedFields> {
  people?: readonly Pick<PersonOf, 'mobile'>[]
  places?: readonly PlaceOf[]
}

/** A row of the function `match_facts`. */
export interface MatchFacts extends Pick<DerivedFrom, ComparedFields> {
  id: Id
  number: string
  match_keys: string[]
  people: PersonOf[]
  places: PlaceOf[]
}

export const preparedOf = (account: Comparable): PreparedRecord =>
  prepareRecord(matchRecordOf(account, account.people ?? [], account.places ?? []))

/** Changes when, and only when, something that is compared changed materially: not for blanks, case or width. */
export const printOf = (record: PreparedRecord): string =>
  createHash('sha256').update(record.fingerprint).digest('base64url').slice(0, 22)

export interface ToldReason {
  field: string
  similarity: number
}

const addressFields: ReadonlySet<string> = new Set(['streetNumber', 'street', 'suburb', 'city', 'region', 'postcode'])
const nameFields: ReadonlySet<string> = new Set([
  'name',
  'namePlace',
  'nameIndustry',
  'legalForm',
  'branch',
  'givenName',
  'familyName',
])

/** That a value agrees tells the value: reasons from categories the reader may not see are left out. */
export function toldReasons(
  reasons: readonly (MatchReason | ToldReason)[],
  { rights }: Pick<User, 'rights'>,
): ToldReason[] {
  const { basic, address } = rights.categories
  const told = ({ field }: ToldReason) =>
    addressFields.has(field) ? address.read : nameFields.has(field) || basic.read
  return reasons
    .filter(told)
    .map(({ field, similarity }) => ({ field, similarity: Math.round(similarity * 100) / 100 }))
}
