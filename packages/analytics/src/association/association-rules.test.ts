import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groceries, hasGroceries } from '../../test/groceries.ts'
import {
  associationRules,
  benjaminiHochberg,
  codeBaskets,
  crossSell,
  hypergeometricTail,
  type Rule,
  type RuleOptions,
} from '../index.ts'

function rulesOf(baskets: readonly (readonly string[])[], options: RuleOptions): readonly Rule[] {
  const result = associationRules(codeBaskets(baskets), options)
  if (!result.ok) throw new Error(result.reason)
  return result.rules
}

const times = (count: number, basket: string[]) => Array.from({ length: count }, () => basket)

describe('a rule', () => {
  // 20 customers: 6 air and customs, 2 air alone, 4 customs alone, 8 road.
  const baskets = [
    ...times(6, ['air', 'customs']),
    ...times(2, ['air']),
    ...times(4, ['customs']),
    ...times(8, ['road']),
  ]
  test('has the figures worked out by hand', () => {
    const [rule, ...others] = rulesOf(baskets, { support: 0.3, confidence: 0.7 })
    expect(others).toEqual([])
    expect(rule).toMatchObject({ from: [0], to: 1, count: 6, support: 0.3, confidence: 0.75 })
    // Customs: 10 of 20 = .5; lift .75 / .5; leverage .3 − .4 × .5; conviction (1 − .5) / (1 − .75).
    expect(rule?.lift).toBeCloseTo(1.5, 12)
    expect(rule?.leverage).toBeCloseTo(0.1, 12)
    expect(rule?.conviction).toBeCloseTo(2, 12)
    // Of C(20, 8) = 125,970 ways to choose the 8 with air: C(10,6) C(10,2) + C(10,7) C(10,1) + C(10,8) = 9450 + 1200 + 45.
    expect(rule?.pValue).toBeCloseTo(10_695 / 125_970, 12)
    // Both directions were tested and have the same p-value.
    expect(rule?.adjusted).toBeCloseTo(10_695 / 125_970, 12)
  })
  test('is kept when it reaches the confidence exactly', () => {
    expect(rulesOf(baskets, { support: 0.3, confidence: 0.75 })).toHaveLength(1)
    expect(rulesOf(baskets, { support: 0.3, confidence: 0.7501 })).toHaveLength(0)
  })
  test('is left out when it may well be chance', () => {
    expect(rulesOf(baskets, { support: 0.3, confidence: 0.7, significance: 0.05 })).toHaveLength(0)
    expect(rulesOf(baskets, { support: 0.3, confidence: 0.7, significance: 0.1 })).toHaveLength(1)
  })
  test('that never fails has an infinite conviction', () => {
    const [rule] = rulesOf([...times(3, ['air', 'customs']), ['customs'], ['road']], { support: 0.5, confidence: 1 })
    expect(rule).toMatchObject({ from: [0], to: 1, confidence: 1, conviction: Number.POSITIVE_INFINITY })
  })
})

describe('redundant rules', () => {
  const named = (baskets: string[][], options: RuleOptions) => {
    const { labels } = codeBaskets(baskets)
    return rulesOf(baskets, options).map(
      ({ from, to }) => `${from.map((item) => labels[item]).join('+')} → ${labels[to]}`,
    )
  }
  const baskets = [...times(4, ['air', 'customs', 'insurance']), ...times(4, ['air', 'customs']), ...times(8, ['road'])]
  test('say no more than a shorter one', () => {
    const all = { support: 0.25, confidence: 1 }
    expect(named(baskets, all)).toContain('air+insurance → customs')
    // Air always has customs: that it also has insurance adds nothing.
    expect(named(baskets, { ...all, dropRedundant: true })).toEqual([
      'customs → air',
      'air → customs',
      'insurance → air',
      'insurance → customs',
    ])
  })
  test('include those no better than no rule at all', () => {
    const even = [['air', 'road'], ['air'], ['road'], []]
    expect(named(even, { support: 0.25, confidence: 0.5 })).toHaveLength(2)
    expect(named(even, { support: 0.25, confidence: 0.5, dropRedundant: true })).toEqual([])
  })
})

