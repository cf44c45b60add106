import { guessMapping } from '@quayside/tabular'
import { expect, test } from 'vitest'
import { fileFields } from './order-file-columns.ts'

const targets = fileFields.map(({ field, kind, zh, en, names }) => ({ field, kind, names: [zh, en, ...names] }))

/** What each date of the file is proposed for. */
const proposed = (columns: Record<string, string[]>) => {
  const headers = Object.keys(columns)
  const rows = [0, 1, 2].map((at) => headers.map((header) => columns[header]?.[at] ?? ''))
  return Object.fromEntries(guessMapping(headers, rows, targets).map(({ header, field }) => [header, field]))
}

test('of the dates of a delivery history the day on which the order was sent is proposed as the day of the order', () => {
  expect(
    proposed({
      'PO / SO #': ['SCMS-4', 'SCMS-13', 'SCMS-199'],
      'PQ First Sent to Client Date': ['Pre-PQ Process', 'Pre-PQ Process', '11/13/06'],
      'PO Sent to Vendor Date': ['Date Not Captured', '11/13/06', '12/1/06'],
      'Scheduled Delivery Date': ['2-Jun-06', '14-Nov-06', '27-Aug-06'],
      'Delivered to Client Date': ['2-Jun-06', '14-Nov-06', '27-Aug-06'],
      'Delivery Recorded Date': ['2-Jun-06', '14-Nov-06', '27-Aug-06'],
    }),
  ).toMatchObject({
    'PO Sent to Vendor Date': 'orderedOn',
    'Scheduled Delivery Date': 'to',
    'Delivery Recorded Date': null,
  })
})

test('of a file of sales the order date is proposed, and the day of shipping for nothing it is not', () => {
  expect(
    proposed({
      'Order ID': ['CA-2019-103800', 'CA-2019-112326', 'CA-2019-141817'],
      'Order Date': ['03/01/19', '04/01/19', '05/01/19'],
      'Ship Date': ['07/01/19', '08/01/19', '12/01/19'],
      'Customer Name': ['Darren Powers', 'Phillina Ober', 'Mick Brown'],
    }),
  ).toEqual({ 'Order ID': 'order', 'Order Date': 'orderedOn', 'Ship Date': null, 'Customer Name': 'customer' })
})
