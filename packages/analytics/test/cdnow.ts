import { existsSync, readFileSync } from 'node:fs'
import type { PurchaseLines, RepeatPurchases } from '../src/index.ts'

/** The CDNOW sample of Fader & Hardie, where it is installed beside the project: not part of it. */
const folder = '../shared/data/cdnow'

export const hasCdnow = existsSync(folder)
if (!hasCdnow) console.warn(`skipped: no ${folder}, the published results on CDNOW are not compared`)

/** Summaries in weeks to 1997-09-30, as published. */
export function cdnowSummaries(): RepeatPurchases {
  const rows = linesOf('cdnow_customers_summary.csv')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const column = (at: number) => Float64Array.from(rows, (row) => row[at] ?? Number.NaN)
  return { frequency: column(1), recency: column(2), age: column(3) }
}

/** The 6,919 transactions: customer, day since 1970, dollars. */
export function cdnowLines(): PurchaseLines<string> {
  const rows = linesOf('CDNOW_sample.txt').map((line) => line.trim().split(/\s+/))
  return {
    customer: rows.map((row) => row[1] ?? ''),
    day: rows.map((row) => dayOf(row[2] ?? '')),
    value: rows.map((row) => Number(row[4])),
  }
}

/** `19970930` as days since 1970-01-01. */
export function dayOf(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8))) / 864e5
}

const linesOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8').trim().split(/\r?\n/)
