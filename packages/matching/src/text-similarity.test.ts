import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companyName } from './company-name.ts'
import { dateDigits, dateSimilarity } from './date-digits.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { letterPairs, pairSimilarity } from './letter-pairs.ts'
import { oneSlip } from './one-slip.ts'
import { phoneDigits } from './phone-digits.ts'
import { plainText } from './plain-text.ts'
import { softTokens, token } from './soft-tokens.ts'
import { soundex } from './soundex.ts'

describe('Jaro–Winkler', () => {
  // The examples of Winkler's papers.
  test.each([
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['jones', 'johnson', 0.8324],
    ['abroms', 'abrams', 0.9222],
    ['', 'a', 0],
    ['abc', 'xyz', 0],
  ])('%s and %s: %d', (one, other, expected) => expect(jaroWinkler(one, other)).toBeCloseTo(expected, 3))

  test('is symmetric, within 0..1, and 1 only for equals', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '远', '洋'), maxLength: 10 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        const similarity = jaroWinkler(one, other)
        expect(jaroWinkler(other, one)).toBe(similarity)
        expect(similarity).toBeGreaterThanOrEqual(0)
        expect(similarity === 1).toBe(one === other)
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['6988048', '6980848', true],
  ['abc', 'abc', true],
  ['abc', 'ab', true],
  ['abc', 'xbc', true],
  ['abc', 'acb', true],
  ['abc', 'cab', false],
  ['abcd', 'ab', false],
])('%s and %s one slip apart: %s', (one, other, expected) => {
  expect(oneSlip(one, other)).toBe(expected)
  expect(oneSlip(other, one)).toBe(expected)
})

test.each([
  ['Robert', 'r163'],
  ['Rupert', 'r163'],
  ['Ashcraft', 'a261'],
  ['Tymczak', 't522'],
  ['Pfister', 'p236'],
  ['张伟', '张伟'],
])('soundex of %s is %s', (word, code) => expect(soundex(word)).toBe(code))

test.each([
  ['Café  d’Or（上海）貨運', 'cafe d or 上海 货运'],
  ["Philippe's & Sons", 'philippe and sons'],
  ['ＡＢＣ　１２３', 'abc 123'],
  ['Müller-Straße', 'muller straße'],
])('%s is plainly %s', (text, plain) => expect(plainText(text)).toBe(plain))

test.each([
  ['+86 755 8888 6666 转 801', '0755-88886666'],
  ['+8613800138000', '138 0013 8000'],
  ['86-21-58888888', '(021) 5888 8888'],
  ['+1 (650) 253-0000', '650-253-0000'],
  ['213/857 -0034', '213-857-0034'],
])('%s and %s are one line', (one, other) => {
  expect(phoneDigits(one)).not.toBe('')
  expect(phoneDigits(one)).toBe(phoneDigits(other))
})

test('dates: exchanged parts and one slip stay near', () => {
  expect(dateDigits('1972-8-12')).toBe('19720812')
  expect(dateDigits('yesterday')).toBe('')
  expect(dateSimilarity('19720812', '19721208')).toBe(0.95)
  expect(dateSimilarity('19720812', '19730812')).toBe(0.9)
  expect(dateSimilarity('19720812', '19510330')).toBe(0)
})

test('words count in any order, by their weight', () => {
  const words = (text: string) => text.split(' ').map((word) => token(word))
  expect(softTokens(words('ocean star'), words('star ocean'))).toBe(1)
  expect(softTokens(words('ocean 12'), words('ocean 13'))).toBe(0.5)
  expect(softTokens([token('ocean'), token('cafe', 0.2)], [token('ocean')])).toBeGreaterThan(0.9)
})

test('letter pairs: the example of night and nacht', () => {
  expect(pairSimilarity(letterPairs('night'), letterPairs('nacht'))).toBe(0.25)
  expect(pairSimilarity(letterPairs(''), letterPairs(''))).toBe(0)
})

test.each([
  ['深圳市顺达货运代理有限公司', '顺达', ['深圳'], ['货代']],
  ['普洛斯（上海）物流有限公司', '普洛斯', ['上海'], ['物流']],
  ['广东省深圳市南山区顺达国际货运代理有限公司', '顺达', ['广东', '深圳'], ['货代']],
  ['中国远洋海运集团有限公司', '远洋', [], ['海运']],
  ['上海物流有限公司', '物流', ['上海'], []],
  ['内蒙古自治区蒙运物流有限责任公司', '蒙运', ['内蒙古'], ['物流']],
])('%s has the brand %s', (name, core, places, industries) => {
  expect(companyName(name)).toMatchObject({ core, places, industries, hasForm: true })
})
