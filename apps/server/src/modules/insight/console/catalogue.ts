import type { Category, Module } from '@quayside/contract'
import { dimensionEntries } from './dimension-entries.ts'
import { factEntries } from './fact-entries.ts'

/** In Chinese, in English, and the category of customer data it belongs to, `basic` if none is named. */
export type ColumnEntry = readonly [zh: string, en: string, category?: Category]

/** What the console knows of a table of the star schema. A column that is not named here does not exist for its readers. */
export interface TableEntry {
  words: readonly [zh: string, en: string]
  about: readonly [zh: string, en: string]
  columns: Readonly<Record<string, ColumnEntry>>
  /** Which of its rows: those of customers the reader sees, those that tell of the rows he sees, or everybody’s. */
  rows: 'customers' | 'ofLines' | 'ofOrders' | 'all'
  /** A right besides those to customers, orders, analyses and the console that must reach as far. */
  also?: Module
  /** The whole table belongs to a category. */
  category?: Exclude<Category, 'basic'>
}

export const catalogue: Readonly<Record<string, TableEntry>> = { ...factEntries, ...dimensionEntries }

/** Tables of the star schema that tell nothing an analyst asks: the feeder’s own, and the rows behind `dim_account_history`. */
export const leftOut: readonly string[] = ['feeder_cursor', 'star_schema', 'account_change']
