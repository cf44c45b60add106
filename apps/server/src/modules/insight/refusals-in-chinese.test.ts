import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const here = fileURLToPath(new URL('.', import.meta.url))
const texts = fileURLToPath(new URL('../../../../web/src/i18n/zh-CN/', import.meta.url))

/** What they say stands beside the field they are about, or on a page that says more of it. */
const toldElsewhere = ['invalid', 'invalidRequest', 'noSuchAccount', 'sqlCancelled']

test('every refusal of an analysis is read in Chinese too: it has a text on the pages, or brings its own', () => {
  const known = readdirSync(texts, { encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(texts, name), 'utf8'))
    .join()
  const sources = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  )
  const unread = sources.flatMap((name) => {
    const source = readFileSync(join(here, name), 'utf8')
    return [...source.matchAll(/new Refusal\(\s*'(\w+)'/g)]
      .filter(({ index }) => !/inBothLanguages|messageZh/.test(source.slice(Math.max(0, index - 300), index + 400)))
      .map(([, code = '']) => code)
      .filter((code) => !known.includes(`"${code}"`) && !toldElsewhere.includes(code))
      .map((code) => `${code} in ${name}`)
  })
  expect(sources.length).toBeGreaterThan(100)
  expect(unread).toEqual([])
})
