import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfJson, safeInteger } from './read-json.ts'

test('a point in time is told as Date tells it, with any number of decimals and in any zone', () => {
  const decimals = fc.stringMatching(/^[0-9]{0,6}$/)
  const zone = fc.constantFrom('+00:00', '+08:00', '-03:30')
  const day = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(day, decimals, zone, (at, fraction, offset) => {
      const text = `${at.toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}${offset}`
      expect(instantOfJson(text)).toBe(new Date(text).toISOString())
    }),
  )
})

test('a sum that a JSON number cannot tell exactly is refused, not told wrongly', () => {
  expect(safeInteger('-12')).toBe(-12)
  expect(safeInteger(Number.MAX_SAFE_INTEGER)).toBe(2 ** 53 - 1)
  expect(() => safeInteger(2 ** 53)).toThrow(RangeError)
})
