import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

type PostcodeForm = { pattern: RegExp; example: string; write?: (compact: string) => string }

const digits = (count: number, example: string): PostcodeForm => ({ pattern: new RegExp(`^\\d{${count}}$`), example })
const split = (pattern: RegExp, example: string, at: number, mark: string): PostcodeForm => ({
  pattern,
  example,
  write: (compact) => `${compact.slice(0, at)}${mark}${compact.slice(at)}`,
})

/** Forms after the Universal Postal Union's addressing sheets, matched without spaces and hyphens, in capitals. */
const forms: Readonly<Record<string, PostcodeForm>> = {
  ...Object.fromEntries(
    'AT AU BE BG CH CY DK HU LU NO NZ PH SI ZA'.split(' ').map((country) => [country, digits(4, '1010')]),
  ),
  ...Object.fromEntries(
    'DE DZ EE EG ES FI FR HR ID IQ IT KE KR KW LA LK MA ME MM MN MX MY NP PK RS SA TH TR UA UY'
      .split(' ')
      .map((country) => [country, digits(5, '10115')]),
  ),
  ...Object.fromEntries(
    'BY CN CO IN KG KZ RO RU SG TJ TM UZ VN'.split(' ').map((country) => [country, digits(6, '200120')]),
  ),
  US: {
    pattern: /^\d{5}(?:\d{4})?$/,
    example: '94043-1351',
    write: (c) => (c.length === 9 ? `${c.slice(0, 5)}-${c.slice(5)}` : c),
  },
  GB: {
    pattern:
      /^(?:GIR0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]))\d[ABD-HJLNP-UW-Z]{2})$/,
    example: 'SW1A 1AA',
    write: (c) => `${c.slice(0, -3)} ${c.slice(-3)}`,
  },
  CA: split(/^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/, 'K1A 0B1', 3, ' '),
  IE: split(/^(?:[AC-FHKNPRTV-Y]\d\d|D6W)[0-9AC-FHKNPRTV-Y]{4}$/, 'D02 AF30', 3, ' '),
  NL: split(/^[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}$/, '1012 JS', 4, ' '),
  JP: split(/^\d{7}$/, '100-0001', 3, '-'),
  PT: split(/^\d{7}$/, '1000-205', 4, '-'),
  BR: split(/^\d{8}$/, '01310-100', 5, '-'),
  PL: split(/^\d{5}$/, '00-950', 2, '-'),
  SE: split(/^\d{5}$/, '111 22', 3, ' '),
  CZ: split(/^\d{5}$/, '110 00', 3, ' '),
  SK: split(/^\d{5}$/, '811 01', 3, ' '),
  GR: split(/^\d{5}$/, '104 31', 3, ' '),
  IL: { pattern: /^\d{5}(?:\d{2})?$/, example: '9614303' },
  TW: { pattern: /^\d{3}(?:\d{2,3})?$/, example: '106' },
  CL: split(/^\d{7}$/, '832-0000', 3, '-'),
  AR: { pattern: /^(?:\d{4}|[A-HJ-NP-Z]\d{4}[A-Z]{3})$/, example: 'C1425CLA' },
  MT: split(/^[A-Z]{3}\d{4}$/, 'VLT 1117', 3, ' '),
  LV: { pattern: /^(?:LV)?\d{4}$/, example: 'LV-1050', write: (c) => `LV-${c.slice(-4)}` },
  LT: { pattern: /^(?:LT)?\d{5}$/, example: 'LT-01100', write: (c) => `LT-${c.slice(-5)}` },
  BD: digits(4, '1000'),
  IR: split(/^\d{10}$/, '11369-43211', 5, '-'),
}

/** Places that have no postcodes, so one typed there is a mistake. */
const without = new Set('HK MO AE QA AO BJ CM DJ GH HT JM LY ML RW SY TG UG YE ZW'.split(' '))

/**
 * Checks a postcode by the form its country uses and writes it as that country does. A country not in the table gets
 * only the outer limits of the Universal Postal Union (2–10 letters, digits, spaces, hyphens).
 * @param country ISO 3166-1 alpha-2
 * @example checkPostcode('sw1a1aa', 'GB') // value 'SW1A 1AA'
 */
export function checkPostcode(text: string, country = 'CN'): Checked {
  const typed = halfWidth(text).toUpperCase()
  const code = country.trim().toUpperCase()
  if (typed === '') return wrong('empty')
  if (without.has(code)) return wrong('postcodeNotUsed', { country: code, text: typed.slice(0, 40) })

  const form = Object.hasOwn(forms, code) ? forms[code] : undefined
  if (!form)
    return /^[A-Z0-9](?:[A-Z0-9 -]{0,8}[A-Z0-9])$/.test(typed)
      ? { ok: true, value: typed.replace(/\s+/g, ' ') }
      : wrong('postcodeForm', { country: code, text: typed.slice(0, 40), example: '12345' })

  const compact = typed.replace(/[\s-]/g, '')
  if (!form.pattern.test(compact))
    return wrong('postcodeForm', { country: code, text: typed.slice(0, 40), example: form.example })
  return { ok: true, value: form.write ? form.write(compact) : compact }
}
