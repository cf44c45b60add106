import { expect, test } from 'vitest'
import { detectLocale } from './detect-locale.ts'

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
