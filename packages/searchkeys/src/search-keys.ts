import { placeLength } from './places.ts'
import { CODE_BEGINNINGS, CODE_TAIL, LONG_CODE, lettersAndDigits, phoneDigits, token } from './tokens.ts'
import type { Unit } from './units.ts'
import { unitsOf } from './units.ts'

export type Searchable = {
  readonly names?: readonly string[]
  readonly phones?: readonly string[]
  /** Customer number, 统一社会信用代码, SCAC and the like. */
  readonly codes?: readonly string[]
  readonly emails?: readonly string[]
}

/**
 * Tokens to store in `search_keys int4[]` under a GIN index: distinct, never 0, about 30 for a Chinese company
 * with a telephone and a customer number.
 */
export function searchKeys({ names = [], phones = [], codes = [], emails = [] }: Searchable): number[] {
  const keys = new Set<number>()
  for (const name of names) addName(keys, name)
  for (const phone of phones) addGrams(keys, phoneDigits(phone).slice(0, 20))
  for (const code of codes) addCode(keys, lettersAndDigits(code))
  for (const email of emails) addEmail(keys, email)
  return [...keys]
}

function addName(keys: Set<number>, name: string): void {
  const units = unitsOf(name)
  const fixed = units.map((unit) => unit.fixed)
  const spoken = units.map((unit) => unit.spoken)
  addReading(keys, units, fixed)
  // Most names have one reading; only a polyphone in a known word (重庆) costs tokens twice.
  if (spoken.some((syllable, at) => syllable !== fixed[at])) addReading(keys, units, spoken)
}

function addReading(keys: Set<number>, units: readonly Unit[], syllables: readonly string[]): void {
  const core = coreStart(units)
  for (let at = 0; at < units.length; at++) {
    const next = units[at + 1]
    const here = units[at] as Unit
    const isStart = at === 0 || at === core
    if (syllables[at] && isStart) keys.add(token('first', syllables[at] as string))
    if (!next || startsNewWord(here, next)) continue
    const two = letterOf(here, syllables[at]) + letterOf(next, syllables[at + 1])
    if (isStart || here.wordStart || units.length <= 4) keys.add(token('start', two))
    if (syllables[at] && syllables[at + 1] && !(here.suffix && next.suffix)) {
      keys.add(token('pair', `${syllables[at]} ${syllables[at + 1]}`))
    }
    const third = units[at + 2]
    if (!third || startsNewWord(next, third) || (next.suffix && (here.suffix || third.suffix))) continue
    keys.add(token('gram', two + letterOf(third, syllables[at + 2])))
  }
}

/** Position after the place a company name begins with, -1 without one. */
function coreStart(units: readonly Unit[]): number {
  return placeLength(units.slice(0, 12).map((unit) => unit.char)) || -1
}

export const letterOf = (unit: Unit, syllable: string | undefined): string => syllable?.[0] ?? unit.char

/** Two Latin words are never joined; 汉字 beside Latin letters are one text (上海DHL). */
const startsNewWord = (before: Unit, unit: Unit): boolean => unit.wordStart && before.fixed === ''

function addGrams(keys: Set<number>, text: string): void {
  for (let at = 0; at + 3 <= text.length; at++) keys.add(token('gram', text.slice(at, at + 3)))
}

function addWord(keys: Set<number>, word: string): void {
  if (word.length >= 2) keys.add(token('start', word.slice(0, 2)))
  addGrams(keys, word)
}

function addCode(keys: Set<number>, code: string): void {
  if (code.length <= LONG_CODE) {
    addWord(keys, code)
    return
  }
  for (const length of CODE_BEGINNINGS) if (code.length >= length) keys.add(token('code', code.slice(0, length)))
  addGrams(keys, code.slice(-CODE_TAIL))
}

/** Mail boxes open to everyone say nothing about a customer. */
const PUBLIC_MAIL = new Set(
  'qq 163 126 139 189 sina sohu foxmail aliyun yeah gmail outlook hotmail live yahoo icloud example'.split(' '),
)

function addEmail(keys: Set<number>, email: string): void {
  const { local, domain } = emailWords(email)
  addWord(keys, local)
  if (domain && !PUBLIC_MAIL.has(domain)) addWord(keys, domain)
}

/** Name before the @ without dots, and the first label of the domain: zhang.wei@mail.cosco.com → zhangwei, cosco. */
export function emailWords(email: string): { local: string; domain: string } {
  const [local = '', host = ''] = email.split('@')
  const labels = host
    .toLowerCase()
    .split('.')
    .filter((label) => label && !/^(www|mail|com|cn|net|org|gov|edu|co|hk|tw|vip)$/.test(label))
  return { local: lettersAndDigits(local).slice(0, 24), domain: lettersAndDigits(labels[0] ?? '').slice(0, 24) }
}

export const isPublicMail = (domain: string): boolean => PUBLIC_MAIL.has(domain)
