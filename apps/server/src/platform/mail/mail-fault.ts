import type { Sentence } from '@quayside/contract'
import { plainSentence } from '../sentence.ts'

/** `refused`: never will be taken. `later`: was not taken, so may be sent again. `unsure`: may have been taken. */
export type SendingFault = 'refused' | 'later' | 'unsure'

interface SmtpError {
  code?: string
  command?: string
  response?: string
  responseCode?: number
  syscall?: string
  message?: string
}

/** What a failed sending means for the next attempt, and for whoever reads of it: what is wrong and what to do. */
export function mailFault(error: unknown): { fault: SendingFault; reason: Sentence } {
  const given = error as SmtpError
  return { fault: sendingFault(given), reason: reasonOf(given) }
}

function sendingFault({ code, command, responseCode, syscall }: SmtpError): SendingFault {
  // What the administrator can mend: the mail itself was never judged.
  if (code === 'EAUTH' || code === 'EDNS' || code === 'ETLS') return 'later'
  if (responseCode !== undefined) return responseCode >= 500 ? 'refused' : 'later'
  return syscall === 'connect' || command === 'CONN' ? 'later' : 'unsure'
}

const mostOfAnswer = 200

/** The server's own words help whoever runs it; they are data, shortened and on one line. */
const answerOf = ({ response, message }: SmtpError) =>
  (response ?? message ?? '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, mostOfAnswer)

type Told = readonly [code: string, zh: string, en: string]
const nameUnknown: Told = [
  'mailServerUnknown',
  '找不到邮件服务器的名称。请管理员检查 SMTP_URL。',
  'The name of the mail server is not known. Have an administrator check SMTP_URL.',
]
const away: Told = [
  'mailServerAway',
  '邮件服务器没有应答，稍后会再试。如持续出现，请管理员检查 SMTP_URL 和防火墙。',
  'The mail server does not answer; it is tried again. If this goes on, have an administrator check SMTP_URL and the firewall.',
]
const notLetIn: Told = [
  'mailNotLetIn',
  '邮件服务器不接受用户名或密码。请管理员检查 SMTP_URL。',
  'The mail server does not accept the user name or password. Have an administrator check SMTP_URL.',
]
const unsafe: Told = [
  'mailNotSecure',
  '无法与邮件服务器建立加密连接。请管理员检查其证书和端口。',
  'No secure connection to the mail server could be made. Have an administrator check its certificate and port.',
]
const tooLarge: Told = [
  'mailTooLarge',
  '邮件服务器认为邮件太大。请缩小分析范围，或改用 XLSX、CSV。',
  'The mail server finds the mail too large. Narrow the analysis, or send XLSX or CSV.',
]
const noMailbox: Told = [
  'mailboxUnknown',
  '邮件服务器拒绝此地址。请检查是否写错，或对方邮箱是否已停用。',
  'The mail server refuses this address. Check its spelling, and whether the mailbox still exists.',
]
const unwanted: Told = [
  'mailUnwanted',
  '邮件服务器拒绝了这封邮件。请管理员查看其规则（发件人 MAIL_FROM、SPF、DKIM）。',
  'The mail server refuses this mail. Have an administrator look at its rules (sender MAIL_FROM, SPF, DKIM).',
]
const busy: Told = [
  'mailPutOff',
  '邮件服务器暂时不收信，稍后会再试。',
  'The mail server takes no mail at the moment; it is tried again.',
]
const brokenOff: Told = [
  'mailBrokenOff',
  '移交邮件时连接中断，可能已送达；为避免重复，不再发送。请询问收件人。',
  'The connection broke off while the mail was handed over. It may have arrived, so it is not sent twice: ask the recipient.',
]

function toldOf({ code, command, responseCode, response = '', syscall }: SmtpError): Told {
  if (code === 'EDNS') return nameUnknown
  if (code === 'EAUTH') return notLetIn
  if (code === 'ETLS') return unsafe
  if (responseCode === undefined) return syscall === 'connect' || command === 'CONN' ? away : brokenOff
  // RFC 5321 4.2.3 and the enhanced codes of RFC 3463: x.3.4 and x.2.3 speak of size.
  if (responseCode === 552 || /\b[45]\.(3\.4|2\.3)\b/.test(response)) return tooLarge
  if (responseCode < 500) return busy
  if ([550, 551, 553].includes(responseCode) && !/\b5\.7\.\d/.test(response)) return noMailbox
  return unwanted
}

function reasonOf(error: SmtpError): Sentence {
  const [code, zh, en] = toldOf(error)
  const answer = answerOf(error)
  return plainSentence({
    code,
    zh: answer ? `${zh}（${answer}）` : zh,
    en: answer ? `${en} (${answer})` : en,
    params: { answer },
  })
}
