import { EdiWritten } from '@quayside/contract'
import { EdiWriter, edifactSeparators, x12Separators } from '@quayside/edi'
import { expect, test } from 'vitest'
import type { Partner } from '../partners/find-partner.ts'
import { segmentsOf } from '../take/message-content.ts'
import { readByDefinition } from '../take/read-by-definition.ts'
import { bodyOf } from './bodies.ts'
import type { Facts } from './facts.ts'

const partner = { ourId: 'YUANHANG' } as Partner
const at = new Date('2026-11-20T08:15:00Z')
const lines = [
  { item: 'Machine parts, boxed', code: 'MP-1', quantity: '48', unit: 'EA', amountE4: 1_200_000 },
  { item: '', code: '', quantity: '', unit: '', amountE4: 34_500 },
]
const full: Facts = {
  at,
  orderNumber: 'SO-2026-000123',
  reference: 'PO-7788',
  shipmentNumber: 'S-2026-000456',
  lines,
  declined: false,
  status: { code: 'departed', at, place: 'Shanghai' },
  invoice: {
    number: 'INV-2026-000789',
    issuedOn: '2026-11-20',
    dueOn: '2026-12-20',
    currency: 'CNY',
    totalE4: 1_234_500,
    lines,
  },
}
/** Little is known: no place, no order behind it, one line without anything. */
const bare: Facts = {
  ...full,
  orderNumber: '',
  lines: [],
  status: { ...full.status, place: '' },
  invoice: { ...full.invoice, lines: [], dueOn: '' },
}

function issuesOf(type: string, facts: Facts) {
  const x12 = /^\d/.test(type)
  const delimiters = x12 ? x12Separators : edifactSeparators
  const writer = new EdiWriter({ delimiters })
  const body = bodyOf(type, partner, facts)
  if (!body) throw new Error(`Nothing is said by ${type}.`)
  const [head, end] = x12 ? ['ST', 'SE'] : ['UNH', 'UNT']
  writer.segment(head, ...(x12 ? [type, '0001'] : ['1', [type, 'D', '96A', 'UN']]))
  for (const [tag, ...elements] of body) writer.segment(tag, ...elements)
  writer.segment(end, String(body.length + 2), x12 ? '0001' : '1')
  const text = Buffer.from(writer.bytes())
  const { read, issues } = readByDefinition(x12 ? 'x12' : 'edifact', type, segmentsOf(text, delimiters))
  expect(read, `a definition of ${type}`).toBeDefined()
  return issues.map(({ segment, tag, element, sentence }) => `${segment} ${tag}${element ?? ''}: ${sentence.en}`)
}

test.each(EdiWritten.options)('%s as we write it reads by its definition without an issue', (type) => {
  expect(issuesOf(type, full)).toEqual([])
})

test.each(EdiWritten.options)('%s of which little is known reads without an issue', (type) => {
  expect(issuesOf(type, bare)).toEqual([])
})

test.each(['990', '855', 'ORDRSP', 'IFTMBC'])('%s that declines reads without an issue', (type) => {
  expect(issuesOf(type, { ...full, declined: true })).toEqual([])
})

test('without a number of the order or the invoice nothing is written', () => {
  for (const type of ['990', '855', 'ORDRSP', 'IFTMBC'])
    expect(bodyOf(type, partner, { ...full, reference: '' })).toBeUndefined()
  for (const type of ['210', '810', 'INVOIC'])
    expect(bodyOf(type, partner, { ...full, invoice: { ...full.invoice, number: '' } })).toBeUndefined()
})
