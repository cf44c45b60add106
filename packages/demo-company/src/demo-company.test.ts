import { checkCreditCode, checkPhone } from '@quayside/validity'
import { expect, test } from 'vitest'
import { demoBuyer, demoCustomer, interactionsOf, ordersOf, planOrders, seasonsOf, springFestival } from './index.ts'
import { dayNumber, dayOf } from './season.ts'

const world = { seed: 7, customers: 2_000, linesPerCustomer: 30 }
const period = { from: '2024-07-01', to: '2026-06-30' }
const seasons = seasonsOf(period)
const customers = Array.from({ length: world.customers }, (_, index) => demoCustomer(world, index))
const { ordersPerDemand } = planOrders(world, seasons)
const orders = customers.map((customer) => [...ordersOf(customer, seasons, ordersPerDemand)])

test('the same seed makes the same company, customer by customer', () => {
  const again = demoCustomer(world, 1234)
  expect([...ordersOf(again, seasons, ordersPerDemand)]).toEqual(orders[1234])
  expect(again.name).toBe(customers[1234]?.name)
  expect(demoCustomer({ ...world, seed: 8 }, 1234).name).not.toBe(again.name)
})

test('the Spring Festival falls where the calendar has it', () => {
  expect([2024, 2025, 2026].map((year) => dayOf(springFestival(year)))).toEqual([
    '2024-02-10',
    '2025-01-29',
    '2026-02-17',
  ])
})

test('almost nothing is ordered in the festival week and more than usual before it', () => {
  const perDay = (from: number, to: number) =>
    orders.flat().filter((order) => order.orderedOn >= from && order.orderedOn <= to).length / (to - from + 1)
  const festival = springFestival(2026)
  const usual = perDay(dayNumber('2026-03-15'), dayNumber('2026-05-31'))
  expect(perDay(festival - 1, festival + 6)).toBeLessThan(usual * 0.15)
  expect(perDay(festival - 22, festival - 9)).toBeGreaterThan(usual)
})

test('a fifth of the customers bring most of the sales', () => {
  const amounts = orders
    .map((list) => list.flatMap((order) => order.lines).reduce((sum, line) => sum + line.amountE4, 0))
    .sort((a, b) => b - a)
  const all = amounts.reduce((sum, amount) => sum + amount, 0)
  const topFifth = amounts.slice(0, amounts.length / 5).reduce((sum, amount) => sum + amount, 0)
  expect(topFifth / all).toBeGreaterThan(0.7)
  expect(topFifth / all).toBeLessThan(0.95)
})

test.each([
  { seed: 7, customers: 2_000, linesPerCustomer: 30 },
  { seed: 8, customers: 500, linesPerCustomer: 100 },
  { seed: 9, customers: 20_000, linesPerCustomer: 3 },
])('as many lines are made as asked for, two in a hundred more or less: %o', (scale) => {
  const plan = planOrders(scale, seasons)
  let lines = 0
  for (let index = 0; index < scale.customers; index++)
    for (const order of ordersOf(demoBuyer(scale, index), seasons, plan.ordersPerDemand)) lines += order.lines.length
  expect(Math.abs(lines / (scale.customers * scale.linesPerCustomer) - 1)).toBeLessThan(0.02)
})

test('the plan knows how many orders stand before any block of customers', () => {
  const plan = planOrders(world, seasons)
  const counts = orders.map((list) => list.length)
  const before = (index: number) => counts.slice(0, index).reduce((sum, count) => sum + count, 0)
  expect([...plan.ordersBefore]).toEqual([0, 500, 1_000, 1_500, 2_000].map(before))
})

test('credit codes and telephones are well formed', () => {
  for (const customer of customers.slice(0, 300)) {
    if (customer.creditCode) expect(checkCreditCode(customer.creditCode)).toMatchObject({ ok: true })
    if (customer.phone) expect(checkPhone(customer.phone), customer.phone).toMatchObject({ ok: true })
    for (const contact of customer.contacts)
      expect(checkPhone(contact.mobile), contact.mobile).toMatchObject({ ok: true })
  }
})

test('no telephone can be a subscriber of a mainland network, and no two people share a mobile', () => {
  const mobiles = customers.flatMap((customer) => customer.contacts.map((contact) => contact.mobile))
  expect(mobiles.every((number) => number.startsWith('+861349'))).toBe(true)
  expect(new Set(mobiles).size).toBe(mobiles.length)
  const local = customers
    .filter((customer) => customer.kind === 'enterprise')
    .flatMap(({ phone, place }) => (phone ? [phone.slice(3 + place.areaCode.length)] : []))
  expect(local.every((number) => /^9[0-47-9]\d{5,6}$/.test(number))).toBe(true)
})

test('every customer was first met before or when ordering began', () => {
  for (const [index, customer] of customers.entries()) {
    const firstOrder = orders[index]?.[0]
    const firstTouch = interactionsOf(customer, period, world.linesPerCustomer)[0]
    if (firstOrder) expect(firstTouch?.at).toBeLessThanOrEqual((firstOrder.orderedOn + 1) * 86_400_000)
  }
})

test('nothing is delivered after the last day of the period', () => {
  for (const line of orders.flat().flatMap((order) => order.lines))
    if (line.deliveredOn !== null) expect(line.deliveredOn).toBeLessThanOrEqual(seasons.last)
})
