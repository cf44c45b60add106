import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesOfLines } from '../churn/lines-of-orders.ts'
import { unpacked } from './packed-orders.ts'

test('what is packed for the way is unpacked as it was, and every customer is a series', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          key: fc.integer({ min: 0, max: 2 ** 21 }),
          day: fc.integer({ min: -100_000, max: 100_000 }),
          bought: fc.constantFrom(0, 1),
        }),
      ),
      (orders) => {
        const code = Float64Array.from(orders, ({ key, day, bought }) => (key * 2 ** 18 + day + 2 ** 17) * 2 + bought)
        const { key, day, bought } = unpacked(code)
        expect(orders.map((_, at) => ({ key: key[at], day: day[at], bought: bought[at] }))).toEqual(orders)
        const { keys, lines } = seriesOfLines({ key, day, amount: new Float64Array(orders.length) })
        expect(Array.from(lines.series, (series) => keys[series])).toEqual([...key])
        expect([...keys]).toEqual([...new Set(key)].sort((one, other) => one - other))
      },
    ),
  ))
