import { readQuery } from './query.ts'
import { orderedTokens } from './reading-tokens.ts'

/**
 * Keys that every name holding this text has, if it is indexed to its end (64 characters): a filter by a part of the name looks
 * for them first. Empty where none is sure: a single 汉字, Latin letters (no key spans two words), 有限公司.
 * @example keysOfPart('远洋').length // 1
 */
export function keysOfPart(text: string): number[] {
  if (!/^\p{Script=Han}{2,}$/u.test(text)) return []
  const [part] = readQuery(text)
  const [reading] = part?.readings ?? []
  const whole =
    reading?.length === [...text].length && reading.every((wanted) => wanted.kind === 'han' && wanted.syllable)
  return whole ? [...new Set(orderedTokens(reading))].slice(0, 12) : []
}
