import type { ChurnRow, churn, ReplyOf, ReportLocale } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, type TwoWords } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportTable, units } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'

type Answer = ReplyOf<(typeof churn)['read']>

const partWords = {
  account: ['整个客户', 'Whole customer'],
  service: ['服务', 'Service'],
  region: ['区域', 'Region'],
  lane: ['线路', 'Lane'],
} as const

export function churnReport(answer: Answer, locale: ReportLocale): Report {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  return {
    title: say('流失预警', 'Churn radar'),
    notes: [
      ...basisNotes(answer.basis, locale),
      say(
        `截至 ${answer.asOf}。频次预警：与客户自身节奏和季节相比订单变少；金额预警：订单照常但每单变小。至少四笔订单才可判断。`,
        `As of ${answer.asOf}. Rhythm: fewer orders than the customer’s own rhythm and season let expect; value: orders come as ever but smaller. Four orders are needed.`,
      ),
    ],
    tables: [
      radarTable(say('频次预警', 'Rhythm'), answer, answer.rhythm.rows, locale, [
        ['此前每年订单', 'Orders a year before', 'number'],
        ['此后每年订单', 'Orders a year since', 'number'],
      ]),
      radarTable(say('金额预警', 'Value'), answer, answer.value.rows, locale, [
        ['此前每单金额', 'Value of an order before', 'money'],
        ['此后每单金额', 'Value of an order since', 'money'],
      ]),
    ],
  }
}

function radarTable(
  title: string,
  { by }: Answer,
  rows: readonly ChurnRow[],
  locale: ReportLocale,
  rates: readonly [TwoWords, TwoWords],
): ReportTable {
  const money = rates[0][2] === 'money'
  return {
    title,
    columns: columnsIn(locale, [
      ...customerColumns,
      [...partWords[by], 'text'],
      ['自何时', 'Since', 'day'],
      ['最近订单', 'Last order', 'day'],
      ['概率', 'Chance', 'number'],
      ...rates,
      ['缺失订单', 'Missing orders', 'number'],
      ['缺失金额', 'Missing money', 'money'],
    ]),
    rows: rows.map((row) => [
      ...customerCells(row),
      by === 'service' && row.part !== null ? serviceWord(row.part, locale) : row.part,
      row.since,
      row.lastOrderOn,
      row.chance,
      money ? units(row.before) : row.before,
      money ? units(row.after) : row.after,
      row.missingOrders,
      units(row.missingE4),
    ]),
  }
}
