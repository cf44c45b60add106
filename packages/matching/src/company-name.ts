import {
  branchWord,
  chineseForms,
  industries,
  latinCommon,
  latinForms,
  latinIndustries,
  latinShort,
  latinStops,
  placeNames,
} from './company-words.ts'
import { hasHan, plainText } from './plain-text.ts'
import { type Token, token } from './soft-tokens.ts'

/** A company's name in its parts, in the order of China's registration rules: place, brand 字号, industry, legal form. */
export type CompanyName = {
  readonly script: 'han' | 'latin'
  /** The whole name, plain, without spaces. */
  readonly whole: string
  /** The telling part: 字号 in Chinese, the words that are no legal form in English. */
  readonly core: string
  readonly places: readonly string[]
  readonly industries: readonly string[]
  readonly hasForm: boolean
  readonly branch: string
  readonly tokens: readonly Token[]
  /** How the core is read, when settings say. */
  readonly reading: string
}

/**
 * Takes a company's name apart.
 * @example companyName('深圳市顺达货运代理有限公司').core // '顺达'
 */
export function companyName(text: string, reading?: (text: string) => string): CompanyName | undefined {
  const plain = plainText(text)
  if (plain === '') return undefined
  return hasHan(plain) ? chineseName(plain, reading) : latinName(text, plain)
}

function chineseName(plain: string, reading?: (text: string) => string): CompanyName {
  const whole = plain.replaceAll(' ', '')
  const { head, branch } = splitBranch(whole)
  const form = chineseForms.exec(head)
  const withoutForm = form && form.index > 0 ? head.slice(0, form.index) : head
  const inBrackets = plain.split(' ').filter((part) => placeNames.has(part) && withoutForm.includes(part))
  const { places, rest } = splitPlaces(
    inBrackets.reduce((name, place) => name.replace(place, ''), withoutForm),
    inBrackets,
  )
  const { core, lines } = splitIndustries(rest)
  const telling = core || rest || withoutForm
  return {
    script: 'han',
    whole,
    core: telling,
    places,
    industries: lines,
    hasForm: form !== null && form.index > 0,
    branch,
    tokens: [],
    reading: reading ? plainText(reading(telling)) : '',
  }
}

/** 上海远洋物流有限公司北京分公司: what follows the legal form, or the place right before 分公司. */
function splitBranch(name: string): { head: string; branch: string } {
  if (!branchWord.test(name)) return { head: name, branch: '' }
  const company = name.indexOf('公司')
  const afterForm = company > 0 && company + 2 < name.length && name.charAt(company - 1) !== '分' ? company + 2 : -1
  if (afterForm > 0) return { head: name.slice(0, afterForm), branch: withoutLevel(name.slice(afterForm)) }
  const stem = name.replace(branchWord, '')
  for (let length = 4; length >= 2; length -= 1) {
    const place = withoutLevel(stem.slice(-length))
    if (placeNames.has(place) && stem.length > length + 1)
      return { head: stem.slice(0, -length), branch: place + name.slice(stem.length) }
  }
  return { head: stem, branch: name.slice(stem.length) }
}

const withoutLevel = (place: string): string => place.replace(/(?:省|市|特别行政区|自治区)/, '')

function splitPlaces(name: string, already: readonly string[]): { places: string[]; rest: string } {
  const places = already.map(String)
  let rest = name
  for (let found = true; found; ) {
    found = false
    for (let length = 4; length >= 2 && !found; length -= 1) {
      const place = rest.slice(0, length)
      if (!placeNames.has(place) || rest.length <= length) continue
      places.push(place)
      rest = rest
        .slice(length)
        .replace(/^(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|新区)(?=..)/, '')
      found = true
    }
    const lower = /^(.{1,3}[市区县镇])(?=.{2})/.exec(rest)
    if (!found && places.length > 0 && lower?.[1] && !/^.[市区]/.test(rest)) {
      rest = rest.slice(lower[1].length)
      found = true
    }
  }
  return { places: places.filter((place) => place !== '中国'), rest }
}

function splitIndustries(name: string): { core: string; lines: string[] } {
  const lines: string[] = []
  let core = name
  for (let found = true; found; ) {
    found = false
    for (let length = 8; length >= 2 && !found; length -= 1) {
      const line = core.length > length ? industries.get(core.slice(-length)) : undefined
      if (line === undefined) continue
      core = core.slice(0, -length)
      if (line !== '' && !lines.includes(line)) lines.push(line)
      found = true
    }
  }
  return { core, lines }
}

function latinName(original: string, plain: string): CompanyName {
  const unbracketed = plainText(original.replace(/\([^()]*\)|（[^（）]*）/g, ' '))
  const all = joinInitials((unbracketed || plain).split(' '))
  const words = all.map((word) => latinShort.get(word) ?? word)
  const branchAt = words.findIndex((word, i) => i > 0 && (word === 'branch' || word === 'office'))
  const branch = branchAt > 1 ? (words[branchAt - 1] ?? '') : ''
  const named = branch ? words.filter((_, i) => i !== branchAt && i !== branchAt - 1) : words
  const kept = named.filter((word, i) => !(latinForms.has(word) && i > 0) && !latinStops.has(word))
  const telling = kept.length > 0 ? kept : named
  return {
    script: 'latin',
    whole: plain.replaceAll(' ', ''),
    core: telling.join(''),
    places: [],
    industries: [...new Set(telling.flatMap((word) => latinIndustries.get(word) ?? []))],
    hasForm: named.some((word, i) => i > 0 && latinForms.has(word)),
    branch,
    tokens: telling.map((text) => token(text, latinCommon.has(text) ? 0.4 : 1)),
    reading: '',
  }
}

/** A P Moller and AP Moller, S.F. Express and SF Express: runs of single letters are one word. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = []
  let run = false
  for (const word of words) {
    const initial = /^[a-z]$/.test(word)
    if (initial && run) joined[joined.length - 1] += word
    else joined.push(word)
    run = initial
  }
  return joined
}
