import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectDateOrder, parseDate } from '../index.ts'

const day = (date: string, time: string | null = null, offset: string | null = null) => ({
  ok: true,
  value: { date, time, offset },
})

test.each([
  ['2024-05-31', '2024-05-31'],
  ['2024/5/1', '2024-05-01'],
  ['2024.05.01', '2024-05-01'],
  ['20240531', '2024-05-31'],
  ['2-Jun-06', '2006-06-02'],
  ['14-Nov-06', '2006-11-14'],
  ['2 June 2006', '2006-06-02'],
  ['June 2, 2006', '2006-06-02'],
  ['Fri, 2 Jun 2006', '2006-06-02'],
  ['2nd Sept 2006', '2006-09-02'],
  ['2006年6月2日', '2006-06-02'],
  ['２００６年６月２日', '2006-06-02'],
  ['06年6月2日', '2006-06-02'],
  ['25/12/2024', '2024-12-25'],
  ['12/25/2024', '2024-12-25'],
  ['2024-02-29', '2024-02-29'],
  ['2000-02-29', '2000-02-29'],
  ['1900-01-01', '1900-01-01'],
  ['41420', '2013-05-26'],
  ['0001-01-01', '0001-01-01'],
])('%j is the day %s', (text, date) => expect(parseDate(text)).toEqual(day(date)))

test.each([
  ['2024-05-31T14:30:00Z', '14:30:00', 'Z'],
  ['2024-05-31T14:30:00.123+08:00', '14:30:00', '+08:00'],
  ['2024-05-31 14:30', '14:30:00', null],
  ['2024/5/31 2:30:05 PM', '14:30:05', null],
  ['2024-05-31 12:00 am', '00:00:00', null],
  ['2024年5月31日 下午2:30', '14:30:00', null],
  ['2024年5月31日14时30分', '14:30:00', null],
  ['31-May-2024 14:30 +0800', '14:30:00', '+08:00'],
  ['20240531T143000Z', '14:30:00', 'Z'],
])('%j keeps its time', (text, time, offset) => expect(parseDate(text)).toEqual(day('2024-05-31', time, offset)))

test('a serial with a fraction has a time', () =>
  expect(parseDate('45443.604166666664')).toEqual(day('2024-05-31', '14:30:00')))

test.each([
  ['2023-02-29', 'noSuchDay'],
  ['1900-02-29', 'noSuchDay'],
  ['2024-13-01', 'noSuchDay'],
  ['2024-04-31', 'noSuchDay'],
  ['31-Feb-24', 'noSuchDay'],
  ['03/04/2024', 'ambiguousDate'],
  ['03/04/05', 'ambiguousDate'],
  ['Pre-PQ Process', 'notADate'],
  ['Date Not Captured', 'notADate'],
  ['', 'notADate'],
  ['2024', 'notADate'],
  ['123', 'notADate'],
  ['2024-05-31 25:00', 'notADate'],
  ['2 Marble 2006', 'notADate'],
])('%j is refused as %s', (text, code) => expect(parseDate(text)).toMatchObject({ ok: false, issue: { code } }))

test('the order of day and month is obeyed, not bent to fit', () => {
  expect(parseDate('03/01/19', { order: 'dmy' })).toEqual(day('2019-01-03'))
  expect(parseDate('03/01/19', { order: 'mdy' })).toEqual(day('2019-03-01'))
  expect(parseDate('19/01/03', { order: 'ymd' })).toEqual(day('2019-01-03'))
  expect(parseDate('25/12/2024', { order: 'mdy' })).toMatchObject({ ok: false, issue: { code: 'noSuchDay' } })
})

test('two-digit years turn at the pivot', () => {
  expect(parseDate('1-Jan-69')).toEqual(day('2069-01-01'))
  expect(parseDate('1-Jan-70')).toEqual(day('1970-01-01'))
  expect(parseDate('1-Jan-45', { pivot: 30 })).toEqual(day('1945-01-01'))
})

test('serials can be turned off, and the 1904 system asked for', () => {
  expect(parseDate('41420', { serials: false })).toMatchObject({ ok: false })
  expect(parseDate('39958', { date1904: true })).toEqual(day('2013-05-26'))
})

test('every day of four centuries is read in every way it is written', () => {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  fc.assert(
    fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [y = '', m = '', d = ''] = iso.split('-')
      expect(parseDate(`${Number(d)}/${Number(m)}/${y}`, { order: 'dmy' })).toEqual(day(iso))
      expect(parseDate(`${m}-${d}-${y}`, { order: 'mdy' })).toEqual(day(iso))
      expect(parseDate(`${y}年${Number(m)}月${Number(d)}日`)).toEqual(day(iso))
      expect(parseDate(`${d} ${names[Number(m) - 1]} ${y}`)).toEqual(day(iso))
    }),
  )
})

test.each([
  [['03/01/19', '25/01/19'], { order: 'dmy', certain: true }],
  [['01/03/19', '01/25/19'], { order: 'mdy', certain: true }],
  [['2024-01-02', '2024-03-04'], { order: 'ymd', certain: true }],
  [['03/04/19', '05/06/19'], { order: 'dmy', certain: false }],
  [['25/01/19', '28/02/19', '01/25/19'], { order: 'dmy', certain: false }],
  [['2-Jun-06', 'N/A'], { order: null, certain: false }],
])('the order of %j', (samples, guess) => expect(detectDateOrder(samples)).toEqual(guess))
