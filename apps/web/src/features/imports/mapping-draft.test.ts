import { expect, test } from 'vitest'
import type { Field } from './imports.api.ts'
import { columnsOf, likelyTarget, missingFields, sendable } from './mapping-draft.ts'

const field = (name: string, required = false): Field => ({
  field: name,
  labelZh: name,
  labelEn: name,
  group: 'customer',
  kind: 'text',
  required,
  isKey: false,
  many: false,
})

test('columns show up to three different values and leave empty ones out', () => {
  const sample = [['a'], [' '], ['a'], ['b'], ['c'], ['d']]
  expect(columnsOf({ headers: ['Name'], sample }, true)).toEqual([{ name: 'Name', samples: ['a', 'b', 'c'] }])
})

test('columns without headers are called by their place', () => {
  expect(columnsOf({ headers: ['', ''], sample: [['x', 'y']] }, false).map((column) => column.name)).toEqual([
    '#1',
    '#2',
  ])
})

test('of two columns with one header the first is offered', () => {
  expect(columnsOf({ headers: ['Tag', 'Tag'], sample: [['x', 'y']] }, true)).toEqual([{ name: 'Tag', samples: ['x'] }])
})

test('a required field without a column is missing', () => {
  const fields = [field('name', true), field('phone')]
  expect(missingFields(fields, { A: 'phone', B: null }).map((one) => one.field)).toEqual(['name'])
  expect(missingFields(fields, { A: 'name' })).toEqual([])
})

test('columns of another sheet and fields of another target are not sent', () => {
  const columns = [{ name: 'A', samples: [] }]
  expect(sendable({ A: 'order.key', Gone: 'name' }, columns, [field('name')])).toEqual({ A: null })
})

test.each([
  ['vcard', ['FN'], 'contacts'],
  ['delimited', ['Order ID', 'Customer'], 'customersAndOrders'],
  ['delimited', ['客户名称', '订单号'], 'customersAndOrders'],
  ['xlsx', ['客户名称', '电话'], 'customers'],
  ['xlsx', ['订单号', '客户', '服务', '装货港代码', '卸货港代码'], 'serviceOrders'],
  ['delimited', ['Order number', 'Customer', 'Service', 'Pickup', 'Delivery'], 'serviceOrders'],
  ['delimited', ['Order ID', 'Customer', 'Freight service', 'Sales'], 'customersAndOrders'],
] as const)('a %s with %j is likely %s', (kind, headers, target) => {
  const rest = {
    encoding: null,
    bom: false,
    delimiter: null,
    lineEnd: null,
    sheets: [],
    sample: [],
    rowsEstimate: null,
  }
  expect(likelyTarget({ ...rest, kind, headers: [...headers], hasHeader: true })).toBe(target)
})
