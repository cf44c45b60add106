import type { Ageing } from '@quayside/contract'
import type { Report, ReportColumn } from '../../../platform/reports/report.ts'
import { bucketNames } from './buckets.ts'

const words = {
  'zh-CN': {
    title: '账龄分析',
    customers: '按客户',
    total: '合计',
    on: (day: string) => `截至 ${day}。账龄从到期日起算；贷项为未核销的收款和红字发票，未从应收中扣减。`,
    rate: (currency: string, rate: string, on: string) => `1 ${currency} = ${rate}（${on} 起）`,
    columns: [
      '客户编号',
      '客户',
      '负责人',
      '币种',
      '未到期',
      '1–30 天',
      '31–60 天',
      '61–90 天',
      '91–180 天',
      '180 天以上',
      '应收合计',
      '其中逾期',
      '贷项',
    ],
  },
  en: {
    title: 'Receivables by age',
    customers: 'By customer',
    total: 'Total',
    on: (day: string) =>
      `As of ${day}. Age counts from the due day; credit is payments and credit notes that settle nothing yet, and is not taken off.`,
    rate: (currency: string, rate: string, on: string) => `1 ${currency} = ${rate} (from ${on})`,
    columns: [
      'Number',
      'Customer',
      'Owner',
      'Currency',
      'Not due',
      '1–30 days',
      '31–60 days',
      '61–90 days',
      '91–180 days',
      'Over 180 days',
      'Open',
      'Overdue',
      'Credit',
    ],
  },
} as const
const texts = 4

export function ageingReport({ on, rows, totals, rates }: Ageing, locale: 'zh-CN' | 'en'): Report {
  const told = words[locale]
  const cells = (one: Pick<Ageing['totals'][number], 'buckets' | 'openE4' | 'overdueE4' | 'creditE4'>) =>
    [...bucketNames.map((name) => one.buckets[name]), one.openE4, one.overdueE4, one.creditE4].map(
      (amountE4) => amountE4 / 10_000,
    )
  return {
    title: told.title,
    notes: [told.on(on), ...rates.map((rate) => told.rate(rate.currency, rate.rate, rate.on))],
    tables: [
      {
        title: told.customers,
        columns: told.columns.map((header, at): ReportColumn => ({ header, kind: at < texts ? 'text' : 'money' })),
        rows: [
          ...rows.map((row) => [
            row.account.number,
            row.account.name,
            row.owner?.name ?? '',
            row.currency,
            ...cells(row),
          ]),
          ...totals.map((total) => ['', told.total, '', total.currency, ...cells(total)]),
        ],
      },
    ],
  }
}
