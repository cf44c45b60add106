import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

export type ResidentIdFound = { birthDate: string; sex: 'male' | 'female'; regionCode: string }

/** First two digits of GB/T 2260: provinces, Taiwan 71 and 83 (residence permit), Hong Kong 81, Macao 82, foreigners 91. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

/**
 * Check digit of a citizen identity number from its first 17 digits: GB 11643-1999, ISO 7064 MOD 11-2.
 * @example residentCheckDigit('11010519491231002') // 'X'
 */
export function residentCheckDigit(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += Number(first17.charAt(i)) * (2 ** (17 - i) % 11)
  return '10X98765432'.charAt(sum % 11)
}

/**
 * Checks an 18-digit citizen identity number 居民身份证号码 (GB 11643-1999). `today` (YYYY-MM-DD), when given, refuses
 * births after it.
 * @example checkResidentId('11010519491231002x') // value '11010519491231002X', birthDate '1949-12-31'
 */
export function checkResidentId(text: string, today?: string): Checked<ResidentIdFound> {
  const id = halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
  if (id === '') return wrong('empty')
  if (/^\d{15}$/.test(id)) return wrong('residentIdOldForm', {})
  if (!/^\d{17}[\dX]$/.test(id)) return wrong('residentIdForm', { length: id.length })
  if (!provinces.has(id.slice(0, 2))) return wrong('residentIdRegion', { region: id.slice(0, 2) })

  const birthDate = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  if (!isDay(birthDate) || birthDate < '1850' || (today !== undefined && birthDate > today))
    return wrong('residentIdBirthDate', { date: birthDate })
  if (residentCheckDigit(id) !== id.charAt(17)) return wrong('residentIdCheck', {})
  return {
    ok: true,
    value: id,
    birthDate,
    sex: Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female',
    regionCode: id.slice(0, 6),
  }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