describe.runIf(hasGroceries)('Groceries', () => {
  test.each([
    [0.001, 0.8, 410],
    [0.001, 0.5, 5668],
    [0.01, 0.5, 15],
    [0.005, 0.5, 120],
  ])('at support %d and confidence %d give %d rules, as published', (support, confidence, count) => {
    expect(rulesOf(groceries(), { support, confidence })).toHaveLength(count)
  })
  test('have as their rule of greatest lift instant food and soda to hamburger meat, 18.996', () => {
    const { labels } = codeBaskets(groceries())
    const rules = [...rulesOf(groceries(), { support: 0.001, confidence: 0.5 })]
    const [first] = rules.sort((one, other) => other.lift - one.lift)
    expect(first?.from.map((code) => labels[code])).toEqual(['Instant food products', 'soda'])
    expect(labels[first?.to ?? -1]).toBe('hamburger meat')
    expect(first).toMatchObject({ count: 12, confidence: 12 / 19, lift: expect.closeTo(18.995654, 6) })
  })
})

test('more rules than asked for are an answer, not a list', () => {
  const baskets = codeBaskets(times(5, ['a', 'b', 'c', 'd']))
  // Each of the 6 pairs gives 2 rules, each of the 4 triples 3, the four together 4.
  expect(associationRules(baskets, { support: 0.5, confidence: 0, maximumRules: 27 })).toMatchObject({
    ok: false,
    reason: 'tooManyRules',
    limit: 27,
    found: 28,
  })
  expect(associationRules(baskets, { support: 0.5, confidence: 0, maximumRules: 28 })).toMatchObject({ tested: 28 })
})

test.each([
  [{ confidence: 1.2 }, /confidence/],
  [{ confidence: Number.NaN }, /confidence/],
  [{ confidence: 0.5, significance: -1 }, /significance/],
  [{ confidence: 0.5, maximumRules: 0 }, /maximumRules/],
])('refuses %j', (options, message) => {
  expect(() => associationRules(codeBaskets([['x']]), { support: 0.5, ...options })).toThrow(message)
})

describe('Fisher’s exact test', () => {
  const choose = (n: number, k: number): bigint => {
    let result = 1n
    for (let at = 0; at < k; at++) result = (result * BigInt(n - at)) / BigInt(at + 1)
    return result
  }
  test('agrees with exact arithmetic', () =>
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat(), fc.nat(), fc.nat(), (all, x, y, z) => {
        const [one, other] = [x % (all + 1), y % (all + 1)]
        const least = Math.max(0, one + other - all)
        const most = Math.min(one, other)
        const both = least + (z % (most - least + 1))
        let ways = 0n
        for (let k = both; k <= most; k++) ways += choose(one, k) * choose(all - one, other - k)
        const exact = Number((ways * 10n ** 30n) / choose(all, other)) / 1e30
        expect(Math.abs(hypergeometricTail({ both, one, other, all }) - exact)).toBeLessThan(1e-10 * exact + 1e-28)
      }),
    ))
  test('holds its precision at a million baskets', () => {
    // Mean 100, variance 98.01: 100 or more is a little above one half; the point probability is about 1 / √(2π 98.01) = .0403.
    const tail = (both: number) => hypergeometricTail({ both, one: 10_000, other: 10_000, all: 1_000_000 })
    expect(tail(100) - tail(101)).toBeCloseTo(0.0403, 4)
    expect(tail(0)).toBe(1)
    expect(tail(10_000)).toBe(0)
  })
  test.each([
    [{ both: 3, one: 2, other: 5, all: 9 }],
    [{ both: 1, one: 8, other: 8, all: 9 }],
    [{ both: 0.5, one: 2, other: 5, all: 9 }],
    [{ both: 1, one: 2, other: 10, all: 9 }],
  ])('refuses %j', (counts) => expect(() => hypergeometricTail(counts)).toThrow(RangeError))
})

