import { createTransport } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same for every attempt, so that a mail program shows what came twice once. Without brackets. */
  messageId: string
  attachments: readonly { name: string; mediaType: string; content: Buffer }[]
}

export interface Mailer {
  /** @throws what `sendingFault` judges */
  send(mail: Mail): Promise<void>
  close(): void
}

const connectMs = 15_000
const answerMs = 60_000

/** `url`: smtp://user:password@host:587, or smtps:// for TLS from the beginning. */
export function openMail({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(
    {
      url,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    async send({ to, subject, text, html, messageId, attachments }) {
      await transport.sendMail({
        // As an object: a comma in an address starts no second one.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${messageId}@quayside>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map(({ name, mediaType, content }) => ({
          filename: name,
          contentType: mediaType,
          content,
        })),
      })
    },
    close: () => transport.close(),
  }
}

/** `refused`: never will be taken. `later`: was not taken, so may be sent again. `unsure`: may have been taken. */
export type SendingFault = 'refused' | 'later' | 'unsure'

interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
  syscall?: string
}

/** What a failed sending means for the next attempt. */
export function sendingFault(error: unknown): SendingFault {
  const { code, command, responseCode, syscall } = error as SmtpError
  if (code === 'EAUTH' || code === 'EDNS' || code === 'ETLS') return 'later'
  if (responseCode !== undefined) return responseCode >= 500 ? 'refused' : 'later'
  return syscall === 'connect' || command === 'CONN' ? 'later' : 'unsure'
}
