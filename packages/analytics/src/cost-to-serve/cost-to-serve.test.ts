import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Activity,
  allocate,
  costToServe,
  type Dealing,
  mendingLevers,
  receivablesCostE4,
  shareByPlace,
  waterfall,
} from '../index.ts'

const amounts = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger())
const weights = fc.array(
  fc.oneof(fc.nat({ max: 20 }), fc.maxSafeNat(), fc.double({ min: 0, max: 1e12, noNaN: true })),
  { minLength: 1, maxLength: 30 },
)
const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + BigInt(value), 0n)

describe('an amount split over weights', () => {
  test('is conserved to the last ten-thousandth, in parts of the same sign', () =>
    fc.assert(
      fc.property(amounts, weights, (amount, shares) => {
        fc.pre(shares.some((share) => share > 0))
        const parts = allocate(amount, shares)
        expect(sumOf(parts)).toBe(BigInt(amount))
        expect(parts.every((part) => Number.isSafeInteger(part) && part * Math.sign(amount) >= 0)).toBe(true)
        shares.forEach((share, at) => {
          if (share === 0) expect(parts[at]).toBe(0)
        })
      }),
    ))
  test('gives each his exact share but for less than one ten-thousandth, and no less to a larger weight', () =>
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 40 }), fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 1 }), (amount, shares) => {
        const sum = sumOf(shares)
        fc.pre(sum > 0n)
        const parts = allocate(amount, shares)
        parts.forEach((part, at) => {
          const off = BigInt(part) * sum - BigInt(amount) * BigInt(shares[at] as number)
          expect(off > -sum && off < sum).toBe(true)
          parts.forEach((other, there) => {
            if ((shares[at] as number) > (shares[there] as number)) expect(part).toBeGreaterThanOrEqual(other)
          })
        })
      }),
    ))
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    // Quotas 1.5, 1.5, 7: two remainders of a half, one unit left, to the first.
    [10, [3, 3, 14], [2, 1, 7]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [0, [0, 0], [0, 0]],
    [5, [0.1, 0.4], [1, 4]],
    [Number.MAX_SAFE_INTEGER, [1], [Number.MAX_SAFE_INTEGER]],
    [0, [], []],
  ])('%d over %j is %j', (amount, shares, parts) => expect(allocate(amount, shares)).toEqual(parts))
  test.each([
    [0.5, [1], /amountE4/],
    [1, [-1], /-1 at 0/],
    [1, [1, Number.NaN], /NaN at 1/],
    [1, [0, 0], /nobody bears/],
    [1, [], /nobody bears/],
  ])('%d over %j is refused', (amount, shares, message) => {
    expect(() => allocate(amount, shares)).toThrow(RangeError)
    expect(() => allocate(amount, shares)).toThrow(message)
  })
})

