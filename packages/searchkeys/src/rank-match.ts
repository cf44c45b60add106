import { NameRead } from './name-read.ts'
import type { QueryPart, Wanted } from './query.ts'
import { readQuery } from './query.ts'
import { fixedReading } from './readings.ts'
import { emailWords } from './search-keys.ts'
import { slipMatcher } from './slip-match.ts'
import { lettersAndDigits, phoneDigits } from './tokens.ts'
import { answers } from './unit-answers.ts'
import type { Unit } from './units.ts'
import { withoutSuffix } from './units.ts'

export type Candidate = {
  readonly names: readonly string[]
  readonly phones?: readonly string[]
  readonly codes?: readonly string[]
  readonly emails?: readonly string[]
}

/** Worth of each way to match, in steps wider than anything added to break ties. */
const WORTH = {
  exactCode: 2000,
  exactName: 1900,
  codeStart: 1800,
  nameStart: 1700,
  coreStart: 1600,
  wordStart: 1500,
  inside: 1400,
  phoneEnd: 1350,
  phonePart: 1300,
  codePart: 1250,
  pinyinExact: 1200,
  pinyinStart: 1150,
  pinyinCore: 1100,
  pinyinInside: 1000,
  initialsStart: 900,
  initialsCore: 850,
  initialsInside: 800,
  sameSound: 600,
  slip: 300,
} as const

/** The same as `ranker(query)(candidate)`, for a single candidate. */
export function rankMatch(query: string, candidate: Candidate): number {
  return ranker(query)(candidate)
}

/**
 * How well a candidate answers a query: 0 not at all, otherwise the more the better. Exact code or telephone first, then the
 * beginning of a name, of the word after the place, of a word, a part, pinyin, initials, same sound, one slip; the shorter
 * name wins among equals. Every part of the query must be found, the worst found one decides.
 */
export function ranker(query: string): (candidate: Candidate) => number {
  const parts = readQuery(query)
  const asked = parts.map(asking)
  const read = remembered((name: string) => new NameRead(name))
  return (candidate) => {
    if (parts.length === 0) return 0
    const names = candidate.names.map(read)
    let worth = Number.POSITIVE_INFINITY
    for (const part of asked) {
      worth = Math.min(worth, worthOfPart(part, names, candidate))
      if (worth === 0) return 0
    }
    if (parts.length > 1 && worth < WORTH.exactName && isWhole(parts, names[0])) worth = WORTH.exactName
    return worth - Math.min(40, names[0]?.spelled.chars.length ?? 40)
  }
}

const isWhole = (parts: readonly QueryPart[], name: NameRead | undefined): boolean =>
  name !== undefined && parts.map((part) => part.text).join('') === name.text

/** A part with what was found out of names so far: a customer is ranked alone and once more with each of his people. */
interface Asked {
  part: QueryPart
  worthOf(name: NameRead): number
  isNearly(name: NameRead): boolean
  isNearlyWord(candidate: Candidate): boolean
}

function asking(part: QueryPart): Asked {
  const slip = slipMatcher(part)
  return {
    part,
    worthOf: remembered((name: NameRead) => worthOfName(part, name)),
    isNearly: slip ? remembered(slip.name) : () => false,
    isNearlyWord: slip?.word ?? (() => false),
  }
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = find(key)
      known.set(key, value)
    }
    return value
  }
}

function worthOfPart(asked: Asked, names: readonly NameRead[], candidate: Candidate): number {
  const { part } = asked
  if (part.email) return worthOfEmail(part.email, candidate.emails ?? [])
  let best = 0
  if (part.code) {
    for (const code of candidate.codes ?? []) best = Math.max(best, worthOfCode(part.code, lettersAndDigits(code)))
    for (const email of candidate.emails ?? []) {
      const { local, domain } = emailWords(email)
      for (const word of [local, domain])
        best = Math.max(
          best,
          word.startsWith(part.code) ? WORTH.codePart : word.includes(part.code) ? WORTH.codePart - 50 : 0,
        )
    }
  }
  if (part.digits)
    for (const phone of candidate.phones ?? []) best = Math.max(best, worthOfPhone(part.digits, phoneDigits(phone)))
  for (const [at, name] of names.entries()) {
    const worth = asked.worthOf(name)
    // A former or foreign name is worth a little less than the first one.
    if (worth > 0) best = Math.max(best, worth - Math.min(at, 5) * 5)
  }
  return best || (asked.isNearlyWord(candidate) || names.some(asked.isNearly) ? WORTH.slip : 0)
}

