import type { association, BasketItem, crossSelling, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units, unitsExpected } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'

type Association = ReplyOf<(typeof association)['read']>
type CrossSelling = ReplyOf<(typeof crossSelling)['read']>

const words = {
  'zh-CN': {
    title: '关联分析',
    rules: '规则',
    basket: { customer: '客户在期间内所购', order: '一张订单' },
    item: { service: '服务', mode: '运输方式', category: '类别', subCategory: '子类别', lane: '线路' },
    columns: ['买了', '也买', '篮数', '支持度', '置信度', '提升度', '调整后 p 值'],
    of: (answer: Association) =>
      `篮子 = ${words['zh-CN'].basket[answer.basket]}；项 = ${words['zh-CN'].item[answer.items]}；共 ${answer.baskets} 篮；检验 ${answer.tested} 条规则。`,
    define:
      '支持度 = 含全部项的篮 ÷ 全部篮；置信度 = 含全部项的篮 ÷ 含左侧的篮；提升度 = 置信度 ÷ 右侧占比；p 值为 Fisher 精确检验（单侧），经 Benjamini–Hochberg 调整。',
    tooMany: (support: number) => `规则过多，无法列出；最低支持度设为 ${support * 100}% 即可。`,
    crossSelling: '交叉销售名单',
    crossColumns: ['客户', '编号', '左侧收入', '预期收入', '最近下单'],
    crossDefine: (answer: CrossSelling) =>
      `买了 ${answer.left.join('、')}、未买 ${answer.right} 的客户。预期收入 = 置信度 × 两者都买的客户中右侧与左侧收入之比 × 该客户左侧收入。`,
  },
  en: {
    title: 'Association',
    rules: 'Rules',
    basket: { customer: 'what a customer bought in the period', order: 'one order' },
    item: { service: 'service', mode: 'mode', category: 'category', subCategory: 'sub-category', lane: 'lane' },
    columns: ['Who buys', 'also buys', 'Baskets', 'Support', 'Confidence', 'Lift', 'Adjusted p-value'],
    of: (answer: Association) =>
      `Basket: ${words.en.basket[answer.basket]}; item: ${words.en.item[answer.items]}; ${answer.baskets} baskets; ${answer.tested} rules tested.`,
    define:
      'Support = baskets with all items ÷ all baskets; confidence = baskets with all items ÷ baskets with the left side; lift = confidence ÷ share of the right side; p-values by Fisher’s exact test, one-sided, adjusted by Benjamini–Hochberg.',
    tooMany: (support: number) => `Too many to list; a least support of ${support * 100} % would do.`,
    crossSelling: 'Cross-selling',
    crossColumns: ['Customer', 'Number', 'Revenue of the left side', 'Expected revenue', 'Last order'],
    crossDefine: (answer: CrossSelling) =>
      `Customers who buy ${answer.left.join(', ')} and not ${answer.right}. Expected = confidence × revenue of the right side over that of the left among who buys both × the customer’s revenue of the left side.`,
  },
} as const

const nameOf = (items: BasketItem, item: string, locale: ReportLocale) =>
  items === 'service' ? serviceWord(item, locale) : item

const kinds: readonly ReportColumn['kind'][] = ['text', 'text', 'count', 'share', 'share', 'number', 'number']

export function associationReport(answer: Association, locale: ReportLocale): Report {
  const told = words[locale]
  const named = (items: readonly string[]) => items.map((item) => nameOf(answer.items, item, locale)).join(' + ')
  return {
    title: told.title,
    notes: [
      ...basisNotes(answer.basis, locale),
      told.of(answer),
      told.define,
      ...(answer.tooMany ? [told.tooMany(answer.tooMany.support)] : []),
    ],
    tables: [
      {
        title: told.rules,
        columns: told.columns.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? 'number' })),
        rows: answer.rules.map((rule) => [
          named(rule.from),
          named([rule.to]),
          rule.count,
          rule.support,
          rule.confidence,
          rule.lift,
          rule.adjusted,
        ]),
      },
    ],
  }
}

export function crossSellingReport(answer: CrossSelling, locale: ReportLocale): Report {
  const told = words[locale]
  const named = {
    ...answer,
    left: answer.left.map((item) => nameOf(answer.items, item, locale)),
    right: nameOf(answer.items, answer.right, locale),
  }
  return {
    title: told.crossSelling,
    notes: [...basisNotes(answer.basis, locale), told.crossDefine(named)],
    tables: [
      {
        title: told.crossSelling,
        columns: told.crossColumns.map((header, at) => ({
          header,
          kind: (['text', 'text', 'money', 'money', 'day'] as const)[at] ?? 'text',
        })),
        rows: answer.rows.map((row) => [
          row.account.name,
          row.account.number,
          units(row.revenueE4),
          unitsExpected(row.expectedE4),
          row.lastOrderOn,
        ]),
      },
    ],
  }
}
