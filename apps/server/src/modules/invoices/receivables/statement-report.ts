import type { Statement } from '@quayside/contract'
import type { Report, ReportColumn } from '../../../platform/reports/report.ts'
import { bucketNames, openOf } from './buckets.ts'

const words = {
  'zh-CN': {
    title: '对账单',
    customer: (number: string, name: string) => `客户：${name}（${number}）`,
    period: (from: string, to: string, currency: string) => `期间：${from} 至 ${to}。币种：${currency}。`,
    closing: (amount: string, currency: string) => `截至期末应付余额：${amount} ${currency}`,
    please: '请核对以上往来。如有差异，请于收到后七日内回复；如无异议，请按到期日付款。',
    entries: '往来明细',
    columns: ['日期', '类型', '单据号', '参考号', '到期日', '应收', '已收', '余额'],
    kinds: { invoice: '发票', creditNote: '红字发票', payment: '收款', refund: '退款' },
    opening: '期初余额',
    sum: '本期合计',
    end: '期末余额',
    ages: '期末未付账龄',
    age: ['未到期', '逾期 1–30 天', '逾期 31–60 天', '逾期 61–90 天', '逾期 91–180 天', '逾期 180 天以上', '合计'],
  },
  en: {
    title: 'Statement of account',
    customer: (number: string, name: string) => `Customer: ${name} (${number})`,
    period: (from: string, to: string, currency: string) => `Period: ${from} to ${to}. Currency: ${currency}.`,
    closing: (amount: string, currency: string) => `Balance due at the end: ${amount} ${currency}`,
    please:
      'Please compare with your books and tell us of any difference within seven days; otherwise please pay by the due days.',
    entries: 'Entries',
    columns: ['Day', 'Kind', 'Document', 'Reference', 'Due', 'Debit', 'Credit', 'Balance'],
    kinds: { invoice: 'Invoice', creditNote: 'Credit note', payment: 'Payment', refund: 'Refund' },
    opening: 'Balance before',
    sum: 'Sum of the period',
    end: 'Balance after',
    ages: 'Open at the end, by age',
    age: ['Not due', '1–30 days', '31–60 days', '61–90 days', '91–180 days', 'Over 180 days', 'Total'],
  },
} as const

const kinds: readonly ReportColumn['kind'][] = ['day', 'text', 'text', 'text', 'day', 'money', 'money', 'money']
const units = (amountE4: number) => amountE4 / 10_000

/** The statement as its reader holds it in the hand. */
export function statementReport(statement: Statement, locale: 'zh-CN' | 'en'): Report {
  const told = words[locale]
  const { account, from, to, currency, openingE4, closingE4, debitE4, creditE4, buckets } = statement
  const closing = units(closingE4).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return {
    title: told.title,
    notes: [
      told.customer(account.number, account.name),
      told.period(from, to, currency),
      told.closing(closing, currency),
      told.please,
    ],
    tables: [
      {
        title: told.entries,
        columns: told.columns.map((header, at) => ({ header, kind: kinds[at] ?? 'text' })),
        rows: [
          [from, told.opening, '', '', '', null, null, units(openingE4)],
          ...statement.entries.map((entry) => [
            entry.on,
            told.kinds[entry.kind],
            entry.number,
            entry.reference ?? '',
            entry.dueOn ?? '',
            entry.debitE4 ? units(entry.debitE4) : null,
            entry.creditE4 ? units(entry.creditE4) : null,
            units(entry.balanceE4),
          ]),
          ['', told.sum, '', '', '', units(debitE4), units(creditE4), null],
          [to, told.end, '', '', '', null, null, units(closingE4)],
        ],
      },
      {
        title: told.ages,
        columns: told.age.map((header) => ({ header, kind: 'money' as const })),
        rows: [[...bucketNames.map((name) => units(buckets[name])), units(openOf(buckets))]],
      },
    ],
  }
}
