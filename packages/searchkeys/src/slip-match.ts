import type { NameRead } from './name-read.ts'
import { nearMatcher } from './one-slip.ts'
import type { QueryPart, Wanted } from './query.ts'
import type { Candidate } from './rank-match.ts'
import { emailWords } from './search-keys.ts'
import { fuzzySyllables } from './syllables.ts'
import { lettersAndDigits, phoneDigits } from './tokens.ts'
import { answers } from './unit-answers.ts'
import type { Unit } from './units.ts'

/** The part with one wrong, missing, added or exchanged character: whether it is in a name, and in a code, e-mail or telephone. */
export interface SlipMatcher {
  name(name: NameRead): boolean
  word(candidate: Candidate): boolean
}

/** Undefined for what is too short: with one character wrong nearly everything would answer. */
export function slipMatcher(part: QueryPart): SlipMatcher | undefined {
  const wanted = [...part.text]
  const latin = part.code !== ''
  if (wanted.length < (latin ? 4 : 3)) return undefined
  const written = nearMatcher(wanted)
  const name = latin ? latinInName(part, wanted, written) : hanInName(part, written)
  return {
    name,
    word({ codes = [], emails = [], phones = [] }) {
      if (!latin) return false
      if (codes.some((code) => written(lettersAndDigits(code)))) return true
      if (emails.some((email) => written(emailWords(email).local))) return true
      return part.digits.length >= 6 && phones.some((phone) => written(phoneDigits(phone)))
    },
  }
}

type Written = ReturnType<typeof nearMatcher>

function hanInName(part: QueryPart, written: Written): SlipMatcher['name'] {
  const sounds = nearMatcher(wantedSounds(part))
  return (name) => written(name.spelled.chars) || sounds(name.units.map((unit) => unit.fixed || unit.char))
}

function latinInName(part: QueryPart, wanted: readonly string[], written: Written): SlipMatcher['name'] {
  const spoken = part.readings.filter((reading) => reading.some((piece) => piece.kind === 'syllable'))
  return (name) => {
    if (written(name.spelled.chars)) return true
    if (wanted.length >= 6 && written(name.units.map((unit) => unit.spoken).join(''))) return true
    return spoken.some((reading) => fuzzyHolds(reading, name.units))
  }
}

const wantedSounds = (part: QueryPart): string[] =>
  (part.readings[0] ?? []).map((wanted) => (wanted.kind === 'han' ? wanted.syllable : wanted.text))

function fuzzyHolds(reading: readonly Wanted[], name: readonly Unit[]): boolean {
  for (let at = 0; at + reading.length <= name.length; at++) {
    const miss = onlyMiss(reading, name, at)
    if (miss === undefined) continue
    const wanted = reading[miss] as Wanted
    if (wanted.kind === 'syllable' && fuzzySyllables(wanted.text).includes(name[at + miss]?.spoken ?? '')) return true
  }
  return false
}

/** Where in the reading the one syllable stands that the name does not answer; undefined: none, or more. */
function onlyMiss(reading: readonly Wanted[], name: readonly Unit[], from: number): number | undefined {
  let miss: number | undefined
  for (const [offset, wanted] of reading.entries()) {
    if (answers(name[from + offset] as Unit, wanted)) continue
    if (miss !== undefined) return undefined
    miss = offset
  }
  return miss
}
