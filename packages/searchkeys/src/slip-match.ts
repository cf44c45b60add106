import type { NameRead } from './name-read.ts'
import { endOfNearMatch } from './one-slip.ts'
import type { QueryPart, Wanted } from './query.ts'
import type { Candidate } from './rank-match.ts'
import { emailWords } from './search-keys.ts'
import { fuzzySyllables } from './syllables.ts'
import { lettersAndDigits, phoneDigits } from './tokens.ts'
import { answers } from './unit-answers.ts'
import type { Unit } from './units.ts'

/** Whether the part, with one wrong, missing, added or exchanged character, is in a name, code, e-mail or telephone. */
export function answersWithSlip(part: QueryPart, names: readonly NameRead[], candidate: Candidate): boolean {
  const wanted = [...part.text]
  const latin = part.code !== ''
  if (wanted.length < (latin ? 4 : 3)) return false
  const words = latin
    ? [
        ...(candidate.codes ?? []).map(lettersAndDigits),
        ...(candidate.emails ?? []).map((email) => emailWords(email).local),
      ]
    : []
  if (part.digits.length >= 6) words.push(...(candidate.phones ?? []).map(phoneDigits))
  if (words.some((word) => endOfNearMatch([...word], wanted) >= 0)) return true
  return names.some((name) => nameNearlyHolds(part, name.units, wanted))
}

function nameNearlyHolds(part: QueryPart, name: readonly Unit[], wanted: readonly string[]): boolean {
  const chars = name.map((unit) => unit.char)
  if (endOfNearMatch(chars, wanted) >= 0) return true
  if (part.code === '')
    return (
      endOfNearMatch(
        name.map((unit) => unit.fixed || unit.char),
        wantedSounds(part),
      ) >= 0
    )
  if (wanted.length >= 6 && endOfNearMatch([...name.map((unit) => unit.spoken).join('')], wanted) >= 0) return true
  return part.readings.some((reading) => fuzzyHolds(reading, name))
}

const wantedSounds = (part: QueryPart): string[] =>
  (part.readings[0] ?? []).map((wanted) => (wanted.kind === 'han' ? wanted.syllable : wanted.text))

function fuzzyHolds(reading: readonly Wanted[], name: readonly Unit[]): boolean {
  if (!reading.some((wanted) => wanted.kind === 'syllable')) return false
  for (let at = 0; at + reading.length <= name.length; at++) {
    const misses = reading.filter((wanted, offset) => !answers(name[at + offset] as Unit, wanted))
    const [miss] = misses
    if (misses.length !== 1 || miss?.kind !== 'syllable') continue
    if (fuzzySyllables(miss.text).includes(name[at + reading.indexOf(miss)]?.spoken ?? '')) return true
  }
  return false
}
