import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeLength } from './places.ts'
import { fold, unitsOf, withoutSuffix } from './units.ts'

const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code))
const usual = fc.constantFrom(
  '上海',
  '广东',
  '深圳市',
  '远洋',
  '公司',
  '有限公司',
  '股份有限公司',
  '有限责任公司',
  'DHL',
  'ＤＨＬ',
  ' ',
)
const name = fc
  .array(fc.oneof(usual, han, fc.string({ unit: 'grapheme-ascii' })), { maxLength: 12 })
  .map((all) => all.join(''))

test('plain names are folded as all others', () => {
  fc.assert(
    fc.property(name, (text) => {
      // What stands behind is not plain, and is folded to one letter.
      expect(fold(text)).toBe(fold(`${text}ø`).slice(0, -1))
    }),
  )
})

test('the same is left out as a suffix where a name is read and where it is only written', () => {
  fc.assert(
    fc.property(name, (text) => {
      const units = unitsOf(text)
      const left = units.filter((unit) => !unit.suffix).map((unit) => unit.char)
      expect(withoutSuffix(units.map((unit) => unit.char).join(''))).toBe(left.join(''))
    }),
  )
})

test.each([
  ['上海远洋', 2],
  ['上海市远洋', 3],
  ['广东深圳远洋', 4],
  ['广东省深圳市远洋', 6],
  ['乌鲁木齐远洋', 4],
  ['远洋上海', 0],
  ['上海', 0],
  ['𠮷上海远洋', 0],
])('%s begins with a place of %i characters', (text, length) => expect(placeLength([...text])).toBe(length))
