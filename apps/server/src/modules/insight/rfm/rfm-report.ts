import { RFM_SEGMENTS } from '@quayside/analytics'
import type { ReplyOf, ReportLocale, rfm } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, restNote } from '../customers/report-words.ts'
import { basisNotes, type Report, units } from '../frame/report.ts'

type Answer = ReplyOf<(typeof rfm)['read']>

const segmentName = (key: string, locale: ReportLocale): string => {
  const segment = RFM_SEGMENTS.find((one) => one.key === key)
  return segment?.[locale === 'en' ? 'en' : 'zh'] ?? key
}

export function rfmReport(answer: Answer, locale: ReportLocale): Report {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  return {
    title: say('RFM 分析', 'RFM'),
    notes: [
      ...basisNotes(answer.basis, locale),
      say(
        `近度 R、频度 F、金额 M 按客户五等分，5 为最好，数值相同者同分；近度计至 ${answer.asOf}。退货不算订单，只减金额。`,
        `Recency, frequency and amount in fifths of the customers, 5 the best, equal values share a score; recency up to ${answer.asOf}. A return is no order and lowers the amount.`,
      ),
      ...restNote(locale, answer.rows.length, answer.customers),
    ],
    tables: [
      {
        title: say('客户', 'Customers'),
        columns: columnsIn(locale, [
          ...customerColumns,
          ['R', 'R', 'count'],
          ['F', 'F', 'count'],
          ['M', 'M', 'count'],
          ['分群', 'Segment', 'text'],
          ['最近订单', 'Last order', 'day'],
          ['距今天数', 'Days since', 'count'],
          ['订单', 'Orders', 'count'],
          ['收入', 'Revenue', 'money'],
        ]),
        rows: answer.rows.map((row) => [
          ...customerCells(row),
          row.recency,
          row.frequency,
          row.monetary,
          segmentName(row.segment, locale),
          row.lastOrderOn,
          row.daysSinceLast,
          row.orders,
          units(row.revenueE4),
        ]),
      },
      {
        title: say('分群', 'Segments'),
        columns: columnsIn(locale, [
          ['分群', 'Segment', 'text'],
          ['客户数', 'Customers', 'count'],
          ['收入', 'Revenue', 'money'],
          ['收入占比', 'Share of revenue', 'share'],
        ]),
        rows: answer.segments.map((part) => [
          segmentName(part.key, locale),
          part.customers,
          units(part.revenueE4),
          part.shareOfRevenue,
        ]),
      },
      {
        title: say('近度 × 频度', 'Recency × frequency'),
        columns: columnsIn(locale, [
          ['R', 'R', 'count'],
          ['F', 'F', 'count'],
          ['客户数', 'Customers', 'count'],
          ['收入', 'Revenue', 'money'],
        ]),
        rows: answer.cells.map((cell) => [cell.recency, cell.frequency, cell.customers, units(cell.revenueE4)]),
      },
    ],
  }
}
