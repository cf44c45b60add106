import { traditionalThenSimplified } from './simplified.generated.ts'

const simplified = new Map<string, string>()
/** 1 for every UTF-16 unit that may begin a traditional character: most texts hold none. */
const mayBeTraditional = new Uint8Array(65_536)
const pairs = [...traditionalThenSimplified]
for (let i = 0; i < pairs.length; i += 2) {
  simplified.set(pairs[i] ?? '', pairs[i + 1] ?? '')
  mayBeTraditional[pairs[i]?.charCodeAt(0) ?? 0] = 1
}

const han = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\p{Script=Han}/u
/** Names and addresses longer than this are compared by their beginning. */
const mostCharacters = 500

const ascii = /^[\x20-\x7e]*$/

export const hasHan = (text: string): boolean => !ascii.test(text) && han.test(text)

/**
 * Text for comparing: half-width (NFKC), lower case, without accents, traditional characters made simplified; marks
 * become spaces, an apostrophe vanishes with a following s.
 * @example plainText('Café  d’Or（上海）貨運') // 'cafe d or 上海 货运'
 */
export function plainText(given: string): string {
  const text = given.length > mostCharacters ? given.slice(0, mostCharacters) : given
  if (ascii.test(text)) return spaced(text.toLowerCase(), /[^a-z0-9'&]+/g)
  const even = text.normalize('NFKC').toLowerCase()
  let plain = simplify(even)
  if (/[^\x20-\x7e\u2e80-\u9fff]/.test(plain)) plain = plain.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  return spaced(plain, /[^\p{L}\p{N}'’&]+/gu)
}

function simplify(text: string): string {
  let at = 0
  while (at < text.length && mayBeTraditional[text.charCodeAt(at)] === 0) at += 1
  if (at === text.length) return text
  let plain = ''
  for (const char of text) plain += simplified.get(char) ?? char
  return plain
}

function spaced(text: string, marks: RegExp): string {
  let plain = text.replace(marks, ' ')
  if (/['’&]/.test(plain))
    plain = plain
      .replace(/ ?['’] ?s\b|['’]/g, ' ')
      .replaceAll('&', ' and ')
      .replace(/ {2,}/g, ' ')
  return plain.trim()
}
