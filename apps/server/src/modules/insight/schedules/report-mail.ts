import type { ReportLocale } from '@quayside/contract'
import { escapeHtml, type Mail } from '../../../platform/mail/index.ts'
import type { Report } from '../frame/report.ts'

const words = {
  'zh-CN': {
    subject: (name: string, title: string) => `${name}（${title}）`,
    attached: (sender: string) => `附件是${sender}定期发送的报表。`,
    why: '您收到这封邮件，是因为有人在驿客中安排了定期发送。如不再需要，请告知发送者。',
  },
  en: {
    subject: (name: string, title: string) => `${name} (${title})`,
    attached: (sender: string) => `Attached is the report that ${sender} has sent regularly.`,
    why: 'You receive this because somebody scheduled it in Quayside. Tell the sender when you no longer need it.',
  },
} as const

interface Sending {
  name: string
  sender: string
  company: string
  locale: ReportLocale
}

/** What stands in the mail around the file. Names come from people: in HTML they are text, and in a subject one line. */
export function reportMail(
  report: Report,
  { name, sender, company, locale }: Sending,
): Pick<Mail, 'subject' | 'text' | 'html'> {
  const told = words[locale]
  const lines = [told.attached(sender), ...report.notes]
  return {
    subject: told.subject(name, report.title).replaceAll(/\s+/g, ' '),
    text: [...lines, '', told.why, company].join('\n'),
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;color:#1f2937">
<h2 style="margin:0 0 8px">${escapeHtml(name)}</h2>
${lines.map((line) => `<p style="margin:0 0 4px">${escapeHtml(line)}</p>`).join('\n')}
<p style="margin:16px 0 0;color:#6b7280;font-size:12px">${escapeHtml(told.why)}<br>${escapeHtml(company)}</p>
</body></html>`,
  }
}
