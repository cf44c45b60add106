import { Currency, type InventoryFault, type InventoryField } from '@quayside/contract'
import {
  columnLetters,
  type DateOrder,
  issueMessage,
  parseDate,
  parseDecimal,
  type Result,
  type Row,
} from '@quayside/tabular'

/** One stock count as it stands in a file, checked by itself. Money in ten-thousandths; decimals as text, exact. */
export interface Count {
  row: number
  customer: string
  site: string
  sku: string
  day: string
  quantity: string
  unit: string | null
  valueE4: number | null
  currency: string
}

export interface Reading {
  places: ReadonlyMap<InventoryField, number>
  /** How days in figures are written; undefined: only what cannot be misread is taken. */
  order: DateOrder | undefined
  /** Where a row names none. */
  currency: string
  today: string
}

/** Thrown within a row; what it says goes back to the person. */
class Faulty extends Error {
  readonly fault: InventoryFault
  constructor(fault: InventoryFault) {
    super(fault.en)
    this.fault = fault
  }
}

/** A row as a count, or what is wrong with it: the first fault, from left to right as the template has them. */
export function checkCount(row: Row, reading: Reading): Count | InventoryFault {
  try {
    return counted(row, reading)
  } catch (error) {
    if (error instanceof Faulty) return error.fault
    throw error
  }
}

export const isFault = (of: Count | InventoryFault): of is InventoryFault => 'zh' in of

function counted(row: Row, { places, order, currency, today }: Reading): Count {
  const text = (field: InventoryField) => clean(row.values[places.get(field) ?? -1] ?? '')
  const refuse = (field: InventoryField, zh: string, en: string): never => {
    const at = places.get(field)
    throw new Faulty({ row: row.rowNumber, column: at === undefined ? null : columnLetters(at + 1), zh, en })
  }
  const taken = <T>(field: InventoryField, result: Result<T>): T =>
    result.ok ? result.value : refuse(field, issueMessage(result.issue, 'zh-CN'), issueMessage(result.issue, 'en'))
  const named = (field: InventoryField, longest = 200): string => {
    const value = text(field)
    if (value === '') refuse(field, '这一格不能为空。', 'This cell must not be empty.')
    if (value.length > longest) refuse(field, `超过 ${longest} 个字符。`, `Longer than ${longest} characters.`)
    return value
  }
  const broken = row.issues.find(({ severity }) => severity === 'error')
  if (broken)
    throw new Faulty({
      row: row.rowNumber,
      column: broken.column === undefined ? null : columnLetters(broken.column),
      ...sentences({ ...broken, row: 0 }),
    })
  const amount = (field: InventoryField, largest: bigint): bigint => {
    const value = taken(field, parseDecimal(text(field), 4, { round: field === 'value' }))
    if (value < 0n) refuse(field, '不能小于 0。', 'It must not be below 0.')
    if (value > largest) refuse(field, '数值过大。', 'The figure is too large.')
    return value
  }
  const customer = named('customer')
  const site = named('site')
  const sku = named('sku')
  const day = taken('day', parseDate(named('day'), order ? { order } : {})).date
  if (day > today) refuse('day', '盘点日期在将来。', 'The day lies in the future.')
  if (day < '1970-01-01') refuse('day', '日期早于 1970 年。', 'The day lies before 1970.')
  if (text('quantity') === '') refuse('quantity', '这一格不能为空。', 'This cell must not be empty.')
  const quantity = amount('quantity', largestQuantity)
  const valueE4 = text('value') === '' ? null : Number(amount('value', BigInt(Number.MAX_SAFE_INTEGER)))
  const unit = text('unit') === '' ? null : named('unit', 40)
  return { row: row.rowNumber, customer, site, sku, day, quantity: decimal(quantity), unit, valueE4, currency: money() }

  function money(): string {
    const written = text('currency').toUpperCase()
    const known = Currency.safeParse(written === '' ? currency : (usual.get(written) ?? written))
    return known.success
      ? known.data
      : refuse('currency', '币种须为三个字母，如 CNY。', 'Write the currency in three letters, e.g. CNY.')
  }
}

const sentences = (issue: Parameters<typeof issueMessage>[0]) => ({
  zh: issueMessage(issue, 'zh-CN'),
  en: issueMessage(issue, 'en'),
})

/** What the column of the table holds: 14 figures before the point. */
const largestQuantity = 10n ** 18n - 1n

const usual = new Map([
  ['人民币', 'CNY'],
  ['RMB', 'CNY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
])

const decimal = (e4: bigint): string => `${e4 / 10_000n}.${String(e4 % 10_000n).padStart(4, '0')}`

/** A database keeps neither NUL nor halves of characters. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim()