describe('the adjustment of Benjamini and Hochberg', () => {
  test('gives the values of their paper: four of fifteen are kept at 5 %', () => {
    const paper = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ]
    expect(benjaminiHochberg(paper).filter((value) => value <= 0.05)).toHaveLength(4)
    expect(benjaminiHochberg(paper)[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
  })
  test('never lowers a value and keeps their order', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (values) => {
        const adjusted = benjaminiHochberg(values)
        values.forEach((value, at) => {
          expect(adjusted[at]).toBeGreaterThanOrEqual(value)
          expect(adjusted[at]).toBeLessThanOrEqual(1)
          values.forEach((other, there) => {
            if (other <= value) expect(adjusted[there]).toBeLessThanOrEqual(adjusted[at] as number)
          })
        })
      }),
    ))
  test.each([[[Number.NaN]], [[-0.1, 0.5]], [[1.1]]])('refuses %j', (values) =>
    expect(() => benjaminiHochberg(values)).toThrow(RangeError),
  )
})

describe('a cross-sell list', () => {
  const rule = (from: number[], to: number, confidence: number, lift = 2): Rule => {
    const rest = { count: 5, support: 0.1, leverage: 0.05, conviction: 2, pValue: 0.01, adjusted: 0.02 }
    return { from, to, confidence, lift, ...rest }
  }
  const rules = [rule([0], 1, 0.5), rule([0, 2], 1, 0.8), rule([0], 3, 0.6), rule([4], 5, 0.9), rule([2], 5, 0.6, 3)]
  test('names what he does not have, each once, by its strongest rule', () => {
    const suggestions = crossSell(rules)([0, 2])
    expect(suggestions.map(({ item, because }) => [item, because.from])).toEqual([
      [1, [0, 2]],
      [5, [2]],
      [3, [0]],
    ])
  })
  test('never names what he has, and is empty for one who has nothing', () => {
    expect(crossSell(rules)([0, 1, 3])).toEqual([])
    expect(crossSell(rules)([])).toEqual([])
  })
  test('is what trying every rule gives', () => {
    const item = fc.nat({ max: 7 })
    const drawn = fc.record({
      from: fc.uniqueArray(item, { minLength: 1, maxLength: 3 }),
      to: item,
      confidence: fc.constantFrom(0.5, 0.6, 0.7, 0.8),
      lift: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 60 }), fc.uniqueArray(item), (list, items) => {
        const all = list.map(({ from, to, confidence, lift }) => rule(from, to, confidence, lift))
        const strength = ({ confidence, lift }: Rule) => confidence * 10 + lift
        const expected = new Map<number, number>()
        for (const one of all) {
          if (items.includes(one.to) || !one.from.every((needed) => items.includes(needed))) continue
          expected.set(one.to, Math.max(expected.get(one.to) ?? 0, strength(one)))
        }
        const found = crossSell(all)(items)
        expect(new Map(found.map(({ item: to, because }) => [to, strength(because)]))).toEqual(expected)
        expect(found.map(({ because }) => strength(because))).toEqual([...expected.values()].sort((a, b) => b - a))
      }),
    )
  })
  test('keeps to its limit', () => expect(crossSell(rules, 1)([0, 2]).map(({ item }) => item)).toEqual([1]))
  test('does not depend on the order of rules', () =>
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rules, { minLength: rules.length }),
        fc.uniqueArray(fc.nat({ max: 5 })),
        (turned, items) => {
          expect(crossSell(turned)(items)).toEqual(crossSell(rules)([...items].reverse()))
        },
      ),
    ))
  test('refuses a limit of none', () => expect(() => crossSell(rules, 0)).toThrow(RangeError))
})
