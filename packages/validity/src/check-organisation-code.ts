import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

/** GB 11714-1997, weights of the eight places. */
const weights = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Check character of an organisation code from its first eight characters, by GB 11714-1997: letters count 10–35,
 * C = 11 − (Σ value × weight mod 11), written X for 10 and 0 for 11.
 * @example organisationCheckCharacter('D2143569') // 'X'
 */
export function organisationCheckCharacter(first8: string): string {
  let sum = 0
  for (let i = 0; i < 8; i += 1) sum += Number.parseInt(first8.charAt(i), 36) * (weights[i] ?? 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : String(check % 11)
}

/**
 * Checks an organisation code 组织机构代码 (GB 11714-1997), the nine characters now found inside the credit code.
 * @example checkOrganisationCode('d2143569x') // value 'D2143569-X'
 */
export function checkOrganisationCode(text: string): Checked {
  const code = halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
  if (code === '') return wrong('empty')
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return wrong('organisationCodeForm', { text: code.slice(0, 40) })
  if (organisationCheckCharacter(code) !== code.charAt(8)) return wrong('organisationCodeCheck', { text: code })
  return { ok: true, value: `${code.slice(0, 8)}-${code.charAt(8)}` }
}