describe('cost to serve', () => {
  const orders = (costE4: number, volumes: [string, number][], capacity?: number): Activity<string> => ({
    key: 'order',
    costE4,
    volumes: new Map(volumes),
    ...(capacity === undefined ? {} : { capacity }),
  })
  test('worked by hand: what looks good by gross margin may lose by service', () => {
    // Order desk 900 for 90 lines: 10 a line. Telephone 600 for 60 minutes: 10 a minute.
    const { customers, unallocatedE4 } = costToServe(
      [
        { id: 'calm', revenueE4: 2000, directE4: { goods: 1400 } },
        { id: 'busy', revenueE4: 2000, directE4: { goods: 1000 } },
      ],
      [
        orders(900, [
          ['calm', 10],
          ['busy', 80],
        ]),
        { key: 'service', costE4: 600, volumes: new Map([['busy', 60]]) },
      ],
    )
    expect(customers).toEqual([
      {
        id: 'calm',
        revenueE4: 2000,
        costsE4: new Map([
          ['goods', 1400],
          ['order', 100],
          ['service', 0],
        ]),
        costE4: 1500,
        netE4: 500,
        netMargin: 0.25,
      },
      {
        id: 'busy',
        revenueE4: 2000,
        costsE4: new Map([
          ['goods', 1000],
          ['order', 800],
          ['service', 600],
        ]),
        costE4: 2400,
        netE4: -400,
        netMargin: -0.2,
      },
    ])
    expect([...unallocatedE4.values()]).toEqual([0, 0])
  })
  test('lays unused capacity on nobody', () => {
    const { customers, unallocatedE4 } = costToServe([{ id: 'x', revenueE4: 0 }], [orders(1000, [['x', 30]], 40)])
    expect(customers[0]?.costE4).toBe(750)
    expect(unallocatedE4.get('order')).toBe(250)
    // More was done than was paid for: then all of it is used.
    const full = costToServe([{ id: 'x', revenueE4: 0 }], [orders(1000, [['x', 50]], 40)])
    expect(full.customers[0]?.costE4).toBe(1000)
  })
  test('lays by place what it lays by customer', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 12 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        (volumes, costE4, capacity) => {
          const dealings = volumes.map((_, id) => ({ id, revenueE4: 0 }))
          const laid = costToServe(dealings, [{ key: 'order', costE4, capacity, volumes: new Map(volumes.entries()) }])
          const byPlace = shareByPlace({ key: 'order', costE4, capacity }, Float64Array.from(volumes))
          expect(volumes.map((_, at) => byPlace.parts[at] ?? 0)).toEqual(laid.customers.map(({ costE4: own }) => own))
          expect(byPlace.unallocatedE4).toBe(laid.unallocatedE4.get('order'))
        },
      ),
    ))
  test('keeps what nobody caused, and what others caused, apart', () => {
    const one = [{ id: 'x', revenueE4: 1 }]
    expect(costToServe(one, [orders(7, [])]).unallocatedE4.get('order')).toBe(7)
    const shared = costToServe(one, [
      orders(100, [
        ['x', 1],
        ['someone else', 3],
      ]),
    ])
    expect(shared.customers[0]?.costE4).toBe(25)
    expect(shared.unallocatedE4.get('order')).toBe(75)
    expect(costToServe([], [orders(7, [['y', 1]])])).toEqual({ customers: [], unallocatedE4: new Map([['order', 7]]) })
  })
  test('has no margin without revenue', () => {
    expect(costToServe([{ id: 'x', revenueE4: 0 }], []).customers[0]?.netMargin).toBeUndefined()
    expect(costToServe([{ id: 'x', revenueE4: -5 }], []).customers[0]).toMatchObject({
      netE4: -5,
      netMargin: undefined,
    })
  })
  const dealings = fc.uniqueArray(
    fc.record({ id: fc.string({ maxLength: 4 }), revenueE4: fc.integer({ min: -1e9, max: 1e9 }) }),
    { selector: ({ id }) => id },
  )
  const activity = fc.record({
    costE4: fc.integer({ min: -1e9, max: 1e9 }),
    volumes: fc.array(fc.oneof(fc.nat({ max: 50 }), fc.double({ min: 0, max: 1e6, noNaN: true })), { minLength: 1 }),
    capacity: fc.nat({ max: 500 }),
  })
  test('conserves every cost and does not depend on the order of customers', () =>
    fc.assert(
      fc.property(dealings, fc.array(activity, { maxLength: 4 }), (list, drawn) => {
        const activities = drawn.map(({ costE4, volumes, capacity }, at) => ({
          key: `activity ${at}`,
          costE4,
          capacity,
          volumes: new Map(list.map(({ id }, place) => [id, volumes[place % volumes.length] as number])),
        }))
        const result = costToServe(list, activities)
        for (const { key, costE4 } of activities) {
          const borne = sumOf(result.customers.map(({ costsE4 }) => costsE4.get(key) as number))
          expect(borne + BigInt(result.unallocatedE4.get(key) as number)).toBe(BigInt(costE4))
        }
        const turned = costToServe(
          [...list].reverse(),
          activities.map((one) => ({ ...one, volumes: new Map([...one.volumes].reverse()) })),
        )
        expect([...turned.customers].reverse()).toEqual(result.customers)
      }),
    ))
  const x: Dealing<string> = { id: 'x', revenueE4: 1 }
  test.each([
    ['a customer twice', [x, x], [], /only once/],
    ['an activity twice', [x], [orders(1, []), orders(1, [])], /only once/],
    ['a direct cost with the key of an activity', [{ ...x, directE4: { order: 1 } }], [orders(1, [])], /order/],
    ['part of a ten-thousandth', [{ ...x, revenueE4: 0.5 }], [], /safe integers/],
    ['a cost that is no amount', [x], [orders(Number.NaN, [])], /costE4/],
    ['a negative volume', [x], [orders(1, [['x', -1]])], /volumes of order/],
    ['a negative capacity', [x], [orders(1, [], -1)], /capacity/],
  ])('refuses %s', (_, list, activities, message) => expect(() => costToServe(list, activities)).toThrow(message))
})

test('a waterfall steps from revenue to net without a gap', () => {
  expect(
    waterfall(
      2000,
      new Map([
        ['goods', 1400],
        ['returns', 0],
        ['order', 700],
        ['refund', -50],
      ]),
    ),
  ).toEqual([
    { key: 'revenue', amountE4: 2000, fromE4: 0, toE4: 2000 },
    { key: 'goods', amountE4: -1400, fromE4: 2000, toE4: 600 },
    { key: 'order', amountE4: -700, fromE4: 600, toE4: -100 },
    { key: 'refund', amountE4: 50, fromE4: -100, toE4: -50 },
    { key: 'net', amountE4: -50, fromE4: 0, toE4: -50 },
  ])
  expect(() => waterfall(0.1, new Map())).toThrow(RangeError)
})

