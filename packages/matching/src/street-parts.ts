import { letterPairs, pairSimilarity } from './letter-pairs.ts'
import { hasHan, plainText } from './plain-text.ts'
import { softTokens, type Token, token } from './soft-tokens.ts'

/** `digits` are those of the first number in order, `joined` the words in order without spaces, `pairs` those of the words as written. */
export type StreetParts = {
  readonly digits: string
  readonly numbers: readonly string[]
  readonly words: readonly Token[]
  readonly joined: string
  readonly pairs: Uint16Array
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

/** 上海市浦东新区 before 世纪大道100号: administrative divisions, which stand in fields of their own. */
const divisions =
  /^(?:\p{Script=Han}{2,7}?(?:省|自治区))?(?:\p{Script=Han}{2,6}?市)?(?:\p{Script=Han}{1,5}?(?:新区|区|县))?(?=\p{Script=Han}{2})/u

/** A street address as house numbers and words; what follows "between", "near" or "at" tells where, not what. */
export function streetParts(text: string): StreetParts | undefined {
  const plain = plainText(text.replace(/\b(?:between|near|at|off)\b.*$/i, ' ')) || plainText(text)
  if (plain === '') return undefined
  const words: Token[] = []
  const numbers: string[] = []
  for (const raw of (hasHan(plain) ? hanSpaced(plain) : plain).split(' ')) {
    const word = (short.get(raw) ?? raw).replace(/^(\d+)(?:st|nd|rd|th)$/, '$1')
    if (/^\d+[a-z]?$/.test(word) && word === raw) numbers.push(word)
    else if (word !== '') words.push(token(word, kinds.has(word) ? 0.3 : 1))
  }
  const digits = [...(numbers[0] ?? '')].sort().join('')
  const inOrder = words.map((word) => word.text).sort()
  const pairs = letterPairs(words.map((word) => word.text).join(''))
  return { digits, numbers, words, joined: inOrder.join(''), pairs }
}

/** Chinese has no spaces: numbers are set apart, and each run of characters becomes its pairs (世纪大道: 世纪 纪大 大道). */
function hanSpaced(plain: string): string {
  return plain
    .replace(divisions, '')
    .replace(/(\d+) ?(?:号楼|号|弄|室|楼|层|栋|座|单元)?/g, ' $1 ')
    .split(' ')
    .flatMap((run) =>
      hasHan(run) && run.length > 2 ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)) : [run],
    )
    .join(' ')
}

/** Likeness of the words, in whatever order, with a typing slip or a space gone astray. */
export function streetSimilarity(one: StreetParts, other: StreetParts): number | undefined {
  if (one.words.length === 0 || other.words.length === 0) return undefined
  if (one.joined === other.joined) return 1
  return Math.max(softTokens(one.words, other.words, 0.8), pairSimilarity(one.pairs, other.pairs))
}

/**
 * 1 for equal first numbers, 0.8 where one stands among the other's, 0.6 for digits exchanged, added or lost at the end;
 * other numbers disagree.
 */
export function numberSimilarity(one: StreetParts, other: StreetParts): number | undefined {
  const a = one.numbers[0]
  const b = other.numbers[0]
  if (a === undefined || b === undefined) return undefined
  if (a === b) return 1
  if (one.numbers.includes(b) || other.numbers.includes(a)) return 0.8
  if (a.length < 2 || b.length < 2) return 0
  return one.digits === other.digits || a.startsWith(b) || b.startsWith(a) ? 0.6 : 0
}
