import { type Database, writeAs } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { escapeHtml, type Mail, type Mailer, mailFault } from '../../../platform/mail/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

interface Letter {
  to: string
  subject: string
  /** Paragraphs, as people write them. */
  lines: readonly string[]
  locale: 'zh-CN' | 'en'
  replyTo: Mail['replyTo']
  attachments?: Mail['attachments']
}

/** A letter to a customer. @throws Refusal 409 where no mail is set up, 502 with what is wrong and what to do */
export async function sendMoneyMail(mail: Mailer | undefined, letter: Letter): Promise<void> {
  if (!mail)
    throw new Refusal('mailNotSetUp', 409, 'Mail is not set up. Have an administrator set SMTP_URL and MAIL_FROM.', {
      extra: inBothLanguages(
        '尚未设置邮件服务器。请管理员设置 SMTP_URL 和 MAIL_FROM。',
        'Mail is not set up. Have an administrator set SMTP_URL and MAIL_FROM.',
      ),
    })
  const { to, subject, lines, locale, replyTo, attachments = [] } = letter
  const paragraphs = lines.map((line) => `<p style="white-space:pre-line">${escapeHtml(line)}</p>`).join('\n')
  try {
    await mail.send({
      to,
      subject,
      text: lines.join('\n\n'),
      html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;color:#1f2937">${paragraphs}</body></html>`,
      messageId: `money.${newId()}`,
      replyTo,
      attachments,
    })
  } catch (error) {
    const { reason } = mailFault(error)
    throw new MailRefused(
      to,
      new Refusal(reason.code ?? 'mailFailed', 502, reason.en, {
        extra: { ...inBothLanguages(reason.zh ?? '', reason.en), ...reason.params },
      }),
    )
  }
}

/** The mail server did not take the letter. Whom it was for is not told: who has it sent may not see the address. */
class MailRefused extends Refusal {
  readonly mailTo: string

  constructor(mailTo: string, { code, status, message, extra }: Refusal) {
    super(code, status, message, { extra })
    this.mailTo = mailTo
  }
}

interface Refused {
  kind: 'statement.refused' | 'invoice.reminderRefused'
  accountId: Id
}

/** That a letter to a customer did not leave is on the record, though all that was written with it is undone. */
export async function keepingRefusals<T>(
  { database, user, now }: { database: Database; user: User; now: Date },
  { kind, accountId }: Refused,
  work: Promise<T>,
): Promise<T> {
  return work.catch(async (error: unknown) => {
    if (error instanceof MailRefused)
      await writeAs(database, user.id, (tx) =>
        recordEvent(tx, {
          kind,
          subject: { type: 'account', id: accountId },
          accountId,
          actorId: user.id,
          at: now,
          data: { category: 'finance', mailTo: error.mailTo, why: error.message },
        }),
      )
    throw error
  })
}
