import type { CustomerOf, ReportLocale } from '@quayside/contract'
import type { ReportColumn } from '../frame/report.ts'

export const inLocale = (locale: ReportLocale, zh: string, en: string): string => (locale === 'en' ? en : zh)

/** Columns named in both languages, e.g. `[['客户', 'Customer', 'text']]`. */
export type TwoWords = readonly [zh: string, en: string, kind: ReportColumn['kind']]
export const columnsIn = (locale: ReportLocale, columns: readonly TwoWords[]): ReportColumn[] =>
  columns.map(([zh, en, kind]) => ({ header: inLocale(locale, zh, en), kind }))

export const customerColumns: readonly TwoWords[] = [
  ['客户编号', 'Number', 'text'],
  ['客户', 'Customer', 'text'],
  ['等级', 'Tier', 'text'],
  ['负责人', 'Owner', 'text'],
]
export const customerCells = ({ account, owner, tier }: CustomerOf) => [
  account.number,
  account.name,
  tier,
  owner?.name ?? null,
]

/** A file names a part of the customers where there are more than it may hold. */
export const restNote = (locale: ReportLocale, shown: number, all: number): string[] =>
  shown < all
    ? [inLocale(locale, `列出 ${all} 个客户中的前 ${shown} 个。`, `The first ${shown} of ${all} customers are listed.`)]
    : []
