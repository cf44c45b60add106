import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { customersMoved, POTENTIAL_ADVICE, TIERS, type Tier, tierMoves, tierPotential } from '../index.ts'

const classified = (text: string): Map<number, Tier> =>
  new Map([...text].flatMap((tier, id) => (tier === '.' ? [] : [[id, tier as Tier]])))

describe('moves between two classifications', () => {
  test('worked by hand', () => {
    // 0 stays A, 1 falls A → B, 2 rises C → B, 3 stays D, 4 is gone, 5 is new in D.
    const moves = tierMoves(classified('AACDB.'), classified('ABBD.D'), TIERS)
    expect(moves.matrix).toEqual([
      [1, 1, 0, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 1, 0, 0, 0],
      [0, 0, 0, 1, 0],
      [0, 0, 0, 1, 0],
    ])
    expect(moves).toMatchObject({ up: 1, down: 1, new: 1, gone: 1, stability: { count: 2, of: 4, share: 0.5 } })
    expect(moves.links).toEqual([
      { from: 'A', to: 'A', customers: 1 },
      { from: 'A', to: 'B', customers: 1 },
      { from: 'B', to: 'gone', customers: 1 },
      { from: 'C', to: 'B', customers: 1 },
      { from: 'D', to: 'D', customers: 1 },
      { from: 'new', to: 'D', customers: 1 },
    ])
  })
  test('of nobody are none', () => {
    const moves = tierMoves(new Map<number, Tier>(), new Map(), TIERS)
    expect(moves.links).toEqual([])
    expect(moves.stability.share).toBeUndefined()
  })
  const tiers = fc.array(fc.constantFrom(...TIERS, '.'), { maxLength: 40 }).map((list) => classified(list.join('')))
  test('lose nobody: rows sum to before, columns to after, links hold their customers', () =>
    fc.assert(
      fc.property(tiers, tiers, (before, after) => {
        const moves = tierMoves(before, after, TIERS)
        const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
        const inTier = (all: Map<number, Tier>, tier: Tier) =>
          [...all.values()].filter((other) => other === tier).length
        TIERS.forEach((tier, at) => {
          expect(sum([...(moves.matrix[at] as number[])])).toBe(inTier(before, tier))
          expect(sum(moves.matrix.map((row) => row[at] as number))).toBe(inTier(after, tier))
        })
        for (const { from, to, customers } of moves.links) {
          expect(customersMoved(before, after, from, to)).toHaveLength(customers)
        }
        expect(tierMoves(new Map([...before].reverse()), new Map([...after].reverse()), TIERS)).toEqual(moves)
        expect(tierMoves(before, before, TIERS)).toMatchObject({ up: 0, down: 0, new: 0, gone: 0 })
      }),
    ))
  test.each([
    ['a class nobody named', new Map([[1, 'E']]), ['A', 'B']],
    ['a class twice', new Map(), ['A', 'A']],
    ['a class named like an absence', new Map(), ['A', 'new']],
  ])('refuse %s', (_, before, classes) => {
    expect(() => tierMoves(before, new Map(), classes)).toThrow(RangeError)
  })
})

describe('potential as the second axis', () => {
  test('is high from the cut on, and unknown where it is not known', () => {
    const { cells, potentialById } = tierPotential(
      [
        { id: 'x', tier: 'C', potential: 100 },
        { id: 'y', tier: 'C', potential: 99 },
        { id: 'z', tier: 'A', potential: undefined },
      ],
      100,
    )
    expect([...potentialById]).toEqual([
      ['x', 'high'],
      ['y', 'low'],
      ['z', 'unknown'],
    ])
    expect(cells).toHaveLength(12)
    expect(cells.filter(({ customers }) => customers > 0)).toEqual([
      { tier: 'A', potential: 'unknown', customers: 1 },
      { tier: 'C', potential: 'high', customers: 1 },
      { tier: 'C', potential: 'low', customers: 1 },
    ])
  })
  test('has one advice for each tier, in both languages', () => {
    const all = TIERS.flatMap((tier) => Object.values(POTENTIAL_ADVICE[tier]))
    expect(new Set(all.map(({ key }) => key)).size).toBe(8)
    for (const { zh, en } of all) expect([/\p{Script=Han}/u.test(zh), /^[A-Z]/.test(en)]).toEqual([true, true])
  })
  test('refuses what is not a number, and a customer twice', () => {
    const x = { id: 'x', tier: 'A', potential: 1 } as const
    expect(() => tierPotential([x], Number.NaN)).toThrow(/highFrom/)
    expect(() => tierPotential([{ ...x, potential: Number.NaN }], 1)).toThrow(/potential of x/)
    expect(() => tierPotential([x, x], 1)).toThrow(/only once/)
  })
})
