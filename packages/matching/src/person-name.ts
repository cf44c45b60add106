import { jaroWinkler } from './jaro-winkler.ts'
import { hasHan, plainText } from './plain-text.ts'

export type PersonName = {
  readonly given: string
  readonly family: string
  readonly whole: string
  readonly reading: string
}

const doubleFamilyNames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 夏侯 令狐 端木 轩辕 南宫 百里 呼延 东郭 申屠 独孤 公冶 太史'.split(
    ' ',
  ),
)

const titles = /(?:先生|女士|小姐|经理|总监|主任|老师|总)$|^(?:mr|mrs|ms|dr|prof)\b/g

export function personName(given: string, family: string, reading?: (text: string) => string): PersonName | undefined {
  const name = { given: joined(plainText(given)), family: joined(plainText(family)) }
  const whole = hasHan(name.family + name.given) ? name.family + name.given : `${name.given} ${name.family}`.trim()
  if (whole === '') return undefined
  return { ...name, whole, reading: reading && hasHan(whole) ? plainText(reading(whole)).replaceAll(' ', '') : '' }
}

const joined = (text: string): string => text.replaceAll(' ', '')

/**
 * Splits a name written in one piece: 欧阳娜 and 张伟 by family name, "Smith, John" at the comma, others before the
 * last word.
 */
export function splitPersonName(text: string, reading?: (text: string) => string): PersonName | undefined {
  const comma = text.split(/[,，]/)
  if (comma.length === 2) return personName(comma[1] ?? '', comma[0] ?? '', reading)
  const plain = plainText(text).replace(titles, '').trim()
  if (hasHan(plain)) {
    const whole = plain.replaceAll(' ', '')
    const length = whole.length > 2 && doubleFamilyNames.has(whole.slice(0, 2)) ? 2 : 1
    return personName(whole.slice(length), whole.slice(0, length), reading)
  }
  const words = plain.split(' ')
  return personName(words.slice(0, -1).join(' '), words.at(-1) ?? '', reading)
}

export type PersonSimilarity = { readonly given?: number; readonly family?: number; readonly swapped: boolean }

/** Names the right way round or, when that fits better, given and family name exchanged (which costs a little). */
export function personSimilarity(one: PersonName, other: PersonName): PersonSimilarity {
  const straight = parts(one.given, other.given, one.family, other.family)
  if (one.reading !== '' && one.reading === other.reading && one.whole !== other.whole)
    return { given: 0.9, family: Math.max(0.9, straight.family ?? 0), swapped: false }
  if ((straight.given ?? 1) > 0.85 && (straight.family ?? 1) > 0.85) return { ...straight, swapped: false }
  const crossed = exchanged(one, other)
  if (total(crossed) > total(straight)) return { ...crossed, swapped: true }
  return { ...straight, swapped: false }
}

/** The two crosswise similarities have no side of their own: their mean stands for both, a single one for the family name. */
function exchanged(one: PersonName, other: PersonName): { given?: number; family?: number } {
  const found = parts(one.given, other.family, one.family, other.given)
  if (found.given !== undefined && found.family !== undefined) {
    const mean = ((found.given + found.family) / 2) * 0.97
    return { given: mean, family: mean }
  }
  const single = found.given ?? found.family
  return single === undefined ? {} : { family: single * 0.97 }
}

function parts(
  given: string,
  otherGiven: string,
  family: string,
  otherFamily: string,
): { given?: number; family?: number } {
  return {
    ...(given && otherGiven ? { given: alike(given, otherGiven) } : {}),
    ...(family && otherFamily ? { family: alike(family, otherFamily) } : {}),
  }
}

const total = (found: { given?: number; family?: number }): number => (found.given ?? 0) + (found.family ?? 0)

function alike(one: string, other: string): number {
  if (one === other) return 1
  const short = Math.min(one.length, other.length)
  if (short === 1) return one.charAt(0) === other.charAt(0) && !hasHan(one) ? 0.9 : 0
  return jaroWinkler(one, other)
}