describe('levers for a customer who loses', () => {
  // Revenue 1000; costs 1200, of which 300 stand whatever the volume. Wished: 10 % net.
  const costsE4 = new Map([
    ['transport', 800],
    ['warehouse', 300],
    ['claims', 100],
  ])
  const lossmaker = { revenueE4: 1000, costsE4, fixed: new Set(['warehouse']), targetMargin: 0.1 }
  test('worked by hand', () => {
    expect(mendingLevers(lossmaker)).toEqual({
      reached: false,
      // 1200 / .9 = 1333.3, rounded up.
      priceRise: { amountE4: 334, share: 0.334 },
      // At most 900 may be spent.
      costCut: { amountE4: 300, share: 0.25 },
      cutOfOne: new Map([
        ['transport', 0.375],
        ['warehouse', 1],
        ['claims', 3],
      ]),
      // 1000 × .9 − 900 leaves nothing for the fixed 300: no volume helps.
      volumeRise: undefined,
    })
    // At 0 %: 1000 − 900 leaves 100 a 1000 of volume for the fixed 300: three times the volume.
    expect(mendingLevers({ ...lossmaker, targetMargin: 0 }).volumeRise).toEqual({ amountE4: 2000, share: 2 })
  })
  test('are nothing where the wish is reached', () => {
    expect(mendingLevers({ ...lossmaker, revenueE4: 2000 })).toMatchObject({
      reached: true,
      priceRise: { amountE4: 0, share: 0 },
      costCut: { amountE4: 0, share: 0 },
      volumeRise: { amountE4: 0, share: 0 },
    })
  })
  test('without revenue leave costs alone to be cut', () => {
    expect(mendingLevers({ ...lossmaker, revenueE4: 0 })).toMatchObject({
      priceRise: undefined,
      costCut: { amountE4: 1200, share: 1 },
      volumeRise: undefined,
    })
  })
  test('of volume is none where the next orders bring so little that it would take more than can be counted', () => {
    const costsE4 = new Map([
      ['run', 999_999_845],
      ['stand', 486_454_851],
    ])
    const asked = { revenueE4: 999_999_853, costsE4, fixed: new Set(['stand']), targetMargin: 0 }
    expect(mendingLevers(asked)).toMatchObject({ volumeRise: undefined, priceRise: { amountE4: 486_454_843 } })
  })
  test('suffice, and a ten-thousandth less would not', () => {
    const amount = fc.nat({ max: 1e9 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        amount,
        amount,
        fc.nat({ max: 99 }),
        (revenueE4, run, stand, percent) => {
          const levers = mendingLevers({
            revenueE4,
            costsE4: new Map([
              ['run', run],
              ['stand', stand],
            ]),
            fixed: new Set(['stand']),
            targetMargin: percent / 100,
          })
          // 100 (R − C) ≥ percent × R, in whole numbers.
          const enough = (revenue: number, costHundredfold: bigint) =>
            BigInt(100 - percent) * BigInt(revenue) >= costHundredfold
          const cost = BigInt(run + stand) * 100n
          const rise = levers.priceRise?.amountE4 as number
          expect(enough(revenueE4 + rise, cost)).toBe(true)
          expect(rise === 0 || !enough(revenueE4 + rise - 1, cost)).toBe(true)
          expect(enough(revenueE4, cost - 100n * BigInt(levers.costCut.amountE4))).toBe(true)
          if (!levers.volumeRise) return
          const revenue = revenueE4 + levers.volumeRise.amountE4
          // Variable cost grows as revenue does: both sides times today's revenue.
          const grown = BigInt(run) * 100n * BigInt(revenue) + BigInt(stand) * 100n * BigInt(revenueE4)
          expect(BigInt(100 - percent) * BigInt(revenue) * BigInt(revenueE4) >= grown).toBe(true)
        },
      ),
    )
  })
  test.each([
    [{ targetMargin: 1 }, /targetMargin/],
    [{ targetMargin: Number.NaN }, /targetMargin/],
    [{ revenueE4: -1 }, /revenueE4/],
    [{ revenueE4: 0.5 }, /safe integers/],
  ])('refuse %j', (change, message) => expect(() => mendingLevers({ ...lossmaker, ...change })).toThrow(message))
})

test('waiting for money costs its share of a year', () => {
  // 10,000.00 for 30 days and 5,000.00 for 10 at 6 %: (300,000 + 50,000) × .06 / 365 = 57.5342…
  const balances = [
    { owedE4: 100_000_000, days: 30 },
    { owedE4: 50_000_000, days: 10 },
  ]
  expect(receivablesCostE4(balances, 0.06)).toBe(575_342)
  expect(receivablesCostE4([{ owedE4: -100_000_000, days: 365 }], 0.06)).toBe(-6_000_000)
  expect(receivablesCostE4([], 0.06)).toBe(0)
  expect(() => receivablesCostE4([{ owedE4: 0.1, days: 1 }], 0.06)).toThrow(/owedE4/)
  expect(() => receivablesCostE4([{ owedE4: 1, days: -1 }], 0.06)).toThrow(/days/)
  expect(() => receivablesCostE4([], Number.NaN)).toThrow(/yearlyRate/)
})
