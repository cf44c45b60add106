import type { ReplyOf, ReportLocale, RetentionMove, retention } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, restNote } from '../customers/report-words.ts'
import { basisNotes, type Report, units } from '../frame/report.ts'

type Answer = ReplyOf<(typeof retention)['read']>

const words: Record<RetentionMove, readonly [zh: string, en: string]> = {
  retained: ['保留', 'Kept'],
  lost: ['流失', 'Lost'],
  wonBack: ['赢回', 'Won back'],
  new: ['新客户', 'New'],
  newLost: ['新客户又流失', 'New and lost again'],
}

export function retentionReport(answer: Answer, locale: ReportLocale): Report {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  const { from, to, silenceDays, activeAtStart, basis } = answer
  const rate = answer.retentionRate === null ? '–' : `${Math.round(answer.retentionRate * 1000) / 10} %`
  return {
    title: say('客户保留与流失', 'Customers kept and lost'),
    notes: [
      say(
        `所选期间：期初为 ${from} 的前一天日终，期末为 ${to} 日终。`,
        `Period asked about: from the end of the day before ${from} to the end of ${to}.`,
      ),
      say(
        `客户保留率 ${rate} = 期初活跃且期末仍活跃 ÷ 期初活跃（${activeAtStart}）。末单后第 ${silenceDays} 天仍算活跃，次日起算流失。`,
        `Retention ${rate} = active at both ends ÷ active at the start (${activeAtStart}). Active through day ${silenceDays} after the last order, lost from the next day on.`,
      ),
      say(
        `只计 ${basis.currency} 的订单：改用其他币种下单的客户在此视为流失。期间以前的订单也计入，用以判断期初是否活跃：`,
        `Orders in ${basis.currency} alone: a customer who now orders in another currency counts as lost here. Orders before the period count too, for they tell who was active when it began:`,
      ),
      ...basisNotes(basis, locale),
      ...restNote(locale, answer.rows.length, answer.moves.find(({ move }) => move === 'lost')?.customers ?? 0),
    ],
    tables: [
      {
        title: say('流失客户', 'Lost customers'),
        columns: columnsIn(locale, [
          ...customerColumns,
          ['首单', 'First order', 'day'],
          ['最近订单', 'Last order', 'day'],
          ['流失日', 'Lost on', 'day'],
          ['最后一年收入', 'Revenue of the last year', 'money'],
        ]),
        rows: answer.rows.map((row) => [
          ...customerCells(row),
          row.firstOrderOn,
          row.lastOrderOn,
          row.lostOn,
          units(row.lastYearE4),
        ]),
      },
      {
        title: say('变动', 'Moves'),
        columns: columnsIn(locale, [
          ['变动', 'Move', 'text'],
          ['客户数', 'Customers', 'count'],
          ['最后一年收入', 'Revenue of the last year', 'money'],
        ]),
        rows: answer.moves.map((one) => [say(...words[one.move]), one.customers, units(one.lastYearE4)]),
      },
    ],
  }
}
