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
const LATIN = /[a-z0-9]/
/** Written inside a word without parting it: A.P. Møller, K-Line, O'Neill, H&M. */
const JOINER = /[.'’&_\-·]/

/** Full-width to half-width, lower case, accents off. */
export function fold(text: string): string {
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

export function unitsOf(text: string): Unit[] {
  const folded = fold(text.length > MAX_CHARS * 4 ? text.slice(0, MAX_CHARS * 4) : text)
  const chars: string[] = []
  const starts: boolean[] = []
  let apart = true
  for (const char of folded) {
    if (LATIN.test(char)) {
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
  return readUnits(chars, starts)
}

function readUnits(chars: string[], starts: boolean[]): Unit[] {
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

function suffixPositions(chars: string[]): Set<number> {
  const positions = new Set<number>()
  const text = chars.map((char) => (char.length === 1 ? char : '\u3000')).join('')
  if (!text.includes('公司')) return positions
  for (const match of text.matchAll(SUFFIX)) {
    for (let at = 0; at < match[0].length; at++) positions.add(match.index + at)
  }
  return positions
}
