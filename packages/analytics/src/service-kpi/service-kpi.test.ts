import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as analytics from '../index.ts'

const { quoteToWin, serviceLevel, netPromoterScore, customerSatisfaction, customerEffort } = analytics
const hour = 3_600_000

describe('a figure without a population is unknown, not 0', () => {
  test.each([
    ['damage', () => analytics.damageRate({ damaged: 0, shipments: 0 }).share],
    ['loss', () => analytics.lossRate({ lost: 0, shipments: 0 }).share],
    ['direct delivery', () => analytics.directDeliveryRate({ direct: 0, shipments: 0 }).share],
    ['claims', () => analytics.claimsRatio({ claims: 0, shipments: 0 })],
    ['claims by amount', () => analytics.claimsAmountRatio({ paid: 5, revenue: 0 })],
    ['DSO', () => analytics.daysSalesOutstanding({ receivables: 5, revenue: 0, days: 30 })],
    ['FCR', () => analytics.firstContactResolution({ resolvedAtFirstContact: 0, tickets: 0 }).share],
    ['AHT', () => analytics.averageHandlingTime({ talkSeconds: 0, holdSeconds: 0, wrapUpSeconds: 5, handled: 0 })],
    ['occupancy', () => analytics.occupancy({ handlingSeconds: 0, waitingSeconds: 0 })],
    ['service level', () => serviceLevel([], { share: 0.8, withinSeconds: 20 }).level.share],
    ['service level reached', () => serviceLevel([], { share: 0.8, withinSeconds: 20 }).reached],
    ['NPS', () => netPromoterScore([]).score],
    ['CSAT', () => customerSatisfaction([]).share],
    ['CES', () => customerEffort([]).share],
    ['quotes', () => quoteToWin([{ requestedAt: 0, accepted: false }]).won.share],
    ['turnaround', () => quoteToWin([{ requestedAt: 0, accepted: false }]).turnaround],
  ])('%s', (_, figure) => expect(figure()).toBeUndefined())
})

describe('input that cannot be is refused with its name', () => {
  test.each([
    [() => analytics.damageRate({ damaged: 2, shipments: 1 }), /2 of 1/],
    [() => analytics.lossRate({ lost: -1, shipments: 1 }), /count.*-1/],
    [() => analytics.directDeliveryRate({ direct: 0, shipments: Number.NaN }), /of.*NaN/],
    [() => analytics.claimsRatio({ claims: 0.5, shipments: 1 }), /claims/],
    [() => analytics.claimsAmountRatio({ paid: -1, revenue: 1 }), /paid/],
    [() => analytics.claimsAmountRatio({ paid: 1, revenue: Number.NaN }), /revenue/],
    [() => analytics.daysSalesOutstanding({ receivables: 1, revenue: 1, days: 0 }), /days/],
    [() => analytics.daysSalesOutstanding({ receivables: Number.NaN, revenue: 1, days: 1 }), /receivables/],
    [() => analytics.averageHandlingTime({ talkSeconds: 1, holdSeconds: -1, wrapUpSeconds: 0, handled: 1 }), /hold/],
    [() => analytics.averageHandlingTime({ talkSeconds: 1, holdSeconds: 1, wrapUpSeconds: 0, handled: -1 }), /handled/],
    [() => analytics.occupancy({ handlingSeconds: Number.NaN, waitingSeconds: 1 }), /handlingSeconds/],
    [() => serviceLevel([{ waitedSeconds: -1, answered: true }], { share: 1, withinSeconds: 1 }), /waitedSeconds/],
    [() => serviceLevel([], { share: 80, withinSeconds: 20 }), /share/],
    [() => serviceLevel([], { share: 0.8, withinSeconds: Number.NaN }), /withinSeconds/],
    [() => netPromoterScore([11]), /0 … 10, got 11/],
    [() => netPromoterScore([Number.NaN]), /NaN/],
    [() => customerSatisfaction([0]), /1 … 5, got 0/],
    [() => customerSatisfaction([1], 2), /best/],
    [() => customerEffort([7.5]), /1 … 7/],
    [() => quoteToWin([{ requestedAt: 1, firstIssuedAt: 0, accepted: false }]), /firstIssuedAt/],
    [() => quoteToWin([{ requestedAt: 1, accepted: true }]), /accepted/],
  ])('%s', (figure, message) => {
    expect(figure).toThrow(RangeError)
    expect(figure).toThrow(message)
  })
})

