import type { QueryPart, Wanted } from './query.ts'
import { letterGrams, orderedTokens } from './reading-tokens.ts'
import { fuzzySyllables } from './syllables.ts'
import { token } from './tokens.ts'

/** Shorter parts have too little left when one character is wrong. */
const MIN_LETTERS = 4
const MIN_HAN = 3
/** The last ones tell more (every mobile number begins with 13 to 19, many names with their city), and fewer are quicker. */
const MAX_TOKENS = 5

/**
 * Groups that find a part typed with one slip: a wrong, missing or added character spoils at most three neighbouring tokens,
 * so each run of them is left out once; two letters changing places spoil more, so each exchange is tried; zh/z, n/l and
 * -ng/-n are put for each other. Characters of the same sound need nothing: they make the same tokens.
 */
export function typoGroups(part: QueryPart, groups: readonly (readonly number[])[]): number[][] {
  const latin = part.code !== ''
  if (part.text.length < (latin ? MIN_LETTERS : MIN_HAN)) return []
  const letters = latin ? part.code.slice(0, 16) : ''
  const found = [...exchanged(letters), ...part.readings.flatMap(fuzzyReadings)]
  if (letters) found.push(...withoutRuns([...beginning(part), ...letterGrams(letters)], 3))
  else for (const group of groups.slice(0, 2)) found.push(...withoutRuns(group, 2))
  for (const reading of part.readings.slice(1, 3)) found.push(...withoutRuns(orderedTokens(reading), 2))
  return found.slice(0, 32).map((tokens) => tokens.slice(-MAX_TOKENS))
}

/** A telephone number has no start token. */
const beginning = (part: QueryPart): number[] => (part.digits ? [] : [token('start', part.code.slice(0, 2))])

function exchanged(letters: string): number[][] {
  const groups: number[][] = []
  for (let at = 0; at + 1 < letters.length; at++) {
    if (letters[at] === letters[at + 1]) continue
    const swapped = letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2)
    groups.push(letterGrams(swapped).slice(0, 8))
  }
  return groups.slice(0, 12)
}

function fuzzyReadings(reading: readonly Wanted[]): number[][] {
  return reading.flatMap((wanted, at) => {
    if (wanted.kind !== 'syllable') return []
    return fuzzySyllables(wanted.text)
      .map((text) => orderedTokens([...reading.slice(0, at), { kind: 'syllable', text }, ...reading.slice(at + 1)]))
      .filter((tokens) => tokens.length > 0)
  })
}

function withoutRuns(tokens: readonly number[], spoiled: number): number[][] {
  const run = Math.min(spoiled, tokens.length - 1)
  if (run < 1) return []
  return Array.from({ length: tokens.length - run + 1 }, (_, at) => [...tokens.slice(0, at), ...tokens.slice(at + run)])
}
