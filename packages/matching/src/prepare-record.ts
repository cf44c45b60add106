import { type CompanyName, companyName } from './company-name.ts'
import { dateDigits } from './date-digits.ts'
import type { MatchRecord } from './match-record.ts'
import { type PersonName, personName, splitPersonName } from './person-name.ts'
import { phoneDigits } from './phone-digits.ts'
import { plainText } from './plain-text.ts'
import { type StreetParts, streetParts } from './street-parts.ts'

/** A record made ready for comparing, so that the cost of cleaning is paid once and not once for every pair. */
export type PreparedRecord = {
  readonly prepared: true
  readonly kind: 'enterprise' | 'person'
  readonly companies: readonly CompanyName[]
  readonly people: readonly PersonName[]
  readonly creditCodes: readonly string[]
  readonly codes: readonly string[]
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly birthDate: string
  readonly street: StreetParts | undefined
  readonly suburb: string
  readonly city: string
  readonly region: string
  readonly postcode: string
  readonly category: string
  /** Equal for records that say the same. */
  readonly fingerprint: string
}

/** GB 32100-2015 by form; the check character is the business of @quayside/validity. */
const creditCode = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/** Records already prepared come back as they are. */
export function prepareRecord(
  record: MatchRecord | PreparedRecord,
  reading?: (text: string) => string,
): PreparedRecord {
  if ('prepared' in record) return record
  const kind = record.kind ?? (record.givenName || record.familyName ? 'person' : 'enterprise')
  const names = (record.names ?? []).filter((name) => name.trim() !== '')
  const codes = distinct((record.codes ?? []).map((code) => plainText(code).replaceAll(' ', '').toUpperCase()))
  const address = record.address ?? {}
  const facts = {
    kind,
    companies: kind === 'enterprise' ? present(names.map((name) => companyName(name, reading))) : [],
    people: kind === 'person' ? people(record, names, reading) : [],
    creditCodes: codes.filter((code) => creditCode.test(code)),
    codes: codes.filter((code) => !creditCode.test(code)),
    phones: distinct((record.phones ?? []).map(phoneDigits)),
    emails: distinct((record.emails ?? []).map(mailAddress)),
    birthDate: dateDigits(record.birthDate ?? ''),
    street: streetParts(address.street ?? ''),
    suburb: place(address.suburb),
    city: place(address.city),
    region: place(address.region),
    postcode: plainText(address.postcode ?? '').replaceAll(' ', ''),
    category: plainText(record.category ?? ''),
  }
  return { prepared: true, ...facts, fingerprint: fingerprint(facts) }
}

function people(record: MatchRecord, names: readonly string[], reading?: (text: string) => string): PersonName[] {
  const own = personName(record.givenName ?? '', record.familyName ?? '', reading)
  return present([own, ...names.map((name) => splitPersonName(name, reading))])
}

function fingerprint(facts: Omit<PreparedRecord, 'prepared' | 'fingerprint'>): string {
  return [
    facts.kind,
    facts.companies.map((name) => `${name.whole}`).join('/'),
    facts.people.map((name) => `${name.family},${name.given}`).join('/'),
    [...facts.creditCodes].sort().join('/'),
    [...facts.codes].sort().join('/'),
    [...facts.phones].sort().join('/'),
    [...facts.emails].sort().join('/'),
    facts.birthDate,
    facts.street ? `${facts.street.numbers.join(' ')} ${facts.street.joined}` : '',
    facts.suburb,
    facts.city,
    facts.region,
    facts.postcode,
    facts.category,
  ].join('|')
}

/** `none`, `bad@x`, `无`: what people write to fill the field is the same for many, and tells nobody from another. */
function mailAddress(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(plain) ? plain : ''
}

/** Cities, districts and provinces are few and come up with every record. */
const knownPlaces = new Map<string, string>()
const mostKnownPlaces = 10_000
/** A longer piece of a text keeps the whole text it was cut from in memory, here a stretch of a file. */
const longestKnown = 12

function place(text = ''): string {
  const known = knownPlaces.get(text)
  if (known !== undefined) return known
  const plain = plainText(text)
    .replace(/(?<=\p{Script=Han}{2})(?:特别行政区|自治区|省|市|区|县)$/u, '')
    .replace(/ city$/, '')
  if (knownPlaces.size >= mostKnownPlaces) knownPlaces.clear()
  if (text.length <= longestKnown) knownPlaces.set(text, plain)
  return plain
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '')

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined)