test('claims may outnumber shipments, and a credit balance makes DSO negative', () => {
  expect(analytics.claimsRatio({ claims: 3, shipments: 2 })).toBe(1.5)
  expect(analytics.daysSalesOutstanding({ receivables: -100, revenue: 3000, days: 30 })).toBe(-1)
})

test('quote-to-win worked by hand: two of four issued are won, half of them within two hours', () => {
  const quotes = [
    { requestedAt: 0, firstIssuedAt: 1 * hour, accepted: true },
    { requestedAt: 0, firstIssuedAt: 2 * hour, accepted: false },
    { requestedAt: hour, firstIssuedAt: 3 * hour, accepted: true },
    { requestedAt: 0, firstIssuedAt: 11 * hour, accepted: false },
    { requestedAt: 0, accepted: false },
  ]
  expect(quoteToWin(quotes)).toEqual({
    won: { count: 2, of: 4, share: 0.5 },
    turnaround: { medianMinutes: 120, meanMinutes: 240 },
    waiting: 1,
  })
  expect(quoteToWin([...quotes].reverse())).toEqual(quoteToWin(quotes))
})

describe('service level', () => {
  const call = (waitedSeconds: number, answered = true) => ({ waitedSeconds, answered })
  const target = { share: 0.8, withinSeconds: 20 }
  test('80/20 worked by hand', () => {
    // Six in time (one at exactly 20 s), one answered late, one given up late, two given up early: 6 of 8.
    const calls = [0, 3, 5, 9, 19, 20].map((waited) => call(waited))
    const rest = [call(20.5), call(40, false), call(4, false), call(20, false)]
    expect(serviceLevel([...calls, ...rest], target)).toEqual({
      level: { count: 6, of: 8, share: 0.75 },
      reached: false,
      shortAbandons: 2,
      abandons: 1,
    })
  })
  test('that is met exactly is reached', () => {
    const calls = [1, 2, 3, 4, 60].map((waited) => call(waited))
    expect(serviceLevel(calls, target)).toMatchObject({ level: { share: 0.8 }, reached: true })
  })
  test('never falls with a more patient target when nobody gives up', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 90 }), { minLength: 1 }),
        fc.nat({ max: 90 }),
        fc.nat({ max: 90 }),
        (waits, y, more) => {
          const calls = waits.map((waited) => call(waited))
          const level = (withinSeconds: number) =>
            serviceLevel(calls, { ...target, withinSeconds }).level.share as number
          expect(level(y + more)).toBeGreaterThanOrEqual(level(y))
        },
      ),
    ))
})

describe('scores', () => {
  test('NPS worked by hand: the bounds are 6 | 7 and 8 | 9', () => {
    expect(netPromoterScore([0, 6, 7, 8, 9, 10, 10, 10])).toEqual({
      promoters: 4,
      passives: 2,
      detractors: 2,
      responses: 8,
      score: 25,
    })
    expect(netPromoterScore([10]).score).toBe(100)
    expect(netPromoterScore([0]).score).toBe(-100)
  })
  test('CSAT counts the two best of any scale, CES 5 to 7', () => {
    expect(customerSatisfaction([1, 2, 3, 4, 5])).toEqual({ count: 2, of: 5, share: 0.4 })
    expect(customerSatisfaction([8, 9, 10], 10)).toMatchObject({ count: 2 })
    expect(customerEffort([1, 2, 3, 4, 5, 6, 7])).toMatchObject({ count: 3, of: 7 })
  })
  test('lie within bounds and never fall when an answer improves', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 10 }), { minLength: 1 }), fc.nat(), (scores, pick) => {
        const better = [...scores]
        const at = pick % scores.length
        better[at] = Math.min(10, (better[at] as number) + 1)
        const [before, after] = [netPromoterScore(scores).score as number, netPromoterScore(better).score as number]
        expect(after).toBeGreaterThanOrEqual(before)
        expect(Math.abs(before)).toBeLessThanOrEqual(100)
      }),
    ))
})
