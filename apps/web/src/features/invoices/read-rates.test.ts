import { expect, test } from 'vitest'
import { readRates } from './read-rates.ts'

test('rates are read whatever stands between them, and lines that are none are named', () => {
  const told = readRates(
    '\uFEFF币种,日期,汇率\nUSD,2026-06-01,7.1234\r\neur;2026/6/2;7.9\n\n2026年6月3日\t0.0451\tJPY\nUSD,2026-02-30,7\nGBP,2026-06-01,-1\n',
  )
  expect(told.rates).toEqual([
    { currency: 'USD', on: '2026-06-01', rate: '7.1234' },
    { currency: 'EUR', on: '2026-06-02', rate: '7.9' },
    { currency: 'JPY', on: '2026-06-03', rate: '0.0451' },
  ])
  expect(told.faulty).toEqual([6, 7])
})
