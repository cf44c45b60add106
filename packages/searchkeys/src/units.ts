import { fixedReading, spokenReadings } from './readings.ts'

/**
 * One searchable position of a text: a 汉字 with its readings, or a Latin letter or digit standing for itself.
 * `wordStart` marks the first letter after a space; `suffix` marks 有限公司 and the like, which every company has.
 */
export type Unit = {
  readonly char: string
  /** Reading that does not depend on neighbours, '' for letters and digits. */
  readonly fixed: string
  /** Reading in this name, '' for letters and digits. */
  readonly spoken: string
  readonly wordStart: boolean
  readonly suffix: boolean
}

const SUFFIX = /股份有限公司|有限责任公司|有限公司|公司/g
/** Written inside a word without parting it: A.P. Møller, K-Line, O'Neill, H&M. */
const JOINER = /[.'’&_\-·]/

/** Nothing of it has another form: what most names are made of. */
const PLAIN = /^[\x20-\x7e\u4e00-\u9fff]*$/

/** Full-width to half-width, lower case, accents off. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  const folded = text.normalize('NFKC').toLowerCase()
  return /[^\p{ASCII}\p{Script=Han}]/u.test(folded)
    ? folded
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .replaceAll('ø', 'o')
        .replaceAll('ß', 'ss')
        .replaceAll('æ', 'ae')
        .replaceAll('ł', 'l')
    : folded
}

/** Longest text that is searched by its content; a 10 kB name must not make ten thousand tokens. */
const MAX_CHARS = 64

/** What is searched of a text, not read yet: its 汉字, letters and digits, and which of them begin a word. */
export type Spelled = { readonly chars: readonly string[]; readonly starts: readonly boolean[] }

export function spell(text: string): Spelled {
  const folded = fold(text.length > MAX_CHARS * 4 ? text.slice(0, MAX_CHARS * 4) : text)
  const chars: string[] = []
  const starts: boolean[] = []
  let apart = true
  for (const char of folded) {
    if (isLatin(char)) {
      starts.push(apart || fixedReading(chars.at(-1) ?? '') !== '')
    } else if (fixedReading(char) !== '') {
      starts.push(false)
    } else {
      if (!JOINER.test(char)) apart = true
      continue
    }
    apart = false
    chars.push(char)
    if (chars.length === MAX_CHARS) break
  }
  return { chars, starts }
}

const isLatin = (char: string): boolean => (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9')

export const unitsOf = (text: string): Unit[] => readUnits(spell(text))

export function readUnits({ chars, starts }: Spelled): Unit[] {
  const spoken = spokenReadings(chars)
  const suffix = suffixPositions(chars)
  return chars.map((char, at) => {
    const fixed = fixedReading(char)
    return {
      char,
      fixed,
      spoken: fixed && (spoken[at] ?? fixed),
      wordStart: starts[at] ?? false,
      suffix: suffix.has(at),
    }
  })
}

/** 有限公司 and the like, left out. */
export const withoutSuffix = (text: string): string => (text.includes('公司') ? text.replace(SUFFIX, '') : text)

const noPositions: ReadonlySet<number> = new Set()

function suffixPositions(chars: readonly string[]): ReadonlySet<number> {
  const text = chars.map((char) => (char.length === 1 ? char : '\u3000')).join('')
  if (!text.includes('公司')) return noPositions
  const positions = new Set<number>()
  for (const match of text.matchAll(SUFFIX)) {
    for (let at = 0; at < match[0].length; at++) positions.add(match.index + at)
  }
  return positions
}
