import { organisationCheckCharacter } from './check-organisation-code.ts'
import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

export type CreditCodeFound = {
  /** Places 9–17, hyphenated as GB 11714 writes it. */
  organisationCode: string
  /** Some codes given out in the first years carry an organisation code whose own check fails: told, not refused. */
  organisationCodeFits: boolean
  /** Administrative division of registration, six digits of GB/T 2260. */
  regionCode: string
}

/** GB 32100-2015 table 2: digits and capitals without I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100-2015: weight of place i is 3^(i−1) mod 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * Check character of a unified social credit code from its first 17 characters, by GB 32100-2015 (ISO 7064 style,
 * modulus 31). 31 is prime and all weights differ, so every change of one character and every exchange of two is seen.
 * @example creditCheckCharacter('91350100M000100Y4') // '3'
 */
export function creditCheckCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += alphabet.indexOf(first17.charAt(i)) * (weights[i] ?? 0)
  return alphabet.charAt((31 - (sum % 31)) % 31)
}

/**
 * Checks a unified social credit code 统一社会信用代码 (GB 32100-2015). Spaces, hyphens, lower case and full-width
 * forms are put right.
 * @example checkCreditCode('9135 0100 m000 100y 43') // value '91350100M000100Y43'
 */
export function checkCreditCode(text: string): Checked<CreditCodeFound> {
  const code = halfWidth(text)
    .replace(/[\s.-]/g, '')
    .toUpperCase()
  if (code === '') return wrong('empty')
  if (code.length !== 18) return wrong('creditCodeLength', { text: code.slice(0, 40), length: code.length })
  for (let i = 0; i < 18; i += 1)
    if (!alphabet.includes(code.charAt(i)))
      return wrong('creditCodeCharacter', { place: i + 1, character: code.charAt(i) })
  if (!/^\d{6}$/.test(code.slice(2, 8))) return wrong('creditCodeRegion', { region: code.slice(2, 8) })

  const expected = creditCheckCharacter(code)
  if (expected !== code.charAt(17)) return wrong('creditCodeCheck', { text: code })

  const organisation = code.slice(8, 17)
  return {
    ok: true,
    value: code,
    organisationCode: `${organisation.slice(0, 8)}-${organisation.charAt(8)}`,
    organisationCodeFits: organisationCheckCharacter(organisation) === organisation.charAt(8),
    regionCode: code.slice(2, 8),
  }
}
