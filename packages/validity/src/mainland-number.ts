/** As people write them: +86 or the trunk zero in front, parted by single blanks or hyphens; anything else is not looked at here. */
const mobileWritten = /^(?:\+86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})$/
const landlineWritten = /^(?:\+86[ -]?([1-9]\d{1,2})|0([1-9]\d{1,2}))[ -]?([2-9]\d{2,3}[ -]?\d{4})$/

const mobile = /^1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8])\d{8}$/
const withEightDigits =
  /^(?:10|2[0-57-9])(?:[2-79]\d{7}|8(?:0[1-9]|[1-9]\d)\d{5})$|^(?:3(?:11|7[179])|4(?:[15]1|3[1-35])|5(?:1\d|2[37]|3[12]|51|7[13-79]|9[15])|7(?:[39]1|5[457]|6[09])|8(?:[57]1|98))[2-9]\d{7}$/
const withSevenDigits =
  /^(?:3(?:1[02-9]|35|49|5\d|7[02-6]|9[1-68])|4(?:1[25-9]|2[179]|3[3-9]|5[2-9]|6[47-9]|7\d|8[23])|5(?:3[03-9]|4[36]|5[02-9]|6[1-46]|7[028]|80|9[2-46-9])|6(?:3[1-35]|6[0238]|9[12])|7(?:01|[17]\d|2[248]|3[04-9]|4[3-6]|5[0-4689]|6[2368]|9[02-9])|8(?:1[236-8]|2[5-7]|3\d|5[14-9]|7[02-9]|8[36-8]|9[1-7])|9(?:0[1-3689]|1[1-79]|3\d|4[13]|5[1-5]|7[0-79]|9[0-35-9]))[2-9]\d{6}$/

export type MainlandNumber = { national: string; kind: 'mobile' | 'landline' }

/**
 * The usual numbers of mainland China in their usual spellings, hundreds of times faster than by the numbering plans of the
 * whole world. Ranges: those of Google's libphonenumber, as far as people and companies hold them; a test compares the two. What is
 * not found here may still be a number. A default country matters only without +86.
 * @example mainlandNumber('0755-88886666', true) // { national: '75588886666', kind: 'landline' }
 */
export function mainlandNumber(text: string, atHome: boolean): MainlandNumber | undefined {
  if (!atHome && !text.startsWith('+86')) return undefined
  const written = mobileWritten.exec(text)
  if (written) {
    const national = joined(written[1] as string)
    return mobile.test(national) ? { national, kind: 'mobile' } : undefined
  }
  const line = landlineWritten.exec(text)
  if (!line) return undefined
  const national = (line[1] ?? line[2]) + joined(line[3] as string)
  return withEightDigits.test(national) || withSevenDigits.test(national) ? { national, kind: 'landline' } : undefined
}

const joined = (digits: string) => (digits.length === 11 && !/[ -]/.test(digits) ? digits : digits.replace(/[ -]/g, ''))
