import { jaroWinkler } from './jaro-winkler.ts'

/** A word and how much it tells. */
export type Token = { readonly text: string; readonly weight: number }

/**
 * Likeness of two sets of words in any order: every word looks for its nearest (Monge & Elkan, KDD 1996) and counts by
 * its weight, both ways; words further apart than `least` count nothing, and numbers must be equal.
 * @example softTokens([{ text: 'ocean', weight: 1 }], [{ text: 'ocean', weight: 1 }]) // 1
 */
export function softTokens(one: readonly Token[], other: readonly Token[], least = 0.85): number {
  if (one.length === 0 || other.length === 0) return 0
  return (oneWay(one, other, least) + oneWay(other, one, least)) / 2
}

function oneWay(from: readonly Token[], to: readonly Token[], least: number): number {
  let found = 0
  let all = 0
  for (const token of from) {
    let best = 0
    for (const candidate of to) {
      const similarity = alike(token.text, candidate.text)
      if (similarity > best) best = similarity
      if (best === 1) break
    }
    found += best >= least ? best * token.weight : 0
    all += token.weight
  }
  return all === 0 ? 0 : found / all
}

function alike(one: string, other: string): number {
  if (one === other) return 1
  const first = one.charCodeAt(0)
  if ((first < 58 && first > 47) || one.length < 3 || other.length < 3) return 0
  return jaroWinkler(one, other)
}
