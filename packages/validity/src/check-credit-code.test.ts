import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCreditCode, creditCheckCharacter } from './check-credit-code.ts'
import { checkOrganisationCode, organisationCheckCharacter } from './check-organisation-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const letter = fc.constantFrom(...alphabet)
const validCode = fc
  .tuple(
    fc.constantFrom('91', '92', '51', '12', 'Y1'),
    fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 }),
    fc.array(letter, { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, region, rest]) => kind + region.join('') + rest.join(''))
  .map((first17) => first17 + creditCheckCharacter(first17))

test.each([
  ['91350100M000100Y43', 'M000100Y-4'], // the standard's own example
  ['91110000600037341L', '60003734-1'],
  ['91440300708461136T', '70846113-6'],
  ['9144030071526726XG', '71526726-X'],
])('%s holds the organisation code %s', (code, organisationCode) => {
  expect(checkCreditCode(code)).toMatchObject({ ok: true, value: code, organisationCode, organisationCodeFits: true })
})

test.each([
  '9135 0100 m000 100y 43',
  '91350100-M000100Y4-3',
  '９１３５０１００Ｍ０００１００Ｙ４３',
  ' 91350100m000100y43 ',
])('%s is put right', (text) => expect(checkCreditCode(text)).toMatchObject({ ok: true, value: '91350100M000100Y43' }))

test.each([
  ['', 'empty'],
  ['91350100M000100Y4', 'creditCodeLength'],
  ['91350100M000100Y433', 'creditCodeLength'],
  ['9135010OM000100Y43', 'creditCodeCharacter'],
  ['91350A00M000100Y43', 'creditCodeRegion'],
  ['91350100M000100Y44', 'creditCodeCheck'],
])('%s is refused as %s', (text, code) => expect(checkCreditCode(text)).toMatchObject({ ok: false, code }))

describe('GB 32100 guarantees', () => {
  test('every change of one character is seen', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), letter, (code, place, other) => {
        fc.pre(code.charAt(place) !== other)
        expect(checkCreditCode(code.slice(0, place) + other + code.slice(place + 1)).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('every exchange of two different characters among the first 17 is seen', () => {
    fc.assert(
      fc.property(validCode, fc.nat(16), fc.nat(16), (code, one, other) => {
        fc.pre(code.charAt(one) !== code.charAt(other))
        const swapped = [...code]
        swapped[one] = code.charAt(other)
        swapped[other] = code.charAt(one)
        expect(checkCreditCode(swapped.join('')).ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  test('a made code is accepted', () => {
    fc.assert(
      fc.property(validCode, (code) => {
        expect(checkCreditCode(code.toLowerCase())).toMatchObject({ ok: true, value: code })
      }),
    )
  })
})

test('organisation codes of GB 11714', () => {
  expect(organisationCheckCharacter('D2143569')).toBe('X')
  expect(checkOrganisationCode('d2143569x')).toMatchObject({ ok: true, value: 'D2143569-X' })
  expect(checkOrganisationCode('D2143569-1')).toMatchObject({ ok: false, code: 'organisationCodeCheck' })
  expect(checkOrganisationCode('D214356')).toMatchObject({ ok: false, code: 'organisationCodeForm' })
})

test('every change of one digit of an organisation code is seen', () => {
  const eight = fc.array(fc.constantFrom(...'0123456789'), { minLength: 8, maxLength: 8 }).map((d) => d.join(''))
  fc.assert(
    fc.property(eight, fc.nat(7), fc.nat(9), (first8, place, digit) => {
      fc.pre(first8.charAt(place) !== String(digit))
      const changed = first8.slice(0, place) + String(digit) + first8.slice(place + 1)
      expect(organisationCheckCharacter(changed)).not.toBe(organisationCheckCharacter(first8))
    }),
  )
})
