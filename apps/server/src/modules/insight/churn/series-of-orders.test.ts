import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesOfOrders } from './series-of-orders.ts'

test('two customers, one of them on two lanes, and a return', () => {
  const { keys, parts, lines } = seriesOfOrders({
    key: [3, 3, 3, 8],
    part: ['a', 'a', 'b', 'b'],
    day: [20100, 20131, 7, 7],
    amount: [5000, -700, 1, 2],
  })
  expect({ keys: [...keys], parts, series: [...lines.series] }).toEqual({
    keys: [3, 3, 8],
    parts: ['a', 'b', 'b'],
    series: [0, 0, 1, 2],
  })
  expect([...lines.amount]).toEqual([5000, -700, 1, 2])
})

test('every row lies in the series of its account and part', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(5), fc.constantFrom('a', 'b', null), fc.integer({ min: -5000, max: 40_000 }))),
      (rows) => {
        const sorted = rows.toSorted((one, other) => one[0] - other[0] || `${one[1]}`.localeCompare(`${other[1]}`))
        const { keys, parts, lines } = seriesOfOrders({
          key: sorted.map(([key]) => key),
          part: sorted.map(([, part]) => part),
          day: sorted.map(([, , day]) => day),
          amount: sorted.map(() => 1),
        })
        expect([...lines.series].map((at) => [keys[at], parts[at]])).toEqual(sorted.map(([key, part]) => [key, part]))
        expect(new Set(sorted.map(([key, part]) => `${key} ${part}`)).size).toBe(keys.length)
      },
    ),
  ))
