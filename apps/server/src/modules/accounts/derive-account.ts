import { type MatchRecord, matchKeys } from '@quayside/matching'
import { searchKeys, sortKey } from '@quayside/searchkeys'
import type { AccountRecord } from './account-fields.ts'
import { type CheckedPlace, type Quality, scoreQuality } from './score-quality.ts'

export interface PersonOf {
  name: string
  name_en: string
  mobile: string | null
  phone: string | null
  email: string | null
}
export interface PlaceOf {
  street: string
  city: string | null
  province: string | null
  district: string | null
  postcode: string | null
  is_primary: boolean
  /** CN when not given. */
  country?: string
  division_code?: string | null
}

export type DerivedFrom = Pick<
  AccountRecord,
  | 'kind'
  | 'number'
  | 'name'
  | 'name_en'
  | 'short_name'
  | 'credit_code'
  | 'external_key'
  | 'phone'
  | 'phone_raw'
  | 'email'
  | 'website'
  | 'industry'
  | 'size'
  | 'owner_id'
  | 'parent_id'
  | 'department_head'
  | 'birth_date'
  | 'goods'
  | 'service_needs'
  | 'verified_at'
>

export interface Derived {
  sort_key: string
  search_keys: number[]
  match_keys: string[]
  quality_score: number
  quality_issues: string[]
}

/** More people than this add nothing to what a search can tell apart. */
const mostPeople = 30
/** Of a name of ten thousand characters the beginning is enough to find it by. */
const nameReach = 200

/** Every column that follows from what people typed, in one place; written with each change of the account or its people and places. */
export function deriveAccount(
  account: DerivedFrom,
  people: readonly PersonOf[],
  places: readonly PlaceOf[],
  now: Date,
): Derived {
  const quality = accountQuality(account, people.length, places, now, now)
  return {
    sort_key: sortKey(account.name),
    search_keys: searchKeysOf(account, people),
    match_keys: matchKeys(matchRecordOf(account, people, places)),
    quality_score: quality.score,
    quality_issues: quality.issues,
  }
}

export function accountQuality(
  account: DerivedFrom,
  contacts: number,
  places: readonly CheckedPlace[],
  changedAt: Date,
  now: Date,
): Quality {
  const verifiedAt = account.verified_at ?? changedAt
  const confirmedAt = verifiedAt > changedAt ? verifiedAt : changedAt
  return scoreQuality({ ...account, contacts, addresses: places.length, places, confirmedAt }, now)
}

function searchKeysOf(account: DerivedFrom, people: readonly PersonOf[]): number[] {
  const known = people.slice(0, mostPeople)
  return searchKeys({
    names: texts(
      account.name,
      account.name_en,
      account.short_name,
      ...known.flatMap((person) => [person.name, person.name_en]),
    ).map((name) => name.slice(0, nameReach)),
    phones: texts(account.phone ?? account.phone_raw, ...known.flatMap((person) => [person.mobile, person.phone])),
    codes: texts(account.number, account.credit_code, account.external_key),
    emails: texts(account.email, ...known.map((person) => person.email)),
  })
}

export type ComparedFields =
  | 'kind'
  | 'name'
  | 'name_en'
  | 'short_name'
  | 'phone'
  | 'phone_raw'
  | 'email'
  | 'credit_code'
  | 'birth_date'

/** The account as @quayside/matching compares it; keys and comparisons see the same. */
export function matchRecordOf(
  account: Pick<DerivedFrom, ComparedFields>,
  people: readonly Pick<PersonOf, 'mobile'>[],
  places: readonly PlaceOf[],
): MatchRecord {
  const place = places.find((one) => one.is_primary) ?? places[0]
  return {
    kind: account.kind === 'individual' ? 'person' : 'enterprise',
    names: texts(account.name, account.name_en, account.short_name).map((name) => name.slice(0, nameReach)),
    phones: texts(account.phone ?? account.phone_raw, ...people.slice(0, 3).map((person) => person.mobile)),
    emails: texts(account.email),
    codes: texts(account.credit_code),
    ...(account.birth_date ? { birthDate: account.birth_date } : {}),
    ...(place
      ? {
          address: {
            street: place.street,
            suburb: place.district ?? '',
            city: place.city ?? '',
            region: place.province ?? '',
            postcode: place.postcode ?? '',
          },
        }
      : {}),
  }
}

const texts = (...values: readonly (string | null)[]): string[] =>
  values.filter((value): value is string => value !== null && value !== '')