function worthOfCode(wanted: string, code: string): number {
  if (code === wanted) return WORTH.exactCode
  if (code.startsWith(wanted)) return wanted.length >= 3 ? WORTH.codeStart : WORTH.codePart
  // People leave out the zeros of K-000123.
  if (wanted.length >= 3 && code.endsWith(wanted) && /^[a-z]*0*$/.test(code.slice(0, -wanted.length)))
    return WORTH.codeStart - 20
  return wanted.length >= 3 && code.includes(wanted) ? WORTH.codePart : 0
}

function worthOfPhone(wanted: string, phone: string): number {
  if (wanted.length < 3) return 0
  if (phone === wanted) return WORTH.exactCode
  if (phone.endsWith(wanted)) return WORTH.phoneEnd
  return phone.includes(wanted) ? WORTH.phonePart : 0
}

function worthOfEmail(wanted: { local: string; domain: string }, emails: readonly string[]): number {
  let best = 0
  for (const email of emails) {
    const { local, domain } = emailWords(email)
    if (!local.includes(wanted.local) || !domain.startsWith(wanted.domain)) continue
    best = Math.max(best, local === wanted.local && domain === wanted.domain ? WORTH.exactCode : WORTH.codePart)
  }
  return best
}

function worthOfName(part: QueryPart, name: NameRead): number {
  // No letter is a 汉字 or sounds like one.
  if (part.hasHan && name.isAscii) return 0
  const { text } = name
  if (part.text.length === 0 || text.length === 0) return 0
  if (text === part.text || withoutSuffix(text) === part.text) return WORTH.exactName
  let best = 0
  for (let at = text.indexOf(part.text); at !== -1; at = text.indexOf(part.text, at + 1)) {
    best = Math.max(best, worthOfPosition(name, at, part.text.length))
  }
  return best || worthOfReadings(part, name.units, name.core)
}

function worthOfPosition({ core, spelled }: NameRead, at: number, length: number): number {
  if (at === 0) return WORTH.nameStart
  if (at === core) return WORTH.coreStart
  if (spelled.starts[at]) return WORTH.wordStart
  // One or two letters inside a word are no answer: they are in nearly every Latin name.
  return length >= (fixedReading(spelled.chars[at] ?? '') ? 1 : 3) ? WORTH.inside : 0
}

function worthOfReadings(part: QueryPart, name: readonly Unit[], core: number): number {
  let best = 0
  for (const reading of part.readings) {
    for (let at = 0; at + reading.length <= name.length; at++) {
      if (stands(reading, name, at)) best = Math.max(best, worthOfReading(reading, at, core, name.length))
    }
  }
  return best
}

function stands(reading: readonly Wanted[], name: readonly Unit[], from: number): boolean {
  for (let offset = 0; offset < reading.length; offset++)
    if (!answers(name[from + offset] as Unit, reading[offset] as Wanted)) return false
  return true
}

function worthOfReading(reading: readonly Wanted[], at: number, core: number, length: number): number {
  if (reading.every((wanted) => wanted.kind === 'han')) return WORTH.sameSound
  const initials = reading.filter((wanted) => wanted.kind === 'initial' || wanted.kind === 'letter').length
  if (initials > reading.length / 2) {
    if (at === 0) return WORTH.initialsStart
    if (at === core) return WORTH.initialsCore
    return reading.length >= 3 || length <= 4 ? WORTH.initialsInside : 0
  }
  if (at === 0) return reading.length === length ? WORTH.pinyinExact : WORTH.pinyinStart
  return at === core ? WORTH.pinyinCore : WORTH.pinyinInside
}
