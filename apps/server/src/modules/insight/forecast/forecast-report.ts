import type { forecast, ReplyOf, ReportLocale } from '@quayside/contract'
import { basisNotes, type Report, type ReportColumn, units, unitsExpected } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'
import { methodWord } from './method-words.ts'

type Forecast = ReplyOf<(typeof forecast)['read']>

const words = {
  'zh-CN': {
    title: '预测',
    of: '预测对象',
    all: '合计',
    measure: { revenue: '收入', orders: '订单', lines: '订单行' },
    months: '预测',
    columns: ['月份', '预测', '80% 下限', '80% 上限', '95% 下限', '95% 上限'],
    history: '历史',
    historyColumns: ['月份', '实际'],
    tracked: '预测与实际',
    trackedColumns: ['月份', '预测日', '提前月数', '预测', '实际'],
    needed: (months: number) => `历史太短：至少需要 ${months} 个完整月份。`,
    method: (name: string, origins: number) =>
      `方法：${name}，由滚动起点检验选出；以 ${origins} 个较早月份为起点重做整个过程检验准确度。`,
    accuracy: (smape: string, mase: string) => `滚动起点：sMAPE ${smape}%，MASE ${mase}。`,
  },
  en: {
    title: 'Forecast',
    of: 'Of',
    all: 'everything together',
    measure: { revenue: 'Revenue', orders: 'Orders', lines: 'Order lines' },
    months: 'Forecast',
    columns: ['Month', 'Forecast', '80 % from', '80 % to', '95 % from', '95 % to'],
    history: 'History',
    historyColumns: ['Month', 'Actual'],
    tracked: 'Forecast and actual',
    trackedColumns: ['Month', 'Made on', 'Months ahead', 'Forecast', 'Actual'],
    needed: (months: number) => `The history is too short: ${months} whole months are needed at least.`,
    method: (name: string, origins: number) =>
      `Method: ${name}, chosen by rolling origin; accuracy from ${origins} earlier months as of which all of it was done again.`,
    accuracy: (smape: string, mase: string) => `Rolling origin: sMAPE ${smape} %, MASE ${mase}.`,
  },
} as const

export function forecastReport(answer: Forecast, locale: ReportLocale): Report {
  const told = words[locale]
  const isMoney = answer.measure === 'revenue'
  const kind: ReportColumn['kind'] = isMoney ? 'money' : 'number'
  const value = (amount: number | null) => (isMoney ? units(amount) : amount)
  const expected = (amount: number) => (isMoney ? unitsExpected(amount) : amount)
  const columns = (headers: readonly string[], kinds: Partial<Record<number, ReportColumn['kind']>>) =>
    headers.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? kind }))
  return {
    title: told.title,
    notes: [...basisNotes(answer.basis, locale), ...notesOf(answer, locale)],
    tables: [
      {
        title: told.months,
        columns: columns(told.columns, { 0: 'day' }),
        rows: (answer.forecast?.months ?? []).map(({ month, ...values }) => [
          month,
          ...[values.mean, values.lower80, values.upper80, values.lower95, values.upper95].map(expected),
        ]),
      },
      {
        title: told.history,
        columns: columns(told.historyColumns, { 0: 'day' }),
        rows: answer.history.map((one) => [one.month, value(one.value)]),
      },
      ...(answer.tracked && answer.tracked.rows.length > 0
        ? [
            {
              title: told.tracked,
              columns: columns(told.trackedColumns, { 0: 'day', 1: 'day', 2: 'count' }),
              rows: answer.tracked.rows.map((row) => [
                row.month,
                row.madeOn,
                row.step,
                expected(row.mean),
                value(row.actual),
              ]),
            },
          ]
        : []),
    ],
  }
}

function notesOf({ measure, by, label, needed, forecast }: Forecast, locale: ReportLocale): string[] {
  const told = words[locale]
  const of = label === null ? told.all : by === 'service' ? serviceWord(label, locale) : label
  const notes = [`${told.of}: ${of} · ${told.measure[measure]}`]
  if (needed !== null) notes.push(told.needed(needed))
  if (!forecast) return notes
  const { origins, all } = forecast.tried
  notes.push(told.method(methodWord(forecast.method, locale), origins))
  if (all.smape !== null) notes.push(told.accuracy(all.smape.toFixed(1), all.mase?.toFixed(2) ?? '–'))
  return notes
}
