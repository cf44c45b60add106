/**
 * Kinds of token. All are hashed to int4; a collision or a scattered match is caught by `rankMatch`.
 * `pair`   two neighbouring 汉字 by reading (上海 and shanghai make the same one);
 * `gram`   three neighbouring letters or digits, a 汉字 counting as its initial (上海远洋 makes shy, hyy);
 * `start`  the first two letters of a name, of a word, or of what follows the place;
 * `first`  the reading of the first 汉字 of a name or of what follows the place;
 * `code`   the beginning of a long code.
 */
export type TokenKind = 'pair' | 'gram' | 'start' | 'first' | 'code'

const SEED: Readonly<Record<TokenKind, number>> = {
  pair: 0x1b873593,
  gram: 0x2545f491,
  start: 0x3c6ef372,
  first: 0x510e527f,
  code: 0x6a09e667,
}

/** 32-bit FNV-1a (public domain, isthe.com/chongo/tech/comp/fnv) seeded by kind and finished by a murmur mix. Never 0. */
export function token(kind: TokenKind, text: string): number {
  let hash = 0x811c9dc5 ^ SEED[kind]
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash ^= hash >>> 13
  return hash | 0 || 1
}

/** Pairs inside 有限公司, 股份有限公司, 有限责任公司: not indexed there, hence never asked for. */
export const SUFFIX_PAIRS: ReadonlySet<string> = new Set([
  'gu fen',
  'fen you',
  'you xian',
  'xian gong',
  'xian ze',
  'ze ren',
  'ren gong',
  'gong si',
])

/** The same pairs as initials. */
export const SUFFIX_INITIALS: ReadonlySet<string> = new Set(['gf', 'fy', 'yx', 'xg', 'xz', 'zr', 'rg', 'gs'])

/** Codes longer than this (统一社会信用代码 has 18) are indexed by their beginnings and their last six, not by every part. */
export const LONG_CODE = 12
export const CODE_BEGINNINGS = [12, 15] as const
export const CODE_TAIL = 6

export const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/** Digits of a telephone number as people search it: without +86 or 0086. */
export function phoneDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  if (digits.startsWith('0086')) return digits.slice(4)
  return digits.startsWith('86') && digits.length >= 12 ? digits.slice(2) : digits
}
