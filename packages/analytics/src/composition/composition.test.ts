import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composition, concentration, marginMix, profitContribution } from '../index.ts'

describe('composition', () => {
  test('worked by hand: mix, own history, target', () => {
    const {
      parts,
      total,
      previousTotal,
      concentration: found,
    } = composition({
      amounts: { air: 60, road: 40, sea: -10 },
      previous: { air: 30, road: 50, rail: 20 },
      targets: { air: 50, rail: 10 },
    })
    expect(parts).toEqual([
      {
        key: 'air',
        amount: 60,
        share: 0.6,
        history: { amount: 30, change: 30, growth: 1, shareShift: 0.3 },
        target: { amount: 50, missing: -10, reached: 1.2 },
      },
      {
        key: 'road',
        amount: 40,
        share: 0.4,
        history: { amount: 50, change: -10, growth: -0.2, shareShift: expect.closeTo(-0.1, 12) },
        target: undefined,
      },
      {
        key: 'rail',
        amount: 0,
        share: 0,
        history: { amount: 20, change: -20, growth: -1, shareShift: -0.2 },
        target: { amount: 10, missing: 10, reached: 0 },
      },
      {
        key: 'sea',
        amount: -10,
        share: -0.1,
        history: { amount: 0, change: -10, growth: undefined, shareShift: -0.1 },
        target: undefined,
      },
    ])
    expect([total, previousTotal]).toEqual([90, 100])
    // .6² + .4²
    expect(found.herfindahl).toBeCloseTo(0.52, 12)
  })
  test('of nothing, and of losses alone, has no shares', () => {
    expect(composition({ amounts: {} })).toMatchObject({ parts: [], total: 0, previousTotal: undefined })
    const losses = composition({ amounts: { air: -5 } })
    expect(losses.parts[0]).toMatchObject({ share: undefined, history: undefined })
    expect(losses.concentration.herfindahl).toBeUndefined()
  })
  const amounts = fc.dictionary(fc.string({ maxLength: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
  test('conserves amounts and does not depend on the order of keys', () =>
    fc.assert(
      fc.property(amounts, amounts, (now, previous) => {
        const result = composition({ amounts: now, previous })
        const shares = result.parts.flatMap(({ share }) => (share !== undefined && share > 0 ? [share] : []))
        if (shares.length) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        const turned = (record: Record<string, number>) => new Map(Object.entries(record).reverse())
        expect(composition({ amounts: turned(now), previous: turned(previous) })).toEqual(result)
      }),
    ))
  test.each([
    [{ amounts: { air: Number.NaN } }, /amounts of air/],
    [{ amounts: {}, previous: { air: Number.POSITIVE_INFINITY } }, /previous of air/],
    [{ amounts: {}, targets: { air: Number.NaN } }, /targets of air/],
  ])('refuses %j', (input, message) => expect(() => composition(input)).toThrow(message))
})

describe('concentration', () => {
  test.each([
    ['four alike', [5, 5, 5, 5], 0.25, 0, 4],
    ['one alone', [7], 1, 1, 1],
    ['losses and nothing beside one', [7, 0, -3], 1, 1, 1],
    ['two alike and nothing beside them', [5, 5, 0], 0.5, 0, 2],
    // .5² + .3² + .2² = .38; (.38 − 1/3) / (2/3) = .07
    ['three', [50, 30, 20], 0.38, 0.07, 1 / 0.38],
  ])('of %s', (_, amounts, herfindahl, normalised, effectiveNumber) => {
    const found = concentration(amounts)
    expect(found.herfindahl).toBeCloseTo(herfindahl, 12)
    expect(found.normalised).toBeCloseTo(normalised, 12)
    expect(found.effectiveNumber).toBeCloseTo(effectiveNumber, 12)
  })
  test('grows when the smaller gives to the greater', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 10, max: 1000 }), { minLength: 2 }), (amounts) => {
        const sorted = [...amounts].sort((one, other) => one - other)
        const moved = [...sorted]
        moved[0] = (moved[0] as number) - 5
        moved[moved.length - 1] = (moved.at(-1) as number) + 5
        expect(concentration(moved).herfindahl as number).toBeGreaterThan(concentration(sorted).herfindahl as number)
      }),
    ))
  test('refuses what is not finite', () => expect(() => concentration([1, Number.NaN])).toThrow(RangeError))
})

describe('why a margin moved', () => {
  test('worked by hand', () => {
    // Before: air 100 at 30 %, road 100 at 10 %: 20 %. Now: air 150 at 32 %, road 50 at 8 %: 26 %.
    const { marginBefore, marginNow, rateEffect, mixEffect } = marginMix(
      { air: { revenue: 100, cost: 70 }, road: { revenue: 100, cost: 90 } },
      { air: { revenue: 150, cost: 102 }, road: { revenue: 50, cost: 46 } },
    )
    expect([marginBefore, marginNow]).toEqual([0.2, 0.26])
    // .75 × .02 − .25 × .02
    expect(rateEffect).toBeCloseTo(0.01, 12)
    // .25 × .1 + (−.25) × (−.1)
    expect(mixEffect).toBeCloseTo(0.05, 12)
  })
  const trade = fc.record({ revenue: fc.nat({ max: 1000 }), cost: fc.nat({ max: 1000 }) })
  const trades = fc.dictionary(fc.constantFrom('air', 'road', 'sea', 'constructor'), trade, { minKeys: 1 })
  test('its two effects are the whole change', () =>
    fc.assert(
      fc.property(trades, trades, (before, now) => {
        const revenueOf = (all: typeof before) => Object.values(all).reduce((sum, { revenue }) => sum + revenue, 0)
        fc.pre(revenueOf(before) > 0 && revenueOf(now) > 0)
        const { marginBefore, marginNow, rateEffect, mixEffect } = marginMix(before, now)
        const scale = Math.max(1, Math.abs(marginBefore), Math.abs(marginNow))
        expect(Math.abs(rateEffect + mixEffect - (marginNow - marginBefore)) / scale).toBeLessThan(1e-9)
      }),
    ))
  test('is not told without revenue', () => {
    expect(() => marginMix({}, { air: { revenue: 1, cost: 0 } })).toThrow(/before has no revenue/)
    expect(() => marginMix({ air: { revenue: -1, cost: 0 } }, {})).toThrow(/before of air/)
  })
})

describe('contribution to profit', () => {
  test.each([
    [30, 120, 0.25],
    [-30, 120, -0.25],
    [150, 120, 1.25],
    [30, 0, undefined],
    [30, -10, undefined],
  ])('of %d to %d is %s', (grossProfit, totalGrossProfit, share) => {
    expect(profitContribution({ grossProfit, totalGrossProfit })).toBe(share)
  })
  test('of what is not a number is refused', () => {
    expect(() => profitContribution({ grossProfit: Number.NaN, totalGrossProfit: 1 })).toThrow(/grossProfit/)
    expect(() => profitContribution({ grossProfit: 1, totalGrossProfit: Number.NaN })).toThrow(/totalGrossProfit/)
  })
})
