import { companyReasons } from './company-reasons.ts'
import { dateSimilarity } from './date-digits.ts'
import { evidenceBits } from './evidence-bits.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import type { MatchField, MatchReason, MatchRecord, MatchResult } from './match-record.ts'
import { defaultSettings, type MatchSettings } from './match-settings.ts'
import { oneSlip } from './one-slip.ts'
import { personSimilarity } from './person-name.ts'
import { phoneSimilarity } from './phone-digits.ts'
import { type PreparedRecord, prepareRecord } from './prepare-record.ts'
import { numberSimilarity, streetSimilarity } from './street-parts.ts'

/**
 * Says whether two records are one customer, and why. Weights of the fields both records have are added up after
 * Fellegi & Sunter (1969) and turned into a probability; a field that one of them lacks counts nothing. An equal
 * credit code settles it. Symmetric.
 * @example compareRecords({ names: ['上海远洋物流有限公司'] }, { names: ['上海远洋物流公司'] }).verdict // 'same'
 */
export function compareRecords(
  one: MatchRecord | PreparedRecord,
  other: MatchRecord | PreparedRecord,
  settings: MatchSettings = defaultSettings,
): MatchResult {
  const a = prepareRecord(one, settings.reading)
  const b = prepareRecord(other, settings.reading)
  const reasons: MatchReason[] = []
  const add = (field: MatchField, similarity: number | undefined, extra = 0): void => {
    if (similarity === undefined) return
    reasons.push({ field, similarity, weight: evidenceBits(settings.fields[field], similarity) + extra })
  }

  if (a.kind === b.kind) compareNames(a, b, settings, reasons, add)
  add('birthDate', both(a.birthDate, b.birthDate, dateSimilarity))
  add('creditCode', best(a.creditCodes, b.creditCodes, codeSimilarity))
  add('code', best(a.codes, b.codes, codeSimilarity))
  add('phone', best(a.phones, b.phones, phoneSimilarity))
  add('email', best(a.emails, b.emails, emailSimilarity))
  compareAddresses(a, b, add)
  add('category', both(a.category, b.category, jaroWinkler))
  return judge(a, b, reasons, settings)
}

type Add = (field: MatchField, similarity: number | undefined, extra?: number) => void

function compareNames(
  a: PreparedRecord,
  b: PreparedRecord,
  settings: MatchSettings,
  reasons: MatchReason[],
  add: Add,
): void {
  if (a.kind === 'enterprise') {
    for (const reason of companyReasons(a.companies, b.companies, settings)) reasons.push(reason)
    return
  }
  let found: ReturnType<typeof personSimilarity> | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const name of a.people)
    for (const candidate of b.people) {
      const similarity = personSimilarity(name, candidate)
      // The thousandth settles ties the same way whichever record comes first; what is half alike comes before what is unknown.
      const sum = (similarity.given ?? 0.4999) * 1.001 + (similarity.family ?? 0.4998)
      if (sum <= most) continue
      most = sum
      found = similarity
    }
  add('givenName', found?.given)
  add('familyName', found?.family)
}

function compareAddresses(a: PreparedRecord, b: PreparedRecord, add: Add): void {
  if (a.street && b.street) {
    add('streetNumber', numberSimilarity(a.street, b.street))
    add('street', streetSimilarity(a.street, b.street))
  }
  add('suburb', both(a.suburb, b.suburb, jaroWinkler))
  add('city', both(a.city, b.city, placeSimilarity))
  add('region', both(a.region, b.region, placeSimilarity))
  add('postcode', both(a.postcode, b.postcode, codeSimilarity))
}

function judge(a: PreparedRecord, b: PreparedRecord, reasons: MatchReason[], settings: MatchSettings): MatchResult {
  limitPremises(reasons, settings.premisesBits[a.kind === b.kind ? a.kind : 'person'])
  let bits = settings.priorBits
  let settled = false
  for (const { field, similarity, weight } of reasons) {
    bits += weight
    if (field === 'creditCode' && similarity === 1) settled = true
  }
  reasons.sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
  const equal = a.fingerprint === b.fingerprint
  const verdict =
    settled || bits >= settings.sameBits ? 'same' : equal || bits >= settings.probableBits ? 'probable' : 'different'
  const score = equal ? 1 : 1 / (1 + 2 ** -(settled ? Math.max(bits, 10) : bits))
  return { score, verdict, reasons }
}

const premises: ReadonlySet<MatchField> = new Set([
  'phone',
  'streetNumber',
  'street',
  'suburb',
  'city',
  'region',
  'postcode',
])

/** Shrinks agreeing phone and address weights together to the limit. */
function limitPremises(reasons: MatchReason[], limit: number): void {
  let sum = 0
  for (const { field, weight } of reasons) if (weight > 0 && premises.has(field)) sum += weight
  if (sum <= limit) return
  for (const [i, reason] of reasons.entries())
    if (reason.weight > 0 && premises.has(reason.field))
      reasons[i] = { ...reason, weight: (reason.weight * limit) / sum }
}

function both(one: string, other: string, compare: (one: string, other: string) => number): number | undefined {
  return one === '' || other === '' ? undefined : one === other ? 1 : compare(one, other)
}

function best(
  ones: readonly string[],
  others: readonly string[],
  compare: (one: string, other: string) => number,
): number | undefined {
  if (ones.length === 0 || others.length === 0) return undefined
  let most = 0
  for (const one of ones) for (const other of others) most = Math.max(most, compare(one, other))
  return most
}

const codeSimilarity = (one: string, other: string): number =>
  one === other ? 1 : one.length > 3 && other.length > 3 && oneSlip(one, other) ? 0.85 : 0

function placeSimilarity(one: string, other: string): number {
  if (one.startsWith(other) || other.startsWith(one)) return 0.95
  if (Math.min(one.length, other.length) >= 4) return jaroWinkler(one, other)
  return oneSlip(one, other) ? 0.75 : 0
}

/** Another mailbox of one's own company domain is no evidence; a slip in the same address is. */
const emailSimilarity = (one: string, other: string): number => (one === other ? 1 : oneSlip(one, other) ? 0.95 : 0)
