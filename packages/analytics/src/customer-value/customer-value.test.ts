import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareValue,
  customerValue,
  EVEN_WEIGHTS,
  linearScore,
  meanScores,
  VALUE_DIMENSIONS,
  type ValueScores,
} from '../index.ts'

const full = { product: 0.9, service: 0.7, personnel: 0.8, image: 0.6, money: 0.5, time: 0.2, energy: 0.2 }

describe('the customer value index', () => {
  test('worked by hand', () => {
    // (.9 + .7 + .8 + .6) / 4 − (.5 + .2 + .2) / 3
    expect(customerValue(full)).toEqual({
      value: expect.closeTo(0.75, 12),
      cost: expect.closeTo(0.3, 12),
      index: expect.closeTo(0.45, 12),
      coverage: 1,
      missing: [],
    })
  })
  test('leaves a missing answer out instead of taking it for nothing', () => {
    const { image: _, ...rest } = full
    const found = customerValue({ ...rest, energy: undefined })
    expect(found.value).toBeCloseTo(0.8, 12)
    expect(found.cost).toBeCloseTo(0.35, 12)
    expect(found.coverage).toBeCloseTo(2 / 3, 12)
    expect(found.missing).toEqual(['image', 'energy'])
  })
  test('is unknown where too little was answered', () => {
    const { money, ...values } = { product: 0.9, service: 0.7, personnel: 0.8, image: 0.6, money: 0.5 }
    expect(customerValue({ ...values, money })).toMatchObject({
      value: expect.closeTo(0.75),
      cost: undefined,
      index: undefined,
    })
    expect(customerValue({ ...values, money }, EVEN_WEIGHTS, 0.3).index).toBeCloseTo(0.25, 12)
    // Just the least coverage is enough.
    expect(customerValue({ product: 1, service: 1, money: 0, time: 0 }, EVEN_WEIGHTS, 0.5).index).toBe(1)
    expect(customerValue({}, EVEN_WEIGHTS, 0)).toMatchObject({ index: undefined, coverage: 0 })
  })
  test('does not miss what has no weight', () => {
    const weights = { ...EVEN_WEIGHTS, image: 0 }
    const { image: _, ...rest } = full
    expect(customerValue(rest, weights)).toEqual({ ...customerValue(full, weights), missing: [], coverage: 1 })
  })
  const score = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })
  const scores = fc.record(
    Object.fromEntries(VALUE_DIMENSIONS.map(({ key }) => [key, score])),
  ) as fc.Arbitrary<ValueScores>
  const weight = fc.integer({ min: 1, max: 9 })
  const weights = fc.record({
    product: weight,
    service: weight,
    personnel: weight,
    image: weight,
    money: weight,
    time: weight,
    energy: weight,
  })
  test('lies within −1 … 1, depends on the proportion of weights alone, and rises with every value', () =>
    fc.assert(
      fc.property(scores, weights, (given, mattering) => {
        const { index } = customerValue(given, mattering, 0)
        if (index === undefined) return
        expect(Math.abs(index)).toBeLessThanOrEqual(1 + 1e-12)
        const doubled = Object.fromEntries(
          Object.entries(mattering).map(([key, x]) => [key, 2 * x]),
        ) as typeof mattering
        expect(customerValue(given, doubled, 0).index).toBeCloseTo(index, 12)
        const better = { ...given, product: given.product === undefined ? undefined : Math.min(1, given.product + 0.1) }
        expect(customerValue(better, mattering, 0).index).toBeGreaterThanOrEqual(index - 1e-12)
      }),
    ))
  test.each([
    [{ product: 1.1 }, EVEN_WEIGHTS, 0.5, /score of product/],
    [{ time: Number.NaN }, EVEN_WEIGHTS, 0.5, /score of time/],
    [full, { ...EVEN_WEIGHTS, money: -1 }, 0.5, /weight of money/],
    [full, { ...EVEN_WEIGHTS, money: 0, time: 0, energy: 0 }, 0.5, /weights of cost/],
    [full, EVEN_WEIGHTS, 2, /leastCoverage/],
  ])('of %j by %j at %d is refused', (given, mattering, least, message) => {
    expect(() => customerValue(given, mattering, least)).toThrow(message)
  })
})

describe('against a competitor', () => {
  const theirs = { product: 0.8, service: 0.9, personnel: 0.8, money: 0.3, time: 0.4, energy: 0.2 }
  test('only what both were judged on counts', () => {
    const found = compareValue(full, theirs)
    // Ours (.9 + .7 + .8) / 3 − .3, theirs (.8 + .9 + .8) / 3 − .3: image was not asked about them.
    expect(found.ours.index).toBeCloseTo(0.5, 12)
    expect(found.theirs.index).toBeCloseTo(2.5 / 3 - 0.3, 12)
    expect(found.lead).toBeCloseTo(-0.1 / 3, 12)
    expect(found.dimensions.find(({ key }) => key === 'image')).toEqual({
      key: 'image',
      ours: 0.6,
      theirs: undefined,
      advantage: undefined,
    })
  })
  test('dearer is a disadvantage, quicker an advantage', () => {
    const advantage = new Map(compareValue(full, theirs).dimensions.map((one) => [one.key, one.advantage]))
    expect(advantage.get('money')).toBeCloseTo(-0.2, 12)
    expect(advantage.get('time')).toBeCloseTo(0.2, 12)
  })
  test('with nothing in common is unknown', () => {
    expect(compareValue({ product: 1, money: 0 }, { image: 1, time: 0 }).lead).toBeUndefined()
  })
})

test.each([
  [0, { none: 0, most: 60 }, 0],
  [15, { none: 0, most: 60 }, 0.25],
  [90, { none: 0, most: 60 }, 1],
  [-5, { none: 0, most: 60 }, 0],
  // Fast answers are worth more: the scale may fall.
  [2, { none: 10, most: 0 }, 0.8],
])('%d between %j scores %d', (value, ends, score) => expect(linearScore(value, ends)).toBeCloseTo(score, 12))
test('a score needs a number and two ends', () => {
  expect(() => linearScore(Number.NaN, { none: 0, most: 1 })).toThrow(/value/)
  expect(() => linearScore(1, { none: 1, most: 1 })).toThrow(/none and most/)
})

test('a mean tells how many answers are behind it', () => {
  const found = meanScores([{ time: 0.2 }, { time: 0.4, image: 1 }, { time: undefined }])
  expect(found.scores).toEqual({ time: expect.closeTo(0.3, 12), image: 1 })
  expect(found.answers).toMatchObject({ time: 2, image: 1, product: 0 })
  expect(() => meanScores([{ time: 5 }])).toThrow(/time/)
})
