import { expect, test } from 'vitest'
import { fullness } from './fullness.ts'

test.each([
  [0, 100, 0, 'normal'],
  [1, 1e12, 1, 'normal'],
  [89.9, 100, 89, 'normal'],
  [90, 100, 90, 'exception'],
  [99.99, 100, 99, 'exception'],
  [250, 100, 100, 'exception'],
])('%d of %d is %d per cent and %s', (used, of, percent, status) => {
  expect(fullness(used, of)).toEqual({ percent, status })
})
