import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import { type Checked, type Wrong, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'
import { mainlandNumber } from './mainland-number.ts'

export type PhoneFound = {
  /** ISO 3166 code, absent for numbers that belong to no one country (+800 …). */
  country?: string
  extension?: string
  kind: 'mobile' | 'landline' | 'tollFree' | 'other'
  /**
   * False when only the length fits: a number from abroad whose range this version of the numbering plans does not
   * know. Stored, but worth a question.
   */
  certain: boolean
}

const extension = /(?:\s*(?:[,;，；(（]?\s*(?:转|轉|分机|分機|内线|ext(?:ension|n)?\.?|x|#)[\s:.：]*)(\d{1,7})\)?)$/i

/** A landline with a second dash, 0755-88886666-801: the usual Chinese way to write an extension. */
const dashedExtension =
  /^((?:\+?86[\s-]*)?\(?0\d{2,3}\)?[\s-]*\d{7,8}|(?:400|800)[\s-]?\d{3}[\s-]?\d{4})\s*-\s*(\d{1,6})$/

/**
 * Numbers written by a plan that has since been replaced, brought to today's: Mexico dropped the mobile 1 after +52
 * (2019), Nigeria put 20 before its area codes (Lagos, 2024), Benin 01 before its eight digits (30 November 2024).
 */
const replacedPlans: readonly [RegExp, string][] = [
  [/^\+521(\d{10})$/, '+52$1'],
  [/^\+229(\d{8})$/, '+22901$1'],
  [/^\+234(1\d{7})$/, '+23420$1'],
]

const kinds: Readonly<Record<string, PhoneFound['kind']>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'landline',
  FIXED_LINE_OR_MOBILE: 'landline',
  TOLL_FREE: 'tollFree',
  SHARED_COST: 'tollFree',
}

/**
 * Checks a phone number as people write it and gives it in E.164 (ITU-T E.164), the extension apart.
 * Plans: Google's libphonenumber metadata ("max", which knows ranges, not only lengths). For China and for the default
 * country a number must lie in an assigned range; for others a fitting length is enough (`certain: false`), because
 * plans change faster than programs.
 * @example checkPhone('0755 8888 6666 转 801') // value '+8675588886666', extension '801'
 */
export function checkPhone(text: string, defaultCountry = 'CN'): Checked<PhoneFound> {
  const usual = mainlandNumber(text, defaultCountry === 'CN')
  if (usual) return { ok: true, value: `+86${usual.national}`, country: 'CN', kind: usual.kind, certain: true }
  return checkByPlans(text, defaultCountry)
}

/** By the numbering plans of the whole world. Apart, so that a test can hold the quick way against it. */
export function checkByPlans(text: string, defaultCountry: string): Checked<PhoneFound> {
  if (text.length > 100)
    return wrong('phoneTooLong', { text: `${text.slice(0, 40)}…`, digits: text.replace(/\D/g, '').length })
  const { digits, ext } = splitExtension(halfWidth(text))
  if (digits === '') return wrong('empty')
  if (!/^[+\d\s().\-/·]+$/.test(digits)) return wrong('phoneNotANumber', { text: text.trim() })

  const home = isSupportedCountry(defaultCountry) ? defaultCountry : undefined
  const number = parse(digits, home)
  if (!number) return notParsed(digits, text)
  const certain = number.isValid()
  if (!certain && !mayBeAbroad(number, digits, home)) return unassigned(number, text)

  return {
    ok: true,
    value: number.number,
    ...(number.country ? { country: number.country } : {}),
    ...(ext ? { extension: ext } : {}),
    kind: kinds[number.getType() ?? ''] ?? 'other',
    certain,
  }
}

function splitExtension(text: string): { digits: string; ext?: string } {
  const dashed = dashedExtension.exec(text)
  if (dashed?.[1] && dashed[2]) return { digits: dashed[1].trim(), ext: dashed[2] }
  const marked = extension.exec(text)
  if (marked?.[1]) return { digits: text.slice(0, marked.index).trim(), ext: marked[1] }
  return { digits: text }
}

function parse(text: string, home: CountryCode | undefined): PhoneNumber | undefined {
  let digits = text.replace(/[^\d+]/g, '')
  // (+86) 0755 …: the trunk zero written after the country code, and 86 or 0086 without its plus.
  digits = digits.replace(/^(\+|00)/, '+')
  if (home === 'CN') digits = digits.replace(/^86(?=(?:1[3-9]\d{9}|0\d{10,11})$)/, '+86')
  digits = digits.replace(/^\+860(?=\d{10,11}$)/, '+86')
  for (const [old, today] of replacedPlans) digits = digits.replace(old, today)
  return parsePhoneNumberFromString(digits, home)
}

function mayBeAbroad(number: PhoneNumber, digits: string, home: CountryCode | undefined): boolean {
  const international = /^\(?\s*(\+|00)/.test(digits)
  return international && number.isPossible() && number.countryCallingCode !== '86' && number.country !== home
}

function notParsed(digits: string, text: string): Wrong {
  const count = digits.replace(/\D/g, '').length
  if (count < 7) return wrong('phoneTooShort', { text: text.trim(), digits: count })
  if (count > 15) return wrong('phoneTooLong', { text: text.trim(), digits: count })
  return wrong('phoneUnknownCountry', { text: text.trim() })
}

function unassigned(number: PhoneNumber, text: string): Wrong {
  const digits = number.nationalNumber.length
  const params = { text: text.trim(), digits, country: number.country ?? `+${number.countryCallingCode}` }
  const withoutAreaCode = number.countryCallingCode === '86' && digits < 10
  if (withoutAreaCode || (!number.isPossible() && digits < 9)) return wrong('phoneTooShort', params)
  if (!number.isPossible() && digits > 11) return wrong('phoneTooLong', params)
  return wrong('phoneUnassigned', params)
}
