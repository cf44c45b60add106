import type { fourQuestions, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, type ReportTable, units, unitsExpected } from '../frame/report.ts'

type FourQuestions = ReplyOf<(typeof fourQuestions)['read']>

const words = {
  'zh-CN': {
    title: '四个问题',
    wanted: '今年最想得到的客户',
    wantedColumns: ['编号', '客户', '行业', '潜力', '曾经合作', '规模', '行业增长', '赢得机会', '期望价值'],
    bought: '去年的大客户今年买得一样多吗',
    boughtColumns: ['名次', '编号', '客户', '去年', '去年同期', '今年', '变化'],
    complaints: '去年多次投诉的大客户',
    complaintColumns: ['名次', '编号', '客户', '投诉', '最近投诉', '去年收入'],
    tiers: '谁是 A、B、C',
    tierColumns: ['类别', '客户', '收入', '占比'],
    yes: '是',
    no: '否',
    notRecorded: '尚未记录任何投诉。',
    hidden: '您的角色看不到与客户的往来，因此没有统计投诉。',
    note: '期望价值 = 同行业客户的平均年收入 × 该客户潜力 ÷ 同行业平均潜力 × 行业增长 × 同类客户一年内开始购买的比例。',
  },
  en: {
    title: 'The four questions',
    wanted: 'Whom do we most want this year',
    wantedColumns: [
      'Number',
      'Customer',
      'Industry',
      'Potential',
      'Bought before',
      'Size',
      'Growth of the industry',
      'Chance',
      'Expected worth',
    ],
    bought: "Did last year's biggest buy as much this year",
    boughtColumns: ['Rank', 'Number', 'Customer', 'Last year', 'Same days last year', 'This year', 'Change'],
    complaints: 'Big customers who complained repeatedly last year',
    complaintColumns: ['Rank', 'Number', 'Customer', 'Complaints', 'Last on', 'Revenue last year'],
    tiers: 'Who is A, B, C',
    tierColumns: ['Tier', 'Customers', 'Revenue', 'Share'],
    yes: 'yes',
    no: 'no',
    notRecorded: 'No complaints are recorded yet.',
    hidden: 'Your roles do not show what was said with customers, so complaints were not counted.',
    note: 'Expected worth = mean yearly revenue of customers of the industry × potential ÷ their mean potential × growth of the industry × share of accounts like it that came to buy within a year.',
  },
} as const

const kindsOf = {
  wanted: ['text', 'text', 'text', 'count', 'text', 'money', 'share', 'share', 'money'],
  bought: ['count', 'text', 'text', 'money', 'money', 'money', 'share'],
  complaints: ['count', 'text', 'text', 'count', 'day', 'money'],
  tiers: ['text', 'count', 'money', 'share'],
} as const satisfies Record<string, readonly ReportColumn['kind'][]>

export function questionsReport(answer: FourQuestions, locale: ReportLocale): Report {
  const told = words[locale]
  const { wanted, complaints, bought, tiers } = answer
  const table = (
    title: string,
    headers: readonly string[],
    kinds: readonly ReportColumn['kind'][],
    rows: ReportTable['rows'],
  ): ReportTable => ({
    title,
    columns: headers.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? 'text' })),
    rows,
  })
  return {
    title: told.title,
    notes: [
      ...basisNotes(answer.basis, locale),
      told.note,
      ...(complaints.seen ? (complaints.ever === 0 ? [told.notRecorded] : []) : [told.hidden]),
    ],
    tables: [
      table(
        told.wanted,
        told.wantedColumns,
        kindsOf.wanted,
        wanted.rows.map(({ account, industry, potential, former, sizeE4, growth, chance, worthE4 }) => [
          account.number,
          account.name,
          industry,
          potential,
          former ? told.yes : told.no,
          unitsExpected(sizeE4),
          growth,
          chance,
          unitsExpected(worthE4),
        ]),
      ),
      table(
        told.complaints,
        told.complaintColumns,
        kindsOf.complaints,
        complaints.rows.map((row) => [
          row.rank,
          row.account.number,
          row.account.name,
          row.complaints,
          row.lastOn,
          units(row.revenueE4),
        ]),
      ),
      table(
        told.bought,
        told.boughtColumns,
        kindsOf.bought,
        bought.rows.map((row) => [
          row.rank,
          row.account.number,
          row.account.name,
          units(row.lastYearE4),
          units(row.sameDaysE4),
          units(row.thisYearE4),
          row.change,
        ]),
      ),
      table(
        told.tiers,
        told.tierColumns,
        kindsOf.tiers,
        tiers.counts.map(({ tier, accounts, revenueE4, share }) => [tier, accounts, units(revenueE4), share]),
      ),
    ],
  }
}
