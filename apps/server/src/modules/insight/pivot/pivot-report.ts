import type { PivotMeasure, pivot, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units } from '../frame/report.ts'
import { dimensionWords, measureWords, valueWords } from './pivot-words.ts'

type Pivot = ReplyOf<(typeof pivot)['read']>

const kinds: Record<PivotMeasure, ReportColumn['kind']> = {
  revenue: 'money',
  cost: 'money',
  grossProfit: 'money',
  grossMargin: 'share',
  lines: 'count',
  orders: 'count',
  customers: 'count',
  revenuePerOrder: 'money',
  quantity: 'number',
  weight: 'number',
  freight: 'money',
  onTimeShare: 'share',
}

const words = {
  'zh-CN': { title: '自由透视', table: '透视表', total: '合计', notGiven: '未填写', sum: '小计' },
  en: { title: 'Pivot', table: 'Pivot table', total: 'Total', notGiven: 'Not given', sum: 'subtotal' },
} as const

/** As on the page: subtotals in their rows, each column named by its keys and its measure. */
export function pivotReport(answer: Pivot, locale: ReportLocale): Report {
  const told = words[locale]
  const { rows, columns, measures, rowKeys, columnKeys, cells } = answer
  const label = labelIn(answer, locale)
  const measured = columnKeys.flatMap((path) =>
    measures.map((measure): ReportColumn => {
      const place = path.map((key, level) => label(columns[level], key))
      if (columns.length > 0 && path.length === 0) place.push(told.total)
      return { header: [...place, measureWords[locale][measure].name].join(' · '), kind: kinds[measure] }
    }),
  )
  return {
    title: told.title,
    notes: [
      ...basisNotes(answer.basis, locale),
      ...measures.map((measure) => `${measureWords[locale][measure].name}: ${measureWords[locale][measure].meaning}`),
    ],
    tables: [
      {
        title: told.table,
        columns: [
          ...rows.map((dimension): ReportColumn => ({ header: dimensionWords[locale][dimension], kind: 'text' })),
          ...measured,
        ],
        rows: rowKeys.map((path, at) => [
          ...rows.map((dimension, level) => {
            const key = path[level]
            if (key !== undefined) return label(dimension, key)
            return level === path.length ? (level === 0 ? told.total : told.sum) : null
          }),
          ...(cells[at] ?? []).map((value, cell) => shownAs(measures[cell % measures.length], value)),
        ]),
      },
    ],
  }
}

/** Money in units, weight in kilograms. */
function shownAs(measure: PivotMeasure | undefined, value: number | null): number | null {
  if (measure === undefined || value === null) return value
  if (measure === 'weight') return value / 1_000
  return kinds[measure] === 'money' ? units(value) : value
}

function labelIn({ names }: Pivot, locale: ReportLocale) {
  return (dimension: Pivot['rows'][number] | undefined, key: string): string => {
    if (key === '-' || dimension === undefined) return words[locale].notGiven
    if (dimension === 'year') return key.slice(0, 4)
    if (dimension === 'month') return key.slice(0, 7)
    if (dimension === 'quarter') return `${key.slice(0, 4)} Q${Math.ceil(Number(key.slice(5, 7)) / 3)}`
    return names[dimension]?.[key] ?? valueWords[locale][dimension]?.[key] ?? key
  }
}
