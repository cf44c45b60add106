import fc from 'fast-check'
import { expect, test } from 'vitest'
import { historyOfDays } from './history-of-days.ts'

interface Order {
  key: number
  day: number
  amount: number
  bought: boolean
}

const someOrders = fc.array(
  fc.record<Order>({
    key: fc.integer({ min: 1, max: 4 }),
    // Around the turns of months, of a leap day and of the epoch.
    day: fc.constantFrom(-2, -1, 0, 1, 30, 31, 58, 59, 19_781, 19_782, 19_783, 20_000, 20_011, 20_012, 20_500),
    amount: fc.integer({ min: -500, max: 500 }),
    bought: fc.boolean(),
  }),
  { maxLength: 40 },
)
const sum = (orders: readonly Order[]) => orders.reduce((total, { amount }) => total + amount, 0)
const firstBuyOf = (orders: readonly Order[]) =>
  Math.min(...orders.filter(({ bought }) => bought).map(({ day }) => day))

/** As the warehouse keeps them: a bit for each day of a month. */
function monthsOf(orders: readonly Order[]) {
  const months = new Map<number, number>()
  for (const { key, day, bought } of orders) {
    const date = new Date(day * 86_400_000)
    const first = day - (date.getUTCDate() - 1)
    const code = key * 2 ** 18 + first + 2 ** 17
    if (bought) months.set(code, (months.get(code) ?? 0) | (1 << (date.getUTCDate() - 1)))
  }
  return { code: Float64Array.from(months.keys()), days: Float64Array.from(months.values()) }
}

function broughtBy(orders: readonly Order[]) {
  const keys = [...new Set(orders.map(({ key }) => key))]
  const own = (key: number) => orders.filter((order) => order.key === key)
  return {
    key: Float64Array.from(keys),
    revenue: Float64Array.from(keys, (key) => sum(own(key))),
    later: Float64Array.from(keys, (key) => sum(own(key).filter(({ day }) => day > firstBuyOf(own(key))))),
  }
}

/** The definition, customer by customer. */
function byDefinition(orders: readonly Order[], from: number | undefined, until: number) {
  const keys = [...new Set(orders.map(({ key }) => key))].sort((one, other) => one - other)
  return keys.flatMap((key) => {
    const own = orders.filter((order) => order.key === key)
    const days = [...new Set(own.filter(({ bought }) => bought).map(({ day }) => day))].sort(
      (one, other) => one - other,
    )
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

test('histories are what the definition says, in whatever order the months come', () =>
  fc.assert(
    fc.property(
      someOrders,
      fc.option(fc.constantFrom(-2, 0, 31, 59, 19_782, 20_012), { nil: undefined }),
      fc.constantFrom(-3, -1, 0, 30, 58, 59, 19_782, 20_000, 20_012, 21_000),
      (orders, from, until) => {
        const { keys, history } = historyOfDays(monthsOf(orders), broughtBy(orders), { from, until })
        const told = [...keys].map((key, at) => ({
          key,
          ...Object.fromEntries(Object.entries(history).map(([name, column]) => [name, column[at]])),
        }))
        expect(told).toEqual(byDefinition(orders, from, until))
      },
    ),
  ))
