import { expect, test } from 'vitest'
import { figureTyped } from './figure-typed.ts'

test.each([
  ['12.5', '12.5'],
  ['３', '3'],
  ['－１２．５', '-12.5'],
  ['12。5', '12.5'],
  ['1,234,567.8', '1234567.8'],
  ['１，２３４', '1234'],
  ['10%', '10'],
  [' ¥ 30 ', '30'],
  ['−5', '-5'],
])('%s is typed for %s', (typed, figure) => {
  expect(figureTyped(typed)).toBe(figure)
})

test.each(['1,5', '1，5', '1,2345'])('%s is no figure, rather than another one', (typed) => {
  expect(Number(figureTyped(typed))).toBeNaN()
})
