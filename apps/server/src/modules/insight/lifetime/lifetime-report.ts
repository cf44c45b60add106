import type { lifetime, ReplyOf, ReportLocale } from '@quayside/contract'
import { columnsIn, customerCells, customerColumns, inLocale, restNote } from '../customers/report-words.ts'
import { basisNotes, type Report, type ReportTable, units, unitsExpected } from '../frame/report.ts'

type Answer = ReplyOf<(typeof lifetime)['read']>

export function lifetimeReport(answer: Answer, locale: ReportLocale): Report {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  return {
    title: say('客户终生价值', 'Customer lifetime value'),
    notes: [
      ...basisNotes(answer.basis, locale),
      ...modelNotes(answer, locale),
      ...restNote(locale, answer.rows.length, answer.customers),
    ],
    tables: [
      {
        title: say('客户', 'Customers'),
        columns: columnsIn(locale, [
          ...customerColumns,
          ['终生价值', 'Lifetime value', 'money'],
          ['预期订单', 'Expected orders', 'number'],
          ['活跃概率', 'P(alive)', 'share'],
          ['每单价值', 'Value of an order', 'money'],
          ['购买次数', 'Purchases', 'count'],
          ['首单', 'First order', 'day'],
          ['最近订单', 'Last order', 'day'],
          ['累计收入', 'Revenue so far', 'money'],
        ]),
        rows: answer.rows.map((row) => [
          ...customerCells(row),
          unitsExpected(row.lifetimeValueE4),
          row.expectedOrders,
          row.alive,
          unitsExpected(row.orderValueE4),
          row.purchases,
          row.firstOrderOn,
          row.lastOrderOn,
          units(row.revenueE4),
        ]),
      },
      ...calibrationTables(answer, locale),
    ],
  }
}

function modelNotes({ model, spend, months, discount, margin, asOf }: Answer, locale: ReportLocale): string[] {
  const say = (zh: string, en: string) => inLocale(locale, zh, en)
  if (!model) return [say('没有客户再次购买，无法建立模型。', 'Nobody bought again: no model can be fitted.')]
  const round = (value: number) => Number(value.toPrecision(5))
  return [
    say(
      `截至 ${asOf}，预测今后 ${months} 个月；年折现率 ${discount}；收入中留存 ${round(margin)}。`,
      `From ${asOf}, ${months} months ahead; discount ${discount} a year; ${round(margin)} of the revenue stays.`,
    ),
    `BG/NBD: r ${round(model.r)}, α ${round(model.alpha)}, a ${round(model.a)}, b ${round(model.b)}, LL ${round(model.logLikelihood)}`,
    ...(spend ? [`Gamma-Gamma: p ${round(spend.p)}, q ${round(spend.q)}, γ ${round(spend.gamma)}`] : []),
  ]
}

function calibrationTables({ calibration }: Answer, locale: ReportLocale): ReportTable[] {
  if (!calibration) return []
  return [
    {
      title: inLocale(
        locale,
        `检验：模型只知 ${calibration.until} 以前，与其后 ${calibration.weeks} 周实际相比`,
        `Held back: what was known until ${calibration.until} against the ${calibration.weeks} weeks after`,
      ),
      columns: columnsIn(locale, [
        ['此前复购次数', 'Repeat purchases before', 'text'],
        ['客户数', 'Customers', 'count'],
        ['预测', 'Predicted', 'number'],
        ['实际', 'Actual', 'number'],
      ]),
      rows: calibration.byFrequency.map((group) => [
        `${group.repeats}${group.andMore ? '+' : ''}`,
        group.customers,
        group.predicted,
        group.actual,
      ]),
    },
  ]
}
