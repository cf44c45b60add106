import { expect, test } from 'vitest'
import { contrastWithWhite, usableAccent } from './accent.ts'

test.each([
  ['#000000', 21],
  ['#ffffff', 1],
  ['#767676', 4.54],
])('white on %s has contrast %d', (color, contrast) => {
  expect(contrastWithWhite(color)).toBeCloseTo(contrast, 1)
})

test('a pale or misspelt accent gives way to the product’s own, and every accent in the dark', () => {
  expect(usableAccent('#0f6b6f', false)).toBe('#0f6b6f')
  expect(usableAccent('#ffd400', false)).toBeUndefined()
  expect(usableAccent('teal', false)).toBeUndefined()
  expect(usableAccent('#0f6b6f', true)).toBeUndefined()
})
