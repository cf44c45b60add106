import type { AnalysisBasis, ReportLocale } from '@quayside/contract'
import { toHundredths } from './to-hundredths.ts'

export type { Report, ReportColumn, ReportTable } from '../../../platform/reports/report.ts'

/** Ten-thousandths as units. */
export const units = (amountE4: number | null): number | null => (amountE4 === null ? null : amountE4 / 10_000)

const ofWhom = {
  own: {
    'zh-CN': '只统计制表人负责的客户。',
    en: 'Only customers of whoever made this report are counted.',
  },
  team: {
    'zh-CN': '只统计制表人及其团队负责的客户。',
    en: 'Only customers of whoever made this report and of their teams are counted.',
  },
}

/** The same of what is expected rather than booked: as the pages show it, for more would be pretence. */
export const unitsExpected = (amountE4: number | null): number | null =>
  units(amountE4 === null ? null : toHundredths(amountE4))

/** Period, population and state of the warehouse, as every report says them. */
export function basisNotes(basis: AnalysisBasis, locale: ReportLocale): string[] {
  const { from, to, accounts, lines, asOf, allCurrencies, sight } = basis
  const some = sight === 'own' || sight === 'team' ? [ofWhom[sight][locale]] : []
  const currency = allCurrencies ? (locale === 'en' ? 'all' : '全部') : basis.currency
  const count = (value: number) => value.toLocaleString(locale)
  return locale === 'en'
    ? [
        `Period: ${from ?? 'the beginning'} to ${to ?? 'today'}. Currency: ${currency}.`,
        `Population: ${count(accounts)} customers with ${count(lines)} order lines.`,
        ...some,
        ...(asOf ? [`Data as of ${minuteOf(asOf)}.`] : []),
      ]
    : [
        `期间：${from ?? '最早'} 至 ${to ?? '今天'}。币种：${currency}。`,
        `统计范围：${count(accounts)} 个客户，${count(lines)} 条订单行。`,
        ...some,
        ...(asOf ? [`数据截至 ${minuteOf(asOf)}。`] : []),
      ]
}

/** Readers of a file sit in any zone. */
const minuteOf = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`

/** A note as whoever reads it in a mail reads his clock: times by the company's, whose zone is named. */
export const noteIn = (zone: string, note: string): string =>
  note.replaceAll(
    /(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/g,
    (_, day: string, minute: string) => `${clockIn(zone, new Date(`${day}T${minute}Z`))} (${zone})`,
  )

const clockIn = (timeZone: string, at: Date) =>
  at.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
