import { expect, test } from 'vitest'
import { hasSuperstore, type SuperstoreLine, superstoreLines } from '../../test/superstore.ts'
import { composition, grossMargin, marginMix } from '../index.ts'

const byCategory = (lines: readonly SuperstoreLine[], amount: (line: SuperstoreLine) => number) => {
  const sums: Record<string, number> = {}
  for (const line of lines) sums[line.category] = (sums[line.category] ?? 0) + amount(line)
  return sums
}

test.runIf(hasSuperstore)('Superstore composes of the sales its source tells, to the last ten-thousandth', () => {
  const lines = superstoreLines()
  const sales = composition({ amounts: byCategory(lines, ({ salesE4 }) => salesE4) })
  const profit = composition({ amounts: byCategory(lines, ({ profitE4 }) => profitE4) })
  expect([lines.length, sales.total, profit.total]).toEqual([10_194, 23_265_343_543, 2_922_968_146])
  const margin = grossMargin({ revenue: sales.total, cost: sales.total - profit.total })
  expect(margin).toBeCloseTo(292_296.8146 / 2_326_534.3543, 12)
})

test.runIf(hasSuperstore)('its lines of the United States are the classic three categories', () => {
  const lines = superstoreLines().filter(({ country }) => country === 'United States')
  const sales = byCategory(lines, ({ salesE4 }) => salesE4)
  const { parts, total, concentration } = composition({ amounts: sales })
  expect(parts.map(({ key, amount }) => [key, amount])).toEqual([
    ['Technology', 8_361_540_330],
    ['Furniture', 7_419_997_953],
    ['Office Supplies', 7_190_470_320],
  ])
  expect([lines.length, total]).toEqual([9994, 22_972_008_603])
  // .364² + .323² + .313²: hardly more concentrated than three alike.
  expect(concentration.herfindahl).toBeCloseTo(0.364 ** 2 + 0.323 ** 2 + 0.313 ** 2, 3)
  const profit = byCategory(lines, ({ profitE4 }) => profitE4)
  const trade = Object.fromEntries(
    Object.entries(sales).map(([key, revenue]) => [key, { revenue, cost: revenue - (profit[key] ?? 0) }]),
  )
  // Without furniture, whose margin is least, the mix alone would raise the margin to that of the other two.
  const { Furniture: _, ...rest } = trade
  const { marginNow, mixEffect, rateEffect } = marginMix(trade, rest)
  expect(rateEffect).toBeCloseTo(0, 12)
  expect(marginNow).toBeCloseTo((145_454.9481 + 122_490.8008) / (836_154.033 + 719_047.032), 9)
  expect(mixEffect).toBeCloseTo(marginNow - 286_397.0217 / 2_297_200.8603, 9)
})
