import type { Wanted } from './query.ts'
import type { Unit } from './units.ts'

/** Whether a position of a name is what the query wants there; a polyphone answers by both its readings. */
export function answers(unit: Unit, wanted: Wanted): boolean {
  switch (wanted.kind) {
    case 'han':
      return unit.char === wanted.text || (unit.fixed !== '' && unit.fixed === wanted.syllable)
    case 'syllable':
      return unit.spoken !== '' && (unit.spoken === wanted.text || unit.fixed === wanted.text)
    case 'partial':
      return unit.spoken.startsWith(wanted.text) || unit.fixed.startsWith(wanted.text)
    case 'initial':
    case 'letter':
      return (unit.spoken || unit.char).startsWith(wanted.text) || unit.fixed.startsWith(wanted.text)
    default:
      return wanted satisfies never
  }
}
