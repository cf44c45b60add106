import { checkCreditCode, checkEmail, checkPhone, checkPostcode } from '@quayside/validity'
import { divisionNames } from './people/divisions.ts'

/** An address as far as it can be wrong. */
export interface CheckedPlace {
  country?: string
  province: string | null
  postcode: string | null
  division_code?: string | null
}

/** What the score of a record depends on, and nothing else. */
export interface QualityFacts {
  kind: string
  name: string
  credit_code: string | null
  phone: string | null
  phone_raw: string | null
  email: string | null
  website: string | null
  industry: string | null
  size: string | null
  owner_id: string | null
  parent_id: string | null
  department_head: string | null
  birth_date: string | null
  goods: readonly string[]
  service_needs: readonly string[]
  contacts: number
  addresses: number
  places?: readonly CheckedPlace[]
  /** The last time somebody changed the data or stated that they are right. */
  confirmedAt: Date
}

export interface Quality {
  /** 0…100, half completeness, a quarter each freshness and validity. */
  score: number
  completeness: number
  freshness: number
  validity: number
  /** e.g. `missing.phone`, `invalid.email`, `stale`. */
  issues: string[]
}

type Wanted = readonly [field: string, weight: number, present: (facts: QualityFacts) => boolean]

const reachable: Wanted = ['phone', 3, (f) => f.phone !== null || f.phone_raw !== null]
const mail: Wanted = ['email', 2, (f) => f.email !== null]
const place: Wanted = ['address', 3, (f) => f.addresses > 0]
const owned: Wanted = ['owner', 2, (f) => f.owner_id !== null]

/** What a complete record of each kind holds, with the weight of each part. */
const wantedOf: Readonly<Record<string, readonly Wanted[]>> = {
  enterprise: [
    reachable,
    mail,
    place,
    owned,
    ['contact', 3, (f) => f.contacts > 0],
    ['creditCode', 3, (f) => f.credit_code !== null],
    ['industry', 2, (f) => f.industry !== null],
    ['size', 1, (f) => f.size !== null],
    ['goods', 1, (f) => f.goods.length > 0],
    ['serviceNeeds', 1, (f) => f.service_needs.length > 0],
  ],
  individual: [reachable, mail, place, owned, ['birthDate', 1, (f) => f.birth_date !== null]],
  department: [
    reachable,
    mail,
    owned,
    ['departmentHead', 2, (f) => f.department_head !== null || f.contacts > 0],
    ['parentId', 1, (f) => f.parent_id !== null],
  ],
}

const day = 86_400_000
const freshDays = 180
const staleDays = 730
/** A record older than this is named stale although its score has not reached zero. */
const askAgainDays = 365

export function scoreQuality(facts: QualityFacts, now: Date): Quality {
  const missing = (wantedOf[facts.kind] ?? []).filter(([, , present]) => !present(facts)).map(([field]) => field)
  const faults = [
    ...missing.map((field) => `missing.${field}`),
    ...invalidFields(facts).map((field) => `invalid.${field}`),
  ]
  const completeness = completenessOf(facts.kind, faults)
  const validity = validityOf(facts.kind, faults)
  const ageDays = Math.max(0, (now.getTime() - facts.confirmedAt.getTime()) / day)
  const freshness = percent(1 - Math.max(0, ageDays - freshDays) / (staleDays - freshDays))
  return {
    score: Math.round(completeness * 0.5 + freshness * 0.25 + validity * 0.25),
    completeness,
    freshness,
    validity,
    issues: ageDays > askAgainDays ? [...faults, 'stale'] : faults,
  }
}

/** 0…100: the weight of what is there. Follows from the kind and the stored issues alone, so bands need no further columns. */
export function completenessOf(kind: string, issues: readonly string[]): number {
  const wanted = wantedOf[kind] ?? []
  const all = wanted.reduce((sum, [, weight]) => sum + weight, 0)
  const missing = wanted.reduce((sum, [field, weight]) => sum + (issues.includes(`missing.${field}`) ? weight : 0), 0)
  return percent(1 - missing / Math.max(1, all))
}

/** Which value each fault is found in: an address is one value, whichever of its parts is wrong. */
const valueOfFault: Readonly<Record<string, string>> = {
  'invalid.phone': 'phone',
  'invalid.email': 'email',
  'invalid.creditCode': 'creditCode',
  'invalid.postcode': 'address',
  'invalid.division': 'address',
}
const checkable: ReadonlySet<string> = new Set(Object.values(valueOfFault))

/** 0…100: the share of right values among those that are there and can be checked. Follows from kind and issues, too. */
export function validityOf(kind: string, issues: readonly string[]): number {
  const wrong = new Set(issues.map((issue) => valueOfFault[issue]).filter((value) => value !== undefined))
  const there = (wantedOf[kind] ?? [])
    .map(([field]) => field)
    .filter((field) => checkable.has(field) && !issues.includes(`missing.${field}`))
  return percent(1 - wrong.size / Math.max(1, new Set([...there, ...wrong]).size))
}

/** The mean freshness of records with this mean score: what is left of the score when the two other parts are taken out. */
export const freshnessOf = (score: number, completeness: number, validity: number): number =>
  Math.min(100, Math.max(0, (score - completeness * 0.5 - validity * 0.25) * 4))

const percent = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100)

/** Forms refuse what is wrong; imports keep it as it came, so it is found here. */
function invalidFields({ phone, phone_raw, email, credit_code, places = [] }: QualityFacts): string[] {
  const faults: string[] = []
  if ((phone ?? phone_raw) !== null && !(phone && checkPhone(phone).ok)) faults.push('phone')
  if (email !== null && !checkEmail(email).ok) faults.push('email')
  if (credit_code !== null && !checkCreditCode(credit_code).ok) faults.push('creditCode')
  if (places.some((place) => place.postcode && !checkPostcode(place.postcode, place.country ?? 'CN').ok))
    faults.push('postcode')
  if (places.some(wrongDivision)) faults.push('division')
  return faults
}

/** No such code of GB/T 2260, or one of another province than is written. */
function wrongDivision({ division_code, province }: CheckedPlace): boolean {
  if (!division_code) return false
  const names = divisionNames(division_code)
  if (!names) return true
  return (
    province !== null && province !== '' && !names.province.startsWith(province) && !province.startsWith(names.province)
  )
}
