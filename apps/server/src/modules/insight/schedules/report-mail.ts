import type { ReportLocale } from '@quayside/contract'
import { escapeHtml, type Mail } from '../../../platform/mail/index.ts'
import { noteIn, type Report } from '../frame/report.ts'

const words = {
  'zh-CN': {
    subject: (name: string, title: string) => `${name}（${title}）`,
    attached: (sender: string) => `附件是${sender}定期发送的报表。`,
    waiting: (sender: string) => `这是${sender}定期发送的报表。文件太大，不能作为附件：请登录后在“定期报表”中下载。`,
    fetch: '登录并下载文件',
    open: '在驿客中打开此分析（相同的筛选条件）',
    why: '您收到这封邮件，是因为同事在驿客中安排了定期发送。',
    stop: '不再接收此报表',
    tell: '如不再需要，请回复此邮件告知发送者。',
  },
  en: {
    subject: (name: string, title: string) => `${name} (${title})`,
    attached: (sender: string) => `Attached is the report that ${sender} has sent regularly.`,
    waiting: (sender: string) =>
      `This is the report that ${sender} has sent regularly. Its file is too large to be attached: sign in and fetch it under Scheduled reports.`,
    fetch: 'Sign in and fetch the file',
    open: 'Open this analysis in Quayside, with the same filters',
    why: 'You receive this because somebody scheduled it in Quayside.',
    stop: 'Stop receiving this report',
    tell: 'When you no longer need it, answer this mail to tell the sender.',
  },
} as const

export interface Sending {
  name: string
  sender: string
  company: string
  /** The company's: the zone in which the mail tells times. */
  timeZone: string
  locale: ReportLocale
  isAttached: boolean
  /** Pages for whoever can sign in. */
  openUrl?: string | undefined
  fetchUrl?: string | undefined
  stopUrl?: string | undefined
}

/** What stands in the mail around the file. Names come from people: in HTML they are text, and in a subject one line. */
export function reportMail(report: Report, sending: Sending): Pick<Mail, 'subject' | 'text' | 'html'> {
  const { name, sender, company, timeZone, locale, isAttached, openUrl, fetchUrl, stopUrl } = sending
  const told = words[locale]
  const notes = report.notes.map((note) => noteIn(timeZone, note))
  const lines = [isAttached ? told.attached(sender) : told.waiting(sender), ...notes]
  const links: (readonly [words: string, url: string | undefined])[] = [
    [told.fetch, isAttached ? undefined : fetchUrl],
    [told.open, openUrl],
  ]
  const given = links.flatMap(([text, url]) => (url ? [{ text, url }] : []))
  return {
    subject: told.subject(name, report.title).replaceAll(/\s+/g, ' '),
    text: [
      ...lines,
      '',
      ...given.map(({ text, url }) => `${text}: ${url}`),
      '',
      told.why,
      stopUrl ? `${told.stop}: ${stopUrl}` : told.tell,
      company,
    ].join('\n'),
    html: `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;color:#1f2937">
<h2 style="margin:0 0 8px">${escapeHtml(name)}</h2>
${lines.map((line) => `<p style="margin:0 0 4px">${escapeHtml(line)}</p>`).join('\n')}
${given.map(({ text, url }) => `<p style="margin:12px 0 0"><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`).join('\n')}
<p style="margin:16px 0 0;color:#6b7280;font-size:12px">${escapeHtml(told.why)} ${
      stopUrl
        ? `<a href="${escapeHtml(stopUrl)}" style="color:#6b7280">${escapeHtml(told.stop)}</a>`
        : escapeHtml(told.tell)
    }<br>${escapeHtml(company)}</p>
</body></html>`,
  }
}
