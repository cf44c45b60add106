import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesOfLines } from '../churn/lines-of-orders.ts'
import { unpacked } from '../customers/packed-orders.ts'
import { historyOfOrders } from './history-of-orders.ts'

interface Order {
  key: number
  day: number
  amount: number
  bought: 0 | 1
}

const someOrders = fc.array(
  fc.record<Order>({
    key: fc.integer({ min: 1, max: 6 }),
    day: fc.integer({ min: 20_000, max: 20_012 }),
    amount: fc.integer({ min: -500, max: 500 }),
    bought: fc.constantFrom(0, 1),
  }),
  { maxLength: 40 },
)
const columnsOf = (orders: readonly Order[]) => {
  const column = (name: keyof Order) => orders.map((order) => order[name])
  return {
    key: Int32Array.from(column('key')),
    day: Int32Array.from(column('day')),
    amount: Float64Array.from(column('amount')),
    bought: Uint8Array.from(column('bought')),
  }
}
const sum = (orders: readonly Order[]) => orders.reduce((total, { amount }) => total + amount, 0)

/** The definition, customer by customer. */
function byDefinition(orders: readonly Order[], from: number | undefined, until: number) {
  const keys = [...new Set(orders.map(({ key }) => key))].sort((one, other) => one - other)
  return keys.flatMap((key) => {
    const own = orders.filter((order) => order.key === key)
    const days = [...new Set(own.filter(({ bought }) => bought === 1).map(({ day }) => day))].sort()
    const [first] = days
    if (first === undefined || (from !== undefined && first < from)) return []
    const before = days.filter((day) => day <= until)
    return [
      {
        key,
        firstDay: first,
        lastDay: days.at(-1),
        purchases: days.length,
        laterE4: sum(own.filter(({ day }) => day > first)),
        revenueE4: sum(own),
        lastDayBefore: before.at(-1) ?? Number.NaN,
        purchasesBefore: before.length,
      },
    ]
  })
}

test('histories are what the definition says, in whatever order the orders come', () =>
  fc.assert(
    fc.property(
      someOrders,
      fc.option(fc.integer({ min: 19_999, max: 20_013 }), { nil: undefined }),
      fc.integer({ min: 19_999, max: 20_013 }),
      (orders, from, until) => {
        const { keys, history } = historyOfOrders(columnsOf(orders), { from, until })
        const told = [...keys].map((key, at) => ({
          key,
          ...Object.fromEntries(Object.entries(history).map(([name, column]) => [name, column[at]])),
        }))
        expect(told).toEqual(byDefinition(orders, from, until))
      },
    ),
  ))

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
