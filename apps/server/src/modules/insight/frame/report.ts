import type { AnalysisBasis, ReportLocale } from '@quayside/contract'

export type { Report, ReportColumn, ReportTable } from '../../../platform/reports/report.ts'

/** Ten-thousandths as units. */
export const units = (amountE4: number | null): number | null => (amountE4 === null ? null : amountE4 / 10_000)

/** Period, population and state of the warehouse, as every report says them. */
export function basisNotes(basis: AnalysisBasis, locale: ReportLocale): string[] {
  const { from, to, accounts, lines, asOf, allCurrencies } = basis
  const currency = allCurrencies ? (locale === 'en' ? 'all' : '全部') : basis.currency
  const count = (value: number) => value.toLocaleString(locale)
  return locale === 'en'
    ? [
        `Period: ${from ?? 'the beginning'} to ${to ?? 'today'}. Currency: ${currency}.`,
        `Population: ${count(accounts)} customers with ${count(lines)} order lines.`,
        ...(asOf ? [`Data as of ${minuteOf(asOf)}.`] : []),
      ]
    : [
        `期间：${from ?? '最早'} 至 ${to ?? '今天'}。币种：${currency}。`,
        `统计范围：${count(accounts)} 个客户，${count(lines)} 条订单行。`,
        ...(asOf ? [`数据截至 ${minuteOf(asOf)}。`] : []),
      ]
}

/** Readers of a file sit in any zone. */
const minuteOf = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`
