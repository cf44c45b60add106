import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customerHealth, NEXT_ACTIONS, nextBestAction, type Situation } from '../index.ts'

describe('health', () => {
  test('worked by hand', () => {
    // 40 · 0.9 + 30 + 20 · ½ + 10 = 86 of 100.
    expect(customerHealth({ alive: 0.9, inRhythm: true, growth: 1, complaints: 0 })).toBe(86)
    // 40 · 0.2 + 0 + 0 + 5 = 13.
    expect(customerHealth({ alive: 0.2, inRhythm: false, growth: 0.3, complaints: 1 })).toBe(13)
    // Only alive and growth: (40 · 0.5 + 20 · 1) ÷ 60.
    expect(customerHealth({ alive: 0.5, growth: 3 })).toBe(67)
  })
  test('of one nothing is known of is not told', () => expect(customerHealth({})).toBeUndefined())
  const sign = fc.record({
    alive: fc.double({ min: 0, max: 1, noNaN: true }),
    inRhythm: fc.boolean(),
    growth: fc.double({ min: 0, max: 10, noNaN: true }),
    complaints: fc.nat(5),
  })
  test('lies between 0 and 100, and no sign that worsens makes it better', () =>
    fc.assert(
      fc.property(sign, fc.double({ min: 0, max: 1, noNaN: true }), (signs, share) => {
        const health = customerHealth(signs) as number
        expect(health).toBeGreaterThanOrEqual(0)
        expect(health).toBeLessThanOrEqual(100)
        for (const worse of [
          { alive: signs.alive * share },
          { inRhythm: false },
          { growth: signs.growth * share },
          { complaints: signs.complaints + 1 },
        ])
          expect(customerHealth({ ...signs, ...worse })).toBeLessThanOrEqual(health)
      }),
    ))
  test.each([{ alive: 1.1 }, { alive: Number.NaN }, { growth: -1 }, { complaints: -1 }])('refuses %j', (signs) =>
    expect(() => customerHealth(signs)).toThrow(RangeError),
  )
})

describe('the next best action', () => {
  const well: Situation = {
    tier: 'B',
    slipping: false,
    openComplaint: false,
    stepPlanned: true,
    daysSinceTouch: 3,
    potential: 3,
    dataQuality: 90,
    ordered: true,
  }
  test.each<[string, Partial<Situation>, string | undefined]>([
    ['nothing where all is well', {}, undefined],
    ['complaints before all', { openComplaint: true, slipping: true, stepPlanned: false }, 'settleComplaint'],
    ['what is being lost', { slipping: true, stepPlanned: false }, 'winBackVolume'],
    ['a step where a key customer has none', { stepPlanned: false }, 'planNextStep'],
    [
      'a call where C waits longer than a quarter',
      { tier: 'C', stepPlanned: false, daysSinceTouch: 91 },
      'keepInTouch',
    ],
    [
      'a call where nobody ever spoke with C',
      { tier: 'C', stepPlanned: false, daysSinceTouch: undefined },
      'keepInTouch',
    ],
    ['no call to D without cause', { tier: 'D', stepPlanned: false, daysSinceTouch: undefined }, undefined],
    ['more services to D with potential', { tier: 'D', stepPlanned: false, potential: 5 }, 'raisePotential'],
    ['the first order', { tier: null, ordered: false, stepPlanned: false }, 'winFirstOrder'],
    ['a planned step stands for the call', { tier: 'C', daysSinceTouch: 400 }, undefined],
    ['gaps in the record', { dataQuality: 40 }, 'completeRecord'],
  ])('is %s', (_, change, expected) => expect(nextBestAction({ ...well, ...change })).toBe(expected))
  test('is told in both languages', () => {
    for (const { zh, en } of NEXT_ACTIONS) expect([/\p{Script=Han}/u.test(zh), /^[A-Z]/.test(en)]).toEqual([true, true])
  })
})
