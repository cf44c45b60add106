import type { ChurnRow, churn, ReplyOf, ReportLocale } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, type TwoWords } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportTable, unitsExpected } from '../frame/report.ts'
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
      radarNote(say('频次预警', 'Rhythm'), answer.rhythm, locale),
      radarNote(say('金额预警', 'Value'), answer.value, locale),
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

/** How much of what is listed chance alone would bring; and whether all of it is. */
function radarNote(
  name: string,
  { watched, alarms, expectedFalse, rows }: Answer['rhythm'],
  locale: ReportLocale,
): string {
  const falseOnes = Math.round(expectedFalse).toLocaleString(locale)
  const listed =
    rows.length < alarms ? inLocale(locale, `，列出前 ${rows.length} 个`, `, the first ${rows.length} listed`) : ''
  return inLocale(
    locale,
    `${name}：监测 ${watched}，预警 ${alarms}，其中预计误报 ${falseOnes}${listed}。`,
    `${name}: ${watched} watched, ${alarms} alarms, ${falseOnes} of them expected to be false${listed}.`,
  )
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
      money ? unitsExpected(row.before) : row.before,
      money ? unitsExpected(row.after) : row.after,
      row.missingOrders,
      unitsExpected(row.missingE4),
    ]),
  }
}
