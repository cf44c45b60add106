import { expect, test } from 'vitest'
import { relativeDayText } from './time-text.ts'

const evening = Date.parse('2026-11-22T20:00:00+08:00')
const shown = (at: string, locale = 'en') => relativeDayText(Date.parse(at), evening, locale, 'Asia/Shanghai')

test.each([
  ['2026-11-23T09:00:00+08:00', 'tomorrow'],
  ['2026-11-22T09:00:00+08:00', 'today'],
  ['2026-11-21T23:59:00+08:00', 'yesterday'],
  ['2026-11-25T00:00:00+08:00', 'in 3 days'],
  ['2026-12-02T09:00:00+08:00', undefined],
])('%s, said on the evening of the 22nd, is %s', (at, expected) => {
  expect(shown(at)).toBe(expected)
})

test('the day is that of the company’s zone', () => {
  expect(shown('2026-11-22T17:00:00Z', 'zh-CN')).toBe('明天')
})
