import { expect, test } from 'vitest'
import { signOf } from './avatar-sign.ts'
import { moneyText, shortMoneyText } from './money-text.ts'
import { sizeText } from './size-text.ts'
import { relativeText, timeText } from './time-text.ts'

test.each([
  [123_456, 'CNY', 'zh-CN', '¥12.3456'],
  [123_400, 'CNY', 'zh-CN', '¥12.34'],
  [120_000, 'CNY', 'zh-CN', '¥12.00'],
  [-50_000, 'USD', 'en', '-$5.00'],
  [23_265_343_543, 'USD', 'en', '$2,326,534.3543'],
  [100_000, 'JPY', 'en', '¥10.00'],
] as const)('%d ten-thousandths of %s in %s is %s', (amountE4, currency, locale, text) => {
  expect(moneyText(amountE4, currency, locale)).toBe(text)
})

test('large amounts are short on tiles: 万 in Chinese, K and M in English', () => {
  expect(shortMoneyText(123_400_000, 'CNY', 'zh-CN')).toBe('¥1.2万')
  expect(shortMoneyText(15_838_000, 'CNY', 'zh-CN')).toBe('¥1,584')
  expect(shortMoneyText(23_265_343_543, 'USD', 'en')).toBe('$2.3M')
})

const hour = 3_600_000
test.each([
  [0, 'this minute'],
  [-5 * 60_000, '5 minutes ago'],
  [3 * hour, 'in 3 hours'],
  [-26 * hour, 'yesterday'],
  [-8 * 24 * hour, undefined],
])('%d ms from now is "%s"', (gap, text) => {
  expect(relativeText(1_000_000_000_000 + gap, 1_000_000_000_000, 'en')).toBe(text)
})

test('times are those of the company, wherever the reader sits', () => {
  expect(timeText('2026-03-01T16:30:00.000Z', 'exact', 'zh-CN', 'Asia/Shanghai')).toBe('2026/03/02 00:30')
  expect(timeText('2026-03-01', 'day', 'en', 'UTC')).toBe('01/03/2026')
})

test.each([
  ['陈静', '陈'],
  ['Emma Clarke', 'EC'],
  ['plato', 'P'],
  ['  ', '?'],
  ['𠮷野家', '𠮷'],
])('the sign of "%s" is %s', (name, sign) => {
  expect(signOf(name)).toBe(sign)
})

test.each([
  [0, '0 B'],
  [1_023, '1,023 B'],
  [1_536, '1.5 kB'],
  [26_214_400, '25 MB'],
])('%d bytes read %s', (bytes, text) => {
  expect(sizeText(bytes, 'en')).toBe(text)
})
