import type { BodyOf, sendStatement as sendRoute } from '@quayside/contract'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Mailer } from '../../../platform/mail/index.ts'
import { letterheadOf } from '../../../platform/reports/letterhead.ts'
import { writePdfApart } from '../../../platform/reports/write-pdf-apart.ts'
import { customerFor } from '../papers/find-customer.ts'
import { sendMoneyMail } from './money-mail.ts'
import { readStatement, type StatementAsked } from './statement.ts'
import { statementReport } from './statement-report.ts'

type Locale = 'zh-CN' | 'en'

/** The statement as PDF under the company's letterhead. */
export async function statementPdf(db: Db, user: User, id: Id, asked: StatementAsked, locale: Locale, now: Date) {
  const statement = await readStatement(db, user, id, asked, now)
  const letterhead = await letterheadOf(db, now, locale)
  return {
    content: await writePdfApart({ report: statementReport(statement, locale), letterhead, locale }),
    name: `${locale === 'en' ? 'statement' : '对账单'} ${statement.account.number} ${asked.to}.pdf`,
    statement,
    company: letterhead.company,
  }
}

const words = {
  'zh-CN': {
    subject: (company: string, to: string) => `${company} 对账单（截至 ${to}）`,
    text: '您好，附件是贵司与我司的往来对账单，请查收核对。',
  },
  en: {
    subject: (company: string, to: string) => `Statement of account from ${company} (to ${to})`,
    text: 'Attached is your statement of account. Please compare it with your books.',
  },
} as const

/** Sends first, writes after: a mail that was refused leaves no trace of having gone. */
export async function sendStatement(
  tx: Tx,
  user: User,
  mail: Mailer | undefined,
  id: Id,
  { mailTo, message, locale = 'zh-CN', ...asked }: BodyOf<typeof sendRoute>,
  now: Date,
) {
  await customerFor(tx, user, id)
  const { content, name, company } = await statementPdf(tx, user, id, asked, locale, now)
  const told = words[locale]
  await sendMoneyMail(mail, {
    to: mailTo,
    subject: told.subject(company, asked.to),
    lines: [told.text, ...(message ? [message] : []), `${user.name} · ${company}`],
    locale,
    replyTo: { name: user.name, address: user.email },
    attachments: [{ name, mediaType: 'application/pdf', content: Buffer.from(content) }],
  })
  await recordEvent(tx, {
    kind: 'statement.sent',
    subject: { type: 'account', id },
    accountId: id,
    actorId: user.id,
    at: now,
    data: { category: 'finance', mailTo, ...asked },
  })
  return { sentAt: now.toISOString(), to: mailTo }
}
