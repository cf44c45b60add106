import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { detectLocale } from './detect-locale.ts'
import { oneOrMany } from './one-or-many.ts'

test.each([
  [null, ['zh-CN', 'en'], 'zh-CN'],
  [null, ['zh'], 'zh-CN'],
  [null, ['zh-Hans-CN'], 'zh-CN'],
  [null, ['zh-TW'], 'zh-TW'],
  [null, ['zh-Hant-HK'], 'zh-TW'],
  [null, ['en-GB', 'zh-CN'], 'en'],
  [null, ['de-DE', 'zh-CN'], 'zh-CN'],
  [null, ['de-DE'], 'en'],
  [null, [], 'en'],
  ['en', ['zh-CN'], 'en'],
  ['klingon', ['zh-CN'], 'zh-CN'],
])('chosen %s and spoken %j make %s', (chosen, spoken, expected) => {
  expect(detectLocale(chosen, spoken)).toBe(expected)
})

test.each([
  [1, '1 customer'],
  ['1', '1 customer'],
  [0, '0 customers'],
  ['21', '21 customers'],
  ['1,001', '1,001 customers'],
])('%j is said with the word that fits it: %s', async (figure, said) => {
  const texts = createInstance()
  await texts.use(oneOrMany).init({
    lng: 'en',
    resources: { en: { translation: { found: '{{figure}} {{figure, customer|customers}}' } } },
  })
  expect(texts.t('found', { figure })).toBe(said)
})
