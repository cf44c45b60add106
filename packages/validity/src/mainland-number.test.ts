import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkByPlans, checkPhone } from './check-phone.ts'
import { mainlandNumber } from './mainland-number.ts'

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
const gap = fc.constantFrom('', ' ', '-')
const mobiles = fc
  .tuple(fc.constantFrom('', '+86', '+86 '), fc.constantFrom(...'3456789'), digits(1), gap, digits(4), gap, digits(4))
  .map(([front, second, third, a, middle, b, end]) => `${front}1${second}${third}${a}${middle}${b}${end}`)
const landlines = fc
  .tuple(
    fc.constantFrom('0', '+86', '+86-'),
    fc.oneof(digits(2), digits(3)),
    gap,
    fc.oneof(digits(3), digits(4)),
    gap,
    digits(4),
  )
  .map(([front, area, a, middle, b, end]) => `${front}${area}${a}${middle}${b}${end}`)

test('what is found the quick way is what the numbering plans say', () => {
  fc.assert(
    fc.property(fc.oneof(mobiles, landlines), fc.constantFrom('CN', 'US'), (text, country) => {
      if (mainlandNumber(text, country === 'CN')) expect(checkPhone(text, country)).toEqual(checkByPlans(text, country))
    }),
    { numRuns: 3_000 },
  )
})

test('every area and every mobile range is as the numbering plans have it', () => {
  const unlike: string[] = []
  for (let start = 10; start < 1000; start++)
    for (const subscriber of [
      '2345678',
      '9345678',
      '83456789',
      '80012345',
      '80112345',
      '90012345',
      '95012345',
      '96012345',
    ]) {
      const text = `+86${start}${subscriber}`
      if (mainlandNumber(text, true) && !same(text)) unlike.push(text)
    }
  for (let start = 1300; start < 2000; start++) {
    const text = `${start}0123456`
    if (mainlandNumber(text, true) && !same(text)) unlike.push(text)
  }
  expect(unlike).toEqual([])
})

const same = (text: string) => JSON.stringify(checkPhone(text)) === JSON.stringify(checkByPlans(text, 'CN'))

test.each(['13800138000', '+86 138 0013 8000', '0755-88886666', '021 5888 8888', '+8657188886666', '0592-6012345'])(
  '%s is found the quick way',
  (text) => expect(mainlandNumber(text, true)).toBeDefined(),
)

test('without +86 a number is of the mainland only where that is home', () => {
  expect(mainlandNumber('13800138000', false)).toBeUndefined()
  expect(mainlandNumber('+8613800138000', false)).toMatchObject({ kind: 'mobile' })
})
