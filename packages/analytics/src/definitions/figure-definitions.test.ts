import { expect, test } from 'vitest'
import * as analytics from '../index.ts'

const { FIGURE_DEFINITIONS } = analytics

test.each(FIGURE_DEFINITIONS)('$key is worked out by this package and told in both languages', (definition) => {
  expect(typeof (analytics as Record<string, unknown>)[definition.key]).toBe('function')
  for (const { zh, en } of [definition.name, definition.formula, definition.population]) {
    expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en), en.length > 0]).toEqual([true, false, true])
  }
})

test('each figure is defined once', () => {
  const keys = FIGURE_DEFINITIONS.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
})
