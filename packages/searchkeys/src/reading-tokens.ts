import type { Wanted } from './query.ts'
import { SUFFIX_INITIALS, SUFFIX_PAIRS, token } from './tokens.ts'

/** Whole syllable, '' where only an initial, a letter or a beginning is known. */
export const syllableOf = (wanted: Wanted | undefined): string =>
  wanted?.kind === 'syllable' ? wanted.text : wanted?.kind === 'han' ? wanted.syllable : ''

export const letterOf = (wanted: Wanted): string => (syllableOf(wanted) || wanted.text).charAt(0)

export function letterGrams(text: string): number[] {
  return Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => token('gram', text.slice(at, at + 3)))
}

/** Pairs of neighbouring syllables, and grams wherever an initial or letter stands; what 有限公司 would give is left out. */
export function orderedTokens(reading: readonly Wanted[]): number[] {
  const tokens: number[] = []
  const inSuffix: number[] = []
  for (let at = 0; at < reading.length; at++) {
    const here = reading[at] as Wanted
    const next = reading[at + 1]
    const third = reading[at + 2]
    if (!next) break
    if (syllableOf(here) && syllableOf(next)) {
      const pair = `${syllableOf(here)} ${syllableOf(next)}`
      if (!SUFFIX_PAIRS.has(pair)) tokens.push(token('pair', pair))
    }
    if (!third || (syllableOf(here) && syllableOf(next) && syllableOf(third))) continue
    const letters = letterOf(here) + letterOf(next) + letterOf(third)
    const mayBeSuffix = SUFFIX_INITIALS.has(letters.slice(0, 2)) || SUFFIX_INITIALS.has(letters.slice(1))
    ;(mayBeSuffix ? inSuffix : tokens).push(token('gram', letters))
  }
  return tokens.length ? tokens : inSuffix
}
