import { checkCreditCode, checkEmail, checkPhone } from '@quayside/validity'

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
  const wanted = wantedOf[facts.kind] ?? []
  const missing = wanted.filter(([, , present]) => !present(facts))
  const weight = (parts: readonly Wanted[]) => parts.reduce((sum, [, each]) => sum + each, 0)
  const completeness = percent(1 - weight(missing) / Math.max(1, weight(wanted)))

  const invalid = invalidFields(facts)
  const checked = [facts.phone ?? facts.phone_raw, facts.email, facts.credit_code].filter((value) => value !== null)
  const validity = percent(1 - invalid.length / Math.max(1, checked.length))

  const ageDays = Math.max(0, (now.getTime() - facts.confirmedAt.getTime()) / day)
  const freshness = percent(1 - Math.max(0, ageDays - freshDays) / (staleDays - freshDays))

  return {
    score: Math.round(completeness * 0.5 + freshness * 0.25 + validity * 0.25),
    completeness,
    freshness,
    validity,
    issues: [
      ...missing.map(([field]) => `missing.${field}`),
      ...invalid.map((field) => `invalid.${field}`),
      ...(ageDays > askAgainDays ? ['stale'] : []),
    ],
  }
}

const percent = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 100)

/** Forms refuse what is wrong; imports keep it as it came, so it is found here. */
function invalidFields({ phone, phone_raw, email, credit_code }: QualityFacts): string[] {
  const faults: string[] = []
  if ((phone ?? phone_raw) !== null && !(phone && checkPhone(phone).ok)) faults.push('phone')
  if (email !== null && !checkEmail(email).ok) faults.push('email')
  if (credit_code !== null && !checkCreditCode(credit_code).ok) faults.push('creditCode')
  return faults
}
