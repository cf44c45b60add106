import { Readable } from 'node:stream'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { RateRecord } from './pricing.queries.ts'

const headers = {
  zh: [
    '运输方式',
    '模式',
    '服务级别',
    '起运地',
    '目的地',
    '计价方式',
    '分段起',
    '分段止',
    '单价',
    '最低收费',
    '币种',
    '时效天数',
  ],
  en: [
    'Service',
    'Mode',
    'Service level',
    'Origin',
    'Destination',
    'Basis',
    'From',
    'To',
    'Rate',
    'Minimum',
    'Currency',
    'Transit days',
  ],
} as const
const figures = new Set([6, 7, 8, 9, 11])

/** With the headings by which it can be taken in again. */
export function ratesFile(
  rates: readonly RateRecord[],
  currency: string,
  format: 'csv' | 'xlsx',
  language: 'zh' | 'en',
): Readable {
  const columns: Column[] = headers[language].map((header, at) =>
    at === 9 ? { header, scale: 4 } : figures.has(at) ? { header, kind: 'number' } : { header },
  )
  const rows = rates.map((rate): CellValue[] => [
    rate.service,
    rate.mode,
    rate.level,
    rate.origin,
    rate.destination,
    rate.basis,
    rate.break_from,
    rate.break_to,
    rate.rate,
    rate.minimum_e4 === null ? null : BigInt(rate.minimum_e4),
    currency,
    rate.transit_days,
  ])
  return Readable.from(format === 'csv' ? writeCsv(columns, rows) : writeXlsx(columns, rows))
}
