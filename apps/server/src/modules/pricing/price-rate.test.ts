import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exact } from './exact.ts'
import {
  type Goods,
  isWithin,
  priceRate,
  quantitiesOf,
  type Rate,
  roundedToCurrency,
  type Terms,
} from './price-rate.ts'

const plain: Terms = {
  currency: 'CNY',
  dimensionalCm3PerKg: null,
  weightStepG: 1,
  minimumE4: null,
  nextBreak: false,
  surcharges: [],
}
const goods = (weightG: number | null, more: Partial<Goods> = {}): Goods => ({
  weightG,
  volumeCm3: null,
  packages: null,
  dangerousGoods: false,
  temperatureControlled: false,
  ...more,
})
const perKg = (rate: string, from = '0', to: string | null = null, line = 1): Rate => ({
  line,
  basis: 'perKg',
  breakBy: 'weight',
  from,
  to,
  rate,
  minimumE4: null,
})

function amountOf(rate: Rate, of: Goods, terms = plain, siblings: readonly Rate[] = [rate]): number {
  const reckoned = priceRate(rate, siblings, of, terms)
  if ('missing' in reckoned) throw new Error(reckoned.missing)
  return Number(reckoned.amountE4)
}

/** A card without holes: breaks that meet to the gram, cheaper the heavier. */
const cards = fc
  .record({
    edges: fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 6 }),
    start: fc.integer({ min: 1, max: 90_000 }),
    falls: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ edges, start, falls }) => {
    const from = [0, ...edges.toSorted((a, b) => a - b)]
    let rate = start
    return from.map((kg, at) => {
      if (at > 0) rate = Math.max(1, rate - (falls[at - 1] ?? 0))
      const next = from[at + 1]
      return perKg((rate / 1e4).toFixed(4), `${kg}`, next === undefined ? null : (next - 0.001).toFixed(3), at + 1)
    })
  })
const terms = fc.record({
  currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD'),
  dimensionalCm3PerKg: fc.option(fc.integer({ min: 1000, max: 9000 })),
  weightStepG: fc.constantFrom(1, 10, 500, 1000),
  minimumE4: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
  nextBreak: fc.constant(true),
  surcharges: fc.array(
    fc.record({
      kind: fc.constantFrom('fuel' as const, 'other' as const, 'dangerousGoods' as const),
      basis: fc.constantFrom('percent' as const, 'perKg' as const, 'flat' as const),
      value: fc.integer({ min: 0, max: 999_999 }).map((value) => (value / 1e4).toFixed(4)),
    }),
    { maxLength: 3 },
  ),
})
const grams = fc.integer({ min: 0, max: 9_000_000 })

function priceOn(card: readonly Rate[], of: Goods, by: Terms): number {
  const rate = card.find((one) => isWithin(one, quantitiesOf(of, by)))
  if (!rate) throw new Error('A card without holes has a break for every weight.')
  return amountOf(rate, of, by, card)
}

describe('what holds of every price', () => {
  test('more weight never costs less, where the next break may be charged', () => {
    fc.assert(
      fc.property(cards, terms, grams, grams, (card, by, a, b) => {
        expect(priceOn(card, goods(Math.min(a, b)), by)).toBeLessThanOrEqual(priceOn(card, goods(Math.max(a, b)), by))
      }),
    )
  })
  test('it is never negative, is whole coins, and the steps name it last', () => {
    fc.assert(
      fc.property(cards, terms, grams, fc.option(fc.integer({ min: 0, max: 1e9 })), (card, by, weight, volumeCm3) => {
        const of = goods(weight, { volumeCm3 })
        const rate = card.find((one) => isWithin(one, quantitiesOf(of, by))) as Rate
        const reckoned = priceRate(rate, card, of, by)
        if ('missing' in reckoned) throw new Error(reckoned.missing)
        expect(reckoned.amountE4 >= 0n).toBe(true)
        expect(roundedToCurrency(reckoned.amountE4, by.currency)).toBe(reckoned.amountE4)
        expect(reckoned.steps.at(-1)).toMatchObject({ code: 'total', amountE4: Number(reckoned.amountE4) })
        const sum = reckoned.steps.reduce(
          (total, { code, amountE4 }) =>
            code === 'freight' || code === 'nextBreak' || code === 'minimum'
              ? (amountE4 ?? 0)
              : code === 'surcharge' || code === 'rounding'
                ? total + (amountE4 ?? 0)
                : total,
          0,
        )
        expect(sum).toBe(Number(reckoned.amountE4))
      }),
    )
  })
  test('volume only ever adds to the price', () => {
    fc.assert(
      fc.property(cards, terms, grams, fc.integer({ min: 0, max: 1e9 }), (card, by, weight, volumeCm3) => {
        expect(priceOn(card, goods(weight, { volumeCm3 }), by)).toBeGreaterThanOrEqual(priceOn(card, goods(weight), by))
      }),
    )
  })
})

