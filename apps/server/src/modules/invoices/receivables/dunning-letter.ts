import type { BodyOf, remind as remindRoute } from '@quayside/contract'

export interface DueInvoice {
  number: string
  dueOn: string
  overdueDays: number
  openE4: number
  currency: string
}

interface Told {
  level: number
  due: readonly DueInvoice[]
  customer: string
  company: string
  locale: 'zh-CN' | 'en'
}

const words = {
  'zh-CN': {
    subjects: ['付款提醒', '催款通知', '最后催款通知'],
    opening: (customer: string) => `${customer}：您好！`,
    texts: [
      '以下发票已过付款期限，可能是您一时疏忽。请核对后安排付款；如已付款，请忽略本邮件。',
      '我们此前已提醒，以下发票仍未收到款项。请于七日内付清；如有异议，请直接回复说明。',
      '经多次提醒，以下发票仍未付款。请于五日内付清，否则我们将暂停发运，并依合同主张权利。',
    ],
    line: (one: DueInvoice, amount: string) =>
      `${one.number}　到期 ${one.dueOn}　逾期 ${one.overdueDays} 天　未付 ${amount} ${one.currency}`,
    task: (level: number, amount: string, currency: string) => `催款（第 ${level} 次）：逾期 ${amount} ${currency}`,
  },
  en: {
    subjects: ['Payment reminder', 'Second payment reminder', 'Final demand'],
    opening: (customer: string) => `Dear ${customer},`,
    texts: [
      'The invoices below are past their due day; perhaps they were overlooked. Please check and pay them. If you have paid already, ignore this mail.',
      'We have reminded you before and not received payment of the invoices below. Please pay within seven days, or tell us what is wrong with them.',
      'In spite of several reminders the invoices below are unpaid. Please pay within five days; otherwise we stop shipping for you and claim our rights under the contract.',
    ],
    line: (one: DueInvoice, amount: string) =>
      `${one.number}  due ${one.dueOn}  ${one.overdueDays} ${one.overdueDays === 1 ? 'day' : 'days'} overdue  open ${amount} ${one.currency}`,
    task: (level: number, amount: string, currency: string) =>
      `Collect (reminder ${level}): ${amount} ${currency} overdue`,
  },
} as const

const amountOf = (amountE4: number, locale: string) =>
  (amountE4 / 10_000).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

const linesOf = ({ due, locale }: Told) => due.map((one) => words[locale].line(one, amountOf(one.openE4, locale)))

/** Friendly, firm, final. */
export function dunningLetter(told: Told): { subject: string; lines: string[] } {
  const { level, customer, company, locale } = told
  const { subjects, texts, opening } = words[locale]
  return {
    subject: `${subjects[level - 1] ?? subjects[2]} · ${company}`,
    lines: [opening(customer), texts[level - 1] ?? texts[2], linesOf(told).join('\n')],
  }
}

const hoursToAct = 24

/** The same as a task for a colleague. */
export function dunningTask(told: Told, asked: BodyOf<typeof remindRoute>, now: Date) {
  const sum = told.due.reduce((total, { openE4 }) => total + openE4, 0)
  return {
    accountId: asked.accountId,
    title: words[told.locale].task(told.level, amountOf(sum, told.locale), told.due[0]?.currency ?? '').slice(0, 500),
    note: [...(asked.message ? [asked.message] : []), ...linesOf(told)].join('\n').slice(0, 5_000),
    dueAt: asked.dueAt ?? new Date(now.getTime() + hoursToAct * 3_600_000).toISOString(),
    allDay: true,
    ...(asked.ownerId ? { ownerId: asked.ownerId } : {}),
  }
}
