import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What no page may show: names of texts instead of texts, and words of the other language. */
export interface Forbidden {
  keys: string[]
  foreign: string[]
}

type Texts = { [key: string]: string | Texts }

/** Each language is called by its own name, and so is the product. */
const everywhere = new Set(['English', '简体中文', '繁體中文', '驿客 Quayside'])

/** Of the texts of one language, against those of the other. Texts both languages share (names, units) are nobody's. */
export function forbiddenIn(folder: string, language: 'zh-CN' | 'en'): Forbidden {
  const own = textsOf(join(folder, language))
  const others = textsOf(join(folder, language === 'en' ? 'zh-CN' : 'en'))
  const mine = new Set(own.values())
  const foreign = [...others.values()].filter(
    (text) => !mine.has(text) && !everywhere.has(text) && saysSomething(text, language),
  )
  const keys = [...own.keys()].filter((key) => key.includes('.'))
  return { keys: [...new Set(keys)], foreign: [...new Set(foreign)] }
}

/** A word of Latin letters on a Chinese page, 汉字 on an English one; a text with figures in it is not found as a whole anyway. */
const saysSomething = (text: string, language: string) =>
  !text.includes('{{') && (language === 'en' ? /\p{Script=Han}/u.test(text) : /[A-Za-z]{3}/.test(text))

function textsOf(folder: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
    collect(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts, '', found)
  return found
}

function collect(texts: Texts, before: string, found: Map<string, string>) {
  for (const [key, value] of Object.entries(texts))
    if (typeof value === 'string') found.set(before + key, value)
    else collect(value, `${before}${key}.`, found)
}
