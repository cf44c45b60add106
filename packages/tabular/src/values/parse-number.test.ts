import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDecimal, parseDecimal, parseNumber } from '../index.ts'

test.each([
  ['1234.5', 1234.5],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['12,5', 12.5],
  ['1,234', 1234],
  ['1,234,567', 1_234_567],
  ['1.234.567', 1_234_567],
  ['1,00,000.25', 100_000.25],
  ['1 234 567,89', 1_234_567.89],
  ["1'234.50", 1234.5],
  ['１，２３４．５０', 1234.5],
  ['￥１,２３４.５０', 1234.5],
  ['¥ -12', -12],
  ['$1,000', 1000],
  ['1000 元', 1000],
  ['RMB 88.8', 88.8],
  ['(1,234.50)', -1234.5],
  ['12-', -12],
  ['−7', -7],
  ['+7', 7],
  ['12.5%', 0.125],
  ['1.5E+3', 1500],
  ['3.2万', 32_000],
  ['1.5亿', 150_000_000],
  ['.5', 0.5],
  ['5.', 5],
  ['  42 ', 42],
])('%j is the number %d', (text, value) => expect(parseNumber(text)).toEqual({ ok: true, value }))

test.each([
  '',
  ' ',
  'abc',
  'See DN-304 (ID#:10589)',
  'Freight Included in Commodity Cost',
  '1-2',
  '1,23,4',
  '1.2.3',
  '--5',
  '(-5)',
  '12 kg',
  '2006-06-02',
  '1,2345.6.7',
  'NaN',
  '0x10',
  '-',
])('%j is no number', (text) => expect(parseNumber(text)).toMatchObject({ ok: false, issue: { code: 'notANumber' } }))

test('the decimal mark can be told', () => {
  expect(parseNumber('1,234', { decimal: ',' })).toEqual({ ok: true, value: 1.234 })
  expect(parseNumber('1.234', { decimal: ',' })).toEqual({ ok: true, value: 1234 })
})

test.each([
  ['0.1', 4, 1000n],
  ['-64.7748', 4, -647_748n],
  ['2,326,534.3543', 4, 23_265_343_543n],
  ['1.50000', 4, 15_000n],
  ['99999999999999999999.9999', 4, 999_999_999_999_999_999_999_999n],
  ['12.5%', 4, 1250n],
  ['3.2万', 4, 320_000_000n],
  ['1e-3', 4, 10n],
  ['(0.00)', 2, 0n],
])('%j at scale %i is exactly %d', (text, scale, value) =>
  expect(parseDecimal(text, scale)).toEqual({ ok: true, value }),
)

test('more decimals than the scale are refused unless rounding is asked for, half away from zero', () => {
  expect(parseDecimal('1.00005', 4)).toMatchObject({ ok: false, issue: { code: 'tooPrecise', params: { scale: 4 } } })
  expect(parseDecimal('1.00005', 4, { round: true })).toEqual({ ok: true, value: 10_001n })
  expect(parseDecimal('-1.00005', 4, { round: true })).toEqual({ ok: true, value: -10_001n })
  expect(parseDecimal('1.00004999', 4, { round: true })).toEqual({ ok: true, value: 10_000n })
})

test('an exponent made to exhaust memory is out of range', () => {
  expect(parseDecimal('1e9999', 4)).toMatchObject({ ok: false, issue: { code: 'outOfRange' } })
  expect(parseNumber('1e9999')).toMatchObject({ ok: false, issue: { code: 'outOfRange' } })
})

test('every amount survives being written and read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 8 }), (value, scale) => {
      expect(parseDecimal(formatDecimal(value, scale), scale, { decimal: '.' })).toEqual({ ok: true, value })
    }),
  )
})
