import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkResidentId, residentCheckDigit } from './check-resident-id.ts'

test('the examples of GB 11643', () => {
  expect(checkResidentId('11010519491231002x')).toEqual({
    ok: true,
    value: '11010519491231002X',
    birthDate: '1949-12-31',
    sex: 'female',
    regionCode: '110105',
  })
  expect(checkResidentId('４４０５２４１８８００１０１００１４')).toMatchObject({
    ok: true,
    birthDate: '1880-01-01',
    sex: 'male',
  })
})

test.each([
  ['110105491231002', 'residentIdOldForm'],
  ['1101051949123100', 'residentIdForm'],
  ['99010519491231002X', 'residentIdRegion'],
  ['11010519490231002X', 'residentIdBirthDate'],
  ['110105194912310021', 'residentIdCheck'],
])('%s is refused as %s', (text, code) => expect(checkResidentId(text)).toMatchObject({ ok: false, code }))

test('a birth after today is refused', () => {
  const first17 = '11010520990101001'
  const id = first17 + residentCheckDigit(first17)
  expect(checkResidentId(id)).toMatchObject({ ok: true })
  expect(checkResidentId(id, '2026-11-22')).toMatchObject({ ok: false, code: 'residentIdBirthDate' })
})

test('the check digit makes the weighted sum 1 modulo 11, as ISO 7064 MOD 11-2 says', () => {
  const digits = fc.array(fc.nat(9), { minLength: 17, maxLength: 17 })
  fc.assert(
    fc.property(digits, (first17) => {
      const check = residentCheckDigit(first17.join(''))
      const sum = first17.reduce(
        (total, digit, i) => total + digit * (2 ** (17 - i) % 11),
        check === 'X' ? 10 : Number(check),
      )
      expect(sum % 11).toBe(1)
    }),
  )
})

test('every change of one digit is seen', () => {
  fc.assert(
    fc.property(fc.nat(16), fc.nat(9), (place, digit) => {
      const id = '11010519491231002X'
      fc.pre(id.charAt(place) !== String(digit))
      expect(checkResidentId(id.slice(0, place) + String(digit) + id.slice(place + 1)).ok).toBe(false)
    }),
  )
})
