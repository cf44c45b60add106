import { jaroWinkler } from './jaro-winkler.ts'

/** A word, how much it tells, and which letters it has (one bit for each char code modulo 32). */
export type Token = { readonly text: string; readonly weight: number; readonly letters: number }

export function token(text: string, weight = 1): Token {
  let letters = 0
  for (let i = 0; i < text.length; i += 1) letters |= 1 << (text.charCodeAt(i) & 31)
  return { text, weight, letters }
}

/** Words looked at in one text: a name of ten thousand characters must not hold up a scan. */
const mostWords = 64

const nearest = new Float64Array(2 * mostWords)

/**
 * Likeness of two sets of words in any order: every word looks for its nearest (Monge & Elkan, KDD 1996) and counts by
 * its weight, both ways; words further apart than `least` count nothing, and numbers must be equal.
 * @example softTokens([token('ocean'), token('star')], [token('star'), token('ocean')]) // 1
 */
export function softTokens(one: readonly Token[], other: readonly Token[], least = 0.85): number {
  const a = Math.min(one.length, mostWords)
  const b = Math.min(other.length, mostWords)
  if (a === 0 || b === 0) return 0
  nearest.fill(0, 0, a + b)
  for (let i = 0; i < a; i += 1)
    for (let j = 0; j < b; j += 1) {
      const similarity = alike(one[i] as Token, other[j] as Token, least)
      if (similarity > (nearest[i] ?? 0)) nearest[i] = similarity
      if (similarity > (nearest[a + j] ?? 0)) nearest[a + j] = similarity
    }
  return (share(one, a, 0) + share(other, b, a)) / 2
}

function share(words: readonly Token[], count: number, from: number): number {
  let found = 0
  let all = 0
  for (let i = 0; i < count; i += 1) {
    const { weight } = words[i] as Token
    found += (nearest[from + i] ?? 0) * weight
    all += weight
  }
  return all === 0 ? 0 : found / all
}

function alike(one: Token, other: Token, least: number): number {
  if (one.text === other.text) return 1
  const a = one.text.length
  const b = other.text.length
  const first = one.text.charCodeAt(0)
  if (a < 3 || b < 3 || (first < 58 && first > 47)) return 0
  if (most(one.letters, other.letters, a, b) < least) return 0
  const similarity = jaroWinkler(one.text, other.text)
  return similarity < least ? 0 : similarity
}

/** What Jaro–Winkler can reach at most, seeing which letters have no partner: spares most of its runs. */
function most(ones: number, others: number, a: number, b: number): number {
  const matches = Math.min(a - bits(ones & ~others), b - bits(others & ~ones))
  const jaro = (matches / a + matches / b + 1) / 3
  return jaro + 0.4 * (1 - jaro)
}

function bits(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
