import type { MoneyFault } from '@quayside/contract'
import { Currency } from '@quayside/contract'
import {
  columnLetters,
  type DateOrder,
  issueMessage,
  parseDate,
  parseDecimal,
  type Result,
  type Row,
} from '@quayside/tabular'
import type { Mapping } from './money-columns.ts'

export interface Reading {
  mapping: Mapping
  order: DateOrder | undefined
  currency: string
  today: string
}

/** Thrown within a row; what it says goes back to the person. */
class Faulty extends Error {
  readonly fault: MoneyFault
  constructor(fault: MoneyFault) {
    super(fault.en)
    this.fault = fault
  }
}

export interface Cells {
  row: number
  text(field: string, longest: number): string | null
  needed(field: string, longest: number): string
  day(field: string): string | null
  /** Ten-thousandths; null: empty. */
  money(field: string): number | null
  currency(): string
  refuse(field: string, zh: string, en: string): never
}

const largest = 9_000_000_000_000_000n
const usual = new Map([
  ['人民币', 'CNY'],
  ['RMB', 'CNY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
  ['港币', 'HKD'],
  ['日元', 'JPY'],
])

/** Reads one row by its columns; the first fault ends it. */
export function readRow<T>(row: Row, reading: Reading, work: (cells: Cells) => T): T | MoneyFault {
  try {
    return work(cellsOf(row, reading))
  } catch (error) {
    if (error instanceof Faulty) return error.fault
    throw error
  }
}

export const isFault = (of: object): of is MoneyFault => 'zh' in of && 'en' in of

function cellsOf(row: Row, { mapping, order, currency }: Reading): Cells {
  const raw = (field: string) => (row.values[mapping.indexOf(field)] ?? '').replaceAll('\0', '').toWellFormed().trim()
  const refuse = (field: string, zh: string, en: string): never => {
    const at = mapping.indexOf(field)
    throw new Faulty({ row: row.rowNumber, column: at < 0 ? null : columnLetters(at + 1), zh, en })
  }
  const taken = <T>(field: string, result: Result<T>): T =>
    result.ok ? result.value : refuse(field, issueMessage(result.issue, 'zh-CN'), issueMessage(result.issue, 'en'))
  const text = (field: string, longest: number): string | null => {
    const value = raw(field)
    if (value.length > longest) refuse(field, `超过 ${longest} 个字符。`, `Longer than ${longest} characters.`)
    return value === '' ? null : value
  }
  return {
    row: row.rowNumber,
    text,
    refuse,
    needed: (field, longest) =>
      text(field, longest) ?? refuse(field, '这一格不能为空。', 'This cell must not be empty.'),
    day: (field) => {
      const value = raw(field)
      if (value === '') return null
      const { date } = taken(field, parseDate(value, order ? { order } : {}))
      return date >= '1990-01-01' && date <= '2100-01-01'
        ? date
        : refuse(field, '日期不可信。', 'This day cannot be right.')
    },
    money: (field) => {
      const value = raw(field)
      if (value === '' || value === '-' || value === '—') return null
      const amount = taken(field, parseDecimal(value, 4, { round: true }))
      return amount > largest || amount < -largest
        ? refuse(field, '数值过大。', 'The figure is too large.')
        : Number(amount)
    },
    currency: () => {
      const written = raw('currency').toUpperCase()
      const known = Currency.safeParse(written === '' ? currency : (usual.get(written) ?? written))
      return known.success
        ? known.data
        : refuse(
            'currency',
            '不是已知币种。请写三个字母的代码，如 CNY。',
            'This is no currency that is known. Write its three letters, e.g. CNY.',
          )
    },
  }
}
