import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marketPosition, shareOfWallet, walletAllocation } from '../index.ts'

describe('share of wallet', () => {
  test.each([
    [60, 40, 0.6],
    [60, 0, 1],
    [0, 40, 0],
    [-5, 40, 0],
    [0, 0, undefined],
    [-5, 0, undefined],
  ])('of %d with us and %d elsewhere is %s', (ours, elsewhere, share) => {
    expect(shareOfWallet({ ours, elsewhere })).toBe(share)
  })
  test.each([
    [Number.NaN, 1, /ours/],
    [1, -1, /elsewhere/],
    [1, Number.POSITIVE_INFINITY, /elsewhere/],
  ])('of %d with us and %d elsewhere is refused', (ours, elsewhere, message) => {
    expect(() => shareOfWallet({ ours, elsewhere })).toThrow(message)
  })
  test('by rank adds up to one over all providers, and the better rank has more', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (providers) => {
        const shares = Array.from({ length: providers }, (_, at) => walletAllocation({ rank: at + 1, providers }))
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
        expect(shares).toEqual([...shares].sort((one, other) => other - one))
      }),
    ))
  test.each([
    // Two providers have 67 and 33 %, three 50, 33 and 17 %.
    [1, 2, 0.67],
    [2, 2, 0.33],
    [1, 3, 0.5],
    [2, 3, 0.33],
    [3, 3, 0.17],
    [1, 1, 1],
    [1.5, 2, 0.5],
  ])('rank %d of %d is %d', (rank, providers, share) => {
    expect(walletAllocation({ rank, providers })).toBeCloseTo(share, 2)
  })
  test.each([
    [0, 2, /rank/],
    [3, 2, /rank/],
    [Number.NaN, 2, /rank/],
    [1, 0, /providers/],
    [1, 1.5, /providers/],
  ])('rank %d of %d is refused', (rank, providers, message) => {
    expect(() => walletAllocation({ rank, providers })).toThrow(message)
  })
})

describe('market share and coverage', () => {
  test('worked by hand', () => {
    const position = marketPosition([
      { key: 'south', ours: 0, market: 100 },
      { key: 'east', ours: 60, market: 300, strongest: 120 },
      { key: 'north', ours: 50, market: 40 },
      { key: 'west', ours: 10, market: undefined },
      { key: 'islands', ours: 0, market: 0 },
    ])
    expect(position.cells.map(({ key, share, outdated }) => [key, share, outdated])).toEqual([
      ['east', 0.2, false],
      ['south', 0, false],
      // More sold than the market is said to hold.
      ['north', 1, true],
      ['islands', undefined, false],
      ['west', undefined, false],
    ])
    expect(position.cells[0]?.relative).toBe(0.5)
    // 110 of 300 + 100 + 50; two of three regions with demand; 350 of 450.
    expect(position.share).toBeCloseTo(110 / 450, 12)
    expect(position.coverage).toBeCloseTo(2 / 3, 12)
    expect(position.weightedCoverage).toBeCloseTo(350 / 450, 12)
  })
  test('of no market are unknown', () => {
    expect(marketPosition([])).toEqual({
      cells: [],
      share: undefined,
      coverage: undefined,
      weightedCoverage: undefined,
    })
  })
  test('lie within 0 … 1, share within weighted coverage, whatever the order', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 99 }), fc.option(fc.nat({ max: 99 }), { nil: undefined }))),
        (drawn) => {
          const cells = drawn.map(([ours, market], at) => ({ key: `${at}`, ours, market }))
          const position = marketPosition(cells)
          expect(marketPosition([...cells].reverse())).toEqual(position)
          if (position.share === undefined) return
          expect(position.share).toBeLessThanOrEqual(position.weightedCoverage as number)
          expect(position.weightedCoverage).toBeLessThanOrEqual(1)
          expect(position.coverage).toBeLessThanOrEqual(1)
        },
      ),
    ))
  test.each([
    [[{ key: 'x', ours: -1, market: 1 }], /ours of x/],
    [[{ key: 'x', ours: 1, market: Number.NaN }], /market of x/],
    [[{ key: 'x', ours: 1, market: 1, strongest: -1 }], /strongest of x/],
    [
      [
        { key: 'x', ours: 1, market: 1 },
        { key: 'x', ours: 1, market: 1 },
      ],
      /only once/,
    ],
  ])('of %j are refused', (cells, message) => expect(() => marketPosition(cells)).toThrow(message))
})
