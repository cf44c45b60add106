import { emailWords } from './search-keys.ts'
import type { Piece } from './syllables.ts'
import { readPinyin } from './syllables.ts'
import { lettersAndDigits, phoneDigits } from './tokens.ts'
import type { Unit } from './units.ts'
import { fold, unitsOf } from './units.ts'

/** What one position of a name must be to answer a query: this 汉字, this syllable, a syllable beginning so, this initial or letter. */
export type Wanted =
  | { readonly kind: 'han'; readonly text: string; readonly syllable: string }
  | { readonly kind: 'letter'; readonly text: string }
  | Piece

/** One space-free part of a query with every way to read it. All parts must match. */
export type QueryPart = {
  /** Folded, only 汉字, letters and digits. */
  readonly text: string
  /** Digits of a telephone number, '' when the part has letters. */
  readonly digits: string
  /** Letters and digits only, '' when the part has 汉字. */
  readonly code: string
  readonly hasHan: boolean
  readonly email: { readonly local: string; readonly domain: string } | undefined
  /** Readings as name, likeliest first; the one by single letters is always there. */
  readonly readings: readonly (readonly Wanted[])[]
}

const MAX_PARTS = 6
const MAX_CHARS = 48

export function readQuery(query: string): QueryPart[] {
  const cleaned = fold(query.slice(0, 200)).replaceAll('\u3000', ' ').trim()
  if (/^\+?[\d\s().\-/]+$/.test(cleaned) && /\d/.test(cleaned)) return [readPart(phoneDigits(cleaned))]
  return cleaned
    .split(/[\s,，;；、|/()（）]+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, MAX_PARTS)
    .map(readPart)
}

function readPart(part: string): QueryPart {
  const units = unitsOf(part).slice(0, MAX_CHARS)
  const text = units.map((unit) => unit.char).join('')
  const hasHan = units.some((unit) => unit.fixed !== '')
  return {
    text,
    digits: /^\d+$/.test(text) ? text : '',
    code: hasHan ? '' : lettersAndDigits(part),
    hasHan,
    email: part.includes('@') ? emailWords(part) : undefined,
    readings: readingsOf(units),
  }
}

function readingsOf(units: readonly Unit[]): Wanted[][] {
  let readings: Wanted[][] = [[]]
  for (const run of runsOf(units)) {
    const options = typeof run === 'string' ? latinReadings(run) : [[hanWanted(run)]]
    readings = readings.flatMap((before) => options.map((option) => [...before, ...option])).slice(0, 6)
  }
  return readings.filter((reading) => reading.length > 0)
}

function runsOf(units: readonly Unit[]): (Unit | string)[] {
  const runs: (Unit | string)[] = []
  for (const unit of units) {
    const last = runs.at(-1)
    if (unit.fixed) runs.push(unit)
    else if (typeof last === 'string') runs[runs.length - 1] = last + unit.char
    else runs.push(unit.char)
  }
  return runs
}

const hanWanted = (unit: Unit): Wanted => ({ kind: 'han', text: unit.char, syllable: unit.fixed })

function latinReadings(run: string): Wanted[][] {
  const byLetter = [...run].map((text): Wanted => ({ kind: 'letter', text }))
  const asPinyin = readPinyin(run).filter((pieces) => pieces.some((piece) => piece.kind !== 'initial'))
  return [byLetter, ...asPinyin]
}
