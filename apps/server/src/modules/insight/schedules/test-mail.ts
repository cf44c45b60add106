import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { type Mailer, mailFault } from '../../../platform/mail/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

const words = {
  zh: { subject: '驿客测试邮件', text: '邮件设置正确：定期报表会这样送达。' },
  en: { subject: 'Test mail from Quayside', text: 'Mail is set up rightly: scheduled reports arrive like this one.' },
} as const

/** To one's own address alone. @throws Refusal 502 with what is wrong and what to do */
export async function sendTestMail(mail: Mailer | undefined, { email, locale }: User): Promise<{ to: string }> {
  if (!mail)
    throw new Refusal('mailNotSetUp', 409, 'Mail is not set up. Have an administrator set SMTP_URL and MAIL_FROM.', {
      extra: inBothLanguages(
        '尚未设置邮件服务器。请管理员设置 SMTP_URL 和 MAIL_FROM。',
        'Mail is not set up. Have an administrator set SMTP_URL and MAIL_FROM.',
      ),
    })
  const { subject, text } = words[locale === 'en' ? 'en' : 'zh']
  try {
    const html = `<!doctype html><html><body><p>${text}</p></body></html>`
    await mail.send({ to: email, subject, text, html, messageId: `test.${newId()}`, attachments: [] })
    return { to: email }
  } catch (error) {
    const { reason } = mailFault(error)
    throw new Refusal(reason.code ?? 'mailFailed', 502, reason.en, {
      extra: { ...inBothLanguages(reason.zh ?? '', reason.en), ...reason.params },
    })
  }
}
