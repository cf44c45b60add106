import { jaroWinkler } from './jaro-winkler.ts'
import { hasHan, plainText } from './plain-text.ts'
import { softTokens, type Token } from './soft-tokens.ts'

export type StreetParts = {
  readonly numbers: readonly string[]
  readonly words: readonly Token[]
  readonly joined: string
}

const short: ReadonlyMap<string, string> = new Map(
  'st=street str=street rd=road ave=avenue av=avenue blvd=boulevard blv=boulevard dr=drive ln=lane la=lane pl=place sq=square hwy=highway pkwy=parkway ct=court cres=crescent cct=circuit n=north s=south e=east w=west ne= nw= se= sw= between= near= off= at= first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

const kinds = new Set(
  'street road avenue boulevard drive lane place square highway parkway court crescent circuit close terrace way north south east west'.split(
    ' ',
  ),
)

/** A street address as house numbers and words; what follows "between", "near" or "at" tells where, not what. */
export function streetParts(text: string): StreetParts | undefined {
  const plain = plainText(text.replace(/\b(?:between|near|at|off)\b.*$/i, ' ')) || plainText(text)
  if (plain === '') return undefined
  const spaced = hasHan(plain) ? plain.replace(/([0-9]+)/g, ' $1 ') : plain
  const words: Token[] = []
  const numbers: string[] = []
  for (const raw of spaced.split(' ')) {
    const word = (short.get(raw) ?? raw).replace(/^(\d+)(?:st|nd|rd|th)$/, '$1')
    if (/^\d+[a-z]?$/.test(word) && word === raw) numbers.push(word)
    else if (word !== '') words.push({ text: word, weight: kinds.has(word) ? 0.3 : 1 })
  }
  return {
    numbers,
    words,
    joined: words
      .map((word) => word.text)
      .sort()
      .join(''),
  }
}

/** Likeness of the words, in whatever order, with a typing slip or a space gone astray. */
export function streetSimilarity(one: StreetParts, other: StreetParts): number | undefined {
  if (one.words.length === 0 || other.words.length === 0) return undefined
  if (one.joined === other.joined) return 1
  return Math.max(softTokens(one.words, other.words, 0.8), jaroWinkler(one.joined, other.joined) - 0.1)
}

/** Equal first numbers agree; a digit added, lost or exchanged half agrees; else they disagree. */
export function numberSimilarity(one: StreetParts, other: StreetParts): number | undefined {
  const a = one.numbers[0]
  const b = other.numbers[0]
  if (a === undefined || b === undefined) return undefined
  if (a === b) return 1
  if (one.numbers.includes(b) || other.numbers.includes(a)) return 0.8
  return [...a].sort().join('') === [...b].sort().join('') ||
    (a.length > 1 && b.length > 1 && (a.startsWith(b) || b.startsWith(a)))
    ? 0.6
    : 0
}
