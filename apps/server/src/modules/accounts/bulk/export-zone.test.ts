import { expect, test } from 'vitest'
import { inZone } from './export-zone.ts'

const at = new Date('2026-11-22T16:30:00Z')

test('a moment is exported as the company’s clock showed it, the next day where that had begun', () => {
  expect(inZone(at, 'Asia/Shanghai', 'csv')).toBe('2026-11-23 00:30')
  expect(inZone(at, 'Asia/Shanghai', 'xlsx')).toEqual(new Date('2026-11-23T00:30:00Z'))
  expect(inZone(at, 'America/New_York', 'csv')).toBe('2026-11-22 11:30')
})

test('what is no moment stays what it is', () => {
  for (const value of ['2026-11-22', 5, 5n, null, true]) expect(inZone(value, 'Asia/Shanghai', 'csv')).toBe(value)
})
