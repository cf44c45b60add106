import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOfOrders } from '../churn/lines-of-orders.ts'
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
  const column = (name: keyof Order) => Float64Array.from(orders, (order) => order[name])
  return { key: column('key'), day: column('day'), amount: column('amount'), bought: column('bought') }
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

test('each order is a line of its customer, what came back another, and a mere return is no order', () =>
  fc.assert(
    fc.property(someOrders, fc.array(fc.nat(3)), (orders, backs) => {
      const back = Float64Array.from(orders, (_, at) => -(backs[at] ?? 0))
      const columns = columnsOf(orders)
      const amount = columns.amount.map((value, at) => (columns.bought[at] === 1 ? Math.abs(value) : Number.NaN))
      const { keys, lines } = linesOfOrders({ key: columns.key, day: columns.day, amount, back })
      const told = [...lines.series].map((series, at) => [keys[series], lines.day[at], lines.amount[at]].join())
      const expected = orders.flatMap(({ key, day }, at) => [
        ...(Number.isNaN(amount[at]) ? [] : [[key, day, amount[at]].join()]),
        ...((back[at] as number) < 0 ? [[key, day, back[at]].join()] : []),
      ])
      expect(told.sort()).toEqual(expected.sort())
      expect([...keys]).toEqual([...new Set(orders.map(({ key }) => key))].sort((one, other) => one - other))
    }),
  ))
