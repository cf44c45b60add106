import { expect, test } from 'vitest'
import { guessMapping, type Issue, issueMessage, type MappingTarget } from './index.ts'

const targets: MappingTarget[] = [
  {
    field: 'code',
    names: ['客户编号', '客户代码', '编号', 'Customer ID', 'Customer code', 'Account number'],
    kind: 'code',
  },
  { field: 'name', names: ['客户名称', '公司名称', '名称', 'Customer name', 'Company', 'Account name'], kind: 'text' },
  { field: 'contact', names: ['联系人', 'Contact', 'Contact person'], kind: 'text' },
  { field: 'phone', names: ['电话', '手机', '联系电话', 'Phone', 'Tel', 'Telephone', 'Mobile'], kind: 'phone' },
  { field: 'email', names: ['邮箱', '电子邮件', 'E-mail', 'Email address'], kind: 'email' },
  { field: 'orderedAt', names: ['下单日期', '订单日期', 'Order date'], kind: 'date' },
  { field: 'shippedAt', names: ['发货日期', 'Ship date'], kind: 'date' },
  { field: 'amount', names: ['金额', '销售额', 'Sales', 'Amount', 'Line item value'], kind: 'money' },
  { field: 'city', names: ['城市', '所在城市', 'City', 'Town'], kind: 'text' },
]

function fieldsOf(headers: string[], rows: string[][]): (string | null)[] {
  return guessMapping(headers, rows, targets).map((column) => column.field)
}

test('Chinese headers find their fields', () => {
  expect(
    fieldsOf(
      ['客户编号', '客户名称（全称）', '联系 电话', '邮 箱', '金额(元)', '备注'],
      [['C001', '上海远航', '021-55881234', 'a@b.cn', '1,200.50', '无']],
    ),
  ).toEqual(['code', 'name', 'phone', 'email', 'amount', null])
})

test('the headers of Superstore find their fields', () => {
  expect(
    fieldsOf(
      ['Row ID', 'Order Date', 'Ship Date', 'Customer ID', 'Customer Name', 'City', 'Sales', 'Quantity'],
      [['1', '03/01/19', '07/01/19', 'DP-13000', 'Darren Powers', 'Houston', '16.448', '2']],
    ),
  ).toEqual([null, 'orderedAt', 'shippedAt', 'code', 'name', 'city', 'amount', null])
})

test('values decide between columns of one name, and a field is given once', () => {
  const mapping = guessMapping(
    ['Phone', 'Phone'],
    [
      ['call after 6', '13800138000'],
      ['none', '021-5588 1234'],
    ],
    targets,
  )
  expect(mapping.map((column) => column.field)).toEqual([null, 'phone'])
  expect(mapping[1]?.confidence).toBeGreaterThan(0.9)
})

test('an unnamed column of addresses is a guess to ask about', () => {
  const [column] = guessMapping(['X'], [['a@example.com'], ['b@example.com']], targets)
  expect(column).toMatchObject({ field: 'email', confidence: 0.6 })
})

test('messages say where, what and what to do in both languages', () => {
  const issue: Issue = {
    code: 'missingCells',
    severity: 'warning',
    row: 1_204,
    column: 28,
    params: { expected: 33, found: 31 },
  }
  expect(issueMessage(issue, 'en')).toBe(
    'Row 1204, column AB: Has 31 cells where the header has 33; the missing ones are taken as empty. Check that values stand in their columns.',
  )
  expect(issueMessage(issue, 'zh-CN')).toBe(
    '第 1204 行 AB 列:本行有 31 个单元格,表头有 33 个,缺少的按空处理。请检查各值是否对应正确的列。',
  )
})

test('a date is not taken for the customer it names', () => {
  const header = 'PQ First Sent to Client Date'
  const clients: MappingTarget[] = [{ field: 'name', names: ['Customer', 'Client', 'Client name'], kind: 'text' }]
  expect(guessMapping([header], [['Pre-PQ Process'], ['11/23/06']], clients)[0]?.field).toBeNull()
  expect(guessMapping(['交付客户日期'], [['2026-03-01']], targets)[0]?.field).not.toBe('name')
  expect(guessMapping(['Client'], [['Port of Lagos']], clients)[0]?.field).toBe('name')
})

test('a column of yes and no is not taken for a text of a similar name', () => {
  const places: MappingTarget[] = [{ field: 'destination', names: ['Destination'], kind: 'text' }]
  const fieldOf = (header: string, values: string[]) =>
    guessMapping(
      [header],
      values.map((value) => [value]),
      places,
    )[0]?.field
  expect(fieldOf('First Line Designation', ['Yes', 'No', 'Yes', 'Yes'])).toBeNull()
  expect(fieldOf('Destinations', ['Lagos', 'Hanoi', 'Kigali'])).toBe('destination')
})

test('a column is not taken for a date of another thing because both are called date', () => {
  expect(fieldsOf(['Delivery Recorded Date'], [['2006-11-24']])).toEqual([null])
  expect(fieldsOf(['Delivery Recorded Date', 'Order Dates'], [['2006-11-24', '2006-10-02']])).toEqual([
    null,
    'orderedAt',
  ])
})

test('a name that says nothing but date makes nothing of the other names of its field', () => {
  const target: MappingTarget = { field: 'day', names: ['日期', 'date', '截止日'], kind: 'date' }
  expect(guessMapping(['盘点日期', 'day'], [['2026-11-24', '']], [target])[0]?.field).toBe('day')
})
