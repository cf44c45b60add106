import { describe, expect, test } from 'vitest'
import { features, sharedTexts } from '../app/features.ts'

type Texts = { [key: string]: string | Texts }

function keysOf(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  )
}

function flat(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  )
}

const texts = {
  'zh-CN': import.meta.glob<Texts>('./zh-CN/*.json', { eager: true, import: 'default' }),
  en: import.meta.glob<Texts>('./en/*.json', { eager: true, import: 'default' }),
}
type Language = keyof typeof texts

const read = (language: Language, namespace: string) => texts[language][`./${language}/${namespace}.json`] ?? {}
const namespacesOf = (language: Language) =>
  Object.keys(texts[language]).map((file) => file.replace(/^.*\/|\.json$/g, ''))
const namespaces = namespacesOf('zh-CN')

/** Comments may show how a thing is used, and name what the field calls it. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', eager: true, import: 'default' })
const files = Object.entries(sources)
  .filter(([file]) => !/\.test\.tsx?$/.test(file))
  .map(([file, code]) => ({ file: file.replace('../', ''), code: withoutComments(code) }))

/** What the code asks for: whole keys, and beginnings of keys made from a value, each with the namespaces it may stand in. */
interface Asked {
  file: string
  namespaces: readonly string[]
  key: string
  made: boolean
}

const call = /\bt\(\s*(?:\w+(?:\.\w+)*(?:\s*[=!<>]==?\s*[^?,]+)?\s*\?\s*)?(['"`])((?:(?!\1).)*)\1/g

function askedIn({ file, code }: { file: string; code: string }): Asked[] {
  const own = [...code.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1] ?? '')
  return [...code.matchAll(call)].map((match) => {
    const key = match[2] ?? ''
    const rest = code.slice(match.index + match[0].length, match.index + 400)
    const named = /^[^)]*?\bns: '([\w-]+)'/.exec(rest)?.[1]
    const hole = key.indexOf('${')
    return {
      file,
      namespaces: named ? [named] : own.length > 0 ? own : namespaces,
      key: hole < 0 ? key : key.slice(0, hole),
      made: hole >= 0,
    }
  })
}

const asked = files.flatMap(askedIn)
/** Every text in quotes anywhere: keys also travel in tables, such as the pages and commands of a feature. */
const quoted = new Set(
  files.flatMap(({ code }) => [...code.matchAll(/(['"`])((?:(?!\1)[^\n$])*)\1/g)].map((match) => match[2] ?? '')),
)
const beginnings = [
  ...new Set(files.flatMap(({ code }) => [...code.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] ?? ''))),
]

/** What is counted, right after a figure or with a word between; of shares and of the biggest there are always several. */
const afterFigure =
  /(?<!top )# (?!of )(?:(?!\w+est )[a-z]+ )?(?:accounts|cards|characters|columns|complaints|counts|customers|days|drafts|duplicates|entries|files|follow-ups|invoices|lines|members|minutes|months|notifications|orders|payments|places|points|rates|rows|shipments|times|values|weeks)\b(?! as many)/

/** Texts for refusals are looked up by the code the server gives. */
const isRefusal = (key: string) => key.startsWith('problem.')

test('both languages have the same namespaces', () => {
  expect(namespacesOf('en')).toEqual(namespaces)
})

describe.each(namespaces)('%s', (namespace) => {
  const zh = read('zh-CN', namespace)
  const en = read('en', namespace)

  test('has the same keys in both languages', () => {
    expect(keysOf(en).sort()).toEqual(keysOf(zh).sort())
  })

  test('fills the same places in both languages', () => {
    const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
    const english = new Map(flat(en))
    const differing = flat(zh).filter(([key, text]) => places(text).join() !== places(english.get(key) ?? '').join())
    expect(differing.map(([key]) => key)).toEqual([])
  })

  test('says one customer and many customers in English', () => {
    const counted = (text: string) => text.replace(/\{\{\w+, ([^|}]+)\|[^}]+\}\}/g, '$1').replace(/\{\{\w+\}\}/g, '#')
    const wrong = flat(en).filter(([, text]) => afterFigure.test(counted(text)))
    expect(wrong).toEqual([])
  })

  test('has no empty text, and no Chinese in English', () => {
    expect(flat(zh).filter(([, text]) => text.trim() === '')).toEqual([])
    expect(
      flat(en).filter(([, text]) => text.trim() === '' || /\p{Script=Han}/u.test(text.replace('驿客', ''))),
    ).toEqual([])
  })

  test('has no text that nothing uses', () => {
    const used = (key: string) => quoted.has(key) || beginnings.some((beginning) => key.startsWith(beginning))
    expect(keysOf(zh).filter((key) => !isRefusal(key) && !used(key))).toEqual([])
  })
})

test('every text the code asks for exists in its namespace', () => {
  const known = new Map(namespaces.map((namespace) => [namespace, keysOf(read('zh-CN', namespace))]))
  const missing = asked.filter(({ namespaces: possible, key, made }) => {
    const keys = possible.flatMap((namespace) => known.get(namespace) ?? [])
    return key !== '' && (made ? !keys.some((one) => one.startsWith(key)) : !keys.includes(key))
  })
  expect(missing).toEqual([])
})

test('the texts of every page are there before the page: one that waits for them is empty meanwhile', () => {
  const loaded = ['app', ...sharedTexts, ...features.map(({ name }) => name)]
  expect(namespaces.filter((namespace) => !loaded.includes(namespace))).toEqual([])
})

test('figures are typed in the field of the kit: the arrows of any other have English names in every language', () => {
  const others = files.filter(({ file, code }) => /\bInputNumber\b/.test(code) && file !== 'ui/number-input.tsx')
  expect(others.map(({ file }) => file)).toEqual([])
})

test('no Chinese is written into the code', () => {
  // Languages are named in themselves, the product has its name, dates their pattern; patterns that recognise words hold words.
  const allowed = /简体中文|繁體中文|驿客|：|、|M+月D+日|YYYY年|\/[^/\n]+\/[a-z]*(?:\.test\(|$)/gm
  const found = files.filter(({ code }) => /\p{Script=Han}/u.test(code.replace(allowed, '')))
  expect(found.map(({ file }) => file).filter((file) => !file.startsWith('kit/'))).toEqual([])
})

const readmes = import.meta.glob<string>('../../../../README*.md', { query: '?raw', eager: true, import: 'default' })

test.each([
  ['README.md', 'en', 'The first hour', /(?<!\*)\*([^*]+)\*(?!\*)/g],
  ['README.zh-CN.md', 'zh-CN', '第一个小时', /“([^”]+)”/g],
] as const)(
  'the pages that the first hour in %s leads to are called so on the screen',
  (file, language, chapter, name) => {
    const readme = readmes[`../../../../${file}`] ?? ''
    const said = readme.split(/^## /m).find((part) => part.startsWith(chapter)) ?? ''
    const shown = new Set(namespacesOf(language).flatMap((one) => flat(read(language, one)).map(([, text]) => text)))
    const named = [...said.matchAll(name)].flatMap(([, path = '']) => path.replace(/\s+/g, ' ').split(' → '))
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((page) => !shown.has(page))).toEqual([])
  },
)
