import { expect, test } from 'vitest'
import { axesOf, axisText, onlyOfCell, readOnly, writeOnly } from './pivot-place.ts'

test('an address says what stands in rows, columns and cells; what it does not know is left out', () => {
  expect(axesOf({})).toEqual({ rows: ['service'], columns: ['year'], measures: ['revenue'] })
  expect(axesOf({ rows: 'tier,colour,region', columns: axisText([]), measures: 'lines' })).toEqual({
    rows: ['tier', 'region'],
    columns: [],
    measures: ['lines'],
  })
})

test('conditions come back as they were, whatever stands in a value', () => {
  const values = new Map([['region' as const, ['A&B=C', '-']]])
  expect(readOnly(writeOnly(values))).toEqual(values)
  expect(writeOnly(new Map())).toBeUndefined()
})

test('a cell takes the place of the values its dimension was narrowed to', () => {
  const axes = axesOf({ rows: 'service,tier', columns: 'month' })
  const only = onlyOfCell('service=sea&service=air&region=x', axes, ['sea'], ['2026-01-01'])
  expect([...readOnly(only)]).toEqual([
    ['service', ['sea']],
    ['region', ['x']],
    ['month', ['2026-01-01']],
  ])
})
