import { traditionalThenSimplified } from './simplified.generated.ts'

const simplified = new Map<string, string>()
const pairs = [...traditionalThenSimplified]
for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i] ?? '', pairs[i + 1] ?? '')

const han = /\p{Script=Han}/u

export const hasHan = (text: string): boolean => han.test(text)

/**
 * Text for comparing: half-width (NFKC), lower case, without accents, traditional characters made simplified; marks
 * become spaces, an apostrophe vanishes with a following s.
 * @example plainText('Café  d’Or（上海）貨運') // 'cafe d or 上海 货运'
 */
export function plainText(text: string): string {
  let plain = text.normalize('NFKC').toLowerCase()
  if (hasHan(plain)) plain = plain.replace(/\p{Script=Han}/gu, (char) => simplified.get(char) ?? char)
  if (/[^\x20-\x7e]/.test(plain)) plain = plain.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')
  return plain
    .replace(/[^\p{L}\p{N}'’&]+/gu, ' ')
    .replace(/ ?['’] ?s\b|['’]/g, ' ')
    .replace(/&/g, ' and ')
    .replace(/ {2,}/g, ' ')
    .trim()
}
