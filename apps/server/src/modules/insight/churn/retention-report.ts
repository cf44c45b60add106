import type { ReplyOf, ReportLocale, RetentionMove, retention } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale } from '../customers/report-words.ts'
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
  const rate = answer.retentionRate === null ? '–' : `${Math.round(answer.retentionRate * 1000) / 10} %`
  return {
    title: say('客户保留与流失', 'Customers kept and lost'),
    notes: [
      ...basisNotes(answer.basis, locale),
      say(
        `客户保留率 ${rate} = 期初活跃且期末仍活跃 ÷ 期初活跃（${answer.activeAtStart}）。`,
        `Retention ${rate} = active at both ends ÷ active at the start (${answer.activeAtStart}).`,
      ),
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