test.each([
  ['per kilogram', perKg('3.5'), goods(12_500), 43.75],
  [
    'per cubic metre',
    { ...perKg('280'), basis: 'perM3', breakBy: 'volume' },
    goods(null, { volumeCm3: 1_250_000 }),
    350,
  ],
  ['per package', { ...perKg('2.5'), basis: 'perPackage', breakBy: 'packages' }, goods(null, { packages: 7 }), 17.5],
  ['flat', { ...perKg('1200'), basis: 'flat' }, goods(8_000_000), 1200],
  [
    'a revenue ton is the ton where that is more',
    { ...perKg('60'), basis: 'perRevenueTon' },
    goods(3_200_000, { volumeCm3: 2_000_000 }),
    192,
  ],
  [
    'a revenue ton is the cubic metre where that is more',
    { ...perKg('60'), basis: 'perRevenueTon' },
    goods(900_000, { volumeCm3: 2_500_000 }),
    150,
  ],
  ['no less than the minimum of the rate', { ...perKg('1'), minimumE4: 300_000 }, goods(5_000), 30],
] as [string, Rate, Goods, number][])('%s', (_, rate, of, amount) => {
  expect(amountOf(rate, of)).toBe(amount * 1e4)
})

test('volume counts as weight by the factor, rounded up to the step', () => {
  const by = { ...plain, dimensionalCm3PerKg: 6000, weightStepG: 500 }
  expect(exact('12.5')).toBe(quantitiesOf(goods(4_000, { volumeCm3: 72_001 }), by).weight)
  expect(amountOf(perKg('10'), goods(4_000, { volumeCm3: 72_001 }), by)).toBe(125e4)
})
test('the next break is charged where it is cheaper, as forwarders do', () => {
  const card = [perKg('30', '0', '44.999'), perKg('20', '45', null, 2)]
  expect(amountOf(card[0] as Rate, goods(40_000), plain, card)).toBe(1200e4)
  expect(amountOf(card[0] as Rate, goods(40_000), { ...plain, nextBreak: true }, card)).toBe(900e4)
})
test('surcharges rest on the freight; dangerous goods and temperature are taken only where the goods call for them', () => {
  const by: Terms = {
    ...plain,
    surcharges: [
      { kind: 'fuel', basis: 'percent', value: '12.5' },
      { kind: 'dangerousGoods', basis: 'flat', value: '300' },
      { kind: 'temperature', basis: 'perKg', value: '0.8', minimumE4: 500_000 },
    ],
  }
  expect(amountOf(perKg('2'), goods(100_000), by)).toBe(225e4)
  expect(amountOf(perKg('2'), goods(100_000, { dangerousGoods: true }), by)).toBe(525e4)
  expect(amountOf(perKg('2'), goods(100_000, { temperatureControlled: true }), by)).toBe(305e4)
  expect(amountOf(perKg('2'), goods(10_000, { temperatureControlled: true }), by)).toBe(72.5e4)
})
test.each([
  ['CNY', 12_350_50n, 12_351_00n],
  ['CNY', 12_350_49n, 12_350_00n],
  ['JPY', 12_345_000n, 12_350_000n],
  ['KWD', 12_345n, 12_350n],
])('an amount in %s is rounded to its smallest coin, half up', (currency, from, to) => {
  expect(roundedToCurrency(from, currency)).toBe(to)
})
test('what the basis counts and is not known is named', () => {
  expect(priceRate(perKg('1'), [], goods(null), plain)).toEqual({ missing: 'weightMissing' })
  expect(priceRate({ ...perKg('1'), basis: 'perM3', breakBy: 'volume' }, [], goods(1), plain)).toEqual({
    missing: 'volumeMissing',
  })
})
